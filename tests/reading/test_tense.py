"""Time and place of a spoken clause put right."""

import pytest

from avow.reading.spoken import from_clause
from avow.reading.tense import put_right


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("I built about 300 wheels by hand since 2019", "I've built about 300 wheels by hand since 2019"),
        ("I process claims at an insurer since 2018", "I've been processing claims at an insurer since 2018"),
        ("I save water last year", "I saved water last year"),
        ("I joined the ship 2015", "I joined the ship in 2015"),
        ("I ran my own show three years", "I ran my own show for three years"),
        ("I'm shotfirer in tunnels", "I'm a shotfirer in tunnels"),
        ("I'm a supervisor in a hotel, Dubai", "I'm a supervisor in a hotel in Dubai"),
        ("I wrote the English text, Mr Kudo makes the call", "I wrote the English text"),
        ("I was part of, one cardiac arrest", "I was part of one cardiac arrest"),
        ("I help our team sometimes", "I help our team sometimes"),
        ("I worked there from 2012 to 2016", "I worked there from 2012 to 2016"),
    ],
)
def test_put_right(said: str, right: str) -> None:
    assert put_right(said) == right


def test_a_length_of_time_gets_its_for() -> None:
    assert [f.clause for f in from_clause("I've been a bike mechanic seven years")] == [
        "I've been a bike mechanic for seven years"
    ]


def test_what_is_only_begun_is_no_fact() -> None:
    assert from_clause("I started a degree in systems at the university") == ()
