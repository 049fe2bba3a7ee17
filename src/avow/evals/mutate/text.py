"""Small readings of English that the generator needs. On purpose it shares nothing with the checks."""

import re
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import alpha2digit

from avow.types import Brief

# The year in which "since 2015" is read; a few are allowed for, because briefs have no date.
NOW = range(2024, 2028)
GROUPS = {
    "dozen": 12,
    "half a dozen": 6,
    "half-dozen": 6,
    "decade": 10,
    "score": 20,
    "couple": 2,
    "half": 0.5,
}
_GROUP = re.compile(rf"\b(?:{'|'.join(sorted(GROUPS, key=len, reverse=True))})\b", re.I)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BOUNDARY = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“‘'(]?[^\W_])")
_ABBREVIATED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|Co|Prof|Sr|Jr|e\.g|i\.e|vs|No|approx)\.$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_AN = re.compile(
    r"[AEFHILMNORSX][A-Z]|(?!u(?:ni|s[ei]|t[ei])|eu|one\b)[aeiou]|hour|honest|honorary", re.NOFLAG
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """An answer with one planted defect; `type` is the label of truth.md or of the other guardrails."""

    operator: str
    type: str
    answer: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """`answer` with `start:end` newly written."""

    answer: str
    start: int
    end: int


def candidate_text(brief: Brief) -> str:
    """What the candidate said, a line each."""
    return "\n".join([brief.aspiration, *brief.facts])


def company_text(brief: Brief) -> str:
    """What is known of the employer."""
    c = brief.company
    return "\n".join([c.name, c.role, c.mission, c.culture, *c.values, c.posting])


def brief_text(brief: Brief) -> str:
    """Everything a filler must be absent from."""
    return "\n".join([brief.question, candidate_text(brief), company_text(brief), *brief.withhold])


@lru_cache(maxsize=2048)
def stated_values(text: str) -> frozenset[float]:
    """Every quantity in the text, digits or spelled."""
    both = text + "\n" + alpha2digit(text, "en")
    found = {float(m.group().rstrip(",").replace(",", "")) for m in _DIGITS.finditer(both)}
    found |= {GROUPS[m.group().lower()] for m in _GROUP.finditer(text)}
    return frozenset(found)


@lru_cache(maxsize=2048)
def known_values(text: str) -> frozenset[float]:
    """Stated quantities with those that follow: years since a date, and the date of so many years ago."""
    found = set(stated_values(text))
    for value in tuple(found):
        if 1900 <= value <= 2100:
            found |= {now - value for now in NOW}
        elif value <= 70:
            found |= {now - value for now in NOW}
            found |= {value * 12, value * 10}
    return frozenset(found)


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, without the space around it."""
    cuts = [
        m
        for m in _BOUNDARY.finditer(text)
        if not _ABBREVIATED.search(text[max(0, m.start() - 8) : m.start()])
    ]
    starts = [0, *(m.end() for m in cuts)]
    ends = [*(m.end() - len(m.group()) + len(m.group().rstrip()) for m in cuts), len(text.rstrip())]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if e > s]


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Word stems that carry meaning: five letters of every word of four and more."""
    return frozenset(m.group().casefold()[:5] for m in _WORD.finditer(text) if len(m.group()) > 3)


def contains(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words, whatever the case."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.I) is not None


def with_article(noun: str) -> str:
    """The noun with "a" or "an"."""
    return f"{'an' if _AN.match(noun) else 'a'} {noun}"


def capitalised(text: str) -> str:
    """The text with a capital at its start, as a sentence wants it."""
    return text[:1].upper() + text[1:]


def replaced(answer: str, start: int, end: int, new: str) -> Edit:
    """The answer with `start:end` replaced."""
    return Edit(answer[:start] + new + answer[end:], start, start + len(new))
