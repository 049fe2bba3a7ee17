"""What each part of a candidate's words is: a wish, a fact, a dislike, a private matter, noise.

`read(material)` gives every statement of the candidate as segments with a role and, where there is
one, the complement that may be said (`tokens` in `form`). A wish that is denied, doubted or somebody
else's is never an aspiration.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from avow.language import words
from avow.language.tokens import Kind, Token, tokenise
from avow.reading.private import private_topics, withheld_spans
from avow.reading.repair import Form, is_job
from avow.reading.segments import Piece, cleaned, pieces
from avow.reading.tagger import classes, data
from avow.reading.wishes import LEAVING, complement, cues, verbal, wish_of
from avow.types import Material


class Role(StrEnum):
    ASPIRATION = "aspiration"
    GOAL = "nearer goal"
    STRENGTH = "strength"
    FACT = "fact"
    VALUE = "value"
    REASON = "reason"
    DISLIKE = "dislike"
    CONSTRAINT = "constraint"
    PRIVATE = "private"
    DOUBT = "doubt"
    DENIED = "denied wish"
    OTHER = "another's deed"
    NOISE = "noise"


class Direction(StrEnum):
    MANAGING = "managing"
    EXPERTISE = "expertise"
    REPUTATION = "reputation"
    AREA = "area"
    CREATING = "creating"
    IMPACT = "impact"
    SKILLS = "skills"
    TECHNOLOGY = "technology"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Segment:
    """One thought of a statement; `start:end` are offsets in the statement's text."""

    statement: str
    start: int
    end: int
    role: Role
    tokens: tuple[Token, ...] = ()
    form: Form = "clause"
    direction: Direction | None = None
    topic: str = ""
    flags: frozenset[str] = frozenset()
    weight: float = 0.0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidate's words read. `strict`: the text is in broken English, so little of it is copied."""

    segments: tuple[Segment, ...]
    strict: bool

    def of(self, *roles: Role) -> tuple[Segment, ...]:
        """The segments with one of the roles, in order."""
        return tuple(s for s in self.segments if s.role in roles)


def read(material: Material) -> Reading:
    """Every statement of the candidate as segments with roles; the last 256 materials are remembered."""
    rows = tuple((s.id, s.field, s.text) for s in material.candidate)
    return _read(rows, tuple(material.brief.withhold))


@lru_cache(maxsize=256)
def _read(rows: tuple[tuple[str, str, str], ...], withhold: tuple[str, ...]) -> Reading:
    strict = _broken(" ".join(text for _, field, text in rows if field == "aspiration"))
    found: list[Segment] = []
    carry = False
    for statement, field, text in rows:
        hidden = _hidden(text, withhold)
        if field != "aspiration":
            found.append(_fact_statement(statement, field, text, hidden))
            continue
        after_wish = False
        for piece in pieces(text):
            segment, carry = _segment(statement, piece, text, hidden, carry, after_wish)
            after_wish = segment.role is Role.ASPIRATION or (after_wish and segment.role is Role.NOISE)
            if "correction" in segment.flags:
                _deny_last(found)
            if found and found[-1].statement == statement and found[-1].role is Role.FACT:
                passed = found[-1].tokens and found[-1].tokens[0].low == "passed"
                alone = len(segment.tokens) <= 2
                if "failed" in segment.flags and ("link:but" in segment.flags or passed or alone):
                    found[-1] = replace(found[-1], flags=found[-1].flags | {"failed"})
            if found and found[-1].statement == statement and _asks_for(segment):
                found[-1] = _wished(found[-1])
            found.append(replace(segment, field=field))
    return Reading(tuple(found), strict)


def _asks_for(segment: Segment) -> bool:
    """ "…, that I could do": what stood before it is the wish."""
    return any(
        label == "trailing" and first == 0 and after == len(segment.tokens)
        for label, first, after in cues().scan(segment.tokens)
    )


