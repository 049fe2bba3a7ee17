"""Places: a town supports its region and country, never the other way round."""

import pytest

from avow.language.atlas import is_people, names_land_of
from avow.material import cut
from avow.truth.evidence import Evidence
from avow.types import Brief


def land(name: str, material: str) -> bool:
    return names_land_of(name, Evidence(cut(Brief(aspiration=material))).candidate.spoken)


@pytest.mark.parametrize(
    ("name", "material"),
    [
        ("hungarian", "I build boats at Győr."),
        ("hungary", "I build boats at Győr."),
        ("jamaica", "I teach in St. Thomas."),
        ("taiwan", "process engineer in Taoyuan"),
        ("scotian", "I take the calls in Truro."),
        ("breton", "oysters at Rennes and along the coast"),
        ("french", "I keep Breton bees."),
        ("moroccan", "I finish my degree in Agadir."),
        ("viennese", "cobbler in Vienna"),
        ("cracovian", "I restore glass in Kraków."),
        ("african", "I farm near Nakuru."),
        ("turkish", "I laid tiles in Kütahya."),
    ],
)
def test_a_town_supports_its_region_and_country(name: str, material: str) -> None:
    assert land(name, material)


@pytest.mark.parametrize(
    ("name", "material"),
    [
        ("nairobi", "I am a Kenyan nurse."),
        ("kenyan", "I farm in Africa."),
        ("parisian", "I cook in France."),
        ("breton", "I cook in Lyon."),
        ("hungarian", "I build boats in Graz."),
        ("french", "It would be nice to go on reading."),  # both are towns, neither is named
        ("siemens", "I build boats at Győr."),
    ],
)
def test_nothing_narrower_or_elsewhere(name: str, material: str) -> None:
    assert not land(name, material)


def test_adjectives_of_origin() -> None:
    assert all(map(is_people, ("viennese", "moroccan", "breton", "scotian", "neapolitan")))
    assert not any(map(is_people, ("montessori", "siemens", "toyota", "python")))
