"""Coarse word classes by the cheapest path, and how ungrammatical that path is.

A bigram model without weights from any corpus: the dictionary lists what each word can be,
data/tagger.toml lists which class may follow which, and Viterbi finds the cheapest reading. The cost of
the path is the engine's measure of whether a fragment is English that can be said aloud.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from avow.language import words
from avow.language.phrases import lexicon

BROKEN = 3.0  # cost of one pair of classes that English does not allow
START, END = "^", "$"


def data(name: str) -> dict[str, Any]:
    """A data file of this room by name without ending."""
    return lexicon(name, "avow.reading")


@cache
def _closed() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for tag, listed in data("tagger")["closed"].items():
        for word in listed.split():
            table.setdefault(word, []).append(tag)
    return {word: tuple(tags) for word, tags in table.items()}


@cache
def _follow() -> dict[str, dict[str, float]]:
    costs: dict[str, dict[str, float]] = {}
    for tag, rows in data("tagger")["follow"].items():
        costs[tag] = {}
        for cost, row in zip((0.0, 1.0, 0.3), rows, strict=False):
            for after in row.split():
                for name in ("A", "AM", "AH") if after == "A" else (after,):
                    costs[tag][name] = cost
    return costs


_PENN = {
    "NN": "N",
    "NNS": "NS",
    "JJ": "J",
    "RB": "R",
    "VB": "V0",
    "VBZ": "VZ",
    "VBD": "VD",
    "VBN": "VN",
    "VBG": "VG",
}


@lru_cache(maxsize=16_384)
def classes(word: str, capital: bool) -> tuple[tuple[str, float], ...]:
    """(class, cost) for a word as written; a capital inside a sentence makes a name (M)."""
    low = word.lower().replace("’", "'")
    closed = _closed().get(low)
    found: dict[str, float] = {}
    if closed is not None:
        found = dict.fromkeys(closed, 0.0)
        if "+" in closed:  # the open readings stand too
            del found["+"]
        else:
            return tuple(found.items())
    if "-" in low and not low.startswith("-"):
        tail = low.rpartition("-")[2]
        open_tags = words.tags(tail)
        found = {"J": 0.0, "N": 0.0} if "NNS" not in open_tags or "NN" in open_tags else {"NS": 0.0, "J": 0.3}
        if "VBG" in open_tags:
            found["VG"] = 0.2
        return tuple(found.items())
    entry = words.tags(low)
    nouns = entry.get("NN"), entry.get("NNS")
    for tag, mapped in _PENN.items():
        if tag not in entry:
            continue
        if tag == "NNS" and nouns[0] and entry["NNS"] == low and low not in _BOTH:
            continue  # lists "work" as its own plural
        found.setdefault(mapped, 0.0)
    if low.endswith("'s") and len(low) > 3:
        found["D"] = 0.0
        if capital:
            found["BE"] = 1.0
    elif low.endswith("s'"):
        found["D"] = 0.0
    if "N" in found and "V0" in found and ("J" in found or low in _RARE_VERBS):
        found["V0"] = 0.6
    if set(found) == {"V0"}:
        found["J"] = 1.4  # "the install standard": a verb used as a noun before another
    if "R" in found and "V0" in found:
        found["R"] = 0.7
    if capital and low not in ("i",):
        found = {name: price + 0.8 for name, price in found.items()}
        found["M"] = 0.0
    elif any(c.isdigit() for c in word):
        found["M"] = 0.0 if not found else 0.2
    if not found:
        found = {"M": 0.0} if capital else {"N": 1.6, "NS": 1.6, "M": 2.0}
    return tuple(found.items())


_BOTH = frozenset("people data staff series means species sheep fish aircraft".split())
_RARE_VERBS = frozenset(
    "floor team table room house store shop water school book hand face people staff data paper ship bridge "
    "chef doctor nurse engineer captain pilot field line base time man one word person".split()
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """The classes of a word sequence, its cost, and where the first broken pair stands (or -1)."""

    tags: tuple[str, ...]
    cost: float
    broken: int


@lru_cache(maxsize=8_192)
def tag(row: tuple[str, ...]) -> Tagged:
    """The cheapest reading of a row of words and signs, as they would be said (I in capital)."""
    follow = _follow()
    paths: dict[str, tuple[float, tuple[str, ...]]] = {START: (0.0, ())}
    for i, word in enumerate(row):
        capital = (i > 0 and word[0].isupper()) or word[1:].lower() != word[1:]
        options = (
            classes(word, capital or (i == 0 and word[0].isupper() and not words.known(word.lower())))
            if word[0].isalnum() or word[0] in "'$€£"
            else ((",", 0.0),)
        )
        if word[0].isdigit():
            options = (("Q", 0.0), ("M", 0.3))
        step: dict[str, tuple[float, tuple[str, ...]]] = {}
        for name, price in options:
            best: tuple[float, tuple[str, ...]] | None = None
            for before, (cost, path) in paths.items():
                total = cost + price + follow[before].get(name, BROKEN)
                if best is None or total < best[0]:
                    best = (total, (*path, name))
            if best is not None:
                step[name] = best
        paths = step
    final = min(
        (
            (cost + follow[t].get(END, BROKEN if t != START else 0.0), path)
            for t, (cost, path) in paths.items()
        ),
        key=lambda entry: entry[0],
    )
    tags = final[1]
    broken = -1
    for i, (a, b) in enumerate(zip((START, *tags), (*tags, END), strict=True)):
        if follow[a].get(b, BROKEN) >= BROKEN:
            broken = i
            break
    return Tagged(tags, final[0], broken)
