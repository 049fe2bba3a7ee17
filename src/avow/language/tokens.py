"""Tokens with exact offsets."""

import re
from dataclasses import dataclass
from enum import StrEnum

from avow.language import words

# A number with what is glued to it (4yrs, 85k, 3rd), a word with inner apostrophes, or one other sign.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|[^\W_]+(?:['’][^\W\d_]+|\.\d+)*|[^\w\s]|_")


class Kind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` stands at `start:end`; `low` is lower case with straight apostrophes."""

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


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order."""
    found = []
    for match in _TOKEN.finditer(text):
        piece = match.group()
        first = piece[0]
        if first.isdecimal():
            kind = Kind.NUMBER
        elif first.isalpha():
            kind = Kind.WORD
        else:
            kind = Kind.SIGN
        low = piece.lower()
        if "’" in low:
            low = low.replace("’", "'")
        found.append(Token(piece, low, match.start(), match.end(), kind))
    return tuple(found)
