"""A statement cut into segments: the stretches that carry one thought each.

Boundaries are marks, conjunctions before a new subject, and, for speech written without marks, a new
"I" after a finished phrase. Asides in brackets are segments of their own.
"""

from dataclasses import dataclass
from functools import lru_cache

from avow.language.tokens import Kind, Token, tokenise
from avow.reading.boundaries import after_comma, hard_stop, new_clause, run_on
from avow.reading.dialect import plain

_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


_LINKS = frozenset(
    "but because so and or cause coz cos since although though while whereas which who where when if "
    "unless then except".split()
)


_WISHING = frozenset("want hope aim dream intend wish".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens of one thought; `link` is the conjunction before it, `mark` the sign after it."""

    tokens: tuple[Token, ...]
    link: str
    mark: str
    aside: bool

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def lows(self) -> tuple[str, ...]:
        return tuple(t.low for t in self.tokens)


@lru_cache(maxsize=4_096)
def pieces(text: str, creole: bool = False) -> tuple[Piece, ...]:
    """The segments of a text in order; offsets are of the text. `creole`: its Pidgin is put into English."""
    found: list[Piece] = []
    everything = plain(tokenise(text), creole)
    outer: list[Token] = []
    asides: list[list[Token]] = []
    inside: list[Token] = []
    depth = 0
    dash_until = -1
    for i, token in enumerate(everything):
        if token.text in _OPEN:
            depth += 1
        elif token.text in _CLOSE and depth:
            depth -= 1
            if not depth:
                asides.append(inside)
                inside = []
        elif depth:
            inside.append(token)
        elif i == dash_until:
            asides.append(inside)
            inside, dash_until = [], -1
        elif dash_until > i:
            inside.append(token)
        elif _dash(text, everything, i) and (closing := _closing_dash(text, everything, i)):
            dash_until = closing
        else:
            outer.append(token)
    if inside:  # a bracket that is never closed
        asides.append(inside)
    found = list(_cut(text, tuple(outer), False))
    for aside in asides:
        found.extend(_cut(text, tuple(aside), True))
    found.sort(key=lambda piece: piece.start)
    return tuple(found)


def _dash(text: str, tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.text in "–—":
        return True
    return (
        token.text == "-"
        and text[token.start - 1 : token.start] == " "
        and text[token.end : token.end + 1] == " "
    )


def _closing_dash(text: str, tokens: tuple[Token, ...], i: int) -> int:
    """The dash that closes an aside opened at i, within one sentence and twelve words; 0 if none."""
    if text.rfind("\n", 0, tokens[i].start) == tokens[i].start - 1 or not i:
        return 0
    for j in range(i + 1, min(len(tokens), i + 13)):
        if tokens[j].text in ".!?;" or "\n" in text[tokens[j - 1].end : tokens[j].start]:
            return 0
        if j > i + 1 and _dash(text, tokens, j):
            return j
    return 0


def _cut(text: str, tokens: tuple[Token, ...], aside: bool) -> list[Piece]:
    found: list[Piece] = []
    start, link = 0, ""
    n = len(tokens)

    def close(stop: int, mark: str) -> None:
        row = list(tokens[start:stop])
        while row and row[0].kind is Kind.SIGN and row[0].text not in "$€£'\"“‘":
            row.pop(0)
        while row and row[-1].kind is Kind.SIGN and row[-1].text not in "'\"”’%+#":
            row.pop()
        if row:
            found.append(Piece(tuple(row), link, mark, aside))

    for i, token in enumerate(tokens):
        if i < start:
            continue
        if hard_stop(text, tokens, i):
            close(i, token.text)
            start, link = i + 1, ""
            continue
        if i > start and text.find("\n", tokens[i - 1].end, token.start) >= 0:
            close(i, "\n")
            start, link = i, ""
        if i == start or n - i < 2:
            continue
        before = tokens[i - 1]
        if before.text == "," and after_comma(tokens, i):
            close(i - 1, ",")
            start, link = i, ""
            if token.low in _LINKS and i + 1 < n:
                start, link = i + 1, token.low
        elif (
            token.low == "and"
            and i > start + 2
            and tokens[i + 1].low in ("if", "when")
            and i + 2 < n
            and (tokens[i + 2].low not in ("possible", "needed", "necessary"))
        ):
            close(i, "")
            start, link = i + 2, tokens[i + 1].low
        elif (
            token.low == "and"
            and i > start + 2
            and tokens[i + 1].low in _WISHING
            and tokens[start].low[0] == "i"
        ):
            close(i, "")  # "I'm passionate about … and want to …"
            start, link = i + 1, "and"
        elif (
            before.text != "," and token.low in ("but", "because", "coz", "cos", "cause") and i > start + 1
        ) or (token.low in ("and", "so", "then") and i > start + 2 and new_clause(tokens, i + 1)):
            close(i, "")
            start, link = i + 1, token.low
        elif run_on(tokens, start, i):
            close(i, "")
            start, link = i, ""
    close(n, "")
    return found
