"""The question as asked: its variant, and how far ahead it looks.

A question is reduced to plain words; the first row of `avow.brief.variants.VARIANTS` whose groups all have
a word in it names the variant. Years said in the question ("in five or ten years") decide the horizon
before the variant does. A question that no row knows, or that is not in English, is answered as asked,
looking far ahead: aspirations are long-term.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from avow.brief.variants import (
    BETWEEN_NUMBERS,
    ENGLISH,
    LOOKS_BACK,
    NOT_AHEAD,
    NUMBERS,
    PAIRS,
    SAME,
    SPELLED,
    UNITS,
    VARIANTS,
    Variant,
)
from avow.types import Horizon, Question

OTHER = "other"
NEAR_YEARS, MIDDLE_YEARS = 3, 7  # up to these; beyond is far
_MOST_YEARS = 60  # a number beyond a working life is not a horizon
_MOST_TOKENS = 200
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=512)
def recognise(text: str) -> Question:
    """The question with its variant, its horizon and the years it names, if any. Never fails."""
    tokens = _tokens(text)
    variant, years = _match(tokens)
    if variant is None and _is_english(tokens):
        tokens = _respelled(tokens)
        variant, years = _match(tokens)
    horizon = variant.horizon if variant else Horizon.FAR
    if years is not None:
        horizon = (
            Horizon.NEAR if years <= NEAR_YEARS else Horizon.MIDDLE if years <= MIDDLE_YEARS else Horizon.FAR
        )
    return Question(text=text, variant=variant.id if variant else OTHER, horizon=horizon, years=years)


def _tokens(text: str) -> list[str]:
    low = text.lower().replace("'", "").replace("’", "").replace("longterm", "long term")
    return [SAME.get(token, token) for token in _TOKEN.findall(low)[:_MOST_TOKENS]]


def _match(tokens: Sequence[str]) -> tuple[Variant | None, int | None]:
    years = _years(tokens)
    if not _is_english(tokens):
        return None, years
    words = frozenset(_with_pairs(tokens, years))
    return next((v for v in VARIANTS if all(group.meets(words) for group in v.needs)), None), years


def _is_english(tokens: Sequence[str]) -> bool:
    return len(tokens) <= 3 or ENGLISH.meets(frozenset(tokens))


def _with_pairs(tokens: Sequence[str], years: int | None) -> Iterable[str]:
    yield from tokens
    for pair in pairwise(tokens):
        if pair in PAIRS:
            yield PAIRS[pair]
    if years is not None:
        yield "in-years"


def _years(tokens: Sequence[str]) -> int | None:
    """The largest number of years ahead that the question names, part years rounded up."""
    found = []
    for i, token in enumerate(tokens):
        if token not in UNITS or not NOT_AHEAD.isdisjoint(tokens[i + 1 : i + 3]):
            continue
        numbers = _numbers_before(tokens, i)
        months = max(numbers, default=0) * UNITS[token]
        if 0 < months <= 12 * _MOST_YEARS:
            found.append(-(-months // 12))
    return max(found, default=None)


def _numbers_before(tokens: Sequence[str], unit: int) -> list[int]:
    """The numbers that count a unit: "five or ten years", "the next decade", "a year"."""
    numbers: list[int] = []
    i = unit - 1
    while i >= 0 and unit - i <= 8:
        token = tokens[i]
        if token.isdecimal() and len(token) <= 4:
            numbers.append(int(token))
        elif token in NUMBERS:
            numbers.append(NUMBERS[token])
        elif token not in BETWEEN_NUMBERS:
            break
        i -= 1
    before = tokens[i] if i >= 0 else ""
    if before in LOOKS_BACK:
        return []
    if not numbers and not tokens[unit].endswith("s") and before in ("a", "next", "coming", "within"):
        return [1]
    return numbers


def _respelled(tokens: Sequence[str]) -> list[str]:
    """The tokens with near misses of the words that matter put right ("asperations", "carrer")."""
    from difflib import get_close_matches  # only questions that no row knows need it

    fixed = []
    for token in tokens[:60]:
        close = get_close_matches(token, SPELLED, n=1, cutoff=0.8) if 4 <= len(token) <= 16 else []
        fixed.append(close[0] if close else token)
    return fixed
