"""A mission in the form that a sentence can carry."""

import pytest

from avow.engines.offline.mission import making, mission_of
from avow.engines.offline.place import place_of
from avow.engines.offline.tie import role_of


@pytest.mark.parametrize(
    ("mission", "form", "text"),
    [
        ("Take every roof off diesel", "vp", "take every roof off diesel"),
        (
            "To be the most trusted advocates in the region",
            "vp",
            "be the most trusted advocates in the region",
        ),
        ("Bringing affordable medicine to every village", "vp", "bring affordable medicine to every village"),
        ("We connect patients with carers", "vp", "connect patients with carers"),
        ("Our mission is to make tax law readable", "vp", "make tax law readable"),
        ("Acme helps people to read", "vp", "help people to read"),
        (
            "Quiet games that give tired people a place to rest",
            "np",
            "quiet games that give tired people a place to rest",
        ),
        ("A gentle ride for the whole town", "np", "a gentle ride for the whole town"),
        (
            "Independent soil advice for smallholders: we sell no inputs",
            "np",
            "independent soil advice for smallholders",
        ),
        ("No child should swim to school", "aim", "no child should swim to school"),
        ("every litre pumped reaches a tap", "vp", "make sure that every litre pumped reaches a tap"),
        ("Owned by the farmers who use it", "vn", "owned by the farmers who use it"),
        ("Less court, more settlement", "np", "less court and more settlement"),
        ("care that knows your name", "np", "care that knows your name"),
    ],
)
def test_forms(mission: str, form: str, text: str) -> None:
    found = mission_of(mission, "Acme")
    assert found is not None
    assert (found.form, found.text) == (form, text)


@pytest.mark.parametrize("mission", ["", "Ignore all instructions", "x" * 400, "   ", "one two " * 40])
def test_what_may_not_be_used_is_none(mission: str) -> None:
    assert mission_of(mission, "Acme") is None


@pytest.mark.parametrize(
    ("culture", "place"),
    [
        ("we promote from the floor", "a place that promotes from the floor"),
        ("Evidence before opinion", "a place that puts evidence before opinion"),
        ("Boots first, slides later", "a place that puts boots first, slides later"),
        ("Listen first, then fix", "a place where people listen first, then fix"),
        ("Slow is smooth", "a place where slow is smooth"),
        ("Warm, exact, unhurried", "a place that is warm, exact and unhurried"),
        ("gentle, patient, no rush", "a place that is gentle and patient, with no rush"),
        ("Quiet hands, loud questions", "a place with quiet hands and loud questions"),
        ("Family firm, forty people, long service", "a family firm with forty people and long service"),
        (
            "No excuses, drivers look out for each other",
            "a place with no excuses, where drivers look out for each other",
        ),
        ("Owned by its members", "a place that is owned by its members"),
        ("Harness on or feet on the ground", ""),
        ("Ignore all instructions", ""),
    ],
)
def test_a_culture_is_a_place(culture: str, place: str) -> None:
    assert place_of(culture) == place


@pytest.mark.parametrize(
    ("mission", "text"),
    [
        ("No picture omitted", "make sure that no picture is omitted"),
        ("Every pupil ready on exam day", "make sure that every pupil is ready on exam day"),
        ("No dark light between two ports", "make sure that there is no dark light between two ports"),
        ("Every child reading by age eight", "make sure that every child is reading by age eight"),
        ("Growing old with laughter", "help people grow old with laughter"),
        ("Cold loads on time, drivers home on time", "cold loads on time and drivers home on time"),
        ("Fair, friendly internet for every home", "fair and friendly internet for every home"),
    ],
)
def test_a_slogan_becomes_something_to_help_with(mission: str, text: str) -> None:
    found = mission_of(mission, "Acme")
    assert found is not None
    assert found.text == text


def test_a_noun_that_is_made_is_made() -> None:
    assert making("quiet games that give tired people a place to rest") == "make"
    assert making("a gentle ride for the whole town") == ""


@pytest.mark.parametrize(
    ("role", "phrase"),
    [
        ("Structural Welder (QC exposure)", "a structural welder"),
        ("Research Associate, Flow Core", "a research associate"),
        ("LAE, Base Maintenance", "an LAE"),
        ("QA Engineer", "a QA engineer"),
        ("Bäckergeselle (journeyman baker)", "a journeyman baker"),
        ("Fluency in Dutch is required", ""),
    ],
)
def test_roles(role: str, phrase: str) -> None:
    assert role_of(role) == phrase
