"""What the candidate could add: questions that are concrete to the brief and never leading."""

import re

from avow.language.names import FUNCTION
from avow.language.tokens import tokenise
from avow.reading.company import clean_line, name_of
from avow.reading.fit import meeting
from avow.reading.private import private_topics, withheld_spans
from avow.reading.roles import Reading, Role, Segment, read
from avow.reading.tagger import data
from avow.types import Material


def wanted(material: Material) -> tuple[str, ...]:
    """Up to three questions whose honest answers would help most, without what the brief holds."""
    reading = read(material)
    asked = data("ledger")["question"]
    company = material.brief.company
    found: list[str] = []
    wishes = reading.of(Role.ASPIRATION)
    if not wishes:
        found.append(
            asked["wish_employer" if clean_line(company.role) or name_of(company.name) else "wish"].format(
                role=_role(material)
            )
        )
    facts = list(reading.of(Role.FACT, Role.STRENGTH))
    outcome = any(
        re.search(r"\d|won|award|grew|cut|saved|finished|led|built", _text(material, s)) for s in facts
    )
    subject = _subject(material, reading)
    if not facts:
        found.append(asked["done"])
    elif not outcome:
        found.append(asked["outcome"].format(subject=subject))
    mission = clean_line(company.mission)
    if mission and len(mission) <= 120 and not _meets(material, reading):
        found.append(asked["lived"].format(mission=mission.rstrip(".")))
    if not reading.of(Role.STRENGTH) and len(found) < 3:
        found.append(asked["others"])
    if wishes and not any("far" in w.flags for w in wishes) and len(found) < 3:
        found.append(asked["decade"])
    if (
        len(found) < 3
        and not any(s.topic in ("leave", "compete") for s in reading.segments)
        and not re.search(r"\bstay\b", material.brief.aspiration)
        and name_of(company.name)
    ):
        found.append(asked["stay"].format(name=name_of(company.name)))
    return tuple(found[:3])


MOST_QUOTED = 12  # words of the candidate's that a question may repeat
_TOLD = (Role.FACT, Role.STRENGTH, Role.VALUE, Role.ASPIRATION, Role.GOAL)


def gap(material: Material, type: str, nearest: str | None) -> tuple[str, str] | None:
    """What to ask where an answer claimed something of this type that no statement supports, and the kind
    of what a true answer would add; None for nothing.

    Never names the claim: it quotes the nearest statement of the candidate, where that may be repeated, and
    asks what is so. `type` is a label of the truth rules.
    """
    row = data("ledger")["gap"].get(type)
    if row is None:
        return None
    said = _repeatable(material, nearest)
    return (row["about"].format(said=said) if said else row["plain"]), row["kind"]


def _repeatable(material: Material, statement_id: str | None) -> str:
    statement = material.find(statement_id) if statement_id else None
    if statement is None or statement not in material.candidate:
        return ""
    items = tuple(material.brief.withhold)
    for segment in read(material).of(*_TOLD):
        text = _text(material, segment).strip(" ,;.")
        if segment.statement != statement.id or segment.topic or not 2 <= len(text.split()) <= MOST_QUOTED:
            continue
        if _PLAIN.fullmatch(text) and not private_topics(text) and not withheld_spans(text, items):
            return text
    return ""


_PLAIN = re.compile(r"[\w ,.'’%&/()+-]+")


def unsaid(material: Material) -> str:
    """The question for a wish that is stated but cannot be said as it stands, or "" where none is stated.

    A wish that stands against the employer is not asked for again: `avow.reading.fit` has told of it.
    """
    against = meeting(material).places
    for segment in read(material).of(Role.ASPIRATION):
        stated = segment.field == "aspiration" and segment.weight >= 3.0 and "hedge" not in segment.flags
        if not stated or segment.topic or (segment.statement, segment.start) in against:
            continue
        words = _text(material, segment).split()
        if words and not private_topics(" ".join(words)):
            return str(data("ledger")["question"]["unsaid"]).format(words=" ".join(words[:14]))
    return ""


def _text(material: Material, segment: Segment) -> str:
    statement = material.find(segment.statement)
    return statement.text[segment.start : segment.end] if statement else ""


def _role(material: Material) -> str:
    role = clean_line(material.brief.company.role)[:80]
    return f"the role of {role}" if role else "this employer"


def _subject(material: Material, reading: Reading) -> str:
    """What to ask about: the work the candidate tells of, in their own words."""
    for segment in reading.of(Role.FACT):
        text = _text(material, segment).strip()
        words = text.lower().split()
        # a loose piece of talk ("as a dynamic", "mostly nights") says too little to be asked about
        whole = segment.statement.startswith("F") or not _SPEAKER.isdisjoint(words)
        if 2 <= len(words) <= 9 and whole and _PLAIN.fullmatch(text):
            return f"“{text}”"
    return "your work so far"


_SPEAKER = frozenset("i i'm i've i'd im ive my we we've our".split())


def _meets(material: Material, reading: Reading) -> bool:
    mission = {
        t.stem
        for t in tokenise(material.brief.company.mission)
        if t.low not in FUNCTION and t.low[0].isalpha()
    }
    lived = {t.stem for s in reading.of(Role.FACT, Role.VALUE, Role.STRENGTH) for t in s.tokens}
    return len(mission & lived) >= 2
