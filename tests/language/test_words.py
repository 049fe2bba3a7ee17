"""Forms, stems and inflections."""

import pytest

from avow.language import words


@pytest.mark.parametrize(
    ("a", "b"), [("led", "lead"), ("children", "child"), ("taught", "teach"), ("running", "runs")]
)
def test_forms_of_a_word_share_a_stem(a: str, b: str) -> None:
    assert words.stem(a) == words.stem(b)


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [("teach", "VBG", "teaching"), ("run", "VBD", "ran"), ("be", "VBZ", "is"), ("carry", "VBZ", "carries")],
)
def test_inflection(lemma: str, tag: str, form: str) -> None:
    assert words.inflect(lemma, tag) == form


def test_unknown_words_have_no_tags() -> None:
    assert words.tags("wroclaw") == {}
    assert words.inflect("wroclaw", "VBD") is None
    assert not words.known("xqzt")


def test_fold_removes_accents_and_case() -> None:
    assert words.fold("Wrocław") == "wroclaw"
    assert words.fold("Ångström") == "angstrom"
