"""What a model says besides the answer: shown where it helps, and never against what code has read."""

import pytest

from avow import asides
from avow.asides import Asked
from avow.material import cut
from avow.reading.tagger import data
from avow.types import (
    Brief,
    Company,
    Finding,
    Fit,
    FitLevel,
    LedgerEntry,
    Material,
    Severity,
    Treatment,
)

BRIEF = Brief(
    aspiration="i mend clocks at a stall in Ghent, 3 yrs. one day i want to restore tower clocks. "
    "i'm thinking of leaving after a year. i play the trumpet in a band",
    facts=["Cleaned the station clock with Mr Peeters, 2022"],
    company=Company(name="Torenwacht", role="Clock Restorer", mission="Every tower on time"),
    withhold=["the quarrel with my brother"],
)


@pytest.fixture
def material() -> Material:
    return cut(BRIEF)


def finding(type: str, nearest: str | None = "F1", severity: Severity = Severity.BLOCK) -> Finding:
    return Finding(
        code="truth-x", principle="truthful", severity=severity, message="m", type=type, nearest=nearest
    )


def test_every_gap_has_a_question_of_our_own(material: Material) -> None:
    for label in data("ledger")["gap"]:
        for nearest in ("A1", "F1", "C1", None):
            (asked,) = asides.about([finding(label, nearest)], material)
            assert asides.questions([asked], material) == (asked.text,)
    assert "Cleaned the station clock" in asides.about([finding("strength")], material)[0].text


def test_no_question_comes_of_what_needs_none(material: Material) -> None:
    quiet = [finding("polarity"), finding("company"), finding("number", severity=Severity.WARN)]
    assert asides.about(quiet, material) == []
    assert material.find("A2").text.startswith("i'm thinking of leaving")
    (private,) = asides.about([finding("goal", "A2")], material)
    assert "leav" not in private.text


def test_a_proposed_question_is_better_than_our_own_if_it_may_be_put(material: Material) -> None:
    good, bad = "Who else was there at the station?", "Say that you led it?"
    assert asides.about([finding("strength")], material, [bad, good]) == [Asked(good)]
    (own,) = asides.about([finding("strength")], material, [bad])
    assert "own part" in own.text


def test_questions_are_ranked_by_what_a_true_answer_adds(material: Material) -> None:
    feeling = "Why do you like clocks?"
    deed = "Was there a time when the stall had to close? What happened?"
    wished = "Was there a moment when you first saw a tower clock from inside? What happened?"
    other = "Who else is at the stall?"
    ranked = asides.questions([Asked(q) for q in (other, feeling, deed, wished)], material)
    assert ranked == (wished, deed, feeling)


def test_what_the_brief_lacks_is_asked_first() -> None:
    bare = cut(BRIEF.model_copy(update={"facts": [], "aspiration": "one day i want to restore tower clocks"}))
    number, deed = (
        "How many tower clocks have you seen?",
        "Was there a moment that decided it? What happened?",
    )
    assert asides.questions([Asked(number), Asked(deed)], bare)[0] == number
    told = cut(BRIEF)
    goal = "What would you like to do at the stall?"
    assert asides.questions([Asked(goal), Asked(deed)], told)[0] == deed


def test_two_that_ask_the_same_are_one(material: Material) -> None:
    one, same = "What was the hardest clock to mend?", "Which clock was the hardest to mend?"
    assert asides.questions([Asked(one), Asked(same), Asked(one)], material) == (one,)


def test_leading_ones_are_dropped_and_never_more_than_three_are_asked(material: Material) -> None:
    many = [
        "Say that you led it?",
        "How many clocks do you mend a week?",
        "Who showed you first?",
        "What happened at the stall?",
        "Why clocks?",
    ]
    asked = asides.questions([Asked(q) for q in many], material)
    assert len(asked) == asides.MOST_QUESTIONS
    assert many[0] not in asked


HUNT = Brief(
    aspiration="i want to hunt big game and write about it",
    company=Company(name="Fennek", role="Writer", mission="No wild animal killed for sport: ban hunting"),
)
ALARM = "You want tower clocks, and Torenwacht only has a role for the station."


