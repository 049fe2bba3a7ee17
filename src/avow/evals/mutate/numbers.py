"""A number of the answer gets another value: one the brief lacks, or one it uses for another thing."""

import re
from dataclasses import dataclass
from random import Random

from text_to_num import alpha2digit

from avow.evals.mutate.text import Edit, brief_text, candidate_text, known_values, replaced, stated_values
from avow.types import Brief

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNIT = "|".join([*_ONES[1:], *_TENS[2:], "hundred", "thousand"])
# One run of number words, or digits that stand alone: no ordinals, clock times, versions, ranges, codes.
_NUMBER = re.compile(
    rf"(?<![\w.,:/’'£$€¥-])(?P<word>(?:{_UNIT})(?:(?:[ -]| and )(?:{_UNIT}))*)(?![\w-])"
    r"|(?<![\w.:/’'-])(?P<digits>\d{1,3}(?:,\d{3})+|\d+)"
    r"(?![\w’'-]|[.,:/]\d| ?(?:am|pm|a\.m|p\.m)\b)",
    re.I,
)
# "In ten years", "fifteen years on": the horizon of the question, not a claim.
_AHEAD = re.compile(
    r"\b(?:in|within|over the next|another|the next|or|between|to|at|an?|for the next) $", re.I
)
_LATER = re.compile(
    r"\s(?:or|to)\b|\sand \w+ (?:years|per)|\s(?:years?|yrs) (?:out|on|from now|time|ahead|hence|down)\b"
)
_VERSION = re.compile(
    r"\b(?!Since|Back|From|Until|After|About|Over|Around|Some|Nearly|Almost|By|Only|With)[A-Z][\w-]* $"
)
_TIME = {"year", "yrs", "seas", "wint", "summ", "mont"}
_LONGEST = 60  # years that a candidate could claim
_NEXT = re.compile(r"\W*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    text: str
    value: int
    next: str  # stem of the word after it: what it counts

    @property
    def is_year(self) -> bool:
        return 1900 <= self.value <= 2100 and self.text.isdigit()


def spelled(value: int) -> str:
    """A number below one million in words."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        ten, one = divmod(value, 10)
        return _TENS[ten] + (f"-{_ONES[one]}" if one else "")
    if value < 1000:
        hundred, rest = divmod(value, 100)
        return f"{_ONES[hundred]} hundred" + (f" and {spelled(rest)}" if rest else "")
    thousand, rest = divmod(value, 1000)
    return f"{spelled(thousand)} thousand" + (f" {spelled(rest)}" if rest else "")


def _places(text: str) -> list[_Place]:
    found = []
    for m in _NUMBER.finditer(text):
        digits = alpha2digit(m.group().lower(), "en").replace(",", "")
        if not digits.isdigit():
            continue
        after = _NEXT.match(text, m.end())
        stem = after.group(1).lower()[:4] if after else ""
        found.append(_Place(m.start(), m.end(), m.group(), int(digits), stem))
    return found


def _claims(brief: Brief, answer: str) -> list[_Place]:
    """Numbers of the answer that state a fact of the candidate's material."""
    known = stated_values(candidate_text(brief))
    return [
        p
        for p in _places(answer)
        if 2 <= p.value < 1_000_000
        and p.value in known
        and (p.is_year or not (_AHEAD.search(answer[: p.start]) or _VERSION.search(answer[: p.start])))
        and not _LATER.match(answer, p.end)
    ]


def _write(answer: str, place: _Place, value: int) -> Edit:
    if place.text[0].isdigit():
        text = f"{value:,}" if "," in place.text else str(value)
    else:
        text = spelled(value)
        text = text.capitalize() if place.text[0].isupper() else text
    return replaced(answer, place.start, place.end, text)


def changed(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """A number of the answer with a value that neither brief nor answer holds."""
    places = _claims(brief, answer)
    if not places:
        return None
    place = rng.choice(places)
    taken = known_values(f"{brief_text(brief)}\n{answer}")
    if place.is_year:
        pool = [place.value + d for d in (-9, -7, -6, -5, -4, -3, -2, 2, 3)]
    else:
        size = place.value
        pool = (
            [size + d for d in (2, 3, 4, 5, 7)]
            if size <= 20
            else [int(size * f) for f in (0.6, 0.75, 1.3, 1.5, 1.8, 2.2)]
        )
        pool += [size - d for d in (2, 3) if size - d >= 4]
        if size > 100:  # stay as round as the number was
            base = 10 ** (len(str(size)) - 2)
            pool = [max(base, round(n / base) * base) for n in pool]
    fresh = [n for n in pool if n not in taken and n != place.value]
    return _write(answer, place, rng.choice(fresh)) if fresh else None


def rebound(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """A number of the answer replaced by one that the brief has for something else."""
    material = candidate_text(brief)
    uses: dict[int, set[str]] = {}
    for p in _places(material):
        if 2 <= p.value < 1_000_000:
            uses.setdefault(p.value, set()).add(p.next)
    pairs = []
    for place in _claims(brief, answer):
        near = stated_values(answer[max(0, place.start - 12) : place.end + 12])
        implied = known_values(str(place.value))
        for value in uses:
            year = 1900 <= value <= 2100
            if place.next in _TIME and value > _LONGEST:
                continue
            if value not in near and value not in implied and year == place.is_year:
                pairs.append((place, value))
    if not pairs:
        return None
    place, value = rng.choice(pairs)
    return _write(answer, place, value)
