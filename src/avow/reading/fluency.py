"""Whether a text is in broken English, so that little of it may be copied."""

from functools import cache

from avow.language import words
from avow.language.tokens import Kind, tokenise
from avow.reading.nouns import is_job
from avow.reading.shorthand import SMALL
from avow.reading.tagger import classes, data


@cache
def _fillers() -> frozenset[str]:
    shorthand = data("repair")["spelling"]
    return frozenset(w for group in data("roles")["soft"].values() for w in group) | frozenset(shorthand)


_UNITS = frozenset("year month week day time friend person hour".split())
_COUNTS = frozenset((*SMALL[2:], "twenty"))


def broken(text: str) -> bool:
    """Whether a text departs from written English often: missing articles and verbs, unknown words."""
    tokens = tokenise(text)
    count = max(1, len(tokens))
    odd = 0.0
    for i, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            continue
        low, before = token.low, tokens[i - 1].low if i else ""
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if (
            low.islower()
            and not token.capital
            and not words.known(low)
            and "'" not in low
            and classes(low, False)[0][1] > 1
            and low not in _fillers()
        ):
            odd += 0.5
        elif (
            before in ("am", "become", "i'm", "was")
            and is_job(low)
            and not token.text.isupper()
            and following not in ("of", "de", "at", "in", "for")  # "I was head of a team"
        ):
            odd += 2
        elif low in _UNITS and (before in _COUNTS or before.isdecimal()) and following not in ("old", "ago"):
            one = before in ("1", "one") or {"NN", "JJ"} & words.tags(following).keys()
            odd += 0 if one else 1.5
        elif (
            (before in _COUNTS or (before.isdecimal() and before != "1"))
            and "NN" in words.tags(low)
            and not {"NNS", "JJ", "VB", "VBD"} & words.tags(low).keys()
            and not {"NN", "NNS", "JJ"} & words.tags(following).keys()
            and len(low) > 3
        ):
            odd += 1.0
        elif before == "i" and low.endswith("ing") and "VBG" in words.tags(low):
            odd += 1.5
        elif (
            low in ("want", "dream", "wish")
            and "VB" in words.tags(following)
            and following not in ("work", "to", "help", "of", "change", "is")
        ):
            odd += 2 if following in ("become", "be", "go", "learn", "open", "stay", "do", "make") else 0.5
        elif (
            before in ("he", "she")
            and "VB" in words.tags(low)
            and not {"VBD", "VBN"} & words.tags(low).keys()
            and low not in ("have", "can")
        ):
            odd += 1.5
        elif low in (
            "lah",
            "leh",
            "liao",
            "la",
            "wey",
            "dey",
            "wan",
            "na",
            "sabi",
            "no" + "t" if before == "i" else "lor",
        ):
            odd += 2
    return odd / count > 0.03 and odd >= 3
