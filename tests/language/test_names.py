"""Capitals that name, and capitals that only start a sentence."""

import pytest

from avow.language.names import names
from avow.language.tokens import tokenise


def found(text: str) -> list[str]:
    return [n.text for n in names(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I trained at Halden Mills in Bergen.", ["Halden", "Mills", "Bergen"]),
        ("Last spring we used SAP and PyTorch.", ["SAP", "PyTorch"]),
        ("I hold the B1.1 and the 6G.", ["B1.1", "6G"]),
        ("Kwabena taught me to weld.", ["Kwabena"]),
        ("I'm in the Q3 plan.", ["Q3"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Older people trust me. Whoever asks gets tea.",
        "I do. I'd say so! OK? Then I'll go.",
        "- Go on doing this\n- Keep bees",
        "Twenty years. Three boats.",
        "“Steady,” they say.",
        "Every Tuesday I bake.",
    ],
)
def test_sentence_starts_and_weekdays_are_no_names(text: str) -> None:
    assert found(text) == []


def test_words_of_one_name_share_a_run() -> None:
    runs = [n.run for n in names(tokenise("at the University of Jena and at Halden Mills"))]
    assert runs[0] == runs[1]
    assert runs[2] == runs[3] != runs[0]


def test_keys_are_folded_and_without_possessive() -> None:
    assert [n.key for n in names(tokenise("in Wrocław's old town"))] == ["wroclaw"]