def test_a_model_may_raise_the_alarm_with_a_reason_that_names_both_sides(material: Material) -> None:
    assert asides.fit(material, None).level is FitLevel.ALIGNED
    for level in (FitLevel.PARTIAL, FitLevel.CONFLICT):
        raised = asides.fit(material, Fit(level=level, reason=ALARM))
        assert (raised.level, raised.reason) == (level, f"The model's view: {ALARM}")


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("", id="nothing"),
        pytest.param("It is complicated.", id="no side named"),
        pytest.param("You play the trumpet, that is all.", id="one side named"),
        pytest.param("You want tower clocks but you plan to leave Torenwacht after a year.", id="private"),
        pytest.param("Clocks at Torenwacht recall the quarrel with your brother.", id="withheld"),
        pytest.param("You hold a degree in clocks and Torenwacht has towers.", id="an invention"),
        pytest.param("**Clocks** for Torenwacht: see www.evil.example", id="markup and address"),
        pytest.param("Clocks and towers.\nTorenwacht", id="two lines"),
        pytest.param("Clocks and Torenwacht. " * 20, id="too long"),
    ],
)
def test_a_reason_that_fails_changes_nothing(reason: str, material: Material) -> None:
    own = asides.fit(material, None)
    assert asides.fit(material, Fit(level=FitLevel.CONFLICT, reason=reason)) == own


def test_a_conflict_that_code_found_stays_a_conflict() -> None:
    hunt = cut(HUNT)
    own = asides.fit(hunt, None)
    assert own.level is FitLevel.CONFLICT
    calm = Fit(level=FitLevel.ALIGNED, reason="You want to write, and Fennek wants a writer.")
    assert asides.fit(hunt, calm) == own
    assert asides.fit(hunt, Fit(level=FitLevel.CONFLICT, reason=calm.reason)) == own


def test_with_no_employer_there_is_nothing_to_compare() -> None:
    alone = cut(Brief(aspiration="i want to restore tower clocks"))
    told = Fit(level=FitLevel.CONFLICT, reason="You want clocks and they want towers.")
    assert asides.fit(alone, told).level is FitLevel.UNKNOWN


def test_a_general_reason_gives_way_to_one_that_names_both_sides(material: Material) -> None:
    reason = "You want to restore tower clocks, and Torenwacht keeps every tower on time."
    shown = asides.fit(material, Fit(level=FitLevel.ALIGNED, reason=reason))
    assert (shown.level, shown.reason) == (FitLevel.ALIGNED, f"The model's view: {reason}")


def entry(
    statement: str, reason: str, treatment: Treatment = Treatment.LEFT_OUT, principle: str = "brief"
) -> LedgerEntry:
    return LedgerEntry(statement=statement, treatment=treatment, reason=reason, principle=principle)


GENERAL = "true, but other things help this answer more"
PRIVATE = "a plan to leave need not be shared"


def test_a_models_reason_stands_where_code_has_only_a_general_one(material: Material) -> None:
    ours = (
        entry("A1", GENERAL),
        entry("A2", PRIVATE, principle="discreet"),
        entry("A4", GENERAL, Treatment.KEPT),
    )
    told = tuple(
        entry(s, "a different trade from towers", principle="discreet") for s in ("A1", "A2", "A4", "Z9")
    )
    shown = asides.reasons(ours, told, material)
    assert [e.statement for e in shown] == ["A1", "A2", "A4"]
    assert shown[0] == entry("A1", "The model's view: a different trade from towers")
    assert shown[1:] == ours[1:]


@pytest.mark.parametrize(
    "why",
    [
        "you plan to leave after a year",
        "it would touch the quarrel with your brother",
        "see http://x.example",
        "",
    ],
)
def test_a_reason_that_tells_something_private_is_not_shown(why: str, material: Material) -> None:
    ours = (entry("A1", GENERAL),)
    assert asides.reasons(ours, (entry("A1", why),), material) == ours
