"""What became of each statement, what to have ready if asked, and what would make the answer stronger.

Everything here is for the candidate's eyes. A follow-up neither lies nor volunteers; a question is
concrete to the brief and never suggests its answer.
"""

from typing import Any

from avow.language.names import FUNCTION
from avow.language.tokens import tokenise
from avow.reading.asking import unsaid, wanted
from avow.reading.reframe import towards
from avow.reading.roles import Role, Segment, read
from avow.reading.tagger import data
from avow.types import CueCard, Draft, FollowUp, LedgerEntry, Material, Statement, Treatment


def _texts() -> dict[str, Any]:
    return data("ledger")


def ledger(material: Material, draft: Draft) -> tuple[LedgerEntry, ...]:
    """One entry for every statement of the candidate, in order: what became of it, and why."""
    reading = read(material)
    by_statement: dict[str, list[Segment]] = {}
    for segment in reading.segments:
        by_statement.setdefault(segment.statement, []).append(segment)
    return tuple(_entry(s, by_statement.get(s.id, []), draft) for s in material.candidate)


def _entry(statement: Statement, segments: list[Segment], draft: Draft) -> LedgerEntry:
    citing = [s for s in draft.sentences if statement.id in s.cites]
    private = next((s.topic for s in segments if s.role is Role.PRIVATE), "") or next(
        (s.topic for s in segments if s.topic), ""
    )
    if citing:
        said = {t.stem for s in citing for t in tokenise(s.text)}
        own = [t.stem for t in tokenise(statement.text) if t.low not in FUNCTION and t.low[0].isalnum()]
        share = sum(stem in said for stem in own) / max(1, len(own))
        if any((side := towards(s)) and side in draft.text for s in segments):
            return _made(statement, Treatment.REFRAMED, "reframed")
        if private:
            return _made(statement, Treatment.GENERALISED, "partly", private)
        if share >= 0.5:
            return _made(statement, Treatment.KEPT, "kept")
        return _made(statement, Treatment.GENERALISED, "shortened" if share >= 0.2 else "generalised")
    if private:
        return _made(statement, Treatment.LEFT_OUT, "private", private)
    return _made(statement, Treatment.LEFT_OUT, _why(segments))


_ORDER = (
    Role.DISLIKE,
    Role.DENIED,
    Role.DOUBT,
    Role.OTHER,
    Role.CONSTRAINT,
    Role.ASPIRATION,
    Role.FACT,
    Role.STRENGTH,
    Role.VALUE,
    Role.REASON,
)


def _why(segments: list[Segment]) -> str:
    roles = {s.role for s in segments}
    if any("failed" in s.flags for s in segments) and Role.DISLIKE not in roles:
        return "failed"
    return next((role.name.lower() for role in _ORDER if role in roles), "noise")


def _made(statement: Statement, treatment: Treatment, key: str, topic: str = "") -> LedgerEntry:
    row = _texts()["reason"][key]
    label = _texts()["topic"].get(topic, topic)
    return LedgerEntry(
        statement=statement.id,
        treatment=treatment,
        reason=row["text"].format(topic=label),
        principle=row["principle"],
    )


def follow_ups(material: Material, entries: tuple[LedgerEntry, ...]) -> tuple[FollowUp, ...]:
    """For each sensitive thing that was left out, one honest line in case they ask directly."""
    reading = read(material)
    open_ids = {e.statement for e in entries if e.treatment in (Treatment.LEFT_OUT, Treatment.GENERALISED)}
    found: list[FollowUp] = []
    told: set[str] = set()
    for segment in reading.segments:
        if segment.statement not in open_ids:
            continue
        key = segment.topic if segment.role is Role.PRIVATE or segment.topic else _open_matter(segment)
        lines = _texts()["line"]
        if key and key in lines and key not in told:
            told.add(key)
            found.append(FollowUp(statement=segment.statement, line=lines[key]))
    return tuple(found)


def _open_matter(segment: Segment) -> str:
    if "failed" in segment.flags and segment.role in (Role.FACT, Role.DENIED, Role.DOUBT):
        return "failed"
    if segment.role is Role.DOUBT:
        return "doubt"
    return "dislike" if segment.role is Role.DISLIKE else ""


def questions(material: Material, draft: Draft) -> tuple[str, ...]:
    """Up to three questions whose honest answers would help this answer most (`avow.reading.asking`)."""
    first = "" if draft.sentences else unsaid(material)
    return tuple(q for q in (first, *wanted(material)) if q)[:3]


def cue(draft: Draft) -> CueCard | None:
    """The line that must land and three words to hang the rest on; None for an empty draft."""
    if not draft.sentences:
        return None
    picked: list[str] = []
    for sentence in draft.sentences:
        best = max(
            (
                t
                for t in tokenise(sentence.text)
                if t.low not in FUNCTION
                and len(t.low) > 3
                and t.low[0].isalpha()
                and "'" not in t.low
                and t.low not in _PLAIN
            ),
            key=lambda t: len(t.low),
            default=None,
        )
        if best is not None and best.low not in (w.lower() for w in picked):
            picked.append(best.text)
    return CueCard(line=draft.sentences[0].text, words=tuple(picked[:3]))


_PLAIN = frozenset(
    "long term long-term aspiration aiming years ahead glad work chance welcome contribute something "
    "looking keep growing learning would like".split()
)
