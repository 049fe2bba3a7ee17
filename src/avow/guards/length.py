"""Principle "brief": as long as the time allows, and long enough to be an answer."""

from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.language.speech import WORDS_PER_SECOND, words
from avow.types import Draft, Finding, Material, Severity

_TOLERATED = 1.5  # speakers differ by about as much; beyond it no pace helps
_ADVISED = 1.25
_FEWEST = 18  # words: about seven seconds; below it there is room for one thought at most


def _long(draft: Draft, material: Material) -> Iterator[Finding]:
    count, seconds = words(draft.text), material.brief.style.seconds
    if count <= _ADVISED * WORDS_PER_SECOND * seconds:
        return
    severity = Severity.BLOCK if count > _TOLERATED * WORDS_PER_SECOND * seconds else Severity.WARN
    yield LONG.finding(
        f"{count} words take about {count / WORDS_PER_SECOND:.0f} seconds; {seconds} are meant",
        0,
        len(draft.text),
        type="length",
        severity=severity,
        hint=(
            f"say it in about {WORDS_PER_SECOND * seconds:.0f} words: the wish, one reason to believe it, "
            f"one tie"
        ),
    )


def _thin(draft: Draft, material: Material) -> Iterator[Finding]:
    count = words(draft.text)
    if count < _FEWEST:
        yield THIN.finding(
            f"{count} words are too few to count as an answer",
            0,
            len(draft.text),
            type="length",
            hint="add one supported thing the candidate brings, or one that ties the wish to the employer",
        )


_WISH = "In the long run I'd like to lead a bakery and teach young bakers how to wait for dough."
_TIE = (
    " I bring nine years of night shifts, and I'd be glad to put them to work in a house that bakes slowly."
)
_AFTER = " After that I'd like to write it down, week by week, for whoever comes next to the oven."

LONG = Guard(
    code="length-long",
    principle="brief",
    severity=Severity.BLOCK,
    summary="takes longer than the time it is meant for",
    explanation=(
        "At an unhurried pace the brief's seconds allow a known number of words. A quarter more is warned "
        "of; half as much again is refused, since nobody listens to the end of it."
    ),
    check=_long,
    allows=(
        Example(_WISH + _TIE),
        Example(_WISH + _TIE + _AFTER),
        Example(_WISH, {"style": {"seconds": 10}}),
        Example((_WISH + _TIE + _AFTER) * 2, {"style": {"seconds": 60}}),
    ),
    flags=(
        Example((_WISH + _TIE + _AFTER) * 4),
        Example(_WISH + _TIE, {"style": {"seconds": 10}}),
        Example((_WISH + _TIE + _AFTER) * 3, {"style": {"seconds": 30}}),
        Example((_WISH + _TIE) * 12, {"style": {"seconds": 120}}),
    ),
)
THIN = Guard(
    code="length-thin",
    principle="brief",
    severity=Severity.BLOCK,
    summary="says too little to count as an answer",
    explanation=(
        "A line that is over before the listener looks up answers nothing. Short is good; one thought "
        "without a reason or a tie is not yet an answer."
    ),
    check=_thin,
    allows=(
        Example(_WISH),
        Example(
            "I'd like to lead a bakery one day. Nine years of nights come with me, and they are yours to use."
        ),
        Example(
            "One day: a bakery of my own making, slow dough, young bakers, and your town as its first "
            "customer, I hope."
        ),
        Example(_TIE + " One day I hope to lead."),
    ),
    flags=(
        Example("To be a baker."),
        Example("I want to lead a bakery one day, and to teach."),
        Example("Growth, mainly. And to help your shop do well."),
        Example(""),
    ),
)
