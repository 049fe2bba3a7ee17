"""Principle "fitting": the key of the culture decides the words."""

from collections.abc import Iterator
from functools import lru_cache

from avow.guards.base import Example, Guard
from avow.guards.lexicon import hits
from avow.types import Draft, Finding, Material, Severity

_SHOUTS = 2  # exclamation marks that a sober house hears as too many


def _fitting(draft: Draft, material: Material) -> Iterator[Finding]:
    key = _key(tuple(s.text for s in material.company if s.field.startswith(("company.cult", "company.val"))))
    text = draft.text
    if key != "playful":
        for hit in hits(text, "fitting/casual")[:1]:
            yield FITTING.finding(
                f"{text[hit.start : hit.end]!r} is too casual for an interview" + (" here" if key else ""),
                hit.start,
                hit.end,
                type="fitting",
                hint="keep the thought and say it a shade more soberly",
            )
    if key == "staid" and text.count("!") >= _SHOUTS:
        at = text.index("!")
        yield FITTING.finding(
            "exclamation marks, where the culture is sober",
            at,
            at + 1,
            type="fitting",
            hint="end in full stops",
        )
    if key != "staid":
        for hit in hits(text, "fitting/stiff")[:1]:
            yield FITTING.finding(
                f"{text[hit.start : hit.end]!r} is stiffer than this house speaks",
                hit.start,
                hit.end,
                type="fitting",
                hint="say it as one says it across a table",
            )


@lru_cache(maxsize=256)
def _key(culture: tuple[str, ...]) -> str:
    """The key that a culture names: "staid", "playful", or "" where it names none or both."""
    staid, playful = (
        sum(len(hits(text, f"fitting/{name}")) for text in culture) for name in ("staid", "playful")
    )
    return "" if staid == playful else "staid" if staid > playful else "playful"


_BANK = {"company": {"name": "Alder Trust", "culture": "Discreet, exact, measured in generations"}}
_TOYS = {"company": {"name": "Fizzgig", "culture": "Playful and irreverent; no suits, much laughter"}}

FITTING = Guard(
    code="fitting",
    principle="fitting",
    severity=Severity.WARN,
    summary="speaks in another key than the culture",
    explanation=(
        "The same true wish is heard differently in a studio and in a bank. The facts stay; which of them "
        "come first and how they are worded follows the culture. A warning only: taste is the candidate's."
    ),
    check=_fitting,
    allows=(
        Example("I hope to look after families' affairs for many years, exactly and quietly.", _BANK),
        Example("I want to make toys that make grandmothers giggle!", _TOYS),
        Example("Over the years I'd like to grow into a maker of odd little machines.", _TOYS),
        Example("I'd be glad to learn the trade from the ground up.", _BANK),
    ),
    flags=(
        Example("I wanna run the whole desk one day, it would be awesome.", _BANK),
        Example("I'd love that! Trusts are where I want to be! For years!", _BANK),
        Example("It is my intention to contribute to toys, and furthermore to develop.", _TOYS),
        Example("Yeah, some day I'd like to lead a team of carers."),
    ),
)
