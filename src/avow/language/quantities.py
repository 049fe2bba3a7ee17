"""Quantities, normalised and bound to what they count.

Spelled numbers are read by text2num; the units and small words below are closed classes of English.
"""

from dataclasses import dataclass
from enum import StrEnum

from text_to_num import text2num

from avow.language import words
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


NUMBER_WORDS = frozenset(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion".split()
)
_INNER = frozenset({"one", "and", "hundred", "thousand", "million", "billion"})
_FIXED = {"dozen": 12.0, "half": 0.5, "twice": 2.0, "thrice": 3.0, "couple": 2.0, "pair": 2.0}
_ORDINALS = {
    w: float(n)
    for n, w in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=2
    )
}
_UNITS = {
    unit: name
    for name, forms in {
        "year": "year years yr yrs y yo",
        "month": "month months mo mos mth mths",
        "week": "week weeks wk wks",
        "day": "day days",
        "hour": "hour hours hr hrs h",
        "minute": "minute minutes min mins",
        "second": "seconds secs sec",
        "millisecond": "ms millisecond milliseconds",
        "decade": "decade decades",
        "season": "season seasons",
        "semester": "semester semesters term terms",
    }.items()
    for unit in forms.split()
}
_MONEY_SIGNS = frozenset("$€£¥₹₦₱₩")
_MONEY_WORDS = frozenset(
    "dollar dollars euro euros pound pounds rupee rupees usd eur gbp sgd rm aed inr "
    "ringgit naira pesos peso yen quid grand bucks kes cad aud chf".split()
)
_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
_SCALE_WORDS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7}
_LABEL_NOUNS = frozenset(
    "level grade class module phase step part unit volume series year tier band stage route line page "
    "chapter section room floor crew terminal gate platform number no version act type category".split()
)
_RANGE_WORDS = frozenset({"to", "-", "–", "or"})
# "second nature", "second to none", "on second thought": ordinals that order nothing.
_IDLE_ORDINAL_NEXT = frozenset("nature to thought thoughts hand language home half nor and".split())


def quantities(tokens: tuple[Token, ...]) -> tuple[Quantity, ...]:
    """Every quantity of a token sequence, in order.

    "one" counts only inside a larger number or before a unit ("one year"): elsewhere it is a pronoun.
    """
    found: list[Quantity] = []
    i, n = 0, len(tokens)
    while i < n:
        read = _read(tokens, i)
        if read is None:
            i += 1
            continue
        value, after, hint = read
        high = None
        if (
            after + 1 < n
            and tokens[after].low in _RANGE_WORDS
            and (second := _read(tokens, after + 1)) is not None
            and second[2] in ("", hint)
            and (tokens[after].low != "or" or second[0] > value)
        ):
            high, after = second[0], second[1]
        start = i
        measure, head, after = _bind(tokens, i, after, value, hint)
        if measure is Measure.MONEY and start and tokens[start - 1].text in _MONEY_SIGNS:
            start -= 1
        if measure is Measure.DURATION and head == "decade":
            value, head = value * 10, "year"
            high = high * 10 if high is not None else None
        found.append(Quantity(value, measure, head, tokens[start].start, tokens[after - 1].end, high))
        i = max(after, i + 1)
    return tuple(found)


