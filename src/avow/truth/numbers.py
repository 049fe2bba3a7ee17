"""Quantities of an answer that the material lacks or binds to something else."""

import re
from collections.abc import Iterator
from itertools import combinations

from avow.language.analysis import Text, analyse
from avow.language.clauses import Agent, Clause, Modality
from avow.language.names import FUNCTION
from avow.language.quantities import Measure, Quantity
from avow.language.tokens import Kind
from avow.language.words import stem
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.marks import in_idiom

_APPROXIMATE = frozenset(
    "about around nearly almost roughly approximately some over under close just well than".split()
)
_YEARS_PER = {"year": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365, "season": 1.0}
# Measures that may stand for one another without a change of meaning: "2" may be a count, a rank or a label.
_LOOSE = frozenset({Measure.COUNT, Measure.ORDINAL, Measure.LABEL})
# "since 2019" settles a span only up to some present, which a brief need not name.
_EARLIEST_NOW, _LATEST_NOW = 2023, 2026


def check(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Hits for every quantity of the answer that no statement of the right owner supports."""
    for q in text.quantities:
        if q.measure is Measure.DURATION and q.value == 1 and q.high is None:
            continue  # "a year", "one month": how people say "a while"
        clause = text.clause_at(q.start)
        if _asked(q, ev) and _in_wish(text, q.start):
            continue  # the horizon that the question itself names
        if q.measure is Measure.ORDINAL and clause is not None and clause.modality is Modality.WISH:
            continue  # "I'd love to build the fourth": imagined, not counted
        if _CLOCK.search(text.text, q.start, q.end + 6):
            continue  # "ten past six"
        found = [_support(q, v, ev.candidate, text) for v in q.values]
        if all(f is _FULL for f in found):
            if not in_idiom(text, q.start, q.end) and (where := _rebound(q, text, ev.candidate)) is not None:
                span = text.text[q.start : q.end]
                yield Hit(
                    q.start, q.end, "number", f'"{span}": the material counts something else with it', where
                )
            continue
        if (clause is None or _may_speak_of_company(clause, q.start)) and all(
            _support(q, v, ev.company, text) is _FULL for v in q.values
        ):
            continue
        if in_idiom(text, q.start, q.end) or _is_whole_of_ratio(q, text):
            continue
        span = text.text[q.start : q.end]
        bound = next((f for f in found if isinstance(f, str)), None)
        if bound:
            message = f'"{span}": the material gives this number to something else'
        else:
            message = f'"{span}" is not in the material'
        yield Hit(q.start, q.end, "number", message, bound or ev.nearest({q.head}))


_CLOCK = re.compile(r"\bpast \w+|o'clock")


def _in_wish(text: Text, position: int) -> bool:
    """Whether the sentence around a position holds a wish."""
    return any(c.modality is Modality.WISH for c in text.group_at(position))


def _is_whole_of_ratio(q: Quantity, text: Text) -> bool:
    """The ten in "seven in ten": the part before it is what the material must hold."""
    if q.value not in (10, 100):
        return False
    i = text.index_at(q.start)
    before = [t.low for t in text.tokens[max(0, i - 3) : i]]
    return before[-1:] == ["in"] or before[-2:] == ["out", "of"]


def _asked(q: Quantity, ev: Evidence) -> bool:
    question = analyse(ev.material.question.text)
    values = {v for known in question.quantities for v in known.values}
    if any(t.low == "decade" for t in question.tokens):
        values.add(10.0)  # "the next decade" is no quantity, but a horizon
    return q.measure in (Measure.DURATION, Measure.COUNT) and values.issuperset(q.values)


_GLUED = re.compile(r"^[a-z]{1,4}(?=\d)")
_FULL = object()


def _support(q: Quantity, value: float, side: Side, text: Text) -> object:
    """_FULL, the id of a statement that binds the value to something else, or None."""
    other: str | None = None
    approximate = _approximate(q, text)
    for known, where in side.quantities:
        for v in known.values:
            if not _same(value, v, q, known, approximate):
                continue
            if _compatible(q, known):
                return _FULL
            other = other or where
    if q.measure is Measure.DURATION and _settled_years(value, q.head, side, approximate):
        return _FULL
    if q.measure is Measure.COUNT and not q.head and _settled_years(value, "year", side, approximate):
        return _FULL  # "fifteen years at the wheel and seven at the desk"
    if q.measure in _LOOSE and any(
        _GLUED.sub("", w) == str(int(value)) for w in side.words if w[-1].isdecimal()
    ):
        return _FULL  # "L2" for "Level 2"
    if q.measure is Measure.PERCENT and value == 50 and "half" in side.words:
        return _FULL
    if q.measure is Measure.COUNT and (value in _list_sizes(side) or _settled_count(value, side)):
        return _FULL
    return other


def _same(value: float, v: float, q: Quantity, known: Quantity, approximate: bool) -> bool:
    if q.measure is Measure.DURATION and known.measure is Measure.DURATION and q.head != known.head:
        a, b = _YEARS_PER.get(q.head), _YEARS_PER.get(known.head)
        if a is None or b is None:
            return False
        value, v = value * a, v * b
        return abs(value - v) <= 0.1 * max(value, v)  # eight weeks are two months
    if value == v or (q.measure is Measure.YEAR and value == v + 2000 and known.measure is Measure.COUNT):
        return True
    if q.measure is Measure.PERCENT and value == 50 and v == 0.5:
        return True
    return (
        approximate
        and q.measure not in (Measure.YEAR, Measure.LABEL)
        and abs(value - v) <= 0.12 * max(value, v)
    )


# What comes once a year: "fourteen seasons" for "14 yrs".
_YEARLY = frozenset(map(stem, "season harvest winter summer crop campaign christmas vintage".split()))


def _compatible(q: Quantity, known: Quantity) -> bool:
    if q.measure is known.measure or (q.measure in _LOOSE and known.measure in _LOOSE):
        return True
    if {q.measure, known.measure} == {Measure.DURATION, Measure.ORDINAL} and q.head == known.head:
        return True  # "fifteen years" in "the fifteenth year"
    if Measure.DURATION in (q.measure, known.measure) and _YEARLY & {q.head, known.head}:
        return True
    if Measure.PERCENT in (q.measure, known.measure) and {q.head, known.head} & {"point", ""}:
        return True
    if Measure.MONEY in (q.measure, known.measure) and Measure.COUNT in (q.measure, known.measure):
        return q.value >= 1000
    bare = known.measure is Measure.COUNT and not known.head  # "9 of 12": says not what it counts
    return bare or (q.measure is Measure.COUNT and not q.head)


def _approximate(q: Quantity, text: Text) -> bool:
    if "decade" in text.text[q.start : q.end]:
        return True
    before = text.text[max(0, q.start - 24) : q.start].lower().split()
    return bool(before) and not _APPROXIMATE.isdisjoint(before[-2:])


def _settled_years(value: float, unit: str, side: Side, approximate: bool) -> bool:
    """Whether the dates and durations of the material settle this duration by arithmetic."""
    if unit not in _YEARS_PER:
        return False
    years = value * _YEARS_PER[unit]
    dates = sorted({v for q, _ in side.quantities if q.measure is Measure.YEAR for v in q.values})
    if any(abs(b - a - years) < 0.05 for a, b in combinations(dates, 2)):
        return True
    if any(_EARLIEST_NOW <= d + years <= _LATEST_NOW for d in _open_dates(side)):
        return True
    spans = {v * _YEARS_PER[q.head] for q, _ in side.quantities if q.head in _YEARS_PER for v in q.values}
    spans |= {1.0} if _unnumbered_year(side) else set()
    spans |= {
        v
        for q, _ in side.quantities
        if not q.head and q.measure is Measure.COUNT
        for v in q.values
        if v in _AGES
    }
    near = 0.12 * years if approximate else 0.05
    return any(
        abs(a + b - years) < near or abs(abs(a - b) - years) < near
        for a, b in combinations(sorted(spans)[:24], 2)
    )


def _open_dates(side: Side) -> set[float]:
    """Years from which something still goes on: "since 2019", "2019-present"."""
    found: set[float] = set()
    for text in side.texts:
        for q in text.quantities:
            if q.measure is not Measure.YEAR or q.high is not None:
                continue
            before = text.text[max(0, q.start - 8) : q.start].lower()
            after = text.text[q.end : q.end + 12].lower()
            if "since" in before or "from" in before or _STILL.match(after):
                found.add(q.value)
    return found


_STILL = re.compile(r"\s*(?:-|–|—|to|until|till)\s*(?:$|present|now|today|date|current)|\s*onward|\s*\)?\s*$")


def _unnumbered_year(side: Side) -> bool:
    """Whether a single year is told without a number: "a gap year", "my year abroad"."""
    return any(
        token.low == "year"
        and i
        and text.tokens[i - 1].low not in ("per", "this", "last", "next", "every", "each")
        for text in side.texts
        for i, token in enumerate(text.tokens)
    )


_AGES = range(5, 76)  # "started at seventeen, I'm twenty-nine now" settles twelve years


def _settled_count(value: float, side: Side) -> bool:
    """ "2 of 6 modules" settles that four are left: sums and differences inside one statement."""
    groups: dict[str, set[float]] = {}
    for q, where in side.quantities:
        if q.measure in (Measure.COUNT, Measure.PERCENT):
            groups.setdefault(where, set()).update(q.values)
    return any(
        value in (a + b, abs(a - b))
        for group in groups.values()
        for a, b in combinations(sorted(group)[:8], 2)
    )


def _rebound(q: Quantity, text: Text, side: Side) -> str | None:
    """The statement that binds another value to what this quantity is told of, if none binds this one.

    "seven years in dialysis" where the material has seven years in all, four of them in dialysis.
    """
    if q.measure not in (Measure.DURATION, Measure.COUNT) or q.high is not None:
        return None
    if "-" in text.text[q.start : q.end] or text.text[q.end : q.end + 4] == " of ":
        return None  # "a five-year plan" is a kind, "three of the five" a part
    topic = _topic(text, q)
    literal = any(q.value in known.values for known, _ in side.quantities if known.measure is q.measure)
    if not topic or not literal:
        return None  # settled by arithmetic
    other: tuple[int, str] | None = None
    for statement, known_text in zip(side.statements, side.texts, strict=True):
        for known in known_text.quantities:
            if known.measure is not q.measure or (q.measure is Measure.COUNT and known.head != q.head):
                continue
            told = _topic(known_text, known)
            same = q.value in known.values or abs(known.value - q.value) < 0.12 * q.value
            if same and (not told or topic & told):
                return None
            shared = len(topic & told)
            if not shared or same:
                continue
            if other is None or shared > other[0]:
                other = (shared, statement.id)
    return other[1] if other else None


_REACH = 5  # words on either side that tell what a quantity is about
_IDLE_TOPIC = frozenset("year month week day hour work experi time long term career job one life".split())


def _topic(text: Text, q: Quantity) -> frozenset[str]:
    """Stems of the content words close after a quantity, in the same stretch of text."""
    found: set[str] = set()
    first = text.index_at(q.end)
    for token in text.tokens[first : first + _REACH]:
        if token.low in ("and", "or", "but") or (token.kind is not Kind.WORD and token.text not in "-'’"):
            break
        if token.kind is Kind.WORD and token.low not in FUNCTION:
            found.add(token.stem)
    return frozenset(found - _IDLE_TOPIC - {q.head})


def _list_sizes(side: Side) -> frozenset[float]:
    """Sizes of the enumerations of the material: "A, B and C" is three things."""
    sizes: set[float] = set()
    for text in side.texts:
        run = 1
        since = 0
        for token in text.tokens:
            if token.kind is Kind.SIGN and token.text in ",;/+&":
                run, since = (run + 1, 0) if since <= 6 else (2, 0)
            elif token.low == "and" and run >= 1:
                sizes.add(float(run + 1))
            elif token.text in ".!?\n:":
                sizes.add(float(run))
                run, since = 1, 0
            else:
                since += 1
        sizes.add(float(run))
    return frozenset(s for s in sizes if 2 <= s <= 12)


def _may_speak_of_company(clause: Clause, position: int) -> bool:
    """A clause in which "I" tells a deed before the number cannot rest on company text."""
    if clause.modality not in (Modality.FACT, Modality.PROGRESS) or clause.agent is not Agent.SELF:
        return True
    return not any(t.low in ("i", "i've", "i'm", "my") for t in clause.tokens if t.start < position)
