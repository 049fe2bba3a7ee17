"""Fillers, hedges and time frames taken out of a segment, and what was taken."""

from functools import cache, lru_cache

from avow.language import words
from avow.language.names import FUNCTION
from avow.language.phrases import PhraseIndex
from avow.language.tokens import Kind, Token
from avow.reading.tagger import data


@cache
def soft() -> PhraseIndex:
    """Words and phrases that are dropped from a segment, by label: filler, hedge, far, near."""
    return PhraseIndex(data("roles")["soft"])


@lru_cache(maxsize=8_192)
def cleaned(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], frozenset[str]]:
    """The tokens without fillers, hedges and time frames, and the labels of what was dropped."""
    drop: set[int] = set()
    labels: set[str] = set()
    hedged: set[int] = set()
    for label, first, after in soft().scan(tokens):
        if label == "hedge":
            hedged.update(range(first, after))
        if (
            label == "filler"
            and tokens[after - 1].low in ("of", "kinda")
            and first
            and tokens[first - 1].low in _KINDS
        ):
            continue  # "that kind of thing"
        if label == "filler" and after - first == 1 and _content(tokens, first):
            continue
        if (
            label in ("far", "near")
            and after - first == 1
            and first + 1 < len(tokens)
            and tokens[first].low == "long"
        ):
            continue
        if (
            tokens[first].low == "one"
            and first
            and tokens[first - 1].low in ("in", "per", "for", "every", "only")
        ):
            continue  # "14 rooms in one day"
        drop.update(range(first, after))
        labels.add(label)
        if tokens[first].low == "like" and first and tokens[first - 1].text == "," and label == "filler":
            following = tokens[after].low if after < len(tokens) else ""
            if following not in ("i", "you", ","):
                drop.update(range(first, len(tokens)))  # what follows is an example
    drop.update(_afterthoughts(tokens, hedged))
    for i in range(1, len(tokens) - 1):  # "to be, one day, the palate": both commas go with what they enclose
        if i not in drop and tokens[i].text == "," and i + 1 in drop:
            j = i + 1
            while j in drop:
                j += 1
            if j < len(tokens) and tokens[j].text == "," and labels & {"far", "near", "hedge"}:
                drop.update((i, j))
    kept = [t for i, t in enumerate(tokens) if i not in drop]
    row: list[Token] = []
    for token in kept:
        if token.text == "," and (not row or row[-1].text == ","):
            continue
        if token.kind is Kind.SIGN and ord(token.text[0]) > 0x2100:
            labels.add("emoji")
            continue
        if row and token.kind is Kind.WORD and token.low == row[-1].low:
            continue  # dashboards dashboards dashboards
        if len(row) > 1 and row[-1].text == "," and row[-2].low == token.low and token.low in FUNCTION:
            row.pop()  # "in, er, in Cape Coast"
            continue
        row.append(token)
    while row and (row[-1].text in ",-" or row[-1].low in ("and", "or", "but", "so")):
        row.pop()
    while row and (row[0].text in ",-" or row[0].low in ("and", "or", "but", "so", "then")):
        row.pop(0)
    return tuple(row), frozenset(labels)


def _afterthoughts(tokens: tuple[Token, ...], hedged: set[int]) -> set[int]:
    """ ", laboratory maybe,": a short hedged chunk between commas is no part of what is said."""
    commas = [i for i, t in enumerate(tokens) if t.text == ","]
    if not commas:
        return set()
    found: set[int] = set()
    for a, b in zip(commas, [*commas[1:], len(tokens)], strict=True):
        inside = range(a + 1, b)
        led = len(inside) <= 6 and tokens[a + 1].low in ("in", "at", "for", "with") and a + 2 in hedged
        if (len(inside) <= 3 or led) and hedged & set(inside):
            rest = [tokens[i] for i in inside if i not in hedged]
            if rest and rest[0].low == "as":
                continue  # ", perhaps as a planner"
            if rest and not any("VB" in words.tags(t.low) and "NN" not in words.tags(t.low) for t in rest):
                found.update(range(a, b))
    return found


_KINDS = frozenset(
    "that this the what a some any every same different such these those all each one another which".split()
)


_WISHING = frozenset("i i'd would we we'd".split())


def _content(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a one-word filler is used with its full meaning here ("like animals", "well known")."""
    low = tokens[i].low
    before = tokens[i - 1].low if i else ""
    if low == "like" and i + 1 < len(tokens) and tokens[i + 1].kind is Kind.NUMBER:
        return True
    if low == "like":
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if i and tokens[i - 1].text == ",":
            return False
        if before in _WISHING or (before == "really" and i > 1 and tokens[i - 2].low in _WISHING):
            return True  # "what I'd really like, long run, is …"
        return not (before in ("is", "was", "it's", "and", "so") or following in ("um", "uh", ","))
    if low == "well":
        return i > 0 and tokens[i - 1].text != ","
    if low in ("right", "look", "la", "na", "o", "man", "sir", "boss", "chef", "sis", "ma"):
        return (
            i > 0 and tokens[i - 1].text != "," and before not in ("ok", "okay", "so", "hi", "hello", "dear")
        )
    if low in ("just", "only", "also", "even"):
        return False
    return False
