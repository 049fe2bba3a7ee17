"""A statement cut into segments: the stretches that carry one thought each.

Boundaries are marks, conjunctions before a new subject, and, for speech written without marks, a new
"I" after a finished phrase. Asides in brackets are segments of their own.
"""

from dataclasses import dataclass
from functools import lru_cache

from avow.language import words
from avow.language.tokens import Kind, Token, tokenise
from avow.reading.dialect import plain

_HARD = frozenset(".!?;:…—–\n=•|")


_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


_LINKS = frozenset(
    "but because so and or cause coz cos since although though while whereas which who where when if "
    "unless then except".split()
)


_SUBJECTS = frozenset(
    "i i'm i'd i've i'll im ive we we've we're my he she they it it's he's she's they're that's there "
    "nobody everyone people".split()
)


# After these an "I" still belongs to the phrase before it.
_HOLDS_I = frozenset(
    "when what where who which that if than as because since while how why whether and or but so before "
    "after until "
    "once think guess mean suppose know say said hope wish believe like place thing things way all "
    "everything "
    "something anything nothing person people one someone though although unless time kind part job work "
    "where "
    "life this these feel say sure now today then first cause coz until till did do am was had would "
    "could can".split()
)


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
        if _hard(text, tokens, i):
            close(i, token.text)
            start, link = i + 1, ""
            continue
        if i > start and text.find("\n", tokens[i - 1].end, token.start) >= 0:
            close(i, "\n")
            start, link = i, ""
        if i == start or n - i < 2:
            continue
        before = tokens[i - 1]
        if before.text == "," and _after_comma(tokens, i):
            close(i - 1, ",")
            start, link = i, ""
            if token.low in _LINKS and i + 1 < n:
                start, link = i + 1, token.low
        elif (
            before.text != "," and token.low in ("but", "because", "coz", "cos", "cause") and i > start + 1
        ) or (token.low in ("and", "so", "then") and i > start + 2 and _new_clause(tokens, i + 1)):
            close(i, "")
            start, link = i + 1, token.low
        elif _run_on(tokens, start, i):
            close(i, "")
            start, link = i, ""
    close(n, "")
    return found


def _new_clause(tokens: tuple[Token, ...], i: int) -> bool:
    """A subject and its verb: "and I …", "and the art lead there repainted …"."""
    if tokens[i].low in _SUBJECTS:
        return tokens[i].low != "people" or (i + 1 < len(tokens) and "VB" in words.tags(tokens[i + 1].low))
    if tokens[i].low not in ("the", "our", "some", "one", "all"):
        return False
    return any(past_only(t.low) for t in tokens[i + 2 : i + 5])


def past_only(low: str) -> bool:
    entry = words.tags(low)
    return low in ("was", "were", "is", "are") or ("VBD" in entry and not {"NN", "JJ", "VB"} & entry.keys())


def _hard(text: str, tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.text == "-":  # a dash between words, not a hyphen
        return text[token.start - 1 : token.start] in ("", " ", "\n") and text[token.end : token.end + 1] in (
            "",
            " ",
        )
    if token.text == "." and i and tokens[i - 1].end == token.start:
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.start == token.end:
            return False  # B1.1, e.g.
        return tokens[i - 1].low not in _ABBREVIATIONS
    if token.text == ":":
        return not (i + 1 < len(tokens) and tokens[i + 1].start == token.end)
    return token.text in _HARD or (token.kind is Kind.SIGN and ord(token.text[0]) > 0x2FFF)


_ABBREVIATIONS = frozenset("mr mrs ms dr prof st approx e.g i.e eng sr jr no vs".split())


def _after_comma(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if token.low == "since":
        return following in _SUBJECTS
    if token.low in (
        "but",
        "because",
        "so",
        "although",
        "though",
        "which",
        "who",
        "whereas",
        "cause",
        "coz",
        "if",
        "unless",
        "except",
    ):
        return True
    if token.low == "or" and (
        following in ("maybe", "perhaps", "even", "to", "just") or _verb_only(following)
    ):
        return True
    if token.low in ("and", "or", "then", "where", "when", "while", "that"):
        return following in _SUBJECTS or (token.low == "and" and _finite(following, tokens, i + 2))
    if token.low == "not":  # "establish, not a business, a library" goes on
        ahead = [t.text for t in tokens[i + 1 : i + 5]]
        resumes = "," in ahead[1:3] and ahead[ahead.index(",", 1) + 1 :][:1] in (["a"], ["an"], ["the"])
        return not resumes
    if token.low in _SUBJECTS or token.low in (
        "dont",
        "don't",
        "no",
        "never",
        "maybe",
        "perhaps",
        "want",
        "wanna",
    ):
        return True
    return _finite(token.low, tokens, i + 1) and token.low not in _BASE


def _verb_only(low: str) -> bool:
    entry = words.tags(low)
    return low in ("own", "run", "open", "have") or ("VB" in entry and not {"NN", "NNS", "JJ"} & entry.keys())


def _finite(low: str, tokens: tuple[Token, ...], following: int) -> bool:
    """A past tense that can only be a verb opens a new clause: ", passed 9 of 12", ", dropped out"."""
    entry = words.tags(low)
    if "VB" in entry and low in ("put", "cut", "set", "read", "let", "hit", "cost", "run"):
        return False
    return "VBD" in entry and "JJ" not in entry and "NN" not in entry and following < len(tokens)


_BASE = frozenset("mind".split())


def _run_on(tokens: tuple[Token, ...], start: int, i: int) -> bool:
    token, before = tokens[i], tokens[i - 1]
    if token.low not in ("i", "i'm", "i've", "i'd", "im", "ive") or i - start < 3 or before.text == ",":
        return False
    if before.low in _HOLDS_I or before.kind is Kind.SIGN:
        return False
    held = any(
        t.low in ("when", "if", "where", "while", "because", "what", "once")
        for t in tokens[start : start + 2]
    )
    return not held