def _wished(segment: Segment) -> Segment:
    if segment.role not in (Role.FACT, Role.VALUE, Role.NOISE):
        return segment
    tokens, form = complement(segment.tokens)
    if not tokens:
        return segment
    return replace(
        segment, role=Role.ASPIRATION, tokens=tokens, form=form, weight=2.5, direction=_direction(tokens)
    )


def _deny_last(found: list[Segment]) -> None:
    for i in range(len(found) - 1, -1, -1):
        if found[i].role is Role.ASPIRATION:
            found[i] = replace(found[i], role=Role.DENIED)
            return
        if len(found) - i > 3:
            return


@cache
def _word_set(table: str, name: str) -> frozenset[str]:
    return frozenset(data("roles")[table][name].split())


@cache
def _fillers() -> frozenset[str]:
    shorthand = data("repair")["spelling"]
    return frozenset(w for group in data("roles")["soft"].values() for w in group) | frozenset(shorthand)


def _broken(text: str) -> bool:
    """Whether a text departs from written English often: missing articles and verbs, unknown words."""
    tokens = tokenise(text)
    count = max(1, len(tokens))
    odd = 0.0
    for i, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            continue
        low, before = token.low, tokens[i - 1].low if i else ""
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if (
            low.islower()
            and not token.capital
            and not words.known(low)
            and "'" not in low
            and classes(low, False)[0][1] > 1
            and low not in _fillers()
        ):
            odd += 0.5
        elif before in ("am", "become", "i'm") and is_job(low):
            odd += 2
        elif (
            low in ("want", "dream", "wish")
            and "VB" in words.tags(following)
            and following not in ("work", "to", "help", "of", "change", "is")
        ):
            odd += 2 if following in ("become", "be", "go", "learn", "open", "stay", "do", "make") else 0.5
        elif (
            before in ("he", "she")
            and "VB" in words.tags(low)
            and not {"VBD", "VBN"} & words.tags(low).keys()
            and low not in ("have", "can")
        ):
            odd += 1.5
        elif low in (
            "lah",
            "leh",
            "liao",
            "la",
            "wey",
            "dey",
            "wan",
            "na",
            "sabi",
            "no" + "t" if before == "i" else "lor",
        ):
            odd += 2
    return odd / count > 0.03 and odd >= 3


def _hidden(text: str, withhold: tuple[str, ...]) -> list[tuple[str, int, int]]:
    spans = [(t.name, t.start, t.end) for t in private_topics(text) if t.sure]
    if withhold:
        spans.extend(("withhold", a, b) for _, a, b in withheld_spans(text, withhold))
    return spans


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


_COURTESY = frozenset("happy glad delighted proud pleased honoured able sure".split())


