"""What hangs on a phrase by a comma alone."""

import pytest

from avow.reading.commas import tidied
from avow.reading.shorthand import Form


@pytest.mark.parametrize(
    ("form", "row", "said"),
    [
        ("np", "environment art , whole places , mood", "environment art , whole places and mood"),
        ("np", "less poison , honest", "less poison"),
        ("vp", "be in quality , to be the one who checks", "be in quality and to be the one who checks"),
        ("vp", "become an inspector , the one who checks", "become an inspector , the one who checks"),
        ("vp", "end up on the side , the guy who helps", "end up on the side as the guy who helps"),
        ("vp", "run the data side for water , city level", "run the data side for water"),
        ("vp", "run the data side , neighbours go spare", "run the data side"),
        ("vp", "run a lab , a good one , where they learn", "run a lab , where they learn"),
        ("clause", "I price cash pilots , 800 lives", "I price cash pilots"),
        ("clause", "I've been a guard , six years", "I've been a guard , six years"),
        ("clause", "I ran three floors , with two friends", "I ran three floors , with two friends"),
    ],
)  # fmt: skip
def test_tidied(form: Form, row: str, said: str) -> None:
    assert " ".join(tidied(row.split(), form)) == said


def test_what_was_taken_back_is_not_told_without_that() -> None:
    assert tidied("I used to climb without a harness , now never".split(), "clause") == []
