"""Quantities of an answer that the material lacks or binds to something else."""

import re
from collections.abc import Iterator

from avow.language.analysis import Text
from avow.language.clauses import Agent, Clause, Modality
from avow.language.names import FUNCTION
from avow.language.quantities import Measure, Quantity
from avow.language.tokens import Kind
from avow.language.words import fold, stem
from avow.truth.arithmetic import (
    YEARS_PER,
    list_sizes,
    settled_count,
    settled_multiple,
    settled_names,
    settled_years,
)
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.idle_numbers import claims_nothing, is_whole_of_ratio
from avow.truth.marks import in_idiom
from avow.truth.rounding import EXACT, looseness
from avow.truth.shares import rate, settled_rate, settled_share

# Measures that may stand for one another without a change of meaning: "2" may be a count, a rank or a label.
_LOOSE = frozenset({Measure.COUNT, Measure.ORDINAL, Measure.LABEL})


def check(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Hits for every quantity of the answer that no statement of the right owner supports."""
    for q in text.quantities:
        clause = text.clause_at(q.start)
        if claims_nothing(q, clause, text, ev) or _in_employers_name(q, text, ev):
            continue
        if _encloses(q, text, ev.candidate):
            continue
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
        if in_idiom(text, q.start, q.end) or is_whole_of_ratio(q, text):
            continue
        span = text.text[q.start : q.end]
        bound = next((f for f in found if isinstance(f, str)), None)
        if bound:
            message = f'"{span}": the material gives this number to something else'
        else:
            message = f'"{span}" is not in the material'
        yield Hit(q.start, q.end, "number", message, bound or ev.nearest({q.head}))


_PART_OF_SPAN = re.compile(r" of (?:a|an|the|that|last) (year|month|week|day)\b")
_GLUED = re.compile(r"^[a-z]{1,4}(?=\d)")
_FULL = object()


def _in_employers_name(q: Quantity, text: Text, ev: Evidence) -> bool:
    """The number of "the Local 88 Legal Fund", between words of that name."""
    name = ev.employer.split()
    first = text.index_at(q.start)
    spelled = [fold(t.low) for t in text.tokens[max(0, first - 1) : first + 1]]
    return len(spelled) == 2 and any(spelled == name[k : k + 2] for k in range(len(name) - 1))


def _encloses(q: Quantity, text: Text, side: Side) -> bool:
    """ "two or three hundred cakes" of 250 cakes: a range that is no wider than what it starts from."""
    if q.high is None or q.high > 2 * q.value or q.measure is not Measure.COUNT or not q.head:
        return False
    if rate(q, text) is not None:
        return False
    return any(
        known.measure is Measure.COUNT and known.head == q.head and q.value <= known.value <= q.high
        for known, _ in side.quantities
        if known.high is None
    )


def _support(q: Quantity, value: float, side: Side, text: Text) -> object:
    """_FULL, the id of a statement that binds the value to something else, or None."""
    other: str | None = None
    low, high = looseness(q, text)
    approximate = (low, high) != EXACT
    for known, where in side.quantities:
        for v in known.values:
            if not _same(value, v, q, known, text, low, high) and not (approximate and _within(value, known)):
                continue
            if _compatible(q, known):
                return _FULL
            other = other or where
    if q.measure is Measure.DURATION and settled_years(value, q.head, side, low, high):
        return _FULL
    if q.measure is Measure.PERCENT and (part := _PART_OF_SPAN.match(text.text, q.end)):
        years = value / 100 * YEARS_PER[part[1]]  # "for a quarter of the year": three months
        spans = (v * YEARS_PER[k.head] for k, _ in side.quantities if k.head in YEARS_PER for v in k.values)
        if any(abs(span - years) <= 0.04 * years for span in spans):
            return _FULL
    if q.measure is Measure.COUNT and not q.head and settled_years(value, "year", side, low, high):
        return _FULL  # "fifteen years at the wheel and seven at the desk"
    if q.measure in _LOOSE and any(
        _GLUED.sub("", w) == str(int(value)) for w in side.words if w[-1].isdecimal()
    ):
        return _FULL  # "L2" for "Level 2"
    if settled_share(q, text, side, approximate) or settled_rate(q, text, side, low, high):
        return _FULL
    if q.measure is Measure.COUNT and (value in list_sizes(side) or settled_count(value, side, low, high)):
        return _FULL
    if _TIMES.match(text.text, q.end) and settled_multiple(value, side):
        return _FULL
    if q.measure is Measure.COUNT and settled_names(value, q.head, side):
        return _FULL
    if q.measure is Measure.ORDINAL and not _ranks(q) and value in list_sizes(side):
        return _FULL  # "and a greeting in a fourth": four are listed
    return other


_COUNTS_ME = re.compile(r"\b(?:counting|including|with) (?:me|myself)\b|\b(?:me|myself) included\b")
_TIMES = re.compile(r" times (?:the|as|what|its|that)\b| as (?:many|much|long|large|big)\b|[- ]?fold\b")
_RANKS = frozenset(
    map(stem, "place prize rank position award medal class rate season year month time century".split())
)


def _ranks(q: Quantity) -> bool:
    return q.head in _RANKS


def _within(value: float, known: Quantity) -> bool:
    """ "fifty or so" of "40-60"."""
    return known.high is not None and known.value <= value <= known.high


_LENGTHS = {**YEARS_PER, "hour": 1 / 8760, "minute": 1 / 525_600, "second": 1 / 31_536_000}
_CONVERTED = {
    (stem(one), stem(other)): times
    for many, few, times in (
        ("kilos", "tonnes", 1000), ("kilograms", "tonnes", 1000), ("metres", "kilometres", 1000),
        ("kilometres", "miles", 1.609), ("acres", "hectares", 2.471),
        ("litres", "gallons", 3.785), ("feet", "metres", 3.281),
    )
    for one, other, times in ((many, few, times), (few, many, 1 / times))
}  # fmt: skip


def _same(value: float, v: float, q: Quantity, known: Quantity, text: Text, low: float, high: float) -> bool:
    if q.measure is Measure.DURATION and known.measure is Measure.DURATION and q.head != known.head:
        a, b = _LENGTHS.get(q.head), _LENGTHS.get(known.head)
        if a is None or b is None:
            return False
        value, v = value * a, v * b
        return abs(value - v) <= 0.1 * max(value, v)  # eight weeks are two months
    if known.measure is Measure.YEAR and q.measure is Measure.YEAR and text.text[q.end - 1] == "s":
        return value <= v < value + 10  # the 1990s
    if value == v or (q.measure is Measure.YEAR and value == v + 2000 and known.measure is Measure.COUNT):
        return True
    if q.measure is Measure.PERCENT and value == 50 and v == 0.5:
        return True
    if value == v + 1 and _COUNTS_ME.search(text.text, q.end, q.end + 40):
        return True
    if q.head in ("colleagu", "other", "teammat") and value + 1 == v and known.measure is Measure.COUNT:
        return True  # "two colleagues" in a team of three
    if (times := _CONVERTED.get((q.head, known.head))) is not None and abs(value / times - v) < 0.06 * v:
        return True
    return (
        (low, high) != EXACT
        and q.measure not in (Measure.YEAR, Measure.LABEL)
        and low * value <= v <= high * value
    )


# What comes once a year: "fourteen seasons" for "14 yrs".
_YEARLY = frozenset(
    map(
        stem,
        "season harvest winter summer spring autumn crop campaign christmas easter ramadan vintage monsoon "
        "lambing tour edition".split(),
    )
)


def _compatible(q: Quantity, known: Quantity) -> bool:
    if q.measure is known.measure or (q.measure in _LOOSE and known.measure in _LOOSE):
        return True
    if (
        q.measure is Measure.DURATION
        and known.measure in (Measure.ORDINAL, Measure.LABEL)
        and q.head == known.head
    ):
        return True  # "fifteen years" in "the fifteenth year", "year 15"
    if q.measure is Measure.ORDINAL and known.measure is Measure.DURATION and q.head == known.head:
        return True
    if Measure.DURATION in (q.measure, known.measure) and _YEARLY & {q.head, known.head}:
        return True
    if Measure.PERCENT in (q.measure, known.measure) and {q.head, known.head} & {"point", ""}:
        return True
    if Measure.MONEY in (q.measure, known.measure) and Measure.COUNT in (q.measure, known.measure):
        return q.value >= 1000
    if q.head == "time" and q.measure is Measure.COUNT and known.measure is Measure.DURATION:
        return True  # "nine times in twelve years" of "nine of those years"
    bare = known.measure is Measure.COUNT and not known.head  # "9 of 12": says not what it counts
    return bare or (q.measure is Measure.COUNT and not q.head)


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


def _may_speak_of_company(clause: Clause, position: int) -> bool:
    """A clause in which "I" tells a deed before the number cannot rest on company text.

    What "I" only see or like of "you" ("I like that you have twelve bakers") is no such deed.
    """
    if clause.modality not in (Modality.FACT, Modality.PROGRESS) or clause.agent is not Agent.SELF:
        return True
    before = [t.low for t in clause.tokens if t.start < position]
    if not any(low in ("i", "i've", "i'm", "my") for low in before):
        return True
    return before[-1] in ("those", "these") or not _YOURS.isdisjoint(t.low for t in clause.tokens)


_YOURS = frozenset("you your you're you've yours".split())
