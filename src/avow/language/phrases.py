"""Finding many fixed phrases in one pass over the tokens.

An index maps the first word of every phrase to the phrases that begin with it, so that a scan costs one
dictionary look-up per token however many phrases there are; alternations of regular expressions try
every phrase at every character.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from avow.language import words
from avow.language.tokens import Token, tokenise


@cache
def lexicon(name: str) -> dict[str, Any]:
    """A lexicon of this room by file name without ending: data/<name>.toml."""
    return tomllib.loads(files("avow.language").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


class PhraseIndex:
    """Phrases grouped under labels; a phrase whose last word ends in `*` matches any form of that word."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        self._stemmed: dict[str, str] = {}
        for label, phrases in groups.items():
            for phrase in phrases:
                wild = phrase.endswith("*")
                parts = tuple(t.low for t in tokenise(phrase.rstrip("*")))
                if wild and len(parts) == 1:
                    self._stemmed[words.stem(parts[0])] = label
                else:
                    self._exact.setdefault(parts[0], []).append((parts, wild, label))
        for entries in self._exact.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def scan(self, tokens: tuple[Token, ...]) -> list[tuple[str, int, int]]:
        """(label, first token, token after the last) for the longest match of each label at each place."""
        found: list[tuple[str, int, int]] = []
        for i, token in enumerate(tokens):
            entries = self._exact.get(token.low)
            if entries:
                seen: set[str] = set()
                for parts, wild, label in entries:
                    if label not in seen and _matches(tokens, i, parts, wild):
                        seen.add(label)
                        found.append((label, i, i + len(parts)))
            if self._stemmed and len(token.low) > 2:
                label = self._stemmed.get(token.stem, "")
                if label:
                    found.append((label, i, i + 1))
        return found


def _matches(tokens: tuple[Token, ...], i: int, parts: tuple[str, ...], wild: bool) -> bool:
    last = len(parts) - 1
    if i + last >= len(tokens):
        return False
    for k in range(1, last + 1):
        low = tokens[i + k].low
        if low != parts[k] and not (wild and k == last and low.startswith(parts[k])):
            return False
    return True
