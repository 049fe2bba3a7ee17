import pytest

from avow.evals import scorers
from avow.evals.texts import quantities, reading_ease, stems
from avow.types import Brief, Company

BRIEF = Brief(
    aspiration="I drove the night bus in Porto for six years, since 2019. I want to train drivers one day.",
    facts=["Helped plan 3 routes"],
    company=Company(name="Linha Viva", role="Driver Trainer", mission="Buses that come when they should"),
)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("I drove for six years and I want to train new drivers.", []),
        ("I drove for half a dozen years.", []),
        ("I planned three routes.", []),
        ("I drove for eleven years.", ["number"]),
        ("I cut delays by 40 percent.", ["number"]),
        ("I trained in Lisbon.", ["name"]),
        ("I'd be glad to join Linha Viva as your Driver Trainer.", []),
        ("I hold a degree.", ["credential"]),
        ("I have always loved buses, a lifelong calling.", ["trait"]),
        ("I plan to stay with you.", ["commitment"]),
        ("I managed the depot.", ["experience"]),
        ("I'd love to join your award-winning team.", ["company", "credential"]),
    ],
)
def test_what_the_material_lacks_is_found(text: str, types: list[str]) -> None:
    assert sorted(fault.type for fault in scorers.invented(BRIEF, text)) == types


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My knee is bad.", ["bad knee"]),
        ("With a bad knee I sat down.", ["bad knee"]),
        ("I have a bad feeling. My knee is fine.", []),
        ("I like to walk.", []),
    ],
)
def test_what_is_to_be_avoided_is_found_in_other_order(text: str, found: list[str]) -> None:
    assert scorers.leaked(text, ["bad knee"]) == found


def test_a_tie_names_the_employer_or_a_word_of_theirs() -> None:
    assert scorers.tied(BRIEF, "I'd like to help Linha Viva.")
    assert scorers.tied(BRIEF, "I'd train people for your buses.")
    assert not scorers.tied(BRIEF, "I like gardens.")


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("In the long run I want to train drivers.", True),
        ("I hope to pass the test by summer.", False),
        ("I hope to pass the test by summer, and one day I want to train drivers.", True),
        ("I drive buses.", False),
    ],
)
def test_the_horizon(text: str, far: bool) -> None:
    assert scorers.far_sighted(text) is far


def test_form() -> None:
    good = "I want to train new drivers one day, and I would be glad to start with yours."
    assert scorers.spoken(good)
    assert scorers.well_measured(good, 45)
    assert scorers.sayable(good)
    for bad in (
        "**I** want",
        "Dear [Name], I want",
        "I want\x1b[31m",
        "I see http://x.example",
        "Buses run.",
    ):
        assert not scorers.spoken(bad)
    assert not scorers.well_measured("I want it.", 45)
    assert not scorers.well_measured(good * 12, 45)
    assert not scorers.sayable("I want " + "very " * 60 + "much.")


def test_small_readings() -> None:
    assert quantities("twenty-three pots, a dozen lids, 1,200 jars") >= {23.0, 12.0, 1200.0}
    assert quantities("the 2nd prize") == frozenset()
    for text in ("two million", "2 million", "2 mln", "2m"):
        assert 2_000_000.0 in quantities(text)
    assert 40_000.0 in quantities("40k")
    assert stems("trained trainers training") & stems("train") == stems("train")
    assert reading_ease("I bake bread. I like it.") > reading_ease(
        "Organisational transformation necessitates considerable interdisciplinary collaboration."
    )


def test_the_kept_aspiration() -> None:
    assert scorers.keeps("Training new drivers is what I want.", "train drivers one day") >= scorers.KEPT
    assert scorers.keeps("I like gardens.", "train drivers one day") == 0.0
