"""What hangs on a phrase by a comma alone: listed, kept or left out; spoken notes are no sentence."""

import re

from avow.language import words
from avow.reading.nouns import is_job
from avow.reading.shorthand import Form
from avow.reading.tagger import tag

_KEEP = frozenset("and or but not who which where that when to as like from before after so".split())
_TIME = frozenset("year years month months season seasons".split())
_RELATIVE = frozenset("who that which where".split())
_VERBS = frozenset("V0 VZ VD MD BE HV DO A AM AH".split())
_NEGATIVE = frozenset("never not no none nobody".split())
_NOUNS = frozenset("N NS M VG".split())


def tidied(row: list[str], form: Form) -> list[str]:
    """The words with loose chunks listed with "and" or dropped; a time or a relative clause stays."""
    chunks = _chunks(row)
    if len(chunks) < 2:
        return row
    kinds = ["head", *(_kind(c, chunks[0]) for c in chunks[1:])]
    if any(c[0].lower() in ("and", "or") for c in chunks[1:]):
        trailing = kinds[-1] == "bare" and form != "np" and "and" not in chunks[-1]
        return _joined(chunks[:-1]) if trailing else row
    if form == "clause":
        if any(k in ("bare", "loose") and _NEGATIVE & set(c) for c, k in zip(chunks, kinds, strict=True)):
            return []  # what was taken back may not be told without that
        return _joined([c for c, kind in zip(chunks, kinds, strict=True) if kind not in ("bare", "loose")])
    if form == "vp" and chunks[0][0] not in ("be", "become") and "as" not in chunks[0] and _person(chunks[1]):
        return _joined([[*chunks[0], "as", *chunks[1]], *chunks[2:]])
    pairs = [(c, k) for c, k in zip(chunks, kinds, strict=True) if k != "loose"]
    run = len(pairs)
    while run > 1 and pairs[run - 1][1] == "bare":
        run -= 1
    kept, loose = [c for c, _ in pairs[:run]], [c for c, _ in pairs[run:]]
    if not loose:
        return _joined([_and_to(c, i, len(kept)) for i, c in enumerate(kept)])
    single = form != "np" or run > 1 or loose[0][0][0].isdigit() or kept[0][0] in ("something", "anything")
    alone = len(loose) == 1 and single
    if alone or tag(tuple(kept[-1])).tags[-1] not in _NOUNS:
        return _joined(kept)
    return [*_joined([*kept, *loose[:-1]]), "and", *loose[-1]]


def _person(chunk: list[str]) -> bool:
    """ "…, the guy who …", "…, a grants person": what they would end up as."""
    end = next((i for i, w in enumerate(chunk) if w.lower() in _RELATIVE), len(chunk))
    led = chunk[0].lower() in ("the", "a", "an") and is_job(chunk[end - 1]) and end > 1
    return led or (chunk[0].lower() in ("someone", "somebody") and end == 1)


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
    if {"we", "our", "us"} & lows and first in ("why", "how", "what"):
        return "loose"  # tells of the present employer
    if first in _KEEP or lows & _TIME or re.match(r"(?:19|20)\d\d$", chunk[-1]):
        return "kept"
    tags = tag(tuple(chunk)).tags
    if _RELATIVE & lows and tags[0] in ("D", "O", "S3", "Q"):
        return "kept"  # "the one who checks"
    if chunk[0][0].isdigit() and _VERBS & set(tags):
        return "bare"  # "one pilot day, 31 families came"
    if len(chunk) > 2 and "NNS" in words.tags(first) and "VB" in words.tags(chunk[1].lower()):
        return "loose"  # a clause of its own: "neighbours go spare"
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
