"""Who a segment is about, and whether its wish is denied, doubted or meant."""

from functools import cache

from avow.language import words
from avow.language.tokens import Token
from avow.reading.kinds import Direction, Role
from avow.reading.shorthand import closed_words
from avow.reading.tagger import data
from avow.reading.wishes import cues


@cache
def word_set_of(table: str, name: str) -> frozenset[str]:
    return frozenset(data("roles")[table][name].split())


_OWN = frozenset(
    "own five-year ten-year long big only real ultimate end main first biggest current last next favourite "
    "favorite".split()
)


def subject(row: tuple[Token, ...]) -> Role:
    """Whether the segment tells of the candidate (or their team), of somebody else, or of nothing."""
    first = row[0].low
    second = row[1].low if len(row) > 1 else ""
    if first in ("i", "i'm", "i've", "i'd", "i'll", "we", "we've", "we're", "im", "ive", "our"):
        return Role.FACT
    if first == "my":
        second = next((t.low for t in row[1:4] if t.low not in _OWN), second)
        if second in word_set_of("subject", "self") or second in ("team", "crew", "unit", "department"):
            return Role.FACT
        return Role.OTHER
    if first in word_set_of("subject", "other"):
        return (
            Role.STRENGTH
            if any(t.low == "me" for t in row) and first in word_set_of("subject", "friends")
            else Role.OTHER
        )
    if first in ("the", "a") and second in ("boss", "manager", "owner", "company", "agency", "ministry"):
        return Role.OTHER
    if first in ("it", "it's", "that", "that's", "this", "there", "there's", "you", "your", "which", "who"):
        return Role.NOISE
    named = not (words.known(first) or first in closed_words())
    name = row[0].capital and named and len(first) > 2 and not row[0].text.isupper()
    if (
        name
        and any({"VBZ", "VBD"} & words.tags(t.low).keys() for t in row[1:3])
        and "VBG" not in words.tags(second)
    ):
        return Role.OTHER
    return Role.FACT


def inside(tokens: tuple[Token, ...]) -> bool:
    """Whether every doubt stands well behind the wish: in what is wished for, not about it."""
    found = cues().scan(tokens)
    wishes = [first for label, first, _ in found if label == "wish"]
    doubts = [first for label, first, _ in found if label == "doubt"]
    return bool(wishes) and all(d > min(wishes) + 4 for d in doubts)


def denies_wish(row: tuple[Token, ...]) -> bool:
    """A negator before or at the wish denies it; one deep inside its complement does not."""
    lows = [t.low for t in row]
    negators = [
        i
        for i, w in enumerate(lows)
        if (
            w in ("not", "no", "never", "don't", "dont", "didn't", "wouldn't", "won't", "doesn't", "rather")
            and w != "rather"
        )
        or w == "neither"
    ]
    if not negators:
        return False
    if lows[negators[0]] in ("wouldn't", "not") and "mind" in lows[negators[0] : negators[0] + 3]:
        return False
    if (
        lows[negators[0]] == "not"
        and negators[0] + 1 < len(lows)
        and lows[negators[0] + 1] in ("only", "just")
    ):
        return False
    return negators[0] <= 3 or (lows[-1] in ("no", "not") and len(lows) <= 7)


def direction_of(tokens: tuple[Token, ...]) -> Direction:
    table = data("roles")["direction"]
    lows = {t.low for t in tokens}
    best, most = Direction.AREA, 0
    for name, listed in table.items():
        hits = len(lows & frozenset(listed.split()))
        if hits > most:
            best, most = Direction(name), hits
    return best
