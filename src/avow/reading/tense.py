"""Time and place of a spoken clause put right: the tense that a date asks for, "for" and "in" where lost.

Only the form changes: "I built wheels since 2019" has been done since, "I joined 2015" was in that year.
"""

import re

from avow.language import words
from avow.reading.nouns import article
from avow.reading.titles import NUM, city_names, fact_words

_UNIT = r"(?:years?|months?|seasons?)"
_SINCE = re.compile(r"^I (\w+) (.+ since (?:[A-Z][a-z]+ )?(?:19|20)\d\d)$")
_LAST = re.compile(r"\b(?:last (?:year|month|week|spring|summer|autumn|winter)|in (?:19|20)\d\d|ago)\b")
_BARE_LENGTH = re.compile(
    rf"^(I(?:'ve| was| ran| worked| led| did| managed) .*?[a-z])(?<! for)(?<! of)(?<! with)(?<! about) "
    rf"((?:about )?{NUM} {_UNIT})$"
)
_DATED = re.compile(r"\b(?:since|in|of|from|to|by|until|spring|summer|autumn|winter) (?:19|20)\d\d$")
_BARE_YEAR = re.compile(r"([a-z]) ((?:19|20)\d\d)$")
_POST = re.compile(
    r"^(I'm|I was) ((?:[a-z]+ ){0,2}[a-z]+(?:er|or|ist|ee|ian|man))(?= (?:in|at|for|with|from|on)\b)"
)
_PLACE = re.compile(r", ([A-ZÀ-Þ][\w'-]+)(?= (?:for|since|from)\b|,|$)")
_TAIL = re.compile(
    r", (?:before that|God|then|the \w+ \w+(?:ed|s)\b|(?:Mr|Mrs|Ms|Dr) |"
    r"[A-Z][a-z]+ (?:do|did|does|make|makes|made|is|was|has|had)\b).*$"
)
_MONTH = re.compile(
    r"(?<! in)(?<! last)(?<! this)(?<! next)(?<! since)(?<! until)(?<! by)(?<! to)(?<! for) "
    r"((?:January|February|March|April|May|June|July|August|September|October|November|December))$"
)
_STATIVE = frozenset("have know like love speak want need use hold work live am help tend".split())


def put_right(text: str) -> str:
    """The clause with its times and places in order, without what hung on by a comma alone."""
    text = _TAIL.sub("", text)
    text = re.sub(r"\b(stud\w+|learn\w*) the (\w+(?:nomy|logy|istry|phy|ics|ing))\b", r"\1 \2", text)
    text = re.sub(r" (of|in|with|for|at), ", r" \1 ", text)
    text = _PLACE.sub(_placed, text)
    if (match := _SINCE.match(text)) and (done := _participle(match.group(1))):
        return f"I've {done} {match.group(2)}"
    if match and (going := _going(match.group(1))):
        return f"I've {going} {match.group(2)}"
    text = re.sub(r"^I study (?!at\b|in\b|every\b)", "I'm studying ", text)
    text = _BARE_LENGTH.sub(r"\1 for \2", _past(text))
    if (match := _POST.match(text)) and not match.group(2).startswith(("a ", "an ", "the ", "my ")):
        text = f"{match.group(1)} {article(match.group(2))}{text[match.end() :]}"
    text = _MONTH.sub(r" in \1", text)
    return text if _DATED.search(text) else _BARE_YEAR.sub(r"\1 in \2", text)


def _past(text: str) -> str:
    """ "I save water last year" → "I saved …": a present verb with a time that is over."""
    match = re.match(r"^I (\w+) ", text)
    if match is None or not _LAST.search(text):
        return text
    lemma = match.group(1).lower()
    entry = words.tags(lemma)
    past = words.inflect(lemma, "VBD") if entry.get("VB") == lemma else None
    if past is None or "VBD" in entry or lemma in _STATIVE:
        return text
    return f"I {past}{text[2 + len(lemma) :]}"


def _participle(verb: str) -> str | None:
    """The participle of a simple past ("built"), or None."""
    entry = words.tags(verb.lower())
    lemma = entry.get("VBD")
    if lemma is None or entry.get("VB") == verb.lower() or verb.lower() in ("had", "did"):
        return None
    return "been" if lemma == "be" else words.inflect(lemma, "VBN")


def _going(verb: str) -> str | None:
    """ "process … since 2018" → "been processing"; what is a state has been one: "known"."""
    low = verb.lower()
    if words.tags(low).get("VB") != low:
        return None
    if low in ("have", "know", "like", "love", "hold"):
        return words.inflect(low, "VBN")
    going = words.inflect(low, "VBG")
    return f"been {going}" if going else None


def _placed(match: re.Match[str]) -> str:
    low = match.group(1).lower()
    return f" in {match.group(1)}" if low in fact_words()["city"] or low in city_names() else match.group(0)
