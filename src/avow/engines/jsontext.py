"""The one JSON object in what a model wrote, and text made safe to show.

Models wrap their answer in a code fence, in chatter, in a closed `<think>` block; that much is undone.
Two objects, an open `<think>`, single quotes or a cut object are not mended: guessing what was meant is
how half an answer gets accepted.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

_THINK = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.S | re.I)
_OPEN_THINK = re.compile(r"</?think(?:ing)?>", re.I)
# Control characters, direction overrides, zero-width and tag characters, lone surrogates: none is speech.
_UNSPEAKABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ESCAPE_SEQUENCE = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]|\x1b.?")
_SPACE = re.compile(r"[ \t\n\u0085\u00a0\u2028\u2029]+")


class NotOneObjectError(ValueError):
    """There is no JSON object in the text, or more than one, or it is damaged; says which."""


def one_object(text: str) -> dict[str, Any]:
    """The only JSON object in a text. Raises NotOneObjectError."""
    text = _THINK.sub("", text)
    if _OPEN_THINK.search(text):
        raise NotOneObjectError("thinking that never ends")
    start = text.find("{")
    if start < 0:
        raise NotOneObjectError("no JSON object")
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    try:
        value, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        raise NotOneObjectError("a JSON object that is damaged or cut") from None
    if "{" in text[end:]:
        raise NotOneObjectError("more than one JSON object")
    return dict(value)


def _no_constant(name: str) -> object:
    raise ValueError(name)


def spoken(text: str) -> tuple[str, int]:
    """A text without anything that cannot be said, on one line, and how many characters that removed."""
    clean, sequences = _ESCAPE_SEQUENCE.subn("", text)
    clean, characters = _UNSPEAKABLE.subn("", clean)
    return _SPACE.sub(" ", clean).strip(), sequences + characters


def cleaned(value: Any) -> tuple[Any, int]:
    """The same JSON value with every text made `spoken`, and how many characters that removed."""
    if isinstance(value, str):
        return spoken(value)
    if isinstance(value, list):
        pairs = [cleaned(each) for each in value]
        return [each for each, _ in pairs], _total(pairs)
    if isinstance(value, dict):
        pairs = [cleaned(each) for each in value.values()]
        return dict(zip(value, (each for each, _ in pairs), strict=True)), _total(pairs)
    return value, 0


def _total(pairs: Iterable[tuple[Any, int]]) -> int:
    return sum(removed for _, removed in pairs)
