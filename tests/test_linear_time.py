"""Twice the text may take about twice the time, whatever the text: no pattern may backtrack."""

import gc
import statistics
import time
from collections.abc import Callable

import pytest

from avow.brief import clean, recognise
from avow.brief.text import BULLET
from avow.language.sentences import sentences

SIZE = 10_000
UNITS = [
    *("a", " ", ".", "[", "\n", "#", "\x1b", "\u202e", "😅", "-"),
    *(
        ". ",
        "a. ",
        "a.b",
        "😅 ",
        ".) ",
        "- a\n",
        "1. ",
        "e.g. ",
        " .\n",
        "[ ] ",
        "\x1b[0;",
        "\x1b]",
        "five or ",
    ),
]
WORK: dict[str, Callable[[str], object]] = {
    "sentences": sentences,
    "clean": lambda text: clean(text, "x"),
    "bullet": BULLET.match,
    "recognise": recognise.__wrapped__,
}


def growth(work: Callable[[str], object], make: Callable[[int], str], rounds: int = 3) -> float:
    """The median ratio of processor time when the size doubles; other processes do not count."""
    ratios = []
    gc.collect()
    gc.disable()  # its full passes fall on the larger size only
    for _ in range(rounds):
        taken = []
        for size in (SIZE, 2 * SIZE):
            text = make(size)
            start = time.process_time()
            work(text)
            taken.append(time.process_time() - start)
        ratios.append(taken[1] / max(taken[0], 1e-4))
    gc.enable()
    return statistics.median(ratios)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
@pytest.mark.parametrize("end", ["", ",x"])
@pytest.mark.parametrize("work", WORK, ids=WORK)
def test_time_grows_with_length_only(work: str, unit: str, end: str) -> None:
    def make(size: int) -> str:
        return unit * (size // len(unit)) + end

    # Twice is linear, four times quadratic. A busy machine disturbs short medians: doubt is measured longer.
    assert growth(WORK[work], make) < 2.6 or growth(WORK[work], make, rounds=11) < 2.6
