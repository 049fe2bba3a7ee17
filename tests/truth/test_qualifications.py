"""Qualifications, awards and posts: held ones in any words, inventions in any frame."""

import pytest

from avow.language.analysis import Text
from avow.material import cut
from avow.truth.evidence import Evidence
from avow.truth.gate import hits
from avow.types import Brief


def types(facts: str, answer: str) -> list[str]:
    brief = Brief(aspiration="I want to grow in my trade and teach one day.", facts=facts.split("; "))
    return [h.type for h in hits(Text(answer), Evidence(cut(brief)))]


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("MRTPI; Principal planner, 9 yrs", "I'm a chartered town planner."),
        ("RN, renal unit", "I'm a registered nurse."),
        ("FIA; Pricing actuary, 10 yrs", "The Fellowship is done."),
        ("HGV driver, C+E, ADR, 12 yrs", "I hold a lorry licence and the dangerous goods certificate."),
        ("Officer of the watch certificate", "I'd come aboard with my watchkeeping certificate."),
        ("PhD chemistry", "I'm a doctor of chemistry."),
        ("Optician, qualified 2015", "I've been qualified for the better part of a decade."),
        ("Employee of the quarter 2022", "I was named employee of the quarter."),
        ("I keep the books for my uncle", "I'm the bookkeeper in the family shop."),
        ("Licensed gasfitter", "I'm a licensed gas fitter."),
        ("Porter, 3 yrs", "My days as a porter taught me that."),
        ("Card maker", "I hold a card up to the light before I print."),
    ],
)
def test_held_in_other_words(facts: str, answer: str) -> None:
    assert types(facts, answer) == []


@pytest.mark.parametrize(
    ("facts", "answer", "label"),
    [
        ("Cook, food hygiene level 2", "I hold a blasting licence.", "credential"),
        ("Cook, food hygiene level 2", "With a crane ticket in my pocket, I can start.", "credential"),
        ("Degree in history", "I've a doctorate in musicology to prove it.", "credential"),
        ("Licensed driver", "I've got a gas safety registration, by the way.", "credential"),
        ("Best in class 2019", "I took home the innovation cup.", "credential"),
        ("Course in first aid", "I have a Montessori diploma.", "name"),
        ("en casa I cook; my ma taught me", "I have a master's degree.", "credential"),
        ("Porter, 3 yrs", "My time as head gardener taught me that.", "title"),
        ("Porter, 3 yrs", "I'd do it just as I would as store manager in my old place.", "title"),
    ],
)
def test_invented_in_any_frame(facts: str, answer: str, label: str) -> None:
    assert label in types(facts, answer)


def test_the_next_sentence_leaves_no_qualification_open() -> None:
    answer = "I hold a master's degree in hydrology. A course in French is under way."
    assert "credential" in types("Porter; French course, begun", answer)
