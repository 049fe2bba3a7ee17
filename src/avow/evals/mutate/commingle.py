"""Two true facts joined into a false one: the date, the length or the place of one told of another."""

import re
from random import Random

from avow.evals.mutate import data
from avow.evals.mutate.plant import insert_sentence, with_given
from avow.evals.mutate.text import Edit, candidate_text, contains, known_values, stated_values
from avow.types import Brief

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LENGTH = re.compile(
    r"\b(?:[1-5]?\d|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty(?:-\w+)?|thirty)"
    r" (?:years|yrs|months|seasons|winters|summers|weeks)\b",
    re.I,
)
_PLACE = re.compile(
    r"(?:\b(?:in|at|near|to)\s|,\s)(?P<at>[A-ZÀ-Þ][a-zà-ÿ]{3,}(?:\s[A-ZÀ-Þ][a-zà-ÿ]+)*)(?=[,.;)\s]|$)"
)
_NO_DEED = (
    "Certified|Registered|Qualified|Self|Licen[cs]ed|Chartered|Retired|Trained|Experienced|Advanced|Mixed"
    "|Skilled|Based|Accredited|Detailed"
)
_DEED = re.compile(
    rf"(?!{_NO_DEED})(?:[A-Z]\w+ed|Built|Won|Ran|Led|Wrote|Made|Took|Set up|Taught|Grew|Sold|Cut|Gave"
    r"|Held|Kept|Put|Spent|Drew|Rebuilt|Oversaw)\b"
)
_NOT_PLACES = frozenset(
    "English German French Spanish Italian History Economics Chemistry Education Music Geology Physics Law"
    " Nursing January February March April June July August September October November December"
    " Excel Python Band Level Certificate Diploma Class Monday Tuesday Wednesday Thursday Friday".split()
)
_TONGUE = re.compile(r"(?:ish|ese|ian|ic)$")
# "in Economics" looks like a place.
_STUDIED = re.compile(r"\b(?:certificate|degree|diploma|course|B\.?Sc|M\.?Sc|BA|MA|PhD|Cert)\b", re.I)
_KINDS = (("number", _YEAR, 0), ("number", _LENGTH, 0), ("name", _PLACE, "at"))


def _values(pattern: re.Pattern[str], group: int | str, text: str) -> list[tuple[int, int, str]]:
    found = [(m.start(group), m.end(group), m.group(group)) for m in pattern.finditer(text)]
    return [f for f in found if f[2].split()[0] not in _NOT_PLACES and not _TONGUE.search(f[2])]


def _same(one: str, other: str) -> bool:
    return contains(other, one) or bool(known_values(one) & stated_values(other))


def _told(fact: str, rng: Random) -> str:
    fact = fact.strip().rstrip(".")
    if _DEED.match(fact):
        fact = re.sub(r", (?=(?:19|20)\d\d$)", " in ", fact[0].lower() + fact[1:])
        return with_given(rng.choice(data.words("commingling", "deed")), {"fact": fact})
    return with_given(rng.choice(data.words("commingling", "line")), {"fact": fact})


def commingling(brief: Brief, answer: str, rng: Random) -> tuple[Edit, str] | None:
    """One fact with a date, length or place that the material has for another; with its label."""
    material = candidate_text(brief)
    mixed: list[tuple[str, str]] = []
    for fact in brief.facts:
        if len(fact.split()) > 16:
            continue
        for label, pattern, group in _KINDS:
            if label == "name" and _STUDIED.search(fact):
                continue
            own = _values(pattern, group, fact)
            if len(own) != 1:
                continue
            start, end, value = own[0]
            for _, _, donor in _values(pattern, group, material):
                other = donor if group else donor.lower()
                if not contains(fact, other) and not _same(value, other):
                    mixed.append((fact[:start] + other + fact[end:], label))
    if not mixed:
        return None
    text, label = rng.choice(mixed)
    return insert_sentence(answer, _told(text, rng), rng), label
