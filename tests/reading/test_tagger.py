"""The cheapest reading of a row of words."""

import pytest

from avow.reading.tagger import BROKEN, tag


@pytest.mark.parametrize(
    "text",
    [
        "I want to become a welding inspector",
        "see farmers in Kaduna stop guessing",
        "be the person at the table when the protocol is written",
        "I know the policy wordings better than most",
    ],
)
def test_english_costs_little(text: str) -> None:
    found = tag(tuple(text.split()))
    assert found.broken < 0
    assert found.cost < BROKEN


@pytest.mark.parametrize("text", ["he say good pay", "the of table", "I 52 already"])
def test_what_is_not_english_is_broken(text: str) -> None:
    assert tag(tuple(text.split())).broken >= 0


def test_an_infinitive_is_read_as_a_verb() -> None:
    assert tag(("to*", "lead", "the", "team")).tags[1] == "V0"
    assert tag(("the", "lead")).tags[1] == "N"
