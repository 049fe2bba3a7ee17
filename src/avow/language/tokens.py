"""Tokens with exact offsets."""

import re
from enum import StrEnum
from typing import NamedTuple

from avow.language import words

# A number with what is glued to it (4yrs, 85k, 3rd), a word with inner apostrophes, or one other sign.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|[^\W_]+(?:['’][^\W\d_]+|\.\d+)*|[^\w\s]|_")


class Kind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


class Token(NamedTuple):
    """`text` stands at `start:end`; `low` is lower case with straight apostrophes.

    A named tuple because thousands are made for each answer: a frozen dataclass takes three times as long.
    """

    text: str
    low: str
    start: int
    end: int
    kind: Kind

    @property
    def stem(self) -> str:
        return words.stem(words.fold(self.low))

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_PLAIN = re.compile(r"[a-z']+(?: [a-z']+)*")


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The lower-case words of a lexicon phrase: thousands are read at a start, most of them plain."""
    if _PLAIN.fullmatch(phrase):
        return tuple(phrase.split(" "))
    return tuple(t.low for t in tokenise(phrase))


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order."""
    found: list[Token] = []
    add, word, number, sign = found.append, Kind.WORD, Kind.NUMBER, Kind.SIGN
    for match in _TOKEN.finditer(text):
        piece = match.group()
        first = piece[0]
        low = piece.lower()
        if "’" in low:
            low = low.replace("’", "'")
        start, end = match.span()
        add(Token(piece, low, start, end, number if first.isdecimal() else word if first.isalpha() else sign))
    return tuple(found)
