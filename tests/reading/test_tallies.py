"""Résumé lines that count or name tools."""

import pytest

from avow.reading.facts import from_line


@pytest.mark.parametrize(
    ("line", "clause"),
    [
        ("About 40 boilers serviced", "I've serviced about 40 boilers"),
        ("Six volunteers trained and mentored", "I've trained and mentored six volunteers"),
        ("Three radio plays online", "I have three radio plays online"),
        ("5 of 12 lessons recorded", "I've recorded five of 12 lessons"),
        ("More than 30 roof surveys, Cork", "I have more than 30 roof surveys behind me"),
        ("Excel and SQL", "I know Excel and SQL"),
        ("Advanced craft certificate, with Excel", "I hold an advanced craft certificate"),
        ("Economics student, LSE, second year", "I'm an economics student"),
        ("Lifeguard, three summers", "I have three summers as a lifeguard behind me"),
    ],
)
def test_a_line_without_a_verb_is_said(line: str, clause: str) -> None:
    assert clause in [f.clause for f in from_line(line)]


@pytest.mark.parametrize(
    "line",
    [
        "12 mechanics",  # people are nobody's record
        "30 patients a day",
        "Four wells dug, with the whole crew",  # the crew's
        "6 years",
        "Two dogs",
        "Python and snakes",
    ],
)
def test_what_is_not_theirs_or_no_tally_is_not_claimed(line: str) -> None:
    assert from_line(line) == ()
