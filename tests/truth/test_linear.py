"""The whole deterministic check takes twice the time for twice the text, whatever the text."""

import gc
import time

import pytest

from avow.language.analysis import analyse
from avow.material import cut
from avow.truth.claims import claims
from avow.truth.evidence import Evidence
from avow.truth.gate import hits
from avow.types import Brief

BRIEF = Brief(
    aspiration="welder 9 yrs, want to teach welding in Oslo one day, don't want to be foreman. level 2 done",
    facts=["Welder, Aker yard, 2015-present"],
)
UNITS = [
    "five ",
    "one hundred and ",
    "Aker ",
    "A. ",
    "I want to be foreman. ",
    "I have 9 years, ",
    "a",
    "-",
    "'",
    ", and i ",
    "as a senior ",
    "always ",
    "your award-winning ",
    "😅 ",
    "9,",
    "half a dozen ",
    "nine in ten ",
    "about a dozen or so ",
    "nine characters out of a hundred ",
    "a Hungarian bench ",
    "I hold a crane ticket, ",
    "(",
    'said "a ',
    "my foreman Ada ",
    "Ada Bob ",
    "Acme of the ",
]


def check(answer: str) -> None:
    analyse.cache_clear()
    ev = Evidence(cut(BRIEF))
    claims(answer, ev, hits(analyse(answer), ev))


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_time_grows_with_length_only(unit: str) -> None:
    taken: dict[int, list[float]] = {6_000: [], 48_000: []}  # three doublings
    gc.collect()
    gc.disable()  # its full passes fall on the larger size only
    try:
        for _ in range(3):
            for size, times in taken.items():
                answer = unit * (size // len(unit))
                start = time.process_time()
                check(answer)
                times.append(time.process_time() - start)
    finally:
        gc.enable()
    small, large = map(min, taken.values())  # a busy machine only ever adds
    # Over three doublings a step (data that outgrow a cache) counts once. A part of a fifth that is quadratic
    # fails here, 19.2 against 17.6; one doubling would let it pass.
    assert (large / max(small, 1e-3)) ** (1 / 3) < 2.6


def test_a_megabyte_is_checked_in_seconds() -> None:
    start = time.process_time()
    check("I want to teach welding in Oslo. " * 31_000)
    assert time.process_time() - start < 60  # a hang, not a speed, is what this is about
