"""What an answer is made of: wishes and facts that can be said as they stand."""

from dataclasses import dataclass

from avow.language.names import FUNCTION
from avow.language.tokens import tokenise
from avow.reading.roles import Segment
from avow.reading.titles import Fact
from avow.types import Quote

WORDS_A_SECOND = 2.4  # an unhurried speaker


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as a phrase that follows "I'd like to" (vp) or "I'd like" (np)."""

    text: str
    form: str
    segment: Segment
    score: float
    fits: bool = False  # shares words with what the employer is for


@dataclass(frozen=True, slots=True)
class Brought:
    """A fact with its place and its worth for this brief."""

    fact: Fact
    statement: str
    quote: Quote | None
    score: float


def stems_of(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokenise(text) if t.low not in FUNCTION and t.low[0].isalpha())
