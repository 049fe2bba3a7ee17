"""What hangs on a phrase by a comma alone: listed, kept or left out; spoken notes are no sentence."""

import re

from avow.language import words
from avow.reading.shorthand import Form
from avow.reading.tagger import tag

_KEEP = frozenset("and or but not who which where that when to as like from before after so".split())
_TIME = frozenset("year years month months season seasons".split())
_RELATIVE = frozenset("who that which where".split())
_VERBS = frozenset("V0 VZ VD MD BE HV DO A AM AH".split())
_NOUNS = frozenset("N NS M VG".split())


def tidied(row: list[str], form: Form) -> list[str]:
    """The words with loose chunks listed with "and" or dropped; a time or a relative clause stays."""
    chunks = _chunks(row)
    if len(chunks) < 2 or any(c[0].lower() in ("and", "or") for c in chunks[1:]):
        return row
    kinds = ["head", *(_kind(c, chunks[0]) for c in chunks[1:])]
    if form == "clause":
        return _joined([c for c, kind in zip(chunks, kinds, strict=True) if kind not in ("bare", "loose")])
    pairs = [(c, k) for c, k in zip(chunks, kinds, strict=True) if k != "loose"]
    run = len(pairs)
    while run > 1 and pairs[run - 1][1] == "bare":
        run -= 1
    kept, loose = [c for c, _ in pairs[:run]], [c for c, _ in pairs[run:]]
    if not loose:
        return _joined([_and_to(c, i, len(kept)) for i, c in enumerate(kept)])
    alone = len(loose) == 1 and (form != "np" or run > 1 or loose[0][0][0].isdigit())
    if alone or tag(tuple(kept[-1])).tags[-1] not in _NOUNS:
        return _joined(kept)
    return [*_joined([*kept, *loose[:-1]]), "and", *loose[-1]]


def _chunks(row: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in row:
        if word == ",":
            found.append([])
        else:
            found[-1].append(word)
    return [c for c in found if c]


def _kind(chunk: list[str], head: list[str]) -> str:
    """kept (hangs on the phrase) · bare (a noun phrase for a list) · loose (says nothing of its own)."""
    first, lows = chunk[0].lower(), {w.lower() for w in chunk}
    if first in _KEEP or lows & _TIME or re.match(r"(?:19|20)\d\d$", chunk[-1]):
        return "kept"
    tags = tag(tuple(chunk)).tags
    if _RELATIVE & lows and tags[0] in ("D", "O", "S3", "Q"):
        return "kept"  # "the one who checks"
    if tags[0] in ("P", "VG", "W", "B") or _VERBS & set(tags):
        return "kept"
    if chunk[0][0].isupper() and len(chunk) <= 3 and not words.known(first):
        return "kept"  # a name: where it is
    if not _NOUNS & set(tags) or chunk[-1].lower() in ("one", "ones"):
        return "loose"
    return "loose" if chunk[-1].lower() == head[-1].lower() else "bare"


def _and_to(chunk: list[str], i: int, count: int) -> list[str]:
    """The last of several infinitives is joined: "be in quality, to be the one …"."""
    return ["and", *chunk] if i and i == count - 1 and chunk[0].lower() == "to" else chunk


def _joined(chunks: list[list[str]]) -> list[str]:
    out: list[str] = []
    for chunk in chunks:
        if out and chunk[0] != "and":
            out.append(",")
        out.extend(chunk)
    return out
