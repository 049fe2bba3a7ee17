"""Quantities, normalised and bound to what they count.

What a number measures is told by the words around it; the classes below are closed classes of English.
"""

from dataclasses import dataclass
from enum import StrEnum

from avow.language import words
from avow.language.names import FUNCTION
from avow.language.numerals import NUMBER_WORDS, STARTS, UNITS, read
from avow.language.tokens import Kind, Token


class Measure(StrEnum):
    COUNT = "count"  # of things or people, or a bare number
    DURATION = "duration"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    YEAR = "year"  # a calendar year
    LABEL = "label"  # the number in "Level 5", "Java 17", "Q3"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` (and `high`, for a range) counts `head`, the stem of the noun or the name of the unit."""

    value: float
    measure: Measure
    head: str
    start: int
    end: int
    high: float | None = None

    @property
    def values(self) -> tuple[float, ...]:
        return (self.value,) if self.high is None else (self.value, self.high)


_MONEY_SIGNS = frozenset("$€£¥₹₦₱₩")
_MONEY_WORDS = frozenset(
    "dollar dollars euro euros pound pounds rupee rupees usd eur gbp sgd rm aed inr ringgit naira "
    "pesos peso yen quid grand bucks kes ksh cad aud chf shilling shillings baht rand krona "
    "kronor francs dirham dirhams zloty bob taka kwacha cedi cedis dinar dinars riyal riyals lari tenge "
    "forint rouble roubles ruble rubles hryvnia lira liras lek birr shekel shekels rupiah dong".split()
)
_LABEL_NOUNS = frozenset(
    "level grade class module phase step part unit volume series year tier band stage route line "
    "page chapter section room floor crew terminal gate platform number no version act type "
    "category".split()
)
_LONG = {"decade": 10.0, "century": 100.0}  # in years
_RANGE_WORDS = frozenset({"to", "-", "–", "or", "until", "till", "through"})


def quantities(tokens: tuple[Token, ...]) -> tuple[Quantity, ...]:
    """Every quantity of a token sequence, in order.

    "one" counts only inside a larger number or before a unit ("one year"): elsewhere it is a pronoun.
    """
    found: list[Quantity] = []
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        if token.kind is not Kind.NUMBER and token.low not in STARTS:
            i += 1
            continue
        number = read(tokens, i)
        if number is None:
            i += 1
            continue
        value, after, hint = number
        high = None
        if (
            after + 1 < n
            and tokens[after].low in _RANGE_WORDS
            and (second := read(tokens, after + 1)) is not None
            and second[2] in ("", hint)
            and (tokens[after].low != "or" or second[0] > value)
        ):
            value *= _shared(value, tokens[after + 1 : second[1]], second[0])
            high, after = second[0], second[1]
        start = i
        measure, head, after = _bind(tokens, i, after, value, hint)
        if measure is Measure.MONEY and start and tokens[start - 1].text in _MONEY_SIGNS:
            start -= 1
        if measure is Measure.DURATION and head in _LONG:
            if [t.low for t in tokens[after : after + 3]] == ["and", "a", "half"]:
                value, after = value + 0.5, after + 3
            times, head = _LONG[head], "year"
            value, high = value * times, high * times if high is not None else None
        if measure is Measure.YEAR and high is not None and high < 100:
            high += value - value % 100  # 2019-21
        found.append(Quantity(value, measure, head, tokens[start].start, tokens[after - 1].end, high))
        i = max(after, i + 1)
    return tuple(found)


_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "k": 1000}


def _shared(value: float, second: tuple[Token, ...], high: float) -> int:
    """What the first number of "two or three hundred" is multiplied by: as the second one is."""
    times = _TIMES.get(second[-1].low, 1)
    return times if value < high / times else 1


