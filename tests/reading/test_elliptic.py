"""Wishes of people who do not say "I want"."""

import pytest

from avow.material import cut
from avow.reading.repair import say
from avow.reading.roles import Role, read
from avow.types import Brief


def wishes(aspiration: str, *facts: str) -> list[str]:
    found = read(cut(Brief.model_validate({"aspiration": aspiration, "facts": list(facts)})))
    said = [say(s.tokens, s.form, found.strict) for s in found.of(Role.ASPIRATION)]
    return [s.text for s in said if s]


@pytest.mark.parametrize(
    ("raw", "wish"),
    [
        ("Still baking, but with two helpers of my own choice. I'm shy, sorry.", "bake with two helpers"),
        ("Depot supervisor, somewhere near the sea. Van driver six years now.", "a depot supervisor"),
        ("Mmm. Five to ten years I'd say head porter, yes.", "a head porter"),
        ("Maybe forklift licence?", "a forklift licence"),
    ],
)
def test_what_answers_the_question_first_is_the_wish(raw: str, wish: str) -> None:
    assert any(w.startswith(wish) for w in wishes(raw)), wishes(raw)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Van driver, Limerick, six years. I deliver bread.", []),  # what they are today
        ("Cleaning offices at night for four years. I never thought further.", []),
        # A wish of the usual form stands elsewhere.
        ("Depot supervisor. I want to teach new drivers.", ["teach new drivers"]),
    ],
)
def test_the_present_post_is_no_wish(raw: str, found: list[str]) -> None:
    assert wishes(raw) == found


@pytest.mark.parametrize(
    ("raw", "wish"),
    [
        ("What I hope to be known for is bread that keeps a week.", "be known for bread that keeps a week"),
        ("What I hope to leave is a library in every prison.", "leave a library in every prison"),
        ("My vision, to be honest, is to plant mangroves.", "plant mangroves"),
        ("Where do I want it to go? Early hearing tests for babies.", "early hearing tests for babies"),
        ("call centre agent -> quality coach, that's the dream", "a quality coach"),
        ("My next chapter is geared towards training other couriers.", "train other couriers"),
        ("If they ask me I'd like to run the evening shift.", "run the evening shift"),
        ("I see myself in a repair workshop.", "work in a repair workshop"),
        ("I want to be a shift leader so nobody walks out in week one.", "be a shift leader"),
    ],
)
def test_clefts_arrows_and_conditions_are_read_through(raw: str, wish: str) -> None:
    assert any(w.startswith(wish) for w in wishes(raw)), wishes(raw)


@pytest.mark.parametrize(
    ("raw", "wish"),
    [
        ("So fine. Let me run the tool store.", "run the tool store"),
        (
            "From the man who carries the parcels to the man who plans the round.",
            "the man who plans the round",
        ),
        ("Out of the tractor and into soil testing.", "go into soil testing"),
        (
            "Somebody whom the wards phone when a pump fails.",
            "somebody whom the wards phone when a pump fails",
        ),
        ("I will have a quiet room with six chairs for reading.", "have a quiet room with six chairs"),
        ("Line cook first, then head chef.", "a head chef"),
        ("Geriatrics is what I intend to specialise in.", "specialise in geriatrics"),
        ("I want to have a yard, not a yard for me, I mean a teaching yard.", "have a teaching yard"),
        ("goal: shift planner, days not nights", "a shift planner"),
        ("I'd be right chuffed to run the canteen.", "run the canteen"),
        ("I'd like to get off the road and teach driving.", "teach driving"),
        ("I want to lead a team of ten.", "lead a team of ten"),
        ("I want to work in the kitchen side by side with chefs.", "work in the kitchen side by side"),
        ("I want to understand what is wrong with a knee.", "understand what is wrong with a knee"),
        ("I want to run a place where young and old are equal.", "run a place where young and old are equal"),
    ],
)
def test_wishes_in_other_shapes(raw: str, wish: str) -> None:
    assert any(w.startswith(wish) for w in wishes(raw)), wishes(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "To be head cook, no, it is only lists.",
        "Do you know what my goal was last month? To get the lift repaired.",
        "I'm after washing the van.",
        "Help desk now, four years.",
        "I will be on holiday until March.",
        "I'll have been a nurse for ten years.",
        "The person who trained me was kind.",
        "Let me finish the story.",
        "From nine to the late evening.",
        "Off sick and into rehab.",
        "dream → dey",
    ],
)
def test_what_is_refused_or_past_is_no_wish(raw: str) -> None:
    assert not wishes(raw), wishes(raw)
