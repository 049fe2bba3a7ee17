"""Where one thought ends and the next begins: marks, conjunctions, commas, and speech without either."""

from avow.language import words
from avow.language.tokens import Kind, Token

_HARD = frozenset(".!?;:…—–\n=•|>→")

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


def new_clause(tokens: tuple[Token, ...], i: int) -> bool:
    """A subject and its verb: "and I …", "and the art lead there repainted …"."""
    if tokens[i].low in _SUBJECTS:
        return tokens[i].low != "people" or (i + 1 < len(tokens) and "VB" in words.tags(tokens[i + 1].low))
    if tokens[i].low not in ("the", "our", "some", "one", "all"):
        return False
    return any(past_only(t.low) for t in tokens[i + 2 : i + 5])


def past_only(low: str) -> bool:
    entry = words.tags(low)
    return low in ("was", "were", "is", "are") or ("VBD" in entry and not {"NN", "JJ", "VB"} & entry.keys())


def hard_stop(text: str, tokens: tuple[Token, ...], i: int) -> bool:
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
    if token.text == ">" and i + 1 < len(tokens) and tokens[i + 1].kind is Kind.NUMBER:
        return False  # "> 20 people": more than
    return token.text in _HARD or (token.kind is Kind.SIGN and ord(token.text[0]) > 0x2FFF)


_ABBREVIATIONS = frozenset("mr mrs ms dr prof st approx e.g i.e eng sr jr no vs".split())


def after_comma(tokens: tuple[Token, ...], i: int) -> bool:
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


def run_on(tokens: tuple[Token, ...], start: int, i: int) -> bool:
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
