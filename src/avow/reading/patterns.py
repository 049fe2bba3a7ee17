"""Pattern lexicons: phrases and short chains of phrases, found in one pass over a text's tokens.

An entry is one string of phrases. `a|b c` is "a c" or "b c", `a b | c` is "a b" or "c", `@name` stands
for a list of the same file, and steps are joined by

    a _ b     b follows a, with nothing between but determiners, numbers and small adjectives
    a .. b    b follows a within the sentence, at most six tokens later
    a <> b    both stand in the sentence, in either order, at most eight tokens apart

Phrases are written in lower case. `*` after a single dictionary word stands for its forms; after the
beginning of one (at least three letters), and after the last of several words, for any ending.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from avow.language import words
from avow.language.analysis import Text
from avow.language.phrases import lexicon
from avow.language.tokens import Kind, Token, phrase_words

_SHORTEST = 3  # letters of the beginning of a word
_FOLLOWS = 6
_APART = 8
_JOINT = re.compile(r" (<>|\.\.|_) ")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of `label` found: tokens `first` to `after` (exclusive) of the sentence with this number."""

    label: str
    sentence: int
    first: int
    after: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Chain:
    label: str
    joints: tuple[str, ...]  # one less than it has steps


class Patterns:
    """Labelled entries. Raises ValueError for an unknown list, a list with joints, and a mixed `<>`."""

    def __init__(self, entries: Mapping[str, Iterable[str]], lists: Mapping[str, Iterable[str]]) -> None:
        self._chains: list[_Chain] = []
        self._lists = lists
        self._words: dict[str, list[str]] = {}
        self._index = _Trie()
        for label, rows in entries.items():
            plain: list[str] = []
            for row in rows:
                parts = _JOINT.split(row)
                if len(parts) == 1:
                    plain.append(row)
                    continue
                if "<>" in parts and len(parts) != 3:
                    raise ValueError(f"`<>` joins two steps and no more: {row!r}")
                self._add(_Chain(label, tuple(parts[1::2])), parts[::2])
            if plain:
                self._add(_Chain(label, ()), [" | ".join(plain)])

    def _add(self, chain: _Chain, steps: list[str]) -> None:
        number = len(self._chains)
        self._chains.append(chain)
        for step, alternatives in enumerate(steps):
            for phrase in alternatives.split(" | "):
                self._index.add([self._word(word) for word in phrase.split()], (number, step))

    def _word(self, word: str) -> list[str]:
        """What one word of an entry stands for: alternatives, and lists by name."""
        if word in self._words:
            return self._words[word]
        found = self._words[word] = []
        for part in word.split("|"):
            if not part.startswith("@"):
                found.append(part)
            elif part[1:] in self._lists:
                rows = self._lists[part[1:]]
                if joined := [row for row in rows if _JOINT.search(row)]:
                    raise ValueError(f"a list holds phrases only, no joints: {joined[0]!r}")
                for phrase in (phrase for row in rows for phrase in row.split(" | ")):
                    words_of = (self._word(word) for word in phrase.split())
                    found.extend(" ".join(parts) for parts in itertools.product(*words_of))
            else:
                raise ValueError(f"no list named {part!r}")
        return found

    def find(self, text: Text) -> list[Hit]:
        """Every entry found in the text, in order of its place."""
        found: list[Hit] = []
        for number, tokens in enumerate(text.sentence_tokens):
            found.extend(self._in_sentence(number, tokens))
        return found

    def _in_sentence(self, number: int, tokens: tuple[Token, ...]) -> list[Hit]:
        places: dict[int, list[list[tuple[int, int]]]] = {}
        found: list[Hit] = []
        for first, after, uses in self._index.scan(tokens):
            for index, step in uses:
                chain = self._chains[index]
                if not chain.joints:
                    found.append(_hit(chain, number, tokens, first, after))
                    continue
                steps = places.get(index)
                if steps is None:
                    if step and chain.joints[0] != "<>":
                        continue  # nothing before it that it could follow
                    steps = places[index] = [[] for _ in range(len(chain.joints) + 1)]
                steps[step].append((first, after))
        for index, steps in places.items():
            chain = self._chains[index]
            for first, after in _join(tokens, chain.joints, steps):
                found.append(_hit(chain, number, tokens, first, after))
        found.sort(key=lambda hit: (hit.first, -hit.after, hit.label))
        return found


def _hit(chain: _Chain, sentence: int, tokens: tuple[Token, ...], first: int, after: int) -> Hit:
    return Hit(chain.label, sentence, first, after, tokens[first].start, tokens[after - 1].end)


_Uses = list[tuple[int, int]]
_Choices = tuple[tuple[str, ...], ...]  # phrases that may stand at one place, by their words


