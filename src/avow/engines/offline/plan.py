"""What is said: the wish, what the candidate brings, the tie; and in which order.

Everything chosen here has already passed the gate of `avow.reading.repair`: it can be said as it stands.
"""

import re
from dataclasses import dataclass, field

from avow.engines.offline.bringing import distinct, facts_of
from avow.engines.offline.parts import Brought, Wish, stems_of
from avow.engines.offline.wanting import wishes_of
from avow.reading.nouns import is_job
from avow.reading.reframe import towards
from avow.reading.roles import Reading
from avow.types import Material

_GENERIC = frozenset("work job peopl thing".split())  # shared by chance


def _reframed(reading: Reading, dropped: frozenset[str]) -> list[Wish]:
    """Where no wish may be said: the first thing that a dislike moves towards."""
    for segment in reading.segments:
        if segment.statement not in dropped and (text := towards(segment)):
            return [Wish(text, "vp", segment, 1.0)]
    return []


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
    aim = stems_of(" ".join((material.brief.company.role, material.brief.company.mission[:400])))
    made = Plan()
    made.wishes = [
        w for w in wishes_of(reading, aim, dropped) if (w.segment.statement, w.segment.start) not in against
    ]
    wanted = stems_of(made.wishes[0].text) - _GENERIC if made.wishes else frozenset()
    found = facts_of(reading, aim, wanted, dropped, material)
    made.values = [b for b in found if b.fact.kind == "value"]
    if not made.wishes and not made.values:
        made.wishes = _reframed(reading, dropped)
    made.facts = distinct([b for b in found if b.fact.kind != "value"], made.wishes)
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
