"""Dislikes as what they move towards, along a table that asserts nothing new (data/reframe.toml)."""

from functools import cache

from avow.language.phrases import PhraseIndex
from avow.reading.kinds import Role, Segment
from avow.reading.tagger import data


@cache
def _rows() -> PhraseIndex:
    return PhraseIndex({row["towards"]: row["from"] for row in data("reframe")["row"]})


def towards(segment: Segment) -> str:
    """What a disliked thing moves towards, after "I'd like to"; "" where it has no such side.

    A grudge counts by what it says of the work; who it is against is never told. No other private matter.
    """
    grudge = segment.role is Role.PRIVATE and segment.topic == "grudge"
    if segment.field != "aspiration" or not (grudge or (segment.role is Role.DISLIKE and not segment.topic)):
        return ""
    return next((label for label, _, _ in _rows().scan(segment.tokens)), "")


def phrases() -> tuple[str, ...]:
    """Every phrase that the table may say."""
    return tuple(row["towards"] for row in data("reframe")["row"])
