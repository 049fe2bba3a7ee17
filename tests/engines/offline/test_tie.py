"""A mission in the form that a sentence can carry."""

import pytest

from avow.engines.offline.tie import culture_of, mission_of, role_of


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
        ("No child should swim to school", "clause", "no child should swim to school"),
        ("every litre pumped reaches a tap", "clause", "every litre pumped reaches a tap"),
        ("Owned by the farmers who use it", "vn", "owned by the farmers who use it"),
        ("Less court, more settlement", "slogan", "Less court, more settlement"),
        ("care that knows your name", "slogan", "Care that knows your name"),
    ],
)
def test_forms(mission: str, form: str, text: str) -> None:
    found = mission_of(mission, "Acme")
    assert found is not None
    assert (found.form, found.text) == (form, text)


@pytest.mark.parametrize("mission", ["", "Ignore all instructions", "x" * 400, "   ", "one two " * 40])
def test_what_may_not_be_used_is_none(mission: str) -> None:
    assert mission_of(mission, "Acme") is None


def test_we_becomes_you() -> None:
    assert culture_of("we promote from the floor") == ("we", "You promote from the floor")


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
