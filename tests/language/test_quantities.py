"""Numbers of every spelling, bound to what they count."""

import pytest

from avow.language.quantities import Measure, quantities
from avow.language.tokens import tokenise


def read(text: str) -> list[tuple[float, float | None, Measure, str]]:
    return [(q.value, q.high, q.measure, q.head) for q in quantities(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "value", "measure", "head"),
    [
        ("22 looms", 22, Measure.COUNT, "loom"),
        ("twenty-two looms", 22, Measure.COUNT, "loom"),
        ("a dozen looms", 12, Measure.COUNT, "loom"),
        ("half a dozen looms", 6, Measure.COUNT, "loom"),
        ("a half-dozen looms", 6, Measure.COUNT, "loom"),
        ("a hundred and five guests", 105, Measure.COUNT, "guest"),
        ("1,200 guests", 1200, Measure.COUNT, "guest"),
        ("1 200 guests", 1200, Measure.COUNT, "guest"),
        ("4yrs on boats", 4, Measure.DURATION, "year"),
        ("four years on boats", 4, Measure.DURATION, "year"),
        ("three earlier years on boats", 3, Measure.DURATION, "year"),
        ("a decade on boats", 10, Measure.DURATION, "year"),
        ("eighteen months", 18, Measure.DURATION, "month"),
        ("$14,000 of tax", 14000, Measure.MONEY, "money"),
        ("RM 15,000", 15000, Measure.MONEY, "money"),
        ("85k", 85000, Measure.COUNT, ""),
        ("two point three million miles", 2_300_000, Measure.COUNT, "mile"),
        ("two lakhs", 200_000, Measure.COUNT, ""),
        ("18%", 18, Measure.PERCENT, "percent"),
        ("thirty percent", 30, Measure.PERCENT, "percent"),
        ("thirty per cent", 30, Measure.PERCENT, "percent"),
        ("since 2014", 2014, Measure.YEAR, ""),
        ("the 3rd floor", 3, Measure.ORDINAL, "floor"),
        ("took second place", 2, Measure.ORDINAL, "place"),
        ("Level 5", 5, Measure.LABEL, "level"),
        ("day 4", 4, Measure.LABEL, "day"),
    ],
)
def test_reads_a_quantity(text: str, value: float, measure: Measure, head: str) -> None:
    assert read(text) == [(value, None, measure, head)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("35 to 40 files", 35, 40),
        ("60-80 calls", 60, 80),
        ("2016-2024", 2016, 2024),
        ("two or three times", 2, 3),
    ],
)
def test_reads_a_range(text: str, low: float, high: float) -> None:
    assert read(text)[0][:2] == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "one day I will",
        "one of them",
        "it is second nature",
        "heard first and second",
        "a second life",
        "no one",
        "",
    ],
)
def test_idioms_count_nothing(text: str) -> None:
    assert read(text) == []


def test_offsets_cover_the_words() -> None:
    text = "I spent twenty-two years there and saved $14,000."
    found = quantities(tokenise(text))
    assert [text[q.start : q.end] for q in found] == ["twenty-two years", "$14,000"]


def test_a_number_with_a_product_is_a_label() -> None:
    assert read("I write Kotlin 2 and Java 17.")[-1][2] is Measure.LABEL