def _read(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    """The number that starts at token i: (value, index after it, glued unit or "")."""
    token = tokens[i]
    if token.kind is Kind.NUMBER:
        return _digits(tokens, i)
    if token.kind is not Kind.WORD:
        return None
    low = token.low
    if low in NUMBER_WORDS or (low in ("one", "a") and _follows(tokens, i, _SCALE_WORDS | {"hundred": 1e2})):
        return _with_point(tokens, _spelled(tokens, i))
    if low == "one" and i + 1 < len(tokens) and tokens[i + 1].low in _UNITS:
        return (1.0, i + 1, "") if tokens[i + 1].low != "day" else None  # "one day" is some day
    if low in ("half", "a") and _follows(tokens, i, {"dozen": 12.0}):
        return (6.0 if low == "half" else 12.0), i + 2, ""
    if low == "half" and _follows(tokens, i, {"a": 1.0}) and _follows(tokens, i + 1, {"dozen": 12.0}):
        return 6.0, i + 3, ""
    if low in ("dozen", "twice", "thrice"):
        return _FIXED[low], i + 1, ""
    if low == "decade" and i and tokens[i - 1].low in ("a", "one", "the", "last", "past"):
        return 1.0, i, ""
    if low == "dozens":
        return 24.0, i + 1, "vague"
    if low in _ORDINALS and not (i + 1 < len(tokens) and tokens[i + 1].low in _IDLE_ORDINAL_NEXT):
        return _ORDINALS[low], i + 1, "ordinal"
    return None


def _follows(tokens: tuple[Token, ...], i: int, options: dict[str, float]) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].low in options


