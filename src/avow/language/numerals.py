"""Reading numbers: digits with what is glued to them, spelled numbers, dozens, ordinals, scales.

Spelled numbers are read by text2num; the scales and small words below are closed classes of English.
"""

from text_to_num import text2num

from avow.language.tokens import Kind, Token

NUMBER_WORDS = frozenset(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion".split()
)
_INNER = frozenset({"one", "and", "hundred", "thousand", "million", "billion"})
_MULTIPLES = {"dozen": 12.0, "score": 20.0}
_TIMES = {"dozen": 12.0, "twice": 2.0, "thrice": 3.0}
_ORDINALS = {
    word: float(n)
    for n, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=2,
    )
}
_ORDINALS |= {"twentieth": 20.0, "thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0}
_ORDINAL_ENDS = {"first": 1.0, **{w: v for w, v in _ORDINALS.items() if v < 10}}
UNITS = {
    unit: name
    for name, forms in {
        # with the commonest forms of other tongues, as people mix them into English
        "year": "year years yr yrs y yo años anos anni jahre jahren jaar tahun taon saal",
        "month": "month months mo mos mth mths meses mois monate mesi maanden bulan",
        "week": "week weeks wk wks",
        "day": "day days",
        "hour": "hour hours hr hrs h",
        "minute": "minute minutes min mins",
        "second": "seconds secs sec",
        "millisecond": "ms millisecond milliseconds",
        "decade": "decade decades",
        "century": "century centuries",
        "semester": "semester semesters",
    }.items()
    for unit in forms.split()
}
# Parts of a whole, told in percent; a lone "third" or "quarter" names too many other things.
_PARTS = {
    f"{part}{plural}": float(n)
    for n, part in enumerate("third quarter fifth sixth seventh eighth ninth tenth".split(), start=3)
    for plural in ("", "s")
}
_FEW = {w: float(n) for n, w in enumerate("one two three four five six seven eight nine".split(), start=1)}
_FEW["a"] = 1.0
# Every word that can begin a number: most words of a text cannot, and are dropped at once.
STARTS = (
    NUMBER_WORDS | _ORDINALS.keys() | _FEW.keys() | {"half", "quarter", "dozen", "dozens", "decade", *_TIMES}
)
_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
_SCALE_WORDS = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
}
# "second" and "third" mostly order nothing ("hears second", "a second life"); before these they are ranks.
_RANKED = frozenset(
    "place prize author rank position chair class generation degree engineer mate officer in".split()
)


def read(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    """The number that starts at token i: (value, index after it, glued unit or "")."""
    found = _read(tokens, i)
    if found is None or found[2] not in ("", "scaled"):
        return found
    value, after, hint = found
    k = after
    for word in ("and", "a", "half"):  # ten and a half, two-and-a-half, 2 and half
        k += _at(tokens, k) == "-"
        if _at(tokens, k) == word:
            k += 1
        elif word != "a":
            return found
    value += _HALVED.get(tokens[after - 1].low, 1.0) / 2
    if (scale := _SCALE_WORDS.get(_at(tokens, k))) is not None:  # one and a half million
        return value * scale, k + 1, "scaled"
    if (times := _MULTIPLES.get(_at(tokens, k))) is not None:  # three and a half dozen
        return value * times, k + 1, hint
    return value, k, hint


_HALVED = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}


