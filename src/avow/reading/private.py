"""What a candidate need not share: private topics in a text, and the items they ask to withhold.

The lexicon data/private.toml was written for this project from general English usage.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from avow.language import words
from avow.language.analysis import Text, analyse
from avow.language.names import FUNCTION
from avow.language.tokens import Kind, Token
from avow.reading.patterns import Hit, Patterns
from avow.reading.tagger import data

_POSSESSIVE = re.compile(r"['’]s\b")
_DENIABLE = frozenset({"compete", "leave", "money"})
_UNNAMED = 2 / 3  # of an item's words; more where the lexicon knows the topic and finds its paraphrases
_NAMED = 0.75
_DENIES = 3  # tokens from a negator to what it denies
_AGES = range(16, 91)
_BEFORE_AGE = ("i'm", "i am", " im", "aged", "i turn", "i turned", "my age is")
_AFTER_AGE = ("now", "and", "so", "year", "yr", "this", "i ")


@dataclass(frozen=True, slots=True)
class Topic:
    """A private matter at `start:end`. `sure`: clearly the speaker's own; else it may be harmless."""

    name: str
    start: int
    end: int
    sure: bool = True


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return {key: table for key, table in data("private").items() if key != "lists"}


@cache
def _patterns() -> Patterns:
    kinds = ("sure", "unsure", "mask")
    entries = {f"{key}/{kind}": table[kind] for key, table in _lexicon().items() for kind in kinds}
    return Patterns(entries, data("private")["lists"])


@cache
def _item_patterns() -> Patterns:
    return Patterns({key: table["items"] for key, table in _lexicon().items()}, {})


def private_topics(text: str) -> list[Topic]:
    """The private matters that a text touches, in order of their place; overlapping ones may both stand.

    Names: health, family, money, leave, compete, grudge, self-doubt, age, belief, legal.
    """
    return [
        Topic(key.split("-")[0] if key.startswith("family") else key, start, end, sure)
        for key, start, end, sure in _topics(text)
    ]


@lru_cache(maxsize=2_048)
def _topics(text: str) -> tuple[tuple[str, int, int, bool], ...]:
    """(key of the lexicon, start, end, sure) without what a mask covers; one row for each place and key."""
    analysed = analyse(text)
    hits = _patterns().find(analysed)
    masked: dict[str, set[tuple[int, int]]] = {}
    for hit in hits:
        key, kind = hit.label.split("/")
        if kind == "mask":
            masked.setdefault(key, set()).update((hit.sentence, at) for at in range(hit.first, hit.after))
    best: dict[str, list[tuple[int, int, bool]]] = {}
    for hit in hits:
        key, kind = hit.label.split("/")
        hidden = masked.get(key, frozenset[tuple[int, int]]())
        if key in _DENIABLE and _denied(analysed, hit):
            continue
        if kind != "mask" and not any((hit.sentence, at) in hidden for at in range(hit.first, hit.after)):
            best.setdefault(key, []).append((hit.start, hit.end, kind == "sure"))
    best.setdefault("age", []).extend(_ages(analysed))
    found = [(key, *row) for key, rows in best.items() for row in _merged(rows)]
    found.sort(key=lambda row: (row[1], row[2], row[0]))
    return tuple(found)


def _denied(text: Text, hit: Hit) -> bool:
    """Whether a negator stands just before: who is not after the money names no motive."""
    tokens = text.sentence_tokens[hit.sentence]
    return any(
        t.low in ("not", "never", "no", "without", "nor") or t.low.endswith("n't")
        for t in tokens[max(0, hit.first - _DENIES) : hit.first]
    )


