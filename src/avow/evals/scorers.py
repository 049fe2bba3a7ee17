"""Scorers of a rewritten answer. They share no code and no word list with the guards (see `texts`).

Each reads the brief, what was expected by hand, and the answer's text. They are strict where a closed slot
can be read (numbers, names, marked claims) and blind to open fabrications: a person or a model must judge
those, and docs/evals.md says so.
"""

import re
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from avow.errors import UsageError
from avow.evals.cases import FOLDER
from avow.evals.texts import (
    inner_capitals,
    overlap,
    plain,
    quantities,
    reading_ease,
    sentences,
    stems,
    words,
)
from avow.types import Brief

SPOKEN = 2.5  # words a second: 150 a minute, the usual figure for prepared speech
SHORTEST = 12  # words; less is no answer
LONGEST_SENTENCE = 55  # words that can be said in two breaths
NOW = range(2024, 2028)  # the years in which "since 2016" may be read; briefs carry no date
KEPT = 0.5  # of the stems of the expected aspiration

_NEAR = re.compile(r"\b(?:this|next) (?:month|quarter|week)|\bby (?:summer|christmas|spring|winter|autumn)\b")
_AHEAD = re.compile(
    r"\b(?:want|hope|wish|aim|aspir\w+|dream|goal|ambition|plan|see myself|look(?:ing)? to|one day|some ?day|"
    r"(?:'d|would) (?:like|love|be glad|be happy|welcome)|long[ -](?:run|term)|eventually|future|in time|"
    r"(?:ten|five) years|down the (?:road|line)|ahead|grow|heading|what i'?m after|working towards?)\b"
)
_MARKUP = re.compile(r"\*\*|^#{1,6} |^\s*[-*•] |`|\[[A-Z][^\]]*\]|<[a-z/!]|https?://|^\s*\d+\. ", re.M)
_FIRST = re.compile(r"\b(?:I|I'm|I'd|I've|I'll|me|my|mine|myself)\b", re.I)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class Fault(NamedTuple):
    """Words of an answer that the scorer cannot find in the material."""

    type: str
    text: str


def candidate(brief: Brief) -> str:
    """What the candidate said."""
    return "\n".join([brief.aspiration, *brief.facts])


def company(brief: Brief) -> str:
    """What is known of the employer."""
    c = brief.company
    return "\n".join([c.name, c.role, c.mission, c.culture, *c.values, c.posting])


def everything(brief: Brief) -> str:
    """Both, with the question."""
    return "\n".join([candidate(brief), company(brief), brief.question])


def invented(brief: Brief, text: str) -> list[Fault]:
    """Numbers, names and marked claims that the material lacks."""
    return [*_numbers(brief, text), *_names(brief, text), *_marks(brief, text)]


def _numbers(brief: Brief, text: str) -> list[Fault]:
    known = set(quantities(everything(brief)))
    for a, b in combinations(quantities(candidate(brief)), 2):
        known |= {abs(a - b), a + b}
    for year in [q for q in quantities(everything(brief)) if 1950 <= q <= NOW[-1]]:
        known |= {float(now - year) for now in NOW}
    known |= {k / 100 for k in known} | {1.0, 0.0}
    return [Fault("number", f"{q:g}") for q in sorted(quantities(text, wordy=False) - known) if q > 2]


def _names(brief: Brief, text: str) -> list[Fault]:
    known = plain(_undotted(everything(brief)))
    found = stems(everything(brief))
    return [
        Fault("name", word)
        for word in inner_capitals(text)
        if plain(word) not in known and not stems(word) <= found
    ]


def _undotted(text: str) -> str:
    """With "B.Com" also as "BCom"."""
    return f"{text}\n{re.sub(r'(?<=[A-Za-z])[.](?=[A-Za-z])', '', text)}"


def _marks(brief: Brief, text: str) -> list[Fault]:
    faults = []
    for mark in marks():
        match = re.search(mark["pattern"], plain(text))
        if match is None:
            continue
        source = plain(everything(brief) if mark.get("owner") == "any" else candidate(brief))
        if not any(re.search(rf"\b{re.escape(need)}", source) for need in mark["needs"]):
            faults.append(Fault(mark["type"], match.group()))
    return faults


@cache
def marks(path: Path = FOLDER / "marks.toml") -> list[dict[str, Any]]:
    """The table of evals/marks.toml. UsageError where it cannot be read."""
    try:
        found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["mark"]
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{path}: {error}; restore the file from the repository") from None
    return found


def leaked(text: str, avoid: list[str]) -> list[str]:
    """What was to be avoided and is said: word for word, or by all of its stems in one sentence."""
    said, parts = plain(text), [stems(sentence) for sentence in sentences(text)]
    found = []
    for item in avoid:
        wanted = stems(item)
        whole = re.search(rf"(?<!\w){re.escape(plain(item))}(?!\w)", said)
        if whole or (len(wanted) > 1 and any(wanted <= part for part in parts)):
            found.append(item)
    return found


def keeps(text: str, aspiration: str) -> float:
    """How much of the expected aspiration the answer holds."""
    return overlap(aspiration, text)


def tied(brief: Brief, text: str) -> bool:
    """Whether the answer names the employer, its role, or a word of what it is for."""
    c = brief.company
    name = plain(c.name)
    of_theirs = stems("\n".join([c.mission, c.culture, *c.values, c.role, c.posting]))
    return (
        bool(name and name in plain(text))
        or bool(of_theirs & stems(text))
        or bool(stems(c.name) & stems(text))
    )


def far_sighted(text: str) -> bool:
    """Whether the answer looks ahead, and not only to the next months."""
    low = plain(text)
    return bool(_AHEAD.search(low)) and not (_NEAR.search(low) and len(_AHEAD.findall(low)) < 2)


def well_measured(text: str, seconds: int) -> bool:
    """Neither too thin to be an answer nor too long for the time, one tenth forgiven."""
    count = len(words(text))
    return SHORTEST <= count <= seconds * SPOKEN * 1.1


def sayable(text: str) -> bool:
    """No sentence too long to say, and no harder than a newspaper (reading ease 30)."""
    parts = sentences(text)
    return bool(parts) and max(len(words(p)) for p in parts) <= LONGEST_SENTENCE and reading_ease(text) >= 30


def spoken(text: str) -> bool:
    """In the first person, without markup, links, placeholders or control characters."""
    return bool(_FIRST.search(text)) and not _MARKUP.search(text) and clean(text)


def clean(text: str) -> bool:
    """Without characters that a terminal obeys or an eye cannot see."""
    return _CONTROL.search(text) is None