def _read(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    token = tokens[i]
    if token.kind is Kind.NUMBER:
        return _digits(tokens, i)
    if token.kind is not Kind.WORD:
        return None
    low = token.low
    if low not in STARTS:
        return None
    if low in _FEW and (found := _part(tokens, i)) is not None:
        return found
    if low in ("a", "one", "half", "quarter") and (found := _halves(tokens, i)) is not None:
        return found
    if low == "twenty" and (found := _spoken_year(tokens, i)) is not None:
        return found
    if low in NUMBER_WORDS or (low in ("one", "a") and _follows(tokens, i, _SCALE_WORDS | {"hundred": 1e2})):
        return _with_point(tokens, _spelled(tokens, i))
    if low == "one" and i + 1 < len(tokens) and tokens[i + 1].low in UNITS:
        return (1.0, i + 1, "") if tokens[i + 1].low != "day" else None  # "one day" is some day
    if low in ("half", "a") and _follows(tokens, i, {"dozen": 12.0}):
        return (6.0 if low == "half" else 12.0), i + 2, ""
    if low == "half" and _at(tokens, i + 1) == "-" and _at(tokens, i + 2) == "dozen":
        return 6.0, i + 3, ""
    if low == "half" and _follows(tokens, i, {"a": 1.0}) and _follows(tokens, i + 1, {"dozen": 12.0}):
        return 6.0, i + 3, ""
    if low in ("dozen", "twice", "thrice"):
        return _TIMES[low], i + 1, ""
    if low == "decade" and i and tokens[i - 1].low in ("a", "one", "the", "last", "past"):
        return 1.0, i, ""
    if low == "dozens":
        return 24.0, i + 1, "vague"
    if low in _ORDINALS and (low not in ("second", "third") or _at(tokens, i + 1) in _RANKED):
        return _ORDINALS[low], i + 1, "ordinal"
    return None


def _part(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    """ "two thirds", "a fifth of", "one tenth": a share, in percent."""
    few = _FEW[tokens[i].low]
    k = i + 2 if _at(tokens, i + 1) == "-" else i + 1
    whole = _PARTS.get(_at(tokens, k))
    if whole is None or few >= whole:
        return None
    many = _at(tokens, k).endswith("s")
    after = [_at(tokens, k + j) for j in range(1, 4)]
    if after[:2] == ["of", "a"] and after[2] in ("million", "billion"):
        return few / whole * _SCALE_WORDS[after[2]], k + 4, "scaled"
    if many != (few > 1) or (whole == 4 and few == 2):
        return None  # "two quarters" are six months of a business
    if (
        few == 1
        and after[0] != "of"
        and (whole < 5 or (tokens[i].low == "a" and after[0] not in ("", ".", ",")))
    ):
        return None  # "a fifth module"
    if after[0] == "of" and after[1] in ("a", "an") and after[2] in UNITS:
        return None
    return 100 * few / whole, k + 1, "share"


def _halves(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    """ "a year and a half", "half a century", "a quarter of a century"."""
    low, following = tokens[i].low, [_at(tokens, i + k) for k in range(1, 5)]
    if low in ("a", "one") and following[0] in UNITS and following[1:4] == ["and", "a", "half"]:
        return 1.5, i + 5, UNITS[following[0]]
    if low == "one" and following[:3] == ["and", "a", "half"]:
        scale = _SCALE_WORDS.get(following[3])
        return (1.5, i + 4, "") if scale is None else (1.5 * scale, i + 5, "scaled")
    if low == "half" and following[0] == "a" and following[1] in ("decade", "century"):
        return 0.5, i + 3, following[1]
    if low == "half" and "year" in following[: 2 if following[0] in ("a", "-") else 1]:
        return 0.5, i + 1 + following.index("year") + 1, "year"
    if low == "quarter" and following[:3] == ["of", "a", "century"]:
        return 0.25, i + 4, "century"
    if low == "quarter" and following[:2] == ["-", "century"]:
        return 0.25, i + 3, "century"
    return None


def _spoken_year(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    """ "since twenty sixteen": a calendar year as it is said."""
    if not i or tokens[i - 1].low not in ("since", "in", "from", "until", "of"):
        return None
    rest = _spelled(tokens, i + 1) if _at(tokens, i + 1) in NUMBER_WORDS else None
    if rest is None or not 10 <= rest[0] <= 99 or _at(tokens, rest[1]) in ("-", *UNITS):
        return None
    return 2000 + rest[0], rest[1], "calendar"


def _follows(tokens: tuple[Token, ...], i: int, options: dict[str, float]) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].low in options


_LONGEST = 16  # words of a spelled number with its hyphens; longer runs are lists


def _spelled(tokens: tuple[Token, ...], i: int) -> tuple[float, int, str] | None:
    j, n = i, min(len(tokens), i + _LONGEST)
    pieces: list[str] = []
    while j < n:
        low = tokens[j].low
        hyphen = low == "-" and pieces and j + 1 < n and tokens[j + 1].low in NUMBER_WORDS | {"one"}
        if low in NUMBER_WORDS or (low in ("a", "one") and (not pieces or low == "one")):
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


def _with_point(
    tokens: tuple[Token, ...], read: tuple[float, int, str] | None
) -> tuple[float, int, str] | None:
    """ "two point three million", and scales that text2num does not know ("two lakhs")."""
    if read is None:
        return None
    value, after, hint = read
    if _at(tokens, after) == "-" and _at(tokens, after + 1) in _ORDINAL_ENDS:  # eighty-eighth
        return value + _ORDINAL_ENDS[tokens[after + 1].low], after + 2, "ordinal"
    if (times := _MULTIPLES.get(_at(tokens, after))) is not None:  # five dozen, two score
        return value * times, after + 1, hint
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
        value = float(
            body.replace(",", "") if _thousands(body) else body.replace(",", ".", 1).replace(",", "")
        )
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
    if suffix and suffix not in UNITS and suffix != "s":
        return value, after, "label"  # 6G, 3D, 2:1-like codes
    if after < len(tokens) and tokens[after].low in _SCALE_WORDS:
        return value * _SCALE_WORDS[tokens[after].low], after + 1, "scaled"
    return value, after, suffix if suffix in UNITS else ""


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
