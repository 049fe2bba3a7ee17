"""The wishes that may be said, best first."""

import re

from avow.engines.offline.parts import Wish, stems_of
from avow.language import words
from avow.reading.complement import ASPIRING
from avow.reading.nouns import article, is_job, things
from avow.reading.private import private_topics
from avow.reading.repair import say
from avow.reading.roles import Reading, Role, Segment
from avow.reading.shorthand import plain


def wishes_of(reading: Reading, aim: frozenset[str], dropped: frozenset[str]) -> list[Wish]:
    found: list[Wish] = []
    for segment in reading.of(Role.ASPIRATION):
        if segment.statement in dropped:
            continue
        phrase = _wish(segment, reading.strict)
        if phrase is None:
            continue
        text, form = phrase
        if any(t.sure and t.name != "age" for t in private_topics(f"In the long run, I'd like to {text}.")):
            continue
        stems = stems_of(text)
        if not stems - _EMPTY or _OF_FAMILY.search(text):
            continue
        score = segment.weight + 1.2 * min(2, len(stems & aim)) + 0.12 * min(10, len(text.split()))
        if form == "np":
            score -= 0.6
        if segment.topic in ("compete", "leave", "money"):
            score -= 1.5
        if len(text.split()) <= 2:
            score -= 1.5
        if _FOG.search(text):
            score -= 2.0
        if _POINTING.search(text):
            score -= 1.5
        if re.match(r"^be [a-z]+(?:ed|en)$", text):
            score -= 2.0
        found.append(Wish(text, form, segment, score, bool(stems & aim)))
    found.sort(key=lambda w: -w.score)
    kept: list[Wish] = []
    for wish in found:
        if all(len(stems_of(wish.text) & stems_of(k.text)) < 2 for k in kept):
            kept.append(wish)
    return kept


# Office language that says nothing by itself: another wish of theirs is clearer.
_FOG = re.compile(
    r"\b(?:excellence|holistic\w*|synerg\w+|ecosystems?|landscape|human potential|value creation|"
    r"thought leader|stewardship|paradigm|cutting-edge|next-generation)\b",
    re.I,
)
# Somebody or something that the wish does not name: "arrive to them thirty years earlier".
_POINTING = re.compile(r"^(?:[\w'-]+ ){1,3}(?:them|it|these|those|him|her)\b(?! who| that)", re.I)
_OF_FAMILY = re.compile(
    r"\bmy (?:own )?(?:wife|husband|partner|kids?|children|sons?|daughters?|parents|mother|mum|father|dad|"
    r"brothers?|sisters?|family)\b",
    re.I,
)
_EMPTY = frozenset(
    "field hear thing someth someon way lot do be get make go want like work one it that".split()
)


_ONE = re.compile(
    r"^(?:the|an?) (?:one|person|guy|man|woman|somebody|someone|lady|fella|kind|sort|type)\b|^(?:somebody|"
    r"someone)\b(?!')"
)