def _segment(
    statement: str, piece: Piece, text: str, hidden: list[tuple[str, int, int]], carry: bool, carry_wish: bool
) -> tuple[Segment, bool]:
    """The segment of a piece, and whether the next piece completes a wish begun here."""
    row, soft = cleaned(piece.tokens)
    labels = {label for label, _, _ in cues().scan(piece.tokens)}
    base = Segment(statement, piece.start, piece.end, Role.NOISE, row)
    flags = set(soft & {"hedge", "far", "near"}) | (labels & {"failed", "learning", "nowish", "wish"})
    if piece.link:
        flags.add("link:" + piece.link)
    if piece.aside:
        flags.add("aside")
    base = replace(base, flags=frozenset(flags))
    covering = [(n, a, b) for n, a, b in hidden if a < piece.end and b > piece.start]
    if covering:
        name, first, _ = min(covering, key=lambda c: c[1])
        head = tuple(t for t in row if t.end <= first)
        if len(head) < 5 or name == "withhold":
            return replace(base, role=Role.PRIVATE, topic=name), False
        row = head
        base = replace(base, tokens=row, topic=name)
    if "correction" in labels:
        return replace(base, role=Role.DENIED, flags=base.flags | {"correction"}), False
    if "noise" in labels and not ({"wish"} & labels and "sorry" not in piece.lows):
        return base, carry
    if not row:
        return base, carry or "far" in soft
    if len(row) <= 2 and "far" in soft and piece.mark in ":=" and not labels & {"deny", "doubt"}:
        return base, True
    if row[0].low == "myself" and len(row) > 3:  # "myself Lijo, staff nurse …"
        comma = next((i for i, t in enumerate(row) if t.text == ","), 0)
        row = row[comma + 1 :] or row
        base = replace(base, tokens=row)
    if row[0].low in ("ps", "note", "nb"):
        return base, False
    role = _subject(row)
    question = piece.mark == "?"
    wish = wish_of(row, soft)
    denied = "deny" in labels or row[0].low in ("no", "not", "never") or row[-1].low in ("no", "not")
    if role is Role.OTHER and not (wish and row[0].low == "my"):
        return replace(base, role=Role.OTHER), False
    if "doubt" in labels and wish and _inside(piece.tokens):
        labels.discard("doubt")
    if "doubt" in labels and not (
        "hedge" in soft and wish and labels & {"doubt"} == {"doubt"} and "not" not in " ".join(piece.lows)
    ):
        return replace(base, role=Role.DOUBT), False
    if denied and (wish is None or _denies_wish(row)):
        return replace(base, role=Role.DENIED), False
    alternative = (
        piece.link == "or" and carry_wish and wish is None and not denied and "dislike" not in labels
    )
    if alternative:
        tokens, form = complement(row)
        wish = (tokens, form, 1.5) if tokens else None
    if wish is not None:
        tokens, form, weight = wish
        if not tokens or (piece.mark == ":" and len(tokens) <= 3 and form == "np"):
            return base, not question or row[0].low == "what"
        lead = words.verb_lemma(tokens[0].low) or tokens[0].low
        away = lead in LEAVING or (
            lead == "get" and len(tokens) > 1 and tokens[1].low in ("out", "away", "off")
        )
        back = "rather" in piece.lows and [t.low for t in tokens[:2]] in (["be", "back"], ["go", "back"])
        if form == "vp" and (away or back):
            return replace(base, role=Role.PRIVATE, topic="leave"), False
        weight += 2.0 * ("far" in soft) - 0.8 * ("near" in soft) - 0.7 * ("hedge" in soft) - 1.5 * question
        weight += 1.0 * (piece.link == "but") - 1.0 * piece.aside
        if "learning" in labels and not labels & {"wish"}:
            weight -= 1
        if "dislike" in labels and row[0].low not in ("i", "my"):
            return replace(base, role=Role.DISLIKE), False
        return replace(
            base, role=Role.ASPIRATION, tokens=tokens, form=form, weight=weight, direction=_direction(tokens)
        ), False
    if (
        carry
        and not denied
        and "dislike" not in labels
        and row[0].low not in ("i", "i'm", "i've", "my", "but")
    ):
        tokens, form = complement(row)
        if tokens:
            return replace(
                base, role=Role.ASPIRATION, tokens=tokens, form=form, weight=3.0, direction=_direction(tokens)
            ), False
    if row[0].low == "be" and not denied and not question and len(row) > 2:
        return replace(
            base,
            role=Role.ASPIRATION,
            tokens=row,
            form="vp",
            weight=2.5 + ("far" in soft),
            direction=_direction(row),
        ), False
    if "dislike" in labels:
        return replace(base, role=Role.DISLIKE), False
    if "constraint" in labels:
        return replace(base, role=Role.CONSTRAINT), False
    if "like" in labels and row[0].low in ("i", "i'm", "what", "my", "like", "love"):
        return replace(base, role=Role.VALUE), False
    if "strength" in labels:
        return replace(base, role=Role.STRENGTH), False
    if piece.link in ("because", "since", "coz", "cos", "cause"):
        return replace(base, role=Role.REASON), False
    if (
        soft & {"far", "hedge"}
        and row[0].low not in _SUBJECT_WORDS
        and not question
        and not {"MD", "P", "B", "Q"} & dict(classes(row[0].low, False)).keys()
        and row[0].kind is Kind.WORD
        and not _PERSONS & {t.low for t in row}
    ):
        tokens, form = complement(row)
        if tokens:
            weight = 1.2 + 1.5 * ("far" in soft)
            return replace(
                base,
                role=Role.ASPIRATION,
                tokens=tokens,
                form=form,
                weight=weight,
                direction=_direction(tokens),
            ), False
    if (
        role is Role.FACT
        and not denied
        and len(row) > (2 if row[0].low != "keep" else 1)
        and "failed" not in labels
        and verbal(row)
    ):
        tokens, form = complement(row)
        if tokens and form == "vp":
            return replace(
                base, role=Role.ASPIRATION, tokens=tokens, form=form, weight=0.8, direction=_direction(tokens)
            ), False
    if role is Role.FACT:
        if piece.tokens[0].low == "or" or piece.link == "or" or question:
            return replace(base, role=Role.DOUBT), False
        return replace(base, role=Role.FACT), False
    return base, False


