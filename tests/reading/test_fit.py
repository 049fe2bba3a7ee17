"""How wish and employer meet."""

import pytest

from avow.material import cut
from avow.reading.fit import assess
from avow.types import Brief, FitLevel


def level(aspiration: str, **company: object) -> FitLevel:
    return assess(cut(Brief.model_validate({"aspiration": aspiration, "company": company}))).level


@pytest.mark.parametrize(
    ("aspiration", "mission", "expected"),
    [
        (
            "I dream of leading big-game hunting safaris.",
            "Wildlife conservation for every valley",
            FitLevel.CONFLICT,
        ),
        (
            "I want to be the best butcher in town.",
            "A food system without animal slaughter",
            FitLevel.CONFLICT,
        ),
        ("I want to run a casino floor one day.", "Helping people stop gambling", FitLevel.CONFLICT),
        ("I want to help people stop gambling.", "Helping people stop gambling", FitLevel.ALIGNED),
        ("I want to end hunger in my region.", "End hunger in our lifetime", FitLevel.ALIGNED),
        ("I want to plan lifts and lead a lifting crew.", "No lift without a plan", FitLevel.ALIGNED),
        (
            "I want to interpret for patients in hospitals.",
            "No patient left out of the conversation",
            FitLevel.ALIGNED,
        ),
    ],
)
def test_only_what_the_employer_works_against_is_a_conflict(
    aspiration: str, mission: str, expected: FitLevel
) -> None:
    assert level(aspiration, mission=mission) is expected


def test_no_company_is_unknown() -> None:
    assert level("I want to teach.") is FitLevel.UNKNOWN


def test_safety_at_a_daring_studio_is_partial() -> None:
    assert (
        level("I want a steady job with a regular salary.", culture="bold, experimental, daring")
        is FitLevel.PARTIAL
    )


def test_refusing_the_duty_that_the_role_names_is_partial() -> None:
    found = assess(
        cut(
            Brief.model_validate(
                {
                    "aspiration": "I want to write code. I don't want to manage people.",
                    "company": {"role": "Engineering Manager"},
                }
            )
        )
    )
    assert found.level is FitLevel.PARTIAL
    assert "manage people" in found.reason


def test_the_reason_speaks_to_the_candidate() -> None:
    found = assess(
        cut(
            Brief.model_validate(
                {"aspiration": "I want to be a butcher.", "company": {"mission": "Plant-based food for all"}}
            )
        )
    )
    assert "you" in found.reason.lower()


@pytest.mark.parametrize(
    ("aspiration", "expected"),
    [
        ("I want to act in films. This is only a stopgap for me.", FitLevel.CONFLICT),
        ("I want to act in films. Till then I need something, and I do like this work.", FitLevel.PARTIAL),
        ("I want to lead a library team. Until then I shelve books, that's fine.", FitLevel.ALIGNED),
        ("I want to teach in a day job centre. This is no stopgap for me.", FitLevel.ALIGNED),
    ],
)
def test_a_job_that_only_bridges_the_time_is_told(aspiration: str, expected: FitLevel) -> None:
    assert level(aspiration, role="Library assistant", mission="A library in every village") is expected


@pytest.mark.parametrize(
    ("aspiration", "mission", "expected"),
    [
        ("I want to lend a hand to families.", "Free debt advice for all", FitLevel.ALIGNED),
        ("I want to build a lending app.", "Free debt advice for all", FitLevel.CONFLICT),
        ("I want to plan the supply chain of a bakery.", "A bakery that is staying small", FitLevel.ALIGNED),
        ("I want to run a commission on food safety.", "Independent advice for farms", FitLevel.ALIGNED),
    ],
)
def test_common_words_are_no_cause(aspiration: str, mission: str, expected: FitLevel) -> None:
    assert level(aspiration, role="Adviser", mission=mission) is expected