class _Node:
    """The words that may come next; what ends here; and beginnings of a last word, with what ends there.

    Entries wait in `pending` until a text comes this far: few words of a lexicon stand in any one text.
    """

    __slots__ = ("children", "ends", "pending", "wild")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.ends: _Uses = []
        self.wild: list[tuple[str, _Uses]] = []
        self.pending: list[tuple[tuple[_Choices, ...], bool, tuple[int, int]]] = []

    def expand(self) -> None:
        """Hand every entry that waits here on to the words it goes on with."""
        for places, wild, use in self.pending:
            rest = places[1:]
            for first, *more in places[0]:
                if wild and not more and not rest:
                    self.wild.append((first, [use]))
                    continue
                child = self.children.get(first)
                if child is None:
                    child = self.children[first] = _Node()
                if more:
                    child.pending.append((((tuple(more),), *rest), wild, use))
                elif rest:
                    child.pending.append((rest, wild, use))
                elif use not in child.ends:
                    child.ends.append(use)
        self.pending = []


class _Trie:
    """Phrases by their words. Its cost per token is the length of a match, however many phrases begin alike,
    which `PhraseIndex` cannot give: hundreds of entries here begin with "i" or "my"."""

    def __init__(self) -> None:
        self._root = _Node()
        self._stemmed: dict[str, _Uses] = {}
        self._begun: dict[str, list[tuple[str, _Uses]]] = {}

    def add(self, phrase: list[list[str]], use: tuple[int, int]) -> None:
        """All the phrases that one choice at each place makes: maybe thousands, so none is spelt out."""
        *before, last = phrase
        places = tuple(tuple(_parts(word) for word in place) for place in before)
        plain = tuple(_parts(word) for word in last if not word.endswith("*"))
        wild = tuple(_parts(word.rstrip("*")) for word in last if word.endswith("*"))
        if not places:
            for (beginning,) in (parts for parts in wild if len(parts) == 1):
                if words.known(beginning):
                    self._stemmed.setdefault(words.stem(beginning), []).append(use)
                else:
                    self._begun.setdefault(beginning[:_SHORTEST], []).append((beginning, [use]))
            wild = tuple(parts for parts in wild if len(parts) > 1)
        if plain:
            self._root.pending.append(((*places, plain), False, use))
        if wild:
            self._root.pending.append(((*places, wild), True, use))

    def scan(self, tokens: tuple[Token, ...]) -> Iterable[tuple[int, int, _Uses]]:
        """(first token, token after the last, uses) of every phrase at every place."""
        if self._root.pending:
            self._root.expand()
        lows = [t.low for t in tokens]
        count = len(lows)
        for i, low in enumerate(lows):
            if low[0].isalpha() and (ends := self._stemmed.get(tokens[i].stem)):
                yield i, i + 1, ends
            for beginning, ends in self._begun.get(low[:_SHORTEST], ()):
                if low.startswith(beginning):
                    yield i, i + 1, ends
            node, k = self._root.children.get(low), i + 1
            while node is not None:
                if node.ends:
                    yield i, k, node.ends
                if k == count:
                    break
                if node.pending:
                    node.expand()
                for beginning, ends in node.wild:
                    if lows[k].startswith(beginning):
                        yield i, k + 1, ends
                node, k = node.children.get(lows[k]), k + 1


@cache
def _parts(word: str) -> tuple[str, ...]:
    return tuple(phrase_words(word))


def _join(
    tokens: tuple[Token, ...], joints: tuple[str, ...], steps: list[list[tuple[int, int]]]
) -> Iterable[tuple[int, int]]:
    if not all(steps):
        return
    if joints[0] == "<>":
        for first, after in steps[0]:
            for other, past in _near(steps[1], first, after):
                yield min(first, other), max(after, past)
    else:
        for first, after in steps[0]:
            end = after
            for joint, places in zip(joints, steps[1:], strict=True):
                end = _next(tokens, joint, places, end)
                if not end:
                    break
            else:
                yield first, end


def _near(places: list[tuple[int, int]], first: int, after: int) -> Iterable[tuple[int, int]]:
    """The places at most `_APART` tokens before or after, none overlapping; at most two are looked at."""
    at = bisect_left(places, (first, 0))
    for other, past in places[max(0, at - 1) : at + 2]:
        if (past <= first and first - past <= _APART) or (other >= after and other - after <= _APART):
            yield other, past


def _next(tokens: tuple[Token, ...], joint: str, places: list[tuple[int, int]], end: int) -> int:
    """The end of the first place that follows, or 0."""
    for at in range(bisect_left(places, (end, 0)), len(places)):
        first, after = places[at]
        if first - end > _FOLLOWS:
            return 0
        if joint == ".." or all(_small(t) for t in tokens[end:first]):
            return after
    return 0


def _small(token: Token) -> bool:
    return token.low in _small_words() or token.kind is Kind.NUMBER or token.text == "-"


@cache
def _small_words() -> frozenset[str]:
    return frozenset(lexicon("patterns", "avow.reading")["small"].split())
