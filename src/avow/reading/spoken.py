"""What the candidate brings as they tell it: spoken clauses as facts.

Learning stays learning, and a duration mends the tense: "I am welder since 2014" has been one since then.
"""

import re
from dataclasses import replace
from functools import lru_cache

from avow.language import words
from avow.language.names import FUNCTION
from avow.language.tokens import Token
from avow.reading.credentials import languages
from avow.reading.nouns import article, jobs
from avow.reading.posts import post, span_led
from avow.reading.repair import join, say, say_words
from avow.reading.shorthand import SMALL, closed_words, flatten
from avow.reading.tense import put_right
from avow.reading.titles import NUM, RANGE, SINCE, SPAN, Fact, fact_words, lower_first, spoken_number


def clause_of(text: str) -> str | None:
    from avow.language.tokens import tokenise

    said = say(tokenise(text), "clause")
    return said.text if said else None


_NOW = re.compile(
    rf"^I(?:'m| am) (.+?),? (?:for )?((?:about |over |almost )?{NUM} (?:years?|months?|seasons?))(?: now)?$",
    re.I,
)


_NOW_SINCE = re.compile(r"^I(?:'m| am) (.+?),? since (.+)$")


_TIMED_HEAD = re.compile(
    rf"^(I(?:'m|'ve)? [a-z]+\b.{{4,90}}?\b(?:{NUM} (?:years?|months?|seasons?)(?: now)?|"
    rf"since (?:[A-Z][a-z]+ )?(?:19|20)\d\d)), .*$",
    re.I,
)


_WORK = re.compile(
    rf"^I ([a-z]+) (.+?),? (?:for )?((?:about |over )?{NUM} (?:years?|months?|seasons?))(?: now)?$",
    re.I,
)


_STOOD = re.compile(
    rf"^I (work|stand|live|teach|serve|play|study) ({NUM} (?:years?|months?|seasons?)) ((?:in|at|with|for|"
    rf"on) .+)$",
    re.I,
)


_WORK_SINCE = re.compile(
    r"^I(?:'m| am)? (work|working|drive|teach|do|run|clean|make|manage|handle|fix|cook|sell|learn|fly|"
    r"conduct|[a-z]+ing)(?: (.+?))?,? since (.+)$"
)


# "The products I know from practice": the object first, as in many languages.
_FRONTED = re.compile(
    r"^((?:the |all the )?[A-Za-z][\w' -]*?) I (know|make|handle|repair|teach|prepare)"
    r"((?: (?:well|from|by|in|for|at)\b[\w' -]*)?)$",
    re.I,
)


def _length(text: str) -> str:
    number, _, unit = text.rpartition(" ")
    unit = unit.rstrip("s")
    return f"{spoken_number(number)} {unit if number.lower() in ('1', 'one') else unit + 's'}"


