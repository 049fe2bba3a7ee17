"""Pidgin, creole and Scots words in their standard form, so that one grammar reads them all.

The table is data/dialect.toml. Offsets stay those of the words as written.
"""

import re
from functools import cache

from avow.language import words
from avow.language.tokens import Kind, Token
from avow.reading.shorthand import shorthand
from avow.reading.tagger import data

Row = tuple[Token, ...]


@cache
def _table(name: str) -> dict[str, str]:
    return dict(data("dialect")[name])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(data("dialect")[name].split())


def respelt(low: str) -> str:
    """The standard form of a word of the table or of one without its g, or ""."""
    return _table("always").get(low) or _table("creole").get(low) or _whole(low) or ""


def is_creole(text: str) -> bool:
    """Whether at least two different words of a text mark it as Pidgin or a creole."""
    return len(set(re.findall(r"[a-z]+", text.lower())) & _listed("marks")) >= 2


def plain(tokens: Row, creole: bool) -> Row:
    """The tokens with what the table knows put into standard English; `creole`: with all of the table."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            out.append(token)
            continue
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        said = _creole(tokens, i, out) if creole else None
        if said is None and token.low in _BARE and not token.text.isupper():
            said = shorthand(token.low) or ("I'd" if following in _AFTER_ID else None)
        if token.low.startswith("t'") and len(token.low) > 3:
            said = "the " + token.low[2:]  # Yorkshire: "t'menus"
        if said is None:
            said = _table("always").get(token.low) or _whole(token.low)
        if said is None:
            out.append(token)
        else:
            out.extend(Token(w, w.lower(), token.start, token.end, Kind.WORD) for w in said.split())
    return tuple(out)


# Written without the apostrophe; "id" only where nothing else can be meant.
_BARE = frozenset({"im", "ive", "id"})
_AFTER_ID = frozenset("like love want rather prefer hope be really also".split())


def _whole(low: str) -> str | None:
    """ "cuttin", "doin": the participle without its g."""
    if low.endswith("in") and len(low) > 4 and not words.known(low) and "VBG" in words.tags(low + "g"):
        return low + "g"
    return None


def _creole(tokens: Row, i: int, out: list[Token]) -> str | None:
    """What a word of a creole text says; "" drops it, None leaves it."""
    low = tokens[i].low
    before = out[-1].low if out else ""
    following = next((t.low for t in tokens[i + 1 :] if t.low not in _listed("drop")), "")
    entry = words.tags(following)
    if low in _listed("drop"):
        return ""
    if low == "a" and following == "fi":
        return "is"
    if low in ("di", "de"):
        return "the" if {"NN", "NNS", "JJ"} & entry.keys() and before not in ("i", "no", "don't") else ""
    if low in ("mi", "me") and (following in _BEFORE_VERB or "VB" in entry or "VBD" in entry):
        return "I" if following in _BEFORE_VERB or not {"NN", "NNS"} & entry.keys() else "my"
    if low == "mi":
        return "my" if {"NN", "NNS", "JJ"} & entry.keys() else "me"
    if low == "no" and ("VB" in entry or following in ("wan", "waan", "want")):
        return _negated(out)
    if low == "dem":
        return "" if {"NN", "NNS"} & words.tags(before).keys() else "they"
    if low == "am" and before not in ("i", "") and "VB" in words.tags(before):
        return "it"
    if low == "be" and before == "i":
        return "am"
    if low == "for" and i + 1 < len(tokens) and tokens[i + 1].capital:
        return "in"
    if low == "sabi" and "VB" in entry:
        ahead = [t.low for t in tokens[i + 1 : i + 4]]
        object_after = bool({"am", "it", "the", "di", "a", "my", "mi"} & set(ahead[1:]))
        return "know how to" if object_after or "NN" not in entry else "know"
    return _table("creole").get(low)


_BEFORE_VERB = frozenset("want wan waan a did is have need hope will can".split())


def _negated(out: list[Token]) -> str:
    """ "water wey no spoil": the verb of a relative clause agrees with what stands before it."""
    if len(out) > 1 and out[-1].low == "that":
        entry = words.tags(out[-2].low)
        return "doesn't" if "NN" in entry and not out[-2].low.endswith("s") else "don't"
    return "don't"