def _merged(rows: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Overlapping places joined; sure where one of them is."""
    merged: list[tuple[int, int, bool]] = []
    for start, end, sure in sorted(rows):
        if merged and start < merged[-1][1]:
            first, last, was = merged[-1]
            merged[-1] = (first, max(last, end), was or sure)
        else:
            merged.append((start, end, sure))
    return merged


def _ages(text: Text) -> list[tuple[int, int, bool]]:
    """Where the speaker tells their age: "I'm 46"; less surely "at forty-four"."""
    found = []
    for quantity in text.quantities:
        if quantity.value not in _AGES or quantity.head not in ("", "year", "i'm", "im"):
            continue
        before = text.text[max(0, quantity.start - 12) : quantity.start].lower().replace("’", "'").rstrip()
        after = text.text[quantity.end : quantity.end + 12].lower().lstrip()
        bare = not after or after[0] in ".,;!)-" or after.startswith(_AFTER_AGE)
        if bare and before.endswith(_BEFORE_AGE):
            found.append((quantity.start, quantity.end, True))
        elif bare and before.endswith(" at"):
            found.append((quantity.start, quantity.end, False))
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    topics: frozenset[str]  # keys of the lexicon that the item names
    people: frozenset[str]  # the speaker's people that it names, all of the same group
    units: tuple[frozenset[str], ...]  # what else must be told, each as its possible stems
    weights: tuple[int, ...]


@lru_cache(maxsize=1_024)
def _item(text: str) -> _Item:
    analysed = analyse(_POSSESSIVE.sub("", text))
    topics = frozenset(hit.label for hit in _item_patterns().find(analysed))
    people = _people(analysed.tokens)
    units, weights = [], []
    for token in analysed.tokens:
        low = token.low
        if token.kind is Kind.SIGN or low in FUNCTION or words.stem(low) in _empty() or low in people:
            continue
        if (token.kind is Kind.NUMBER and low.isdecimal()) or (low in _conditions() and not people):
            continue  # what ails a person may be the work of another: only the topic tells whose it is
        units.append(_kindred(low))
        weights.append(2 if any(c.isupper() for c in token.text) else 1)
    return _Item(topics, people, tuple(units), tuple(weights))


@cache
def _conditions() -> frozenset[str]:
    return frozenset(_lexicon()["health"]["items"])


@cache
def _empty() -> frozenset[str]:
    return frozenset(data("kindred")["empty"].split())


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Each word of a withheld matter with those that tell the same."""
    table: dict[str, frozenset[str]] = {}
    for row in data("kindred")["groups"]:
        group = frozenset(words.stem(words.fold(w)) for w in row.split())
        for stem in group:
            table[stem] = table.get(stem, frozenset()) | group
    return table


def _kindred(word: str) -> frozenset[str]:
    stem = words.stem(words.fold(word))
    return _groups().get(stem, frozenset()) | {stem}


@cache
def _kin() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in data("kindred")["people"]:
        for word in (group := frozenset(row.split())):
            table[word] = group
    return table


def _people(tokens: tuple[Token, ...]) -> frozenset[str]:
    kin = _kin()
    return frozenset().union(*(kin.get(t.low.removesuffix("'s"), frozenset()) for t in tokens))


def withheld_spans(text: str, items: tuple[str, ...] | list[str]) -> list[tuple[str, int, int]]:
    """(item, start, end) for each place where the text tells a withheld item, in order of place.

    Items are free wordings ("the kids", "PhD plan", "her husband's illness"). A place is told where the
    text touches a private topic that the item names, or where most of the item's own words, or words of
    the same meaning, stand in one sentence; an item about somebody needs that somebody in the sentence.
    """
    found: list[tuple[str, int, int]] = []
    for item in items:
        found.extend((item, start, end) for start, end in _told(text, item))
    found.sort(key=lambda row: (row[1], row[2]))
    return found


@lru_cache(maxsize=4_096)
def _told(text: str, item: str) -> tuple[tuple[int, int], ...]:
    wanted = _item(item)
    analysed = analyse(text)
    topics = [(s, e) for key, s, e, sure in _topics(text) if key in wanted.topics and (sure or key == "age")]
    found: list[tuple[int, int, bool]] = []
    at = 0
    for tokens in analysed.sentence_tokens:
        end = tokens[-1].end
        inside = []
        while at < len(topics) and topics[at][0] < end:
            inside.append((*topics[at], True))
            at += 1
        people = [t for t in tokens if t.low.removesuffix("'s") in wanted.people]
        if wanted.people and not people:
            continue
        found.extend(inside)
        if span := _units_told(tokens, wanted, bool(people)):
            found.append((*span, True))
    return tuple((s, e) for s, e, _ in _merged(found))


def _units_told(tokens: tuple[Token, ...], item: _Item, person: bool) -> tuple[int, int] | None:
    """From the first to the last told word of an item, where enough of it is told."""
    if not item.units:
        return None
    places: list[Token] = []
    told = 0
    stems = [(t, t.stem) for t in tokens if t.kind is not Kind.SIGN and t.low not in FUNCTION]
    for unit, weight in zip(item.units, item.weights, strict=True):
        here = next((t for t, stem in stems if stem in unit), None)
        if here is not None:
            places.append(here)
            told += weight
    total = sum(item.weights)
    share = _NAMED if item.topics else _UNNAMED
    enough = told > 0 if person else told == total if len(item.units) < 3 else told >= share * total
    if not places or not enough:
        return None
    return min(t.start for t in places), max(t.end for t in places)
