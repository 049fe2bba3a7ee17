"""Pidgin, creole and Scots put into standard English before they are read."""

import pytest

from avow.language.tokens import tokenise
from avow.reading.dialect import is_creole, plain, respelt


@pytest.mark.parametrize(
    ("said", "standard"),
    [
        ("I wan make people sabi repair am, wey far", "I want make people know how to repair it , that far"),
        ("water wey no dey spoil, I dey see", "water that doesn't spoil , I see"),
        ("mi want write the book fi pickney", "I want write the book to children"),
        ("mi sister and the girls dem, mi waan go", "my sister and the girls , I want go"),
        ("I dey work for Kaduna, abeg", "I work in Kaduna ,"),
    ],
)  # fmt: skip
def test_a_creole_text_is_read_in_standard_words(said: str, standard: str) -> None:
    assert is_creole(said)
    assert " ".join(t.text for t in plain(tokenise(said), creole=True)) == standard


def test_one_word_makes_no_creole() -> None:
    assert not is_creole("My Thai is fair: mi means noodles.")
    row = tokenise("mi means noodles, for Anna")
    assert plain(row, creole=False) == row


def test_what_can_only_be_dialect_is_always_mended() -> None:
    assert [t.low for t in plain(tokenise("I dinnae want tae be cuttin hair"), creole=False)] == [
        "i", "don't", "want", "to", "be", "cutting", "hair"
    ]  # fmt: skip


def test_offsets_stay_those_of_the_words_as_written() -> None:
    text = "my ain pickney"
    token = plain(tokenise(text), creole=False)[-1]
    assert (token.text, text[token.start : token.end]) == ("children", "pickney")


def test_the_licence_knows_what_a_word_was_put_into() -> None:
    assert respelt("pickney") == "children"
    assert respelt("cuttin") == "cutting"
    assert respelt("cabin") == ""
