"""What each part of a candidate's words is: a wish, a fact, a dislike, a private matter, noise.

`read(material)` gives every statement of the candidate as segments with a role and, where there is
one, the complement that may be said (`tokens` in `form`). A wish that is denied, doubted or somebody
else's is never an aspiration.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from avow.language import words
from avow.language.names import FUNCTION
from avow.language.tokens import tokenise
from avow.reading.attitude import direction_of
from avow.reading.classify import segment_of
from avow.reading.complement import complement
from avow.reading.dialect import is_creole
from avow.reading.elliptic import filled_in
from avow.reading.fluency import broken
from avow.reading.kinds import Direction as Direction
from avow.reading.kinds import Role as Role
from avow.reading.kinds import Segment as Segment
from avow.reading.private import private_topics, withheld_spans
from avow.reading.segments import Piece, pieces
from avow.reading.wishes import cues
from avow.types import Material


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidate's words read. `strict`: the text is in broken English, so little of it is copied."""

    segments: tuple[Segment, ...]
    strict: bool

    def of(self, *roles: Role) -> tuple[Segment, ...]:
        """The segments with one of the roles, in order."""
        return tuple(s for s in self.segments if s.role in roles)

    def after(self, segment: Segment) -> Segment | None:
        """The next thought of the same statement."""
        following = (s for s in self.segments if s.statement == segment.statement and s.start > segment.start)
        return next(following, None)


def read(material: Material) -> Reading:
    """Every statement of the candidate as segments with roles; the last 256 materials are remembered."""
    rows = tuple((s.id, s.field, s.text) for s in material.candidate)
    return _read(rows, tuple(material.brief.withhold))


@lru_cache(maxsize=256)
def _read(rows: tuple[tuple[str, str, str], ...], withhold: tuple[str, ...]) -> Reading:
    spoken = " ".join(text for _, field, text in rows if field == "aspiration")
    strict, creole = broken(spoken), is_creole(spoken)
    found: list[Segment] = []
    carry = False
    for statement, field, text in rows:
        hidden = _hidden(text, withhold)
        if field != "aspiration":
            found.append(_fact_statement(statement, field, text, hidden))
            continue
        after_wish = fronted = False
        for piece in pieces(text, creole):
            aside = carry and piece.aside  # what stands in brackets does not complete a wish begun before
            segment, carry = segment_of(statement, piece, text, hidden, carry and not aside, after_wish)
            carry = carry or aside
            after_wish = segment.role is Role.ASPIRATION or (after_wish and segment.role is Role.NOISE)
            if "correction" in segment.flags:
                _deny_last(found)
            if found and found[-1].statement == statement and found[-1].role is Role.FACT:
                passed = found[-1].tokens and found[-1].tokens[0].low == "passed"
                alone = len(segment.tokens) <= 2
                if "failed" in segment.flags and ("link:but" in segment.flags or passed or alone):
                    found[-1] = replace(found[-1], flags=found[-1].flags | {"failed"})
            if found and found[-1].field == "aspiration" and _asks_for(piece):
                found[-1] = _wished(found[-1])
                carry = False
            once = found and "once" in found[-1].flags and piece.lows[0] == "to"
            if once:
                segment = replace(segment, role=Role.NOISE)
            if _refused(found, piece, statement):
                found[-1] = replace(found[-1], role=Role.DENIED)
            if fronted and segment.role is Role.FACT:
                segment = replace(segment, flags=segment.flags | {"fronted"})
            fronted = piece.mark == "," and not piece.aside and _named_only(segment)
            found.append(replace(segment, field=field))
    return Reading(tuple(filled_in(found)), strict)


def _refused(found: list[Segment], piece: Piece, statement: str) -> bool:
    """ "To be chief nurse, no, it is only papers": the answer to a wish that was not said as one's own."""
    if not found or found[-1].statement != statement or found[-1].role is not Role.ASPIRATION:
        return False
    return "wish" not in found[-1].flags and piece.lows[0] in ("no", "nope", "nah", "never")


def _named_only(segment: Segment) -> bool:
    """ "Sign language, (I'm learning …)": a name put before the clause that it belongs to."""
    lows = [t.low for t in segment.tokens]
    if not lows or lows[0] in FUNCTION:
        return False
    return (
        len(lows) <= 3
        and not any({"VBD", "VBZ"} & words.tags(w).keys() - {"NN"} for w in lows)
        and ({"NN", "NNS"} & words.tags(lows[-1]).keys() != set())
    )


def _asks_for(piece: Piece) -> bool:
    """ "…, that I could do": what stood before it is the wish."""
    return any(
        label == "trailing" and first == 0 and (after == len(piece.tokens) or "headed" in piece.lows[:after])
        for label, first, after in cues().scan(piece.tokens)
    )


def _wished(segment: Segment) -> Segment:
    if segment.role not in (Role.FACT, Role.VALUE, Role.NOISE, Role.DOUBT):
        return segment
    tokens, form = complement(segment.tokens)
    if not tokens:
        return segment
    return replace(
        segment, role=Role.ASPIRATION, tokens=tokens, form=form, weight=2.5, direction=direction_of(tokens)
    )


def _deny_last(found: list[Segment]) -> None:
    for i in range(len(found) - 1, -1, -1):
        if found[i].role is Role.ASPIRATION:
            found[i] = replace(found[i], role=Role.DENIED)
            return
        if len(found) - i > 3:
            return


def _hidden(text: str, withhold: tuple[str, ...]) -> list[tuple[str, int, int]]:
    spans = [(t.name, _tightened(text, t.start, t.end), t.end) for t in private_topics(text) if t.sure]
    tokens = tokenise(text)
    for label, first, _ in cues().scan(tokens):
        if label == "unsaid":
            spans.append(("withhold", *_bracketed(text, tokens[first].start)))
    if withhold:
        spans.extend(("withhold", a, b) for _, a, b in withheld_spans(text, withhold))
    return spans


def _tightened(text: str, start: int, end: int) -> int:
    """Where a private stretch begins: behind its last comma, where the rest alone is as private.

    "be a store manager one day, my boss is a clown" hides no wish.
    """
    at = text.rfind(",", start, end)
    if at > start and any(t.sure for t in private_topics(text[at + 1 : end])):
        return at + 1
    return start


def _bracketed(text: str, at: int) -> tuple[int, int]:
    """The brackets around a place of a text, or all of it: what is asked to be kept back."""
    opened, closed = text.rfind("(", 0, at), text.find(")", at)
    inside = opened >= 0 and closed >= 0 and ")" not in text[opened:at]
    return (opened, closed + 1) if inside else (0, len(text))


def _fact_statement(statement: str, field: str, text: str, hidden: list[tuple[str, int, int]]) -> Segment:
    tokens = tokenise(text)
    if not tokens:
        return Segment(statement, 0, 0, Role.NOISE, field=field)
    topic = next((name for name, _, _ in hidden), "")
    labels = {label for label, _, _ in cues().scan(tokens)}
    flags = frozenset(labels & {"failed", "learning"})
    if topic:
        return Segment(statement, tokens[0].start, tokens[-1].end, Role.PRIVATE, topic=topic, field=field)
    if "noise" in labels:
        return Segment(statement, tokens[0].start, tokens[-1].end, Role.NOISE, field=field)
    return Segment(statement, tokens[0].start, tokens[-1].end, Role.FACT, tokens, flags=flags, field=field)