def _spelled(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    j, n = i, len(tokens)
    pieces: list[str] = []
    while j < n:
        low = tokens[j].low
        hyphen = low == "-" and pieces and j + 1 < n and tokens[j + 1].low in NUMBER_WORDS | {"one"}
        if low in NUMBER_WORDS or low in ("a", "one") and (not pieces or low == "one"):
            pieces.append("one" if low == "a" else low)
        elif low == "and":
            if not (pieces and pieces[-1] in _INNER and j + 1 < n and tokens[j + 1].low in NUMBER_WORDS):
                break
            pieces.append(low)
        elif not hyphen:
            break
        j += 1
    for stop in range(len(pieces), 0, -1):  # "two three" is two numbers, not one
        try:
            value = float(text2num(" ".join(pieces[:stop]), "en"))
        except ValueError:
            continue
        if stop == len(pieces):
            return value, j, ""
        k, left = i, stop
        while left:
            left -= tokens[k].low != "-"
            k += 1
        return value, k, ""
    return None


def _with_point(tokens: tuple[Token, ...], read: tuple[float, int, str] | None) -> tuple[float, int, str] | None:
    """ "two point three million", and scales that text2num does not know ("two lakhs")."""
    if read is None:
        return None
    value, after, hint = read
    if _at(tokens, after) == "point" and (tail := _spelled(tokens, after + 1)) is not None:
        fraction, end, _ = tail
        scale = next((s for s in (1e9, 1e6, 1e3) if fraction >= s), 1.0)
        return (value + fraction / scale / 10) * scale, end, "scaled"
    if _at(tokens, after) in ("lakh", "lakhs", "crore", "crores"):
        return value * _SCALE_WORDS[tokens[after].low], after + 1, "scaled"
    return value, after, hint


def _at(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].low if i < len(tokens) else ""


def _digits(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    text = tokens[i].low
    stop = 0
    while stop < len(text) and (text[stop].isdecimal() or text[stop] in ".,"):
        stop += 1
    body, suffix = text[:stop].rstrip(".,"), text[stop:]
    head, dot, tail = body.rpartition(".")
    if dot and len(tail) == 3 and head.isdecimal() and len(head) <= 3 and "," not in body:
        body = head + tail  # 1.200 as written on the continent
    try:
        value = float(body.replace(",", "") if _thousands(body) else body.replace(",", ".", 1).replace(",", ""))
    except ValueError:
        return None
    after = i + 1
    if not suffix and _spaced_thousands(tokens, after) and len(body) <= 3 and value >= 1:
        value, after = value * 1000 + float(tokens[after].low), after + 1
    if suffix in _SCALES and not (suffix == "m" and value < 1):
        return value * _SCALES[suffix], after, "scaled"
    if suffix in ("st", "nd", "rd", "th"):
        return value, after, "ordinal"
    if suffix in ("am", "pm"):
        return value, after, "label"
    if suffix and suffix not in _UNITS and suffix != "s":
        return value, after, "label"  # 6G, 3D, 2:1-like codes
    if after < len(tokens) and tokens[after].low in _SCALE_WORDS:
        return value * _SCALE_WORDS[tokens[after].low], after + 1, "scaled"
    return value, after, suffix if suffix in _UNITS else ""


def _spaced_thousands(tokens: tuple[Token, ...], i: int) -> bool:
    """ "1 100" as written in many countries."""
    return (
        i < len(tokens)
        and tokens[i].kind is Kind.NUMBER
        and tokens[i].low.isdecimal()
        and len(tokens[i].low) == 3
        and tokens[i].start == tokens[i - 1].end + 1
    )


def _thousands(body: str) -> bool:
    head, *groups = body.split(",")
    return bool(groups) and len(head) <= 3 and all(len(g.split(".")[0]) == 3 for g in groups)


def _bind(
    tokens: tuple[Token, ...], i: int, after: int, value: float, hint: str
) -> tuple[Measure, str, int]:
    """What the number tokens[i:after] measures, the head it counts, and the index after it."""
    n = len(tokens)
    before = tokens[i - 1] if i else None
    following = tokens[after].low if after < n else ""
    if following == "-" and after + 1 < n and tokens[after + 1].low in _UNITS:  # five-year
        after += 1
        following = tokens[after].low
    if hint == "ordinal":
        return Measure.ORDINAL, _head(tokens, after), after
    if hint in _UNITS:
        return Measure.DURATION, _UNITS[hint], after
    if (before is not None and before.text in _MONEY_SIGNS) or following in _MONEY_WORDS:
        return Measure.MONEY, "money", after + (following in _MONEY_WORDS)
    if before is not None and before.low in _MONEY_WORDS:
        return Measure.MONEY, "money", after
    if following in ("%", "percent", "pct") or (following == "per" and after + 1 < n and tokens[after + 1].low == "cent"):
        return Measure.PERCENT, "percent", after + (2 if following == "per" else 1)
    if following in _UNITS:
        return Measure.DURATION, _UNITS[following], after + 1
    if (unit := _distant_unit(tokens, after)) is not None:
        return Measure.DURATION, unit, after
    if 1900 <= value <= 2099 and tokens[i].kind is Kind.NUMBER and "," not in tokens[i].text and hint == "":
        return Measure.YEAR, "", after
    if hint == "label" or (
        before is not None and before.kind is Kind.WORD and (before.low in _LABEL_NOUNS or _is_name(tokens, i - 1))
    ):
        named = before is not None and before.kind is Kind.WORD
        return Measure.LABEL, words.stem(words.fold(before.low)) if before and named else "", after
    return Measure.COUNT, _head(tokens, after), after


_BETWEEN = frozenset("of those these my the full whole long good more such last past first earlier further".split())


def _distant_unit(tokens: tuple[Token, ...], after: int) -> str | None:
    """The unit in "three earlier years" and "fourteen of those years"."""
    for token in tokens[after : after + 4]:
        if token.low in _UNITS and token.low.endswith("s"):
            return _UNITS[token.low]
        if token.low not in _BETWEEN and not _plain_adjective(token):
            return None
    return None


def _plain_adjective(token: Token) -> bool:
    entry = words.tags(token.low)
    return "JJ" in entry and "NN" not in entry and "NNS" not in entry


def _is_name(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if not token.capital or len(token.low) == 1:
        return False
    return not words.known(token.low) or (i > 0 and tokens[i - 1].text not in ".!?:")


_SKIP = frozenset("of the my our his her their more other such different new whole full good years'".split())
_STOP = frozenset(
    "and or but a an in on at for with by from to as who that which when while where i we you they he she it "
    "is are was were had has have do did per each every them these those it this now ago too".split()
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
        found = words.tags(low)
        if "NN" in found or "NNS" in found or not found:
            head = words.stem(words.fold(low))
            if "NNS" in found:
                break
        elif "JJ" not in found and "VBG" not in found and "VBN" not in found:
            break
    return head
