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
from avow.language.tokens import Token, phrase_words


@cache
def lexicon(name: str, room: str = "avow.language") -> dict[str, Any]:
    """A lexicon by its room (a package) and file name without ending: data/<name>.toml."""
    return tomllib.loads(files(room).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


_Entry = tuple[tuple[str, ...], bool, str]  # words, last one is a prefix, label


class PhraseIndex:
    """Phrases grouped under labels; a phrase whose last word ends in `*` matches any form of that word."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        # Keyed by the first two words where there are two: hundreds of phrases begin with "i".
        self._one: dict[str, list[_Entry]] = {}
        self._two: dict[str, dict[str, list[_Entry]]] = {}
        self._stemmed: dict[str, str] = {}
        for label, phrases in groups.items():
            for phrase in phrases:
                wild = phrase.endswith("*")
                parts = phrase_words(phrase.rstrip("*"))
                if wild and len(parts) == 1:
                    self._stemmed[words.stem(parts[0])] = label
                elif len(parts) == 1 or (wild and len(parts) == 2):
                    self._one.setdefault(parts[0], []).append((parts, wild, label))
                else:
                    self._two.setdefault(parts[0], {}).setdefault(parts[1], []).append((parts, wild, label))
        for table in (self._one, *self._two.values()):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        self._heads = frozenset((*self._one, *self._two))

    def scan(self, tokens: tuple[Token, ...]) -> list[tuple[str, int, int]]:
        """(label, first token, token after the last) for the longest match of each label at each place."""
        found: list[tuple[str, int, int]] = []
        one, two, stemmed = self._one, self._two, self._stemmed
        last = len(tokens) - 1
        heads = self._heads
        # most tokens begin no phrase: they are passed over in one sweep
        every: Iterable[int] = range(len(tokens))
        places = every if stemmed else [i for i, t in enumerate(tokens) if t.low in heads]
        for i in places:
            token = tokens[i]
            low = token.low
            seen: set[str] | None = None
            if i < last and (seconds := two.get(low)) is not None:
                seen = set()
                for parts, wild, label in seconds.get(tokens[i + 1].low, ()):
                    if label not in seen and _matches(tokens, i, parts, wild):
                        seen.add(label)
                        found.append((label, i, i + len(parts)))
            for parts, wild, label in one.get(low, ()):
                if (seen is None or label not in seen) and _matches(tokens, i, parts, wild):
                    seen = {label} if seen is None else seen | {label}
                    found.append((label, i, i + len(parts)))
            if stemmed and len(low) > 2 and (label := stemmed.get(token.stem, "")):
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
