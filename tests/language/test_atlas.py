"""Places: a town supports its region and country, never the other way round."""

from importlib.resources import files

import pytest

from avow.language.atlas import is_people, names_land_of
from avow.language.phrases import lexicon
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
        ("swabian", "baker in Stuttgart"),
        ("javanese", "I dye batik in Semarang."),
        ("poland", "i'm polish, a welder"),  # not the verb: "am" stands before it
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
        ("turkish", "I painted a pole and roasted a turkey."),
        ("poland", "I painted a pole and polish the brass."),
        ("zealand", "I sell kiwi fruit"),
        ("poland", "I like to polish the brass."),
    ],
)
def test_nothing_narrower_or_elsewhere(name: str, material: str) -> None:
    assert not land(name, material)


def test_adjectives_of_origin() -> None:
    assert all(map(is_people, ("viennese", "moroccan", "breton", "scotian", "neapolitan")))
    assert all(map(is_people, ("american", "japanese", "danish", "norwegian")))
    assert not any(map(is_people, ("montessori", "siemens", "toyota", "python")))
    assert not any(map(is_people, ("japan", "iran", "spain", "titan", "walker", "martin")))


def test_what_is_added_by_hand_is_new_and_used() -> None:
    atlas, extra = rows(), lexicon("places")
    regions = {name for _, _, named in atlas for name in named}
    assert regions >= extra["region"].keys()
    for code, words, named in atlas:
        towns = {town for listed in named.values() for town in listed.split(";")}
        assert not set(extra["country"].get(code, "").split()) & set(words.split()), code
        assert not set(extra["town"].get(code, "").split()) & towns, code


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """Code, words and regions with their towns of each country of the generated table."""
    found: list[tuple[str, str, dict[str, str]]] = []
    table = files("avow.language").joinpath("data/atlas.tsv").read_text(encoding="utf-8")
    for line in table.split("\n"):
        first, *rest = line.split("\t")
        if first:
            found.append((first, rest[0], {}))
        elif rest:
            found[-1][2][rest[0]] = rest[1]
    return found
