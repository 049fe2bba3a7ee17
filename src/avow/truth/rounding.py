"""How loosely a number is told: "about", "over", "not quite", "or so"."""

import re

from avow.language.analysis import Text
from avow.language.quantities import Quantity

EXACT = (1.0, 1.0)
_ROUND = (0.88, 1.14)  # what may be true of a round number that is told of one
_OVER = (0.88, 1.5)  # "over ten years" holds of fourteen
_UNDER = (0.85, 1.14)
# Of a phrase that stands close before or after the number; the last word of a longer one is enough.
_BEFORE = {
    word: loose
    for loose, words in (
        (
            _ROUND,
            "about around roughly approximately some just well than between maybe perhaps say circa like",
        ),
        (_OVER, "over above least upwards beyond north good"),
        (_UNDER, "nearly almost under close near short shy approaching towards quite better yet before"),
    )
    for word in words.split()
}
_MOST = re.compile(r"\b(?:better|best|greater|good|larger) part of (?:an? |the )?$")
_MOST_OF = (0.7, 1.0)  # "the better part of a decade": seven years or eight
_IDLE = frozenset("a an the of to on for at i my in".split())
_AFTER = (
    (_ROUND, ("or so", "or thereabouts", "give or take", "more or less", "- ish", "ish", ", roughly",
              ", about", ", i think", "if you count")),
    (_OVER, ("plus", "- plus", "- odd", "odd", "+", "and more", "and a few", "and counting", ", and counting",
             "or more", "and then some", "and a bit")),
    (_UNDER, (", nearly", ", almost", "or nearly")),
)  # fmt: skip


def looseness(q: Quantity, text: Text) -> tuple[float, float]:
    """Between which multiples of a quantity's value the true value may lie."""
    first, after = text.index_at(q.start), text.index_at(q.end)
    told = text.tokens[first:after]
    if _MOST.search(text.text, max(0, q.start - 30), q.start):
        return _MOST_OF
    seen = 0
    for token in reversed(text.tokens[max(0, first - 5) : first]):
        if token.low in _BEFORE:
            return _BEFORE[token.low]
        if token.low not in _IDLE:
            seen += 1
        if seen > 1 or token.text in ".,;:":
            break
    if any(t.low in ("decade", "decades", "century") for t in told):
        return _ROUND
    if any(t.low in ("dozen", "score") for t in told) and q.value > 12:
        return _ROUND
    return _trailing(text, after)


def _trailing(text: Text, after: int) -> tuple[float, float]:
    """What follows the number, or the noun that it counts: "five dozen crates or so"."""
    for skipped in range(5):
        words = [t.low for t in text.tokens[after + skipped : after + skipped + 3]]
        for loose, phrases in _AFTER:
            for phrase in phrases:
                parts = phrase.split()
                if words[: len(parts)] == parts:
                    return loose
        if words and words[0] in (".", ";", ":"):
            break
    return EXACT
