"""Shares and rates: one number told as percent, as a ratio, or by another unit of time."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from avow.language.analysis import Text
from avow.language.numerals import UNITS
from avow.language.quantities import Measure, Quantity
from avow.language.tokens import Kind
from avow.truth.evidence import Side

_COUNTED = (Measure.COUNT, Measure.LABEL, Measure.ORDINAL)
_PARTING = frozenset("in of out from".split())
_LINKING = _PARTING | frozenset("every each a the my our".split())


def share(q: Quantity, text: Text) -> tuple[float, float] | None:
    """The percentage that a quantity tells, and its rounding: "forty percent", "seven in ten"."""
    if q.measure is Measure.PERCENT:
        return q.value, 0.7
    quantities = text.quantities
    i = bisect_left(quantities, q.start, key=lambda known: known.start)
    if i + 1 < len(quantities) and _parted(text, q.end, quantities[i + 1].start):
        return _ratio(q.value, quantities[i + 1].value)
    if i and _parted(text, quantities[i - 1].end, q.start):
        return _ratio(quantities[i - 1].value, q.value)
    at = text.index_at(q.start)
    before = [t.low for t in text.tokens[max(0, at - 3) : at]]
    if before[-2:] == ["one", "in"] or (before[:1] == ["one"] and before[-1:] == ["in"]):  # "one part in"
        return _ratio(1, q.value)
    return None


def _parted(text: Text, start: int, end: int) -> bool:
    between = {t.low for t in text.tokens[text.index_at(start) : text.index_at(end)] if t.kind is Kind.WORD}
    signs = text.text[start:end].strip() in ("/",)
    plain = len(between) <= 4 and not between.isdisjoint(_PARTING)
    # "nine characters out of a hundred": what is counted may stand before "out of"
    return signs or (plain and (between <= _LINKING or {"out", "of"} <= between))


def _ratio(part: float, whole: float) -> tuple[float, float] | None:
    if not 0 < part < whole:
        return None
    return 100 * part / whole, max(0.6, min(5.0, 50 / whole))


def settled_share(q: Quantity, text: Text, side: Side, loose: bool) -> bool:
    """Whether the material tells the share that this quantity tells, in any form."""
    told = share(q, text)
    if told is None:
        return False
    percent, rounding = told
    near = max(rounding, 5.0 if loose else 0.0)
    known = _shares(side)
    if _OF_THEM.match(text.text, q.end):
        known |= _years_shared(side)
    return any(abs(percent - value) <= near for value in known)


_OF_THEM = re.compile(r" of (?:it|that|this|those|these|them|my (?:time|career|working life))\b")


@lru_cache(maxsize=4)
def _years_shared(side: Side) -> frozenset[float]:
    """Seven years here and three there: seven tenths of them, and three."""
    spells = sorted({v for q, _ in side.quantities if q.head == "year" for v in q.values if v > 0})[:8]
    return frozenset(100 * part / (a + b) for a, b in combinations(spells, 2) for part in (a, b))


_HALF = frozenset("half halve halved halves halving".split())


@lru_cache(maxsize=4)
def _shares(side: Side) -> frozenset[float]:
    return frozenset(_found_shares(side))


def _found_shares(side: Side) -> Iterator[float]:
    for text in side.texts:
        counts = {v for q in text.quantities if q.measure in _COUNTED for v in q.values}
        for a, b in combinations(sorted(counts)[:8], 2):
            if a > 0:
                yield 100 * a / b
        for q in text.quantities:
            if q.high is not None and 0 < q.value < q.high:  # "from 40 to 50": up by a quarter
                yield from (100 * (q.high - q.value) / q.value, 100 * (q.high - q.value) / q.high)
            told = share(q, text)
            if told is not None:
                yield from (told[0], 100 - told[0])
        if not _HALF.isdisjoint(text.folded):
            yield 50.0


# How many of the first fall into the second: working days and all days, weeks with and without holidays.
_TIMES: dict[tuple[str, str], tuple[float, ...]] = {
    ("minute", "hour"): (60,),
    ("hour", "day"): (8, 24),
    ("day", "week"): (5, 6, 7),
    ("day", "month"): (20, 22, 25, 30),
    ("day", "year"): (220, 250, 300, 365),
    ("week", "month"): (4,),
    ("week", "year"): (48, 50, 52),
    ("month", "year"): (12,),
}
_ADVERBS = {
    "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "yearly": "year",
    "annually": "year", "hourly": "hour",
}  # fmt: skip
# What "each" and "per" take: a shift and a night fall on one day.
_SPANS = {**UNITS, "shift": "day", "night": "day"}
_EACH = frozenset("a an per every each one the /".split())
_NEAR = 6
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def rate(q: Quantity, text: Text) -> str | None:
    """The unit of time by which a quantity is told ("forty a week"), or None."""
    tokens, after = text.tokens, text.index_at(q.end)
    before = text.index_at(q.start)
    for k in (*range(after, after + _NEAR), *range(before - 1, before - _NEAR, -1)):
        if not 0 <= k < len(tokens):
            continue
        low = tokens[k].low
        if low in _ADVERBS:
            return _ADVERBS[low]
        unit = _SPANS.get(low)
        at = k - 1 - (tokens[k - 1].low in ("single", "working"))
        if unit is not None and at >= 0 and tokens[at].low in _EACH:
            return unit
        if low == "in" and k + 1 < len(tokens) and tokens[k + 1].low[:2] in ("19", "20"):
            return "year" if len(tokens[k + 1].low) == 4 else None
    return None


def settled_rate(q: Quantity, text: Text, side: Side, low: float, high: float) -> bool:
    """Whether a rate of the material, in another unit of time or shared out among people, gives this one."""
    if q.measure not in (Measure.COUNT, Measure.MONEY):
        return False
    unit = rate(q, text)
    if unit is not None:
        low, high = min(low, 0.97), max(high, 1.03)  # months have no whole number of weeks
        for value, other in _rates(side):
            scales = [*_TIMES.get((other, unit), ()), *(1 / m for m in _TIMES.get((unit, other), ()))]
            if any(low * q.value <= value * scale <= high * q.value for scale in scales):
                return True
    if unit == "year" and q.measure is Measure.COUNT and q.head:
        means = (mean for head, mean in _means(side) if head == q.head)
        if any(low * q.value <= mean <= high * q.value for mean in means):
            return True
    following = {t.low for t in text.tokens[text.index_at(q.end) : text.index_at(q.end) + 4]}
    if following.isdisjoint(("each", "apiece")):
        return False
    for known in side.texts:
        values = sorted({v for k in known.quantities for v in k.values})[:8]
        if any(2 <= a <= 6 and low * q.value <= b / a <= high * q.value for a, b in combinations(values, 2)):
            return True
    return False


@lru_cache(maxsize=4)
def _means(side: Side) -> frozenset[tuple[str, float]]:
    """How many of a thing a year its count makes over the spells of years: 70 in five years are 14."""
    spells = {v for q, _ in side.quantities if q.head == "year" for v in q.values if v >= 2}
    counts = {(q.head, v) for q, _ in side.quantities if q.measure is Measure.COUNT for v in q.values}
    return frozenset((head, count / spell) for head, count in counts for spell in spells)


@lru_cache(maxsize=4)
def _rates(side: Side) -> frozenset[tuple[float, str]]:
    return frozenset(_found_rates(side))


def _found_rates(side: Side) -> Iterator[tuple[float, str]]:
    for text in side.texts:
        for q in text.quantities:
            if q.measure in (Measure.COUNT, Measure.MONEY) and (unit := rate(q, text)) is not None:
                yield from ((v, unit) for v in q.values)
        for before, token in zip(text.tokens, text.tokens[1:], strict=False):
            if token.low in _ADVERBS:
                yield 1.0, _ADVERBS[token.low]
            if before.low in ("every", "each") and (unit := UNITS.get(token.low)) is not None:
                yield 1.0, unit
            if before.low in ("every", "each") and token.low.removesuffix("s") in _WEEKDAYS:
                yield 1.0, "week"
            if before.low in ("other", "second") and token.low in ("week", *_WEEKDAYS):
                yield 0.5, "week"  # every other Thursday
        if text.tokens and text.tokens[0].low in _ADVERBS:
            yield 1.0, _ADVERBS[text.tokens[0].low]
