"""Whether a text is English, as far as the rules of this room can tell."""

from avow.language.analysis import analyse
from avow.language.names import FUNCTION
from avow.language.tokens import Kind
from avow.language.words import known

_ENOUGH = 8  # words; fewer tell nothing
_SHARE = 0.5  # even broken English keeps most of its words in the dictionary


def looks_english(text: str) -> bool:
    """False where most of the words of a text of some length are in no English list."""
    spoken = [t for t in analyse(text).tokens if t.kind is Kind.WORD and not t.capital]
    if len(spoken) < _ENOUGH:
        letters = sum(c.isalpha() for c in text)
        return letters < 20 or sum(c.isascii() and c.isalpha() for c in text) >= letters / 2
    found = sum(t.low in FUNCTION or known(t.low) or "'" in t.low for t in spoken)
    return found >= _SHARE * len(spoken)
