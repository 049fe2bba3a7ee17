"""The phrase lists of all guards, found in one pass over an answer and shared between them."""

from collections.abc import Mapping
from functools import cache, lru_cache

from avow.language.analysis import analyse
from avow.language.phrases import lexicon
from avow.reading.patterns import Hit, Patterns

_FILES = ("voice", "negativity", "horizon", "aligned", "value", "misfit", "fitting")
_NONE: tuple[Hit, ...] = ()


@cache
def _patterns() -> Patterns:
    entries: dict[str, list[str]] = {}
    lists: dict[str, list[str]] = {}
    for name in _FILES:
        table = lexicon(name, "avow.guards")
        lists |= table.get("lists", {})
        entries |= {f"{name}/{key}": rows for key, rows in table.items() if isinstance(rows, list)}
    return Patterns(entries, lists)


@lru_cache(maxsize=2_048)
def _hits(text: str) -> Mapping[str, tuple[Hit, ...]]:
    found: dict[str, list[Hit]] = {}
    for hit in _patterns().find(analyse(text)):
        found.setdefault(hit.label, []).append(hit)
    return {label: tuple(rows) for label, rows in found.items()}


@cache
def stems(name: str, key: str) -> frozenset[str]:
    """A list of stems: table `stems` of data/<name>.toml."""
    return frozenset(lexicon(name, "avow.guards")["stems"][key].split())


def hits(text: str, label: str) -> tuple[Hit, ...]:
    """Where the entries of a list ("horizon/far": list `far` of data/horizon.toml) stand in a text."""
    return _hits(text).get(label, _NONE)


def covered(text: str, label: str) -> frozenset[tuple[int, int]]:
    """The tokens, as (sentence, index), that the entries of a list cover."""
    return frozenset((hit.sentence, at) for hit in hits(text, label) for at in range(hit.first, hit.after))
