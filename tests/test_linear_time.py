"""Twice the text may take about twice the time, whatever the text: no pattern may backtrack."""

import gc
import statistics
import time
from collections.abc import Callable

import pytest

from avow.language.sentences import sentences

SIZE = 20_000
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


def growth(work: Callable[[str], object], make: Callable[[int], str]) -> float:
    """The median ratio of processor time when the size doubles; other processes do not count."""
    ratios = []
    gc.collect()
    gc.disable()  # its full passes fall on the larger size only
    for _ in range(5):
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
@pytest.mark.parametrize("work", [sentences], ids=lambda f: f.__name__)
def test_time_grows_with_length_only(work: Callable[[str], object], unit: str, end: str) -> None:
    assert growth(work, lambda size: unit * (size // len(unit)) + end) < 2.6