def _bind(tokens: tuple[Token, ...], i: int, after: int, value: float, hint: str) -> tuple[Measure, str, int]:
    """What the number tokens[i:after] measures, the head it counts, and the index after it."""
    n = len(tokens)
    before = tokens[i - 1] if i else None
    following = tokens[after].low if after < n else ""
    if following == "-" and after + 1 < n and tokens[after + 1].low in UNITS:  # five-year
        after += 1
        following = tokens[after].low
    if hint == "ordinal":
        return Measure.ORDINAL, _head(tokens, after), after
    if hint == "share":
        return Measure.PERCENT, "percent", after
    if hint == "calendar":
        return Measure.YEAR, "", after
    if hint in UNITS:
        return Measure.DURATION, UNITS[hint], after
    if (before is not None and before.text in _MONEY_SIGNS) or following in _MONEY_WORDS:
        return Measure.MONEY, "money", after + (following in _MONEY_WORDS)
    if before is not None and before.low in _MONEY_WORDS:
        return Measure.MONEY, "money", after
    if following in ("%", "percent", "pct") or (
        following == "per" and after + 1 < n and tokens[after + 1].low == "cent"
    ):
        return Measure.PERCENT, "percent", after + (2 if following == "per" else 1)
    if following in UNITS:
        return Measure.DURATION, UNITS[following], after + 1
    if (unit := _distant_unit(tokens, after)) is not None:
        return Measure.DURATION, unit, after
    if 1900 <= value <= 2099 and tokens[i].kind is Kind.NUMBER and "," not in tokens[i].text and hint == "":
        return Measure.YEAR, "", after
    if hint == "label" or (
        before is not None
        and before.kind is Kind.WORD
        and (before.low in _LABEL_NOUNS or before.low in ("day", "week", "month") or _is_name(tokens, i - 1))
    ):
        named = before is not None and before.kind is Kind.WORD
        return Measure.LABEL, words.stem(words.fold(before.low)) if before and named else "", after
    head = _head(tokens, after)
    if head in ("year", "month", "week"):
        return Measure.DURATION, head, after  # "nine school years"
    return Measure.COUNT, head, after


_BETWEEN = frozenset(
    "of those these my the full whole long good more such last past first earlier further".split()
)


def _distant_unit(tokens: tuple[Token, ...], after: int) -> str | None:
    """The unit in "three earlier years" and "fourteen of those years"."""
    for token in tokens[after : after + 4]:
        if token.low in UNITS and token.low.endswith("s"):
            return UNITS[token.low]
        if token.low not in _BETWEEN and not _plain_adjective(token) and not _foreign(token):
            return None
    return None


def _foreign(token: Token) -> bool:
    """A name between number and unit: "nine Nova Scotian years"."""
    return token.capital and token.kind is Kind.WORD


def _plain_adjective(token: Token) -> bool:
    entry = words.tags(token.low)
    return "JJ" in entry and "NN" not in entry and "NNS" not in entry


def _is_name(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if not token.capital or len(token.low) == 1 or "'" in token.low or token.low in FUNCTION:
        return False
    return not words.known(token.low) or (i > 0 and tokens[i - 1].text not in ".!?:")


_SKIP = frozenset(
    "plus odd something of the my our his her their more other such different new whole full good "
    "years'".split()
)
_STOP = frozenset(
    "and or but a an in on at for with by from to as who that which when while where i we you "
    "they he she it last next is are was were had has have do did per each every them em these those it this "
    "now ago too out".split()
)


def _head(tokens: tuple[Token, ...], after: int) -> str:
    """The stem of the noun that the number counts: the last noun of the words that follow it closely."""
    head = ""
    for token in tokens[after : after + 5]:
        low = token.low
        if low == "-":
            continue
        if token.kind is not Kind.WORD or low in _STOP or "'" in low:
            break
        if low in _SKIP:
            continue
        if low in NUMBER_WORDS:
            break
        found = words.tags(low)
        if "NN" in found or "NNS" in found or not found:
            head = UNITS[low] if len(low) > 1 and low in UNITS else words.stem(words.fold(low))
            if "NNS" in found:
                break
        elif "JJ" not in found and "VBG" not in found and "VBN" not in found:
            break
    return head