@lru_cache(maxsize=4_096)
def from_tokens(tokens: tuple[Token, ...], strict: bool) -> tuple[Fact, ...]:
    """Facts of a spoken segment, already cleaned of fillers."""
    if not tokens:
        return ()
    row = flatten(tokens)
    if not row:
        return ()
    line = join(row)
    if since := re.match(r"^since ((?:19|20)\d\d),? (I .+)$", line, re.I):
        return from_clause(clause_of(f"{since.group(2).split(',')[0]} since {since.group(1)}") or "", line)
    if been := re.match(
        rf"^been ({NUM} (?:years?|months?|seasons?)) ((?:on|in|at|with|behind)\b.+)$", line, re.I
    ):
        return from_clause(clause_of(f"I've been {been.group(2)} for {_length(been.group(1))}") or "", line)
    first = row[0].lower()
    if first in ("i", "i'm", "i've", "we", "we've", "my"):
        said = say(tokens, "clause", strict)
        return from_clause(said.text, line) if said else ()
    if not strict and (fronted := _FRONTED.match(line)) and len(fronted.group(1).split()) <= 4:
        thing, verb, rest = fronted.groups()
        thing = thing[0].lower() + thing[1:] if thing.startswith("The ") else lower_first(thing)
        return from_clause(clause_of(f"I {verb} {thing}{rest}") or "", line)
    if like := re.match(r"^what i (?:do |really |still )?(love|like|enjoy)(?: most)? is (.+)$", line, re.I):
        told = say_words(f"I {like.group(1)} {like.group(2).split(',')[0]}", "clause")
        return (Fact(told, kind="value", source=line),) if told else ()
    if first == "at" and "," not in row and "i" in [w.lower() for w in row[1:6]]:
        said = say(tokens, "clause", strict)
        return from_clause(said.text[0].upper() + said.text[1:], line) if said else ()
    if making := re.match(
        rf"^([A-Za-z]+) I(?: am|'m) ([a-z]+ing) (?:since|for) ({NUM} (?:years?|months?))\b", line
    ):
        thing = making.group(1).lower()  # the object first, as in German
        return (
            Fact(
                f"I've been {making.group(2)} {thing} for {_length(making.group(3))}", "", "experience", line
            ),
        )
    if first in _SERVED and row[1:2] not in (["who"], ["that"], ["which"]):
        said = say(tokens, "clause", strict)
        if said is None or re.search(r"\bme (?:be|do|go)\b", said.text):
            return ()
        return (Fact(said.text, kind="strength", source=line),)
    placed = (
        len(row) < 14
        and re.search(r" (?:at|in) ", line) is not None
        and first not in ("something", "anything")
    )
    foreign = any(
        w.isalpha() and w.islower() and not (words.known(w) or w in closed_words() or w in jobs())
        for w in row
    )
    timed = placed or bool(SINCE.search(line) or SPAN.search(line) or RANGE.search(line))
    for reader in ((post, span_led) if timed and not foreign else ()) + (languages,):
        found = reader(line)
        if found:
            return tuple(Fact(f.clause, f.bring, f.kind, line) for f in found)
    entry = words.tags(first)
    past = "VBD" in entry and not {"NN", "JJ"} & entry.keys() and len(row) > 3
    if past and (row[1].lower() in FUNCTION or row[1][0].isdigit() or row[1].lower() in SMALL):
        spoken = say(tokens, "clause", strict)
        text = spoken.text if spoken else _said_with_i(row)
        if text:
            return from_clause(text, line)
    return ()


def _said_with_i(row: list[str]) -> str | None:
    return clause_of("I " + join([row[0].lower(), *row[1:]]))


_MODAL = re.compile(
    r"I(?:'d\b|'ll\b| (?:would|want|hope|wish|will|should|might|could|must|may|ought|need)\b|"
    r" plan(?= to\b|$))"
)
_LASTING = re.compile(rf"^I(?:'m| am) an? |^I've been \w+ing .*\bsince |\b{NUM} (?:years|seasons)\b")
_SERVED = frozenset("people clients customers patients kids children students".split())
_OTHERS = frozenset("her him his she he hers".split())


_PRONOUNS = frozenset("it them him her that this there those these he she they ours one ones own".split())


def from_clause(text: str, source: str = "") -> tuple[Fact, ...]:
    """The fact that a clean first-person clause states; its tense is mended where a duration follows."""
    found = _facts(put_right(text), source or text)
    return tuple(replace(fact, clause=put_right(fact.clause)) for fact in found)


