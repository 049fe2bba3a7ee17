"""Which towns lie in a country or region that a name or its people stand for.

The rows are GeoNames' (see tools/make_atlas.py); data/places.toml adds peoples and spellings by hand. Read
only when a name is otherwise unknown: the first reading takes some 20 ms.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from avow.language.phrases import lexicon
from avow.language.words import known

# Endings that make a people or an adjective of a place: Vienna → Viennese, Nova Scotia → Nova Scotian.
_ENDINGS = ("ese", "ian", "ean", "an", "n", "ish", "ite", "er", "i", "ic", "ino", "ois", "ais")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text says, folded, for asking which places it names: words, running text, names among them."""

    words: frozenset[str]
    text: str  # words parted by single blanks, a blank at either end
    names: Callable[[], frozenset[str]]  # asked for only where a town's name is also a word

    def has(self, place: str) -> bool:
        if " " in place:
            return f" {place} " in self.text
        # "nice" and "reading" are towns only where they are written as names
        return place in self.words and (place in self.names() or not known(place))

    def tells(self, people: str) -> bool:
        """Whether a people that is also a word ("polish") is told of somebody, or of a place or tongue."""
        return people in self.words and any(f" {lead} {people} " in self.text for lead in _LEADING)


# What stands before a people, place or tongue that is written small.
_LEADING = ("am", "m", "im", "is", "from", "in", "speak", "fluent", "native", "half")


@dataclass(frozen=True, slots=True)
class _Region:
    country: str
    name: str
    towns: str


@dataclass(frozen=True, slots=True)
class _Atlas:
    countries: dict[str, tuple[str, ...]]  # word → codes
    peoples: dict[str, tuple[str, ...]]  # code → words
    regions: tuple[_Region, ...]
    by_word: dict[str, tuple[int, ...]]  # word of a region's name → regions
    by_country: dict[str, tuple[int, ...]]
    towns: str  # all of them, each between semicolons


# Words of many regions' names, which tell none of them.
_COMMON = frozenset(
    "new north south east west northern southern eastern western central upper lower state "
    "province region city district county island islands saint san santa republic federal territory capital "
    "and of de la el the".split()
)


@cache
def _atlas() -> _Atlas:
    extra = lexicon("places")
    peoples: dict[str, tuple[str, ...]] = {}
    regions: list[_Region] = []
    code = ""
    text = files("avow.language").joinpath("data/atlas.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        first, *rest = line.split("\t")
        if first:
            code = first
            peoples[code] = (*rest[0].split(), *extra["country"].get(code, "").split())
            regions.append(_Region(code, "", ";".join(extra["town"].get(code, "").split())))
        elif rest:
            regions.append(_Region(code, rest[0], rest[1] + _shorter(rest[1])))
    countries: dict[str, tuple[str, ...]] = {}
    by_word: dict[str, tuple[int, ...]] = {}
    by_country: dict[str, tuple[int, ...]] = {}
    for code, words in peoples.items():
        for word in words:
            countries[word] = (*countries.get(word, ()), code)
    for i, region in enumerate(regions):
        by_country[region.country] = (*by_country.get(region.country, ()), i)
        spelled = (word for word in region.name.split() if word not in _COMMON)
        for word in (*spelled, *extra["region"].get(region.name, "").split()):
            by_word[word] = (*by_word.get(word, ()), i)
    towns = ";".join(region.towns for region in regions)
    return _Atlas(countries, peoples, tuple(regions), by_word, by_country, f";{towns};")


def _shorter(towns: str) -> str:
    """ "Greater Sudbury" is called Sudbury."""
    if "greater " not in towns:
        return ""
    return "".join(f";{t[8:]}" for t in towns.split(";") if t.startswith("greater "))


def names_land_of(key: str, said: Spoken) -> bool:
    """Whether a folded name stands for a country, region or people in which a place that is said lies."""
    atlas = _atlas()
    if key.endswith("ns") and names_land_of(key[:-1], said):
        return True  # "the Norwegians"
    if any(_said_in_country(code, said, atlas) for code in atlas.countries.get(key, ())):
        return True
    if any(_said_in_region(atlas.regions[i], said) for i in _regions(key, atlas)):
        return True
    if any(said.has(town) for town, called in lexicon("places")["people"].items() if key in called.split()):
        return True
    return any(w.startswith(root) and not known(w) for root in _roots(key) for w in said.words if len(w) >= 4)


def is_people(key: str) -> bool:
    """Whether a folded name is an adjective of origin, of a country, region or town."""
    atlas = _atlas()
    places = lexicon("places")
    if any(key in called.split() for table in ("region", "people") for called in places[table].values()):
        return True
    if known(key):
        return False  # "titan", "walker": words that only end like a people
    if key in atlas.countries:  # a country's own name comes first, and its people after it
        later = any(atlas.peoples[code][0] != key for code in atlas.countries[key])
        return key.endswith(_ENDINGS) and later
    return any(
        place in atlas.by_word or f";{place};" in atlas.towns
        for root in _roots(key)
        for place in _whole(root)
    )


def _said_in_country(code: str, said: Spoken, atlas: _Atlas) -> bool:
    if any(said.has(w) or said.tells(w) for w in atlas.peoples[code] if w not in _SHARED):
        return True
    return any(_said_in_region(atlas.regions[i], said) for i in atlas.by_country.get(code, ()))


# Words of many countries: a Kenyan is African, and nothing follows from it for Ghana.
_SHARED = frozenset(
    "africa african asia asian europe european oceania pacific latin america caribbean arab gulf "
    "baltic nordic scandinavia scandinavian iberian polynesia melanesia micronesia".split()
)


def _said_in_region(region: _Region, said: Spoken) -> bool:
    if region.name and said.has(region.name):
        return True
    people = lexicon("places")["region"].get(region.name, "").split()
    return any(said.has(word) for word in people) or any(
        said.has(town) for town in region.towns.split(";") if town
    )


def _regions(key: str, atlas: _Atlas) -> Iterator[int]:
    yield from atlas.by_word.get(key, ())
    for root in _roots(key):
        for word in _whole(root):
            yield from atlas.by_word.get(word, ())


def _whole(root: str) -> tuple[str, ...]:
    """The names that a root may be left of."""
    return (root, *(root + end for end in ("a", "ia", "e", "y", "o", "os", "us")))


def _roots(key: str) -> list[str]:
    """What may be left of a place's name in an adjective: "vienn" of "viennese"."""
    return [key[: -len(e)] for e in _ENDINGS if key.endswith(e) and len(key) - len(e) >= 4]
