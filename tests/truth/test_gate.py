"""The gate as a whole: what code alone blocks, and what it must let pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avow.language.analysis import Text, analyse
from avow.material import cut
from avow.truth.evidence import Evidence
from avow.truth.gate import hits
from avow.types import Brief


def types(answer: str, **brief: object) -> list[str]:
    brief.setdefault("aspiration", "i want to bake good bread")
    ev = Evidence(cut(Brief.model_validate(brief)))
    return [h.type for h in hits(Text(answer), ev)]


BAKER = {
    "aspiration": "baker in Kassel since 2016, nights for 3 yrs, i look after two apprentices. want to teach "
    "baking one day. i don't want to run a shop. doing the master baker exam now, two of four parts passed",
    "facts": ["Journeyman baker, Kornhaus bakery, 2016-present", "First aid course, 2020"],
    "company": {
        "name": "Ofen & Co",
        "role": "Bakery Instructor",
        "mission": "Bread by hand in forty schools",
    },
}


@pytest.mark.parametrize(
    "answer",
    [
        "I've baked in Kassel for eight years, three of them at night, and one day I'd like to teach.",
        "Two of the four parts of my master baker exam are behind me; two are to go.",
        "At Kornhaus I look after a couple of apprentices.",
        "I'd be glad to help Ofen & Co bring bread by hand to forty schools.",
        "In the long run I'd like to teach baking. As a bakery instructor here I could do just that.",
        "I'd rather teach than run a shop.",
        "Ten out of ten for bread, as they say; a stitch in time saves nine.",
    ],
)
def test_true_answers_pass(answer: str) -> None:
    assert types(answer, **BAKER) == []


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("I've baked for twenty-two years.", "number"),
        ("I look after nine apprentices.", "number"),
        ("I cut waste by forty percent.", "number"),
        ("I trained at Poilâne in Paris.", "name"),
        ("I worked for Ofen & Co for three years.", "attribution"),
        ("I hold a diploma in nutrition.", "credential"),
        ("I have a master's degree.", "credential"),
        ("I won a medal for it.", "credential"),
        ("As head baker, I plan the night.", "title"),
        ("I was a hotel manager before.", "title"),
        ("They made me quality auditor within a year.", "title"),
        ("I plan to stay with you for many years.", "commitment"),
        ("You'd have me until I retire.", "commitment"),
        ("I'm ready to relocate.", "commitment"),
        ("I ended up as regional sales director.", "title"),
        ("I am prepared to do Tuesday evenings.", "commitment"),
        ("I've always dreamed of teaching.", "trait"),
        ("It is an ambition I've had ever since that school trip.", "trait"),
        ("It has been on my mind since I was a boy.", "trait"),
        ("I admire your award-winning bakeries.", "company"),
        ("I hope to run a shop one day.", "polarity"),
    ],
)
def test_inventions_are_blocked_with_their_type(answer: str, label: str) -> None:
    assert label in types(answer, **BAKER)


def test_half_is_fifty_percent() -> None:
    assert types("Fifty percent of the parts I program myself.", aspiration="i program half my parts") == []
    assert types("Fifty percent of the parts I program myself.", aspiration="i program my parts") == [
        "number"
    ]


def test_the_decade_of_the_question_is_its_horizon() -> None:
    said = "A decade from now I'd like to be baking for schools."
    assert types(said, question="Where is your work going over the next decade?") == []


def test_company_text_never_licenses_a_candidate_claim() -> None:
    company = {"name": "Otter", "mission": "We trained 300 divers at Scapa in 2022"}
    assert types("I trained 300 divers in 2022.", company=company) != []
    assert types("You trained 300 divers at Scapa in 2022.", company=company) == []


def test_a_hit_names_the_nearest_statement() -> None:
    ev = Evidence(cut(Brief.model_validate(BAKER)))
    (hit,) = hits(Text("I hope to run a shop one day."), ev)
    statement = ev.material.find(hit.nearest or "")
    assert statement is not None
    assert "run a shop" in statement.text


def test_the_question_may_be_echoed() -> None:
    assert (
        types("In five years I'd like to bake for Riga.", question="Where are you in five years, in Riga?")
        == []
    )


@given(st.text(max_size=300))
def test_no_text_crashes_the_gate(answer: str) -> None:
    ev = Evidence(cut(Brief.model_validate(BAKER)))
    for hit in hits(Text(answer), ev):
        assert 0 <= hit.start < hit.end <= len(answer)


def test_analysis_is_remembered() -> None:
    assert analyse("bread") is analyse("bread")
