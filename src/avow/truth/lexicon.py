"""The closed slots and marked phrases of the gate, from data/slots.toml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from avow.language.phrases import PhraseIndex, lexicon


def slots() -> dict[str, Any]:
    """The whole of data/slots.toml."""
    return lexicon("slots", "avow.truth")


@cache
def index(group: str) -> PhraseIndex:
    """A phrase index over one table of slots.toml: its keys are the labels."""
    return PhraseIndex(slots()[group])


@cache
def occupations() -> frozenset[str]:
    """Nouns that name a trade or post, lower case, singular."""
    text = files("avow.truth").joinpath("data/occupations.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.split("\n") if not line.startswith("#") for word in line.split())


@cache
def stands_for() -> dict[str, frozenset[str]]:
    """Letters or a short word for a qualification → the words that they support."""
    found: dict[str, frozenset[str]] = {}
    for keys, meant in slots()["stands_for"].items():
        for key in keys.split():
            found[key] = found.get(key, frozenset()) | frozenset(meant.split())
    return found


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """`free` names claim nothing, a `twin` supports its word, `credential` marks are qualifications."""

    free: frozenset[str]
    twin: dict[str, frozenset[str]]
    credential: frozenset[str]


@cache
def names_index() -> NameLexicon:
    table = slots()["names"]
    twins: dict[str, set[str]] = {}
    for group in table["twins"]:
        keys = group.split()
        for key in keys:
            twins.setdefault(key, set()).update(k for k in keys if k != key)
    return NameLexicon(
        free=frozenset(table["free"]),
        twin={k: frozenset(v) for k, v in twins.items()},
        credential=frozenset(table["credential"]),
    )
