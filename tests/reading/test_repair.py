"""Fragments made sayable: what is mended, what is shortened, what is refused."""

import pytest

from avow.language.tokens import tokenise
from avow.reading.nouns import is_job
from avow.reading.repair import say
from avow.reading.shorthand import Form


def said(text: str, form: Form, strict: bool = False) -> str | None:
    found = say(tokenise(text), form, strict)
    return found.text if found else None


@pytest.mark.parametrize(
    ("raw", "form", "spoken"),
    [
        (
            "become welding inspector, the one who check",
            "vp",
            "become a welding inspector, the one who checks",
        ),
        (
            "become the person who design how whole team test",
            "vp",
            "become the person who designs how a whole team tests",
        ),
        ("go special investigation side", "vp", "go into the special investigation side"),
        (
            "work inside CCTV control room, learn the system, become controller",
            "vp",
            "work inside a CCTV control room, learn the system and become a controller",
        ),
        (
            "i am paralegal for family law firm in Wan Chai",
            "clause",
            "I'm a paralegal for a family law firm in Wan Chai",
        ),
        ("i manage 2 people at a CRO", "clause", "I manage two people at a CRO"),
        (
            "I like when everything comes out the same",
            "clause",
            "I like it when everything comes out the same",
        ),
        ("I did my time on me own", "clause", "I did my time on my own"),
        (
            "I ran one demonstration for 18 farmers, spring 2024",
            "clause",
            "I ran one demonstration for 18 farmers in spring 2024",
        ),
        ("cloud/devops", "np", "cloud and devops"),
    ],
)
def test_what_cannot_change_the_meaning_is_mended(raw: str, form: Form, spoken: str) -> None:
    assert said(raw, form) == spoken


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("he say good pay", "clause"),  # somebody else's
        ("make you famous", "vp"),  # speaks to the listener
        ("work with wetin dem dey sabi", "vp"),  # words that no listener of English can be expected to know
        ("hate the boss", "vp"),
        ("the", "np"),
        ("to", "vp"),
        ("I do it, and", "clause"),
    ],
)
def test_what_cannot_be_said_is_refused(raw: str, form: Form) -> None:
    assert said(raw, form, strict=True) is None


def test_a_restriction_is_never_cut_off_a_fact() -> None:
    assert said("I can do Excel if you don't get fancy", "clause") is None


def test_a_splice_is_cut_at_its_comma() -> None:
    assert said("I was the junior, Wanjiru was in charge", "clause") == "I was the junior"


@pytest.mark.parametrize("word", ["welder", "agronomist", "technician", "nurse", "bookkeeper"])
def test_people_are_known_by_their_work(word: str) -> None:
    assert is_job(word)


@pytest.mark.parametrize("word", ["water", "number", "paper", "human", "customer", "list"])
def test_other_words_with_the_same_endings_are_not(word: str) -> None:
    assert not is_job(word)
