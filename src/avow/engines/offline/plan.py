"""What is said: the wish, what the candidate brings, the tie; and in which order.

Everything chosen here has already passed the gate of `avow.reading.repair`: it can be said as it stands.
"""

import re
from dataclasses import dataclass, field

from avow.language import words
from avow.language.names import FUNCTION
from avow.language.tokens import tokenise
from avow.reading.facts import from_line
from avow.reading.nouns import is_job, things
from avow.reading.private import private_topics
from avow.reading.repair import say
from avow.reading.roles import Reading, Role, Segment
from avow.reading.spoken import from_tokens
from avow.reading.titles import Fact
from avow.types import Material, Quote

WORDS_A_SECOND = 2.4  # an unhurried speaker


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as a phrase that follows "I'd like to" (vp) or "I'd like" (np)."""

    text: str
    form: str
    segment: Segment
    score: float
    fits: bool = False  # shares words with what the employer is for


@dataclass(frozen=True, slots=True)
class Brought:
    """A fact with its place and its worth for this brief."""

    fact: Fact
    statement: str
    quote: Quote | None
    score: float


@dataclass(slots=True)
class Plan:
    """The chosen parts; empty lists where the material holds nothing that may be said."""

    wishes: list[Wish] = field(default_factory=list)
    facts: list[Brought] = field(default_factory=list)
    values: list[Brought] = field(default_factory=list)
    job: str = ""
    job_statement: str = ""


def plan(
    material: Material,
    reading: Reading,
    dropped: frozenset[str],
    caution: int,
    against: frozenset[tuple[str, int]] = frozenset(),
) -> Plan:
    """The parts of an answer, best first, without what is `dropped`; caution 2 keeps to the surest."""
    aim = _stems(" ".join((material.brief.company.role, material.brief.company.mission[:400])))
    made = Plan()
    made.wishes = [
        w for w in _wishes(reading, aim, dropped) if (w.segment.statement, w.segment.start) not in against
    ]
    wanted = _stems(made.wishes[0].text) if made.wishes else frozenset()
    found = _facts(reading, aim, wanted, dropped, material)
    made.values = [b for b in found if b.fact.kind == "value"]
    made.facts = _distinct([b for b in found if b.fact.kind != "value"], made.wishes)
    if caution >= 2:
        made.facts = [
            b for b in made.facts if b.fact.kind in ("experience", "degree", "licence", "language")
        ][:1]
        made.wishes = made.wishes[:1]
    for brought in found:
        match = re.search(
            r"\b(?:been|as|was|I'm) (an? [^,]+?)(?= (?:at|in|with|for|since|from|behind|around|by|on)\b|,|$)",
            brought.fact.clause,
        )
        if match and is_job(match.group(1).split(" ")[-1]):
            made.job, made.job_statement = match.group(1), brought.statement
            break
    return made


def _stems(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokenise(text) if t.low not in FUNCTION and t.low[0].isalpha())


def _wishes(reading: Reading, aim: frozenset[str], dropped: frozenset[str]) -> list[Wish]:
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
        stems = _stems(text)
        if not stems - _EMPTY:
            continue
        score = segment.weight + 1.2 * min(2, len(stems & aim)) + 0.12 * min(10, len(text.split()))
        if form == "np":
            score -= 0.6
        if segment.topic in ("compete", "leave", "money"):
            score -= 1.5
        if len(text.split()) <= 2:
            score -= 1.5
        if re.match(r"^be [a-z]+(?:ed|en)$", text):
            score -= 2.0
        found.append(Wish(text, form, segment, score, bool(stems & aim)))
    found.sort(key=lambda w: -w.score)
    kept: list[Wish] = []
    for wish in found:
        if all(len(_stems(wish.text) & _stems(k.text)) < 2 for k in kept):
            kept.append(wish)
    return kept


_ASPIRING_ADJECTIVE = frozenset(
    "chartered certified qualified licensed registered fluent independent".split()
)
_EMPTY = frozenset("thing someth someon way lot do be get make go want like work one it that".split())
_ONE = re.compile(
    r"^(?:the|an?) (?:one|person|guy|man|woman|somebody|someone|lady|fella|kind|sort|type)\b|^(?:somebody|"
    r"someone)\b"
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
    text = said.text
    if form == "that":
        return text, "that"
    if form == "vp":
        text = re.sub(r"(\w(?:er|or)) one$", r"\1", text)
        return (text, "vp") if _complete(text) else None
    if strict and re.search(r" one$", text) and len(text.split()) < 6:
        text = text[:-4]  # "the trainer one"
    if text.startswith("something ") and form == "np":
        return f"do {text.split(',')[0]}", "vp"
    if _ONE.match(text):
        return f"be {text}", "vp"
    if text.split(",")[0].split(" ")[0] in _ASPIRING_ADJECTIVE and len(text.split(",")[0].split()) == 1:
        return f"become {text.split(',')[0]}", "vp"
    head = re.split(r",| (?:who|that|which|where|of|for|in|at|with|on|and|or|by|when|to)\b", text)[0].split(
        " "
    )
    if is_job(head[-1]) and head[0].lower() in ("a", "an", "the", "my"):
        first, _, rest = text.partition(",")
        return (
            f"become {text if rest.strip().startswith(('the one', 'the person', 'someone')) else first}",
            "vp",
        )
    if " to " not in text and (
        head[0].lower() == "my"
        or head[0].lower() in ("own",)
        or (head[0] in ("a", "an") and head[-1] in things())
    ):
        return f"have {text.split(',')[0]}", "vp"
    chunk = text.split(",")[0]
    plural = "NNS" in words.tags(head[-1].lower()) and "NN" not in words.tags(head[-1].lower())
    if (
        head[0].lower()
        not in ("a", "an", "the", "no", "more", "less", "fewer", "good", "better", "something")
        and not plural
        and len(chunk.split()) <= 6
        and not (_listing(text) and " or " not in text)
        and head[0].lower() not in ("work", "time", "people")
    ):
        return f"work in {chunk}", "vp"
    return text, "np"


def _listing(text: str) -> bool:
    return text.count(",") >= 2 or (", and " in text)


def _complete(text: str) -> bool:
    """A verb that needs an object has one."""
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


_BASE = {
    "experience": 3.0,
    "strength": 2.0,
    "deed": 1.4,
    "licence": 1.4,
    "degree": 1.2,
    "learning": 1.3,
    "language": 0.9,
    "skill": 1.2,
    "value": 1.0,
}
_WORKED = frozenset(
    "build built write wrote lead led run ran train manag handl close check instal design set draft "
    "translat speak teach taught "
    "supervis prepar sold sell creat launch improv organis organiz develop test fix repair help assist "
    "support found start win won "
    "cover sat coordin maintain clean cook bake drive drove produc present publish analys analyz plan "
    "process answer serv care "
    "make made paint edit record sew cut grade log post review audit measur weld install show host did "
    "use know".split()
)


def _facts(
    reading: Reading, aim: frozenset[str], wanted: frozenset[str], dropped: frozenset[str], material: Material
) -> list[Brought]:
    found: list[Brought] = []
    for segment in reading.segments:
        if segment.statement in dropped or segment.role not in (Role.FACT, Role.STRENGTH, Role.VALUE):
            continue
        if segment.field == "aspiration":
            if {"failed", "aside", "hedge", "far"} & segment.flags:
                continue
            if {
                "link:if",
                "link:unless",
                "link:who",
                "link:which",
                "link:when",
                "link:where",
            } & segment.flags:
                continue
            facts = from_tokens(segment.tokens, reading.strict)
        else:
            facts = from_line(_line(material, segment))
        for fact in facts:
            stems = _stems(fact.clause)
            score = _BASE[fact.kind] + 0.8 * min(3, len(stems & aim)) + 0.5 * min(2, len(stems & wanted))
            spoken = segment.field == "aspiration"
            if spoken and fact.kind == "deed":
                score += 0.4 if stems & _WORKED else -1.2
            if spoken and fact.clause.lower().startswith("we "):
                score -= 1.0
            if spoken and reading.strict:
                score -= 0.8
            count = len(fact.clause.split())
            score += (
                0.3 * any(c.isdigit() for c in fact.clause) - 0.04 * max(0, count - 16) - 0.5 * (count < 5)
            )
            score += 0.5 * ("our" not in fact.clause.split())
            found.append(Brought(fact, segment.statement, _quote(material, segment), score))
    found.sort(key=lambda b: -b.score)
    return found


def _line(material: Material, segment: Segment) -> str:
    statement = material.find(segment.statement)
    return statement.text if statement else ""


def _quote(material: Material, segment: Segment) -> Quote | None:
    statement = material.find(segment.statement)
    if statement is None or not segment.tokens:
        return None
    return Quote(
        statement=segment.statement, text=statement.text[segment.tokens[0].start : segment.tokens[-1].end]
    )


def _distinct(found: list[Brought], wishes: list[Wish]) -> list[Brought]:
    """No fact twice: one experience that says where and how long, nothing that the wish already tells."""
    kept: list[Brought] = []
    told = _stems(wishes[0].text) if wishes else frozenset()
    for brought in found:
        stems = _stems(brought.fact.clause)
        if brought.score < 1.0 or (stems and len(stems & told) >= max(3, 0.8 * len(stems))):
            continue
        if any(
            len(stems & _stems(k.fact.clause)) >= max(2, 0.5 * min(len(stems), len(_stems(k.fact.clause))))
            for k in kept
        ):
            continue
        if brought.fact.kind in ("experience", "language", "degree") and any(
            k.fact.kind == brought.fact.kind
            and (k.fact.kind != "experience" or _timed(k) or not _timed(brought))
            for k in kept
        ):
            continue
        kept.append(brought)
    return kept


def _timed(brought: Brought) -> bool:
    return bool(re.search(r"\b(?:since|for|years?|months?|from \d)", brought.fact.clause))