def _facts(text: str, source: str) -> tuple[Fact, ...]:
    text = re.sub(r"^I'm only (an?|the) ", r"I'm \1 ", text)  # a post is no less a post for being modest
    lows = [w.strip("'") for w in re.findall(r"[a-z']+", text.lower())]
    own = re.findall(
        r"[a-z']+", re.sub(r"\bwhy\b.*$", "", text.lower())
    )  # "finding out why a payment failed"
    if fact_words()["idle"] & frozenset(own) or len(lows) < 4:
        return ()
    if _OTHERS & frozenset(lows) or re.search(r" (?:it|them)$", text):
        return ()
    if re.search(r"^I got one \w+ \w+ |\bfor \d+$|\bit have\b|\bme (?:be|do|go)\b|%.*%", text):
        return ()
    if " better part" in text or " yes" in text or re.search(r"\bI know \w+ very good$", text):
        return ()
    if re.match(r"^I (?:started|began) (?:a|an|the|my) .*(?:degree|course|stud(?:y|ies)|diploma|exam)", text):
        return ()  # begun, and who knows how it stands
    if _MODAL.match(text):
        return ()  # nothing that is
    if (lows[2:3] == ["it"] and lows[3:4] != ["when"]) or re.match(
        r"^I'm (?:from |in at |at (?:week|level|day|lesson))|^I (?:go|come|grew up) |^I passed .* of \S+$|"
        r"^I(?:'m|'ve been) here\b",
        text,
    ):
        return ()
    if re.match(r"^I [a-z]+ .* for (?:\w+ )?(?:weeks|months)", text) and "VBD" not in words.tags(lows[1]):
        return ()  # a stint told in the present: not clear when
    if lows[-1] in _PRONOUNS or (
        len(lows) < 8 and _PRONOUNS & frozenset(lows[2:4]) and lows[3:4] != ["when"]
    ):
        return ()
    kind = "deed"
    if text[:3] in ("my ", "My ") and not re.search(
        r"\b(?:good|strong|fluent|excellent|best|known|native)\b", text
    ):
        return ()
    text = re.sub(r"^(I hold an? [\w-]+), .*$", r"\1", text)
    text = re.sub(
        r"^(I'm|I've been) an? (?:decent|good|simple|humble) (\w+)",
        lambda m: f"{m.group(1)} {article(m.group(2))}",
        text,
    )
    text = re.sub(r"^I (?:bring|offer|brought) (?=\w+ (?:years|seasons)\b)", "I have ", text)
    if got := re.match(rf"^I(?:'ve)? (?:got|have|had) ({NUM} (?:years?|seasons?)\b.*)$", text):
        stay = got.group(1).split(",")[0]
        return (Fact(f"I have {stay} behind me", stay, "experience", source),)
    if match := _TIMED_HEAD.match(text):
        text = match.group(1)  # nothing trails behind the time
    if (match := _NOW.match(text)) and not match.group(1).startswith(("from ", "still ")):
        what, length = match.group(1), _length(match.group(2))
        return (
            Fact(
                f"I've been {what} for {length}",
                f"{length} as {what}" if what.startswith(("a ", "an ")) else f"{length} of experience",
                "experience",
                source,
            ),
        )
    if (match := _NOW_SINCE.match(text)) and re.match(r"\D*\d{4}", match.group(2)):
        return (
            Fact(
                f"I've been {match.group(1)} since {match.group(2)}",
                f"my work as {match.group(1)}" if match.group(1).startswith(("a ", "an ")) else "",
                "experience",
                source,
            ),
        )
    if stand := _STOOD.match(text):
        done = words.inflect(stand.group(1), "VBN")
        if done:
            where = stand.group(3).split(",")[0]
            return (Fact(f"I've {done} {where} for {_length(stand.group(2))}", "", "experience", source),)
    if match := _WORK.match(text):
        verb, what, length = match.group(1), match.group(2).split(",")[0], _length(match.group(3))
        done = words.inflect(verb, "VBN") if words.tags(verb).get("VB") == verb else None
        if done and verb not in ("have", "like", "love", "want", "know"):
            return (Fact(f"I've {done} {what} for {length}", "", "experience", source),)
    if (match := _WORK_SINCE.match(text)) and match.group(3)[:1].isalnum():
        gerund = match.group(1) if match.group(1).endswith("ing") else words.inflect(match.group(1), "VBG")
        if gerund:
            return (
                Fact(
                    f"I've been {gerund} {match.group(2) or ''} since {match.group(3)}".replace("  ", " "),
                    "",
                    "experience",
                    source,
                ),
            )
    if re.match(
        r"^I(?:'m| am) (?:learning|studying|taking|doing|teaching myself|halfway|in the middle|"
        r"working towards|preparing|enrolled)",
        text,
    ):
        kind = "learning"
    elif _LASTING.search(text):
        kind = "experience"
    elif re.match(r"^I speak ", text):
        kind = "language"
    elif re.match(r"^I(?:'m| am) (?:good|decent|fast|known|told|strong|careful|patient)|^I know ", text):
        kind = "strength"
    elif re.match(
        r"^I (?:like|love|enjoy|still like)|^What I (?:love|like|enjoy)|^I'm (?:proud|happiest|happy)", text
    ):
        kind = "value"
    return (Fact(text, "", kind, source),)
