"""Whether a model's answer repeats what we told it instead of answering.

Seen: eight words in a row of the system message, in clear, reversed or in base64; and the mark that
encloses the data. Other encodings are not looked for: the text would have to be a sentence about the
candidate as well, and the guards decide that.
"""

import base64
import binascii
import functools
import re
from collections.abc import Iterator

from avow.prompts import pairs

RUN = 8  # words; a sentence of an honest answer shares two or three in a row with the prompt
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_BASE64 = re.compile(r"[A-Za-z0-9+/=_-]{24,}")


def repeats_prompt(text: str, system: str, mark: str) -> bool:
    """True where the text holds a run of the system message, or the mark."""
    if mark and mark in text.lower():
        return True
    known = _runs_of(system)
    return any(run in known for view in _views(text) for run in _runs(view))


@functools.lru_cache(maxsize=16)
def _runs_of(system: str) -> frozenset[tuple[str, ...]]:
    # The examples are things candidates say; an honest answer may begin like one of them.
    said = {run for pair in pairs() for text in (pair.aspiration, pair.good, pair.bad) for run in _runs(text)}
    return frozenset(_runs(system)) - said


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def _views(text: str) -> Iterator[str]:
    yield text
    yield text[::-1]
    for found in _BASE64.findall(text):
        try:
            whole = found + "=" * (-len(found) % 4)
            yield base64.b64decode(whole, altchars=b"-_" if set(found) & set("-_") else None).decode(
                "utf-8", "ignore"
            )
        except (binascii.Error, ValueError):
            continue
