"""The facts that may be said, those that help this answer most first."""

import re

from avow.engines.offline.parts import Brought, Wish, stems_of
from avow.engines.offline.sifting import unfit
from avow.language import words
from avow.language.tokens import Kind
from avow.reading.complement import Row
from avow.reading.facts import from_line
from avow.reading.roles import Reading, Role, Segment
from avow.reading.spoken import from_tokens
from avow.reading.titles import NUM, spoken_number
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
    listed = [s for s in reading.segments if s.field != "aspiration" and s.role is Role.FACT]
    listed = [s for s in listed if s.statement not in dropped]
    lines = [fact for s in listed for fact in from_line(_line(material, s))]
    posts = [f.clause for f in lines if f.kind == "experience" and _TIMED.search(f.clause)]
    for segment in reading.segments:
        if segment.statement in dropped or segment.role not in (Role.FACT, Role.STRENGTH, Role.VALUE):
            continue
        if segment.field == "aspiration":
            if {"failed", "aside", "hedge", "far", "fronted"} & segment.flags:
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
            facts = from_tokens(_timed_by(reading, segment), reading.strict)
        else:
            facts = from_line(_line(material, segment))
        for fact in facts:
            if segment.field == "aspiration" and (
                unfit(fact.clause, material, reading, segment)
                or (fact.kind == "experience" and any(_same(fact.clause, p) for p in posts))
                or (fact.kind == "language" and any(f.kind == "language" for f in lines))
                or (reading.strict and listed and fact.kind == "deed" and not _past(fact.clause))
            ):
                continue  # what the facts say, they say better; of broken English little is copied
            stems = stems_of(fact.clause)
            score = _BASE[fact.kind] + 0.8 * min(3, len(stems & aim)) + 0.5 * min(2, len(stems & wanted))
            spoken = segment.field == "aspiration"
            if spoken and fact.kind == "deed":
                score += 0.4 if stems & _WORKED else -1.2
            if fact.clause.startswith("I've been with "):
                score -= 0.6  # an employer says less than the work
            if spoken and fact.clause.lower().startswith("we "):
                score -= 1.5
            if spoken and reading.strict and fact.kind != "language":
                score -= 0.8
            count = len(fact.clause.split())
            small = fact.kind == "deed" and spoken and bool(lines)
            score += (
                0.3 * any(c.isdigit() for c in fact.clause)
                - 0.04 * max(0, count - 16)
                - (1.4 if small and not _past(fact.clause) else 0.5) * (count < 5)
            )
            score += 0.5 * ("our" not in fact.clause.split())
            found.append(Brought(fact, segment.statement, _quote(material, segment), score))
    found.sort(key=lambda b: -b.score)
    return found


def _same(spoken: str, listed: str) -> bool:
    """Whether two accounts of time spent are of one post: the same length, or words shared."""
    lengths = [frozenset(_LENGTH.findall(_plain(text))) for text in (spoken, listed)]
    return bool(lengths[0] & lengths[1]) or bool((stems_of(spoken) & stems_of(listed)) - _UNITS)


_LENGTH = re.compile(rf"\b{NUM} (?:year|month|season)")
_UNITS = frozenset("year month season".split())


def _plain(text: str) -> str:
    return " ".join(spoken_number(w) for w in text.lower().split())


def _past(clause: str) -> bool:
    """A simple past: a form that needs no agreement, so that broken English cannot show in it."""
    verb = clause.split(" ")[1].lower() if clause.startswith("I ") else ""
    entry = words.tags(verb)
    return "VBD" in entry and entry.get("VB") != verb and len(clause.split()) <= 12


def _timed_by(reading: Reading, segment: Segment) -> Row:
    """The tokens with the time that the next thought is all about: "I sell cars. Seven years now."."""
    following = reading.after(segment)
    if following is None or segment.tokens[0].low not in ("i", "i'm"):
        return segment.tokens
    row = following.tokens
    while row and (row[0].low in ("it's", "been", "that's", "for") or row[0].text == ","):
        row = row[1:]
    if not _ONLY_TIME.fullmatch(" ".join(t.low for t in row)) or _TIMED.search(
        " ".join(t.low for t in segment.tokens)
    ):
        return segment.tokens
    comma = segment.tokens[-1]._replace(text=",", low=",", kind=Kind.SIGN)
    first = next((i for i, t in enumerate(segment.tokens) if t.text == ","), len(segment.tokens))
    return (*segment.tokens[:first], comma, *row)


_ONLY_TIME = re.compile(
    rf"(?:about |over |nearly )?{NUM} (?:years?|months?|seasons?)(?: now| already)?", re.I
)


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
        following = lows[i + 1] if i + 1 < len(lows) else ","
        if low in ("that", "this") and following not in (",", "."):
            continue
        if low in ("these", "those") and {"NN", "NNS", "JJ"} & words.tags(following).keys():
            continue
        if low == "them" and lows[i - 1] == "of" and any("NNS" in words.tags(t) for t in lows[:i]):
            continue  # "40 articles, 11 of them …"
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
        if brought.fact.kind == "skill" and any(stems <= stems_of(k.fact.clause) for k in kept):
            continue
        if brought.fact.kind in ("experience", "language", "degree") and any(
            k.fact.kind == brought.fact.kind
            and (k.fact.kind != "experience" or _timed(k) or not _timed(brought))
            for k in kept
        ):
            continue
        kept.append(brought)
    return kept


_TIMED = re.compile(r"\b(?:(?:since|for|years?|months?)\b|from \d)")


def _timed(brought: Brought) -> bool:
    return bool(_TIMED.search(brought.fact.clause))
