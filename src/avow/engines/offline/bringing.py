"""The facts that may be said, those that help this answer most first."""

import re

from avow.engines.offline.parts import Brought, Wish, stems_of
from avow.language import words
from avow.reading.facts import from_line
from avow.reading.roles import Reading, Role, Segment
from avow.reading.spoken import from_tokens
from avow.types import Material, Quote

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


def facts_of(
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
            if _ellipsis(segment) or _points_back(segment):
                continue
            facts = from_tokens(segment.tokens, reading.strict)
        else:
            facts = from_line(_line(material, segment))
        for fact in facts:
            stems = stems_of(fact.clause)
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


def _ellipsis(segment: Segment) -> bool:
    """A past form without its subject in mid-sentence: a deed or a mere attribute cannot be told apart."""
    low = segment.tokens[0].low if segment.tokens else ""
    return "VBD" in words.tags(low) and segment.start > 0 and "link:and" not in segment.flags


_POINTERS = frozenset("it its them they this that these those he him she her there".split())
_LEADING = frozenset("which who where when because so since".split())


def _points_back(segment: Segment) -> bool:
    """Whether a pronoun stands for something said before, which would be lost: "a workshop in it".

    "That" before a finite clause, and a pronoun after a noun and a conjunction of the segment's own, point
    at what is told along with them.
    """
    lows = [t.low for t in segment.tokens]
    for i, low in enumerate(lows):
        if low not in _POINTERS:
            continue
        if low in ("that", "this", "these", "those") and i + 1 < len(lows) and lows[i + 1] not in (",", "."):
            continue
        if low in ("her", "its", "there") and i + 1 < len(lows) and "NN" in words.tags(lows[i + 1]):
            continue
        if any("NN" in words.tags(t) or "NNS" in words.tags(t) for t in lows[:i]) and not _LEADING.isdisjoint(
            lows[:i]
        ):
            continue
        return True
    return False


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


def distinct(found: list[Brought], wishes: list[Wish]) -> list[Brought]:
    """No fact twice: one experience that says where and how long, nothing that the wish already tells."""
    kept: list[Brought] = []
    told = stems_of(wishes[0].text) if wishes else frozenset()
    for brought in found:
        stems = stems_of(brought.fact.clause)
        if brought.score < 1.0 or (stems and len(stems & told) >= max(3, 0.8 * len(stems))):
            continue
        if any(
            len(stems & stems_of(k.fact.clause))
            >= max(2, 0.5 * min(len(stems), len(stems_of(k.fact.clause))))
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