_PERSONS = frozenset("i i'm i've we he she they it".split())
_OWN = frozenset(
    "own long big only real ultimate end main first biggest current last next favourite favorite".split()
)
_SUBJECT_WORDS = frozenset(
    "i i'm i've i'd i'll we we've we're it it's that that's this there he she they".split()
)


def _subject(row: tuple[Token, ...]) -> Role:
    """Whether the segment tells of the candidate (or their team), of somebody else, or of nothing."""
    first = row[0].low
    second = row[1].low if len(row) > 1 else ""
    if first in ("i", "i'm", "i've", "i'd", "i'll", "we", "we've", "we're", "im", "ive", "our"):
        return Role.FACT
    if first == "my":
        second = next((t.low for t in row[1:4] if t.low not in _OWN), second)
        if second in _word_set("subject", "self") or second in ("team", "crew", "unit", "department"):
            return Role.FACT
        return Role.OTHER
    if first in _word_set("subject", "other"):
        return (
            Role.STRENGTH
            if any(t.low == "me" for t in row) and first in _word_set("subject", "friends")
            else Role.OTHER
        )
    if first in ("the", "a") and second in ("boss", "manager", "owner", "company", "agency", "ministry"):
        return Role.OTHER
    if first in ("it", "it's", "that", "that's", "this", "there", "there's", "you", "your", "which", "who"):
        return Role.NOISE
    name = row[0].capital and not words.known(first) and len(first) > 2 and not row[0].text.isupper()
    if (
        name
        and any({"VBZ", "VBD"} & words.tags(t.low).keys() for t in row[1:3])
        and "VBG" not in words.tags(second)
    ):
        return Role.OTHER
    return Role.FACT


def _inside(tokens: tuple[Token, ...]) -> bool:
    """Whether every doubt stands well behind the wish: in what is wished for, not about it."""
    found = cues().scan(tokens)
    wishes = [first for label, first, _ in found if label == "wish"]
    doubts = [first for label, first, _ in found if label == "doubt"]
    return bool(wishes) and all(d > min(wishes) + 4 for d in doubts)


def _denies_wish(row: tuple[Token, ...]) -> bool:
    """A negator before or at the wish denies it; one deep inside its complement does not."""
    lows = [t.low for t in row]
    negators = [
        i
        for i, w in enumerate(lows)
        if (
            w in ("not", "no", "never", "don't", "dont", "didn't", "wouldn't", "won't", "doesn't", "rather")
            and w != "rather"
        )
        or w == "neither"
    ]
    if not negators:
        return False
    if lows[negators[0]] in ("wouldn't", "not") and "mind" in lows[negators[0] : negators[0] + 3]:
        return False
    if (
        lows[negators[0]] == "not"
        and negators[0] + 1 < len(lows)
        and lows[negators[0] + 1] in ("only", "just")
    ):
        return False
    return negators[0] <= 3 or (lows[-1] in ("no", "not") and len(lows) <= 7)


def _direction(tokens: tuple[Token, ...]) -> Direction:
    table = data("roles")["direction"]
    lows = {t.low for t in tokens}
    best, most = Direction.AREA, 0
    for name, listed in table.items():
        hits = len(lows & frozenset(listed.split()))
        if hits > most:
            best, most = Direction(name), hits
    return best
