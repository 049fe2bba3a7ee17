"""Names: people, organisations, products, places, acronyms, and marks such as B1.1 or 6G.

No gazetteer: in running English a capital inside a sentence marks a name, and a sentence start counts
only where the word is no dictionary word. Title case in headings is not handled; answers are prose.
"""

from dataclasses import dataclass

from avow.language import words
from avow.language.numerals import NUMBER_WORDS
from avow.language.tokens import Kind, Token

_NEVER = frozenset(
    "i i'm i'd i've i'll a ok okay tv mr mrs ms dr sir madam god english monday tuesday wednesday "
    "thursday friday saturday sunday christmas internet shh hmm psst wow oh ah hey yes nope ta cheers".split()
)
_JOIN = frozenset(
    {"of", "the", "de", "da", "do", "la", "le", "van", "von", "der", "al", "&", "-", "for", "and"}
)
_OPENERS = frozenset(".!?:;“”\"'(‘—–…*#[>•")


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised word or mark; `run` numbers the multi-word name that it belongs to."""

    text: str
    key: str  # folded lower case, possessive removed
    start: int
    end: int
    run: int


def names(tokens: tuple[Token, ...]) -> tuple[Name, ...]:
    """The name words of a token sequence, in order."""
    found: list[Name] = []
    run, last = 0, -9
    for i, token in enumerate(tokens):
        if not _is_name(tokens, i, token):
            continue
        joined = last >= 0 and (
            i - last == 1 or (i - last == 2 and tokens[i - 1].low in _JOIN - {"and", "for"})
        )
        run += not joined
        last = i
        key = words.fold(token.low)
        for tail in ("'s", "'"):
            key = key.removesuffix(tail)
        found.append(Name(token.text, key, token.start, token.end, run))
    return tuple(found)


def _is_name(tokens: tuple[Token, ...], i: int, token: Token) -> bool:
    low = token.low
    if token.kind is Kind.NUMBER:
        return low[-1].isalpha() and token.text[-1].isupper() and len(low) <= 4  # 6G, 3D
    if token.kind is not Kind.WORD or low in _NEVER or not _capital(token.text):
        return False
    if low in NUMBER_WORDS:
        return False  # Grade Eight
    base = low.removesuffix("'s")
    first = i == 0 or tokens[i - 1].text in _OPENERS or _is_bullet(tokens, i - 1)
    if not first:
        return len(base) > 1 or (i + 1 < len(tokens) and tokens[i + 1].kind is Kind.NUMBER)
    if token.text[1:].lower() != token.text[1:] and len(base) > 1:
        return True  # NASA, PyTorch at a sentence start
    if words.known(base) or base in FUNCTION or base in NUMBER_WORDS or "'" in low or len(base) == 1:
        return False
    return _acts_like_a_name(tokens, i)


def _acts_like_a_name(tokens: tuple[Token, ...], i: int) -> bool:
    """An unknown word at a sentence start: a name before another capital, a possessive or a finite verb."""
    if tokens[i].low.endswith("'s") or i + 1 >= len(tokens):
        return True
    following = tokens[i + 1]
    if following.kind is not Kind.WORD:
        return following.text in ",&-.!?"
    return (
        following.capital
        or not {"VBD", "VBZ"}.isdisjoint(words.tags(following.low))
        or following.low
        in (
            "and",
            "is",
            "was",
            "has",
            "had",
        )
    )


def _is_bullet(tokens: tuple[Token, ...], i: int) -> bool:
    """A dash that stands free: a list mark or an aside, not a hyphen."""
    return tokens[i].text == "-" and (i == 0 or tokens[i].start > tokens[i - 1].end)


def _capital(text: str) -> bool:
    return text[0].isupper() or any(c.isupper() for c in text[1:]) or any(c.isdecimal() for c in text)


# Words the dictionary does not list because they have no content of their own.
FUNCTION = frozenset(
    "the a an and or but nor so yet for of in on at to from by with without within about above "
    "across after against along among around as before behind below beneath beside besides "
    "between beyond despite down during except inside into like near off onto out outside over "
    "past per since than through throughout till toward towards under until up upon via while "
    "because although though if unless whether when where who whom whose whoever whatever "
    "whichever wherever whenever however which what why how that this these those there here it "
    "its itself he him his she her hers they them their theirs we us our ours you your yours i me "
    "my mine myself yourself ourselves themselves not no none nothing nobody never neither either "
    "both each every everything everyone everybody all any anything anyone anybody some something "
    "someone somebody such same other others another much many more most few less least several "
    "enough be am is are was were been being do does did done doing have has had having will "
    "would can could shall should may might must ought cannot also just only even still already "
    "again too very quite rather really then now once ever often always sometimes one ones two "
    "yes".split()
)
