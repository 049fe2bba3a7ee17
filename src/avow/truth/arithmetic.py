"""Durations and counts that the material's own numbers settle by arithmetic."""

import re
from functools import lru_cache
from itertools import combinations, pairwise

from avow.language.atlas import is_people
from avow.language.quantities import Measure
from avow.language.tokens import Kind
from avow.language.words import stem
from avow.truth.evidence import Side

YEARS_PER = {"year": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365, "season": 1.0, "semester": 0.5}
# "since 2019" settles a span only up to some present, which a brief need not name.
_EARLIEST_NOW, _LATEST_NOW = 2023, 2026


def settled_years(value: float, unit: str, side: Side, low: float, high: float) -> bool:
    """Whether the dates and durations of the material settle this duration by arithmetic."""
    if unit not in YEARS_PER:
        return False
    years = value * YEARS_PER[unit]
    near = min(0.05, 0.04 * years)
    least, most = low * years - near, high * years + near
    if any(least <= b - a <= most for a, b in combinations(_dates(side), 2)):
        return True
    if any(least <= _LATEST_NOW - d and _EARLIEST_NOW - d <= most for d in _open_dates(side)):
        return True
    if any(least <= total <= most for total in _totals(side)):
        return True
    spans = {v * YEARS_PER[q.head] for q, _ in side.quantities if q.head in YEARS_PER for v in q.values}
    if any(least <= span <= most for span in _whole_spans(side)):
        return True
    spans |= {1.0} if _unnumbered_year(side) else set()
    spans |= {
        v
        for q, _ in side.quantities
        if not q.head and q.measure is Measure.COUNT
        for v in q.values
        if v in _AGES
    }
    if any(least <= a + b <= most or least <= b - a <= most for a, b in combinations(sorted(spans)[:24], 2)):
        return True
    return any(least <= v <= most for v in _halves(side))


@lru_cache(maxsize=4)
def _totals(side: Side) -> tuple[float, ...]:
    """All durations of a statement together, and what is left of the first when a bare number is part of it.

    "2 yrs barista, 3 yrs shift lead, 1 yr manager" makes six; "eleven years, six of them in the control room"
    leaves five.
    """
    found: list[float] = []
    for text in side.texts:
        years = [
            q.value * YEARS_PER[q.head] for q in text.quantities if q.head in YEARS_PER and q.high is None
        ]
        if len(years) > 2:
            found.append(sum(years))
        for whole, part in pairwise(text.quantities):
            if whole.measure is Measure.COUNT and part.head in YEARS_PER and part.start - whole.end <= 1:
                found.append(whole.value * part.value * YEARS_PER[part.head])  # "3 one-year contracts"
            bare = part.measure is Measure.COUNT and not part.head
            if whole.head in YEARS_PER and bare and part.value < whole.value:
                found.append((whole.value - part.value) * YEARS_PER[whole.head])
    return tuple(found)


@lru_cache(maxsize=4)
def _dates(side: Side) -> tuple[float, ...]:
    """Calendar years, older ones only where they stand bare ("from 1640 to 1834")."""
    years = {
        v
        for q, _ in side.quantities
        if q.measure is Measure.YEAR or (q.measure is Measure.COUNT and not q.head)
        for v in q.values
        if q.measure is Measure.YEAR or 1000 <= v < 1900
    }
    return tuple(sorted(years))


@lru_cache(maxsize=4)
def _halves(side: Side) -> frozenset[float]:
    """ "15 years. Half of those nights": half of what this statement or the one before counts, in years."""
    found: set[float] = set()
    for i, text in enumerate(side.texts):
        if "half" in text.folded:
            near = [*text.quantities, *(side.texts[i - 1].quantities if i else ())]
            found.update(v / 2 * YEARS_PER[q.head] for q in near if q.head in YEARS_PER for v in q.values)
    return frozenset(found)


@lru_cache(maxsize=4)
def _open_dates(side: Side) -> frozenset[float]:
    """Years from which something still goes on: "since 2019", "2019-present"."""
    found: set[float] = set()
    for text in side.texts:
        for q in text.quantities:
            if q.measure is not Measure.YEAR or q.high is not None:
                continue
            before = text.text[max(0, q.start - 24) : q.start].lower()
            after = text.text[q.end : q.end + 16].lower()
            if (
                "since" in before[-8:]
                or "from" in before[-8:]
                or _STILL.match(after)
                or _BEGUN.search(before)
            ):
                found.add(q.value)
    return frozenset(found)


_STILL = re.compile(
    r"\s*(?:-|–|—|to|until|till)\s*(?:$|present|now|today|date|current)|\s*onward|\s*\)?\s*$"
    r"|,? (?:\w+ )?since"
)


# What was begun or reached in a year lies as far back today as that year does.
_BEGUN = re.compile(
    r"\b(?:born|join|start|began|begun|qualif|register|licen[cs]e|certif|graduat|train|finish|complet|pass|moved|came)"
    r"\w*(?: \w+)?(?: in)? $"
)


def _unnumbered_year(side: Side) -> bool:
    """Whether a single year is told without a number: "a gap year", "my year abroad"."""
    return any(
        token.low == "year" and before.low not in ("per", "this", "last", "next", "every", "each")
        for text in side.texts
        for before, token in pairwise(text.tokens)
    )


@lru_cache(maxsize=4)
def _whole_spans(side: Side) -> frozenset[float]:
    """Single spans that lasted, in years: "for a week", "the whole month"."""
    return frozenset(
        YEARS_PER[unit.low]
        for text in side.texts
        for led, article, unit in zip(text.tokens, text.tokens[1:], text.tokens[2:], strict=False)
        if unit.low in YEARS_PER
        and (article.low in ("whole", "full", "entire") or (led.low, article.low) == ("for", "a"))
    )


_AGES = range(5, 76)  # "started at seventeen, I'm twenty-nine now" settles twelve years


def settled_count(value: float, side: Side, low: float, high: float) -> bool:
    """ "2 of 6 modules" settles that four are left: sums and differences inside one statement."""
    least, most = low * value, high * value
    groups: dict[str, set[float]] = {}
    for q, where in side.quantities:
        if q.measure in (Measure.COUNT, Measure.PERCENT):
            groups.setdefault(where, set()).update(q.values)
    return any(
        least <= a + b <= most or least <= b - a <= most
        for group in groups.values()
        for a, b in combinations(sorted(group)[:8], 2)
    )


def settled_multiple(value: float, side: Side) -> bool:
    """ "from 12 to 60" settles that there are five times as many."""
    return any(
        a and abs(b / a - value) < 0.05
        for text in side.texts
        for a, b in combinations(sorted({v for q in text.quantities for v in q.values})[:8], 2)
    )


_NAMED = frozenset(
    map(
        stem,
        "languages tongues countries cities towns firms companies employers schools hospitals kitchens "
        "continents teams clubs sites offices shops places houses universities".split(),
    )
)
_POSTS = frozenset(map(stem, "jobs roles posts positions trades careers lives".split()))


def settled_names(value: float, head: str, side: Side) -> bool:
    """ "in two countries", "three jobs": a few things that the material names one by one."""
    if not 2 <= value <= 5:
        return False
    if head in _POSTS:
        return value <= sum(s.id.startswith("F") for s in side.statements)
    if head not in _NAMED:
        return False
    named = {
        n.key for t in side.texts for n in t.names if head not in ("languag", "tongu") or is_people(n.key)
    }
    return value <= len(named)


@lru_cache(maxsize=4)
def list_sizes(side: Side) -> frozenset[float]:
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