def _wish(segment: Segment, strict: bool) -> tuple[str, str] | None:
    """The wish of a segment as a phrase; a post becomes "become …", a field "work in …"."""
    said = say(segment.tokens, segment.form, strict, "or")
    if said is None and segment.form == "vp":
        return None
    if said is None:
        said, form = say(segment.tokens, "vp", strict, "or"), "vp"
    else:
        form = segment.form
    if said is None:
        return None
    text = plain(said.text)
    form = "vp" if text.startswith("become ") else form
    if form == "that":
        return text, "that"
    if form == "vp":
        text = re.sub(r"(\w(?:er|or)) one$", r"\1", text)
        if (
            strict
            and (one := re.fullmatch(r"be the (\w+)( (?:in|at|for) .+)?", text))
            and is_job(one.group(1))
        ):
            text = f"become {article(one.group(1))}{one.group(2) or ''}"
        return (text, "vp") if _complete(text) else None
    if strict and re.search(r" one$", text) and len(text.split()) < 6:
        text = text[:-4]  # "the trainer one"
    if text.startswith("something ") and form == "np":
        return f"do {text.split(',')[0]}", "vp"
    if _ONE.match(text):
        return f"be {text}", "vp"
    if text.split(",")[0].split(" ")[0] in ASPIRING and len(text.split(",")[0].split()) == 1:
        return f"become {text.split(',')[0]}", "vp"
    if headed := re.fullmatch(r"([a-z][a-z &-]+?),?(?: and)? (?:the )?head", text):
        return f"become head of {headed.group(1)}", "vp"
    bare = re.fullmatch(r"([a-z-]+(?: [a-z-]+)?), ([a-z-]+(?: [a-z-]+)?)", text)
    named = [g.split(" ") for g in bare.groups()] if bare else []
    if bare and not (
        is_job(named[0][-1]) or is_job(named[1][0]) or named[1][0] in ("with", "in", "at", "for")
    ):
        return f"work in {bare.group(1)} and {bare.group(2)}", "vp"  # "operations, routing"
    lows = [t.low for t in segment.tokens]
    if len(lows) == 3 and lows[1] in ("for", "of") and is_job(lows[0]) and "NN" in words.tags(lows[2]):
        return f"become {article(f'{lows[2]} {lows[0]}')}", "vp"  # "planner for kitchen"
    head = re.split(_HEAD_ENDS, text)[0].split(" ")
    if is_job(head[-1]) and head[0].lower() not in _LED:
        text = article(text)
        head = text.split(",")[0].split(" ")[: len(head) + 1]
    if is_job(head[-1]) and head[0].lower() in ("a", "an", "the", "my"):
        first, _, rest = text.partition(",")
        if re.match(r" (?:for|in|at|on) (?:\w+ ?){1,4}$", rest):
            first = f"{first}{rest}"  # "a driving instructor, for the buses"
        return (
            f"become {text if rest.strip().startswith(('the one', 'the person', 'someone')) else first}",
            "vp",
        )
    if (
        head[0] in ("a", "an")
        and head[-1] in _PLACES
        and segment.tokens[0].low not in ("a", "an", "my", "own")
    ):
        return f"work in {text.split(',')[0]}", "vp"  # "Control room. Yeah, that."
    if " to " not in text and (
        head[0].lower() == "my"
        or head[0].lower() in ("own",)
        or (head[0] in ("a", "an") and head[-1] in things())
    ):
        return f"have {text.split(',')[0]}", "vp"
    chunk = text.split(",")[0]
    if head[0].isdigit() or head[0].lower() in ("one", "two", "three", "four"):
        return (text, "np") if "NNS" in words.tags(head[-1].lower()) else None
    plural = "NNS" in words.tags(head[-1].lower()) and "NN" not in words.tags(head[-1].lower())
    if (
        head[0].lower()
        not in ("a", "an", "the", "no", "zero", "more", "less", "fewer", "good", "better", "something")
        and not plural
        and (
            len(chunk.split()) <= 6
            or (len(head) <= 3 and re.match(r" (?:for|of) ", text[len(" ".join(head)) :]))
        )
        and not (_listing(text) and " or " not in text)
        and head[0].lower() not in ("work", "time", "people")
    ):
        return f"work in {chunk}", "vp"
    return text, "np"


_HEAD_ENDS = r",| (?:who|that|which|where|of|for|in|at|with|on|and|or|by|when|to|between|from)\b"
_PLACES = frozenset(
    "room lab laboratory kitchen warehouse office kindergarten nursery school hospital clinic museum library "
    "workshop studio garden farm theatre ward archive".split()
)
_LED = frozenset("a an the my our two three several some more no".split())


def _listing(text: str) -> bool:
    return text.count(",") >= 2 or re.search(r",.* and ", text) is not None


def _complete(text: str) -> bool:
    """A verb that needs an object has one."""
    if re.fullmatch(r"be (?:known|remembered|called|seen|recognised|recognized)", text):
        return False
    row = text.split(" ")
    if len(row) <= 4 and row[-1] in (
        "finish",
        "do",
        "make",
        "get",
        "have",
        "use",
        "take",
        "be",
        "become",
        "keep",
    ):
        return False
    if len(row) == 2 and row[1] in ("up", "out", "off", "over"):
        return False
    return len(row) > 1 or row[0] in (
        "teach",
        "progress",
        "grow",
        "lead",
        "travel",
        "write",
        "manage",
        "learn",
    )
