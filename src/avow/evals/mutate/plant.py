"""Operators that put a carrier with fillers at a safe place of the answer."""

import re
from itertools import pairwise
from random import Random

from avow.evals.mutate import data
from avow.evals.mutate.text import (
    Edit,
    brief_text,
    candidate_text,
    capitalised,
    contains,
    content,
    known_values,
    sentences,
    stated_values,
    with_article,
)
from avow.types import Brief

_SLOT = re.compile(r"\{(a )?(\w+)\}")
_NUMERIC = {"duration", "percent", "headcount", "tally", "money", "year"}
# Wordy fillers, of which a part may well occur in a brief by chance.
_WORDY = {"stay", "shift", "since", "employer_fact", "employer_thing", "wish", "target"}
_SHARE = 0.5
# A sentence that leans on the one before it must stay beside it.
_LEANS = re.compile(
    r"(?:that|this|these|those|it|its|they|them|he|she|there|then|so|both|which|later|before that|after that"
    r"|for that|and|but|or|such|answering|mine|same|the other)\b",
    re.I,
)
_MID = re.compile(r", (?:and|but|so) (?=I(?:'|’|\b))")
_FIRST = re.compile(r"I(?:['’](?:d|m|ve|ll))?\s")


def insert_sentence(answer: str, sentence: str, rng: Random, *, place: str = "sentence") -> Edit:
    """The sentence before, after, or between the answer's own, never between two that lean on each other."""
    spans = sentences(answer)
    if place == "open" or not spans:
        return Edit(f"{sentence} {answer}", 0, len(sentence))
    spots = [spans[-1][1]]
    if place == "sentence":
        for (_, end), (start, _) in pairwise(spans):
            if answer[end - 1] != "?" and not _LEANS.match(answer[start:]):
                spots.append(end)
        if _FIRST.match(sentence) and not _LEANS.match(answer):
            spots.append(0)
    spot = rng.choice(spots)
    if spot == 0:
        return Edit(f"{sentence} {answer}", 0, len(sentence))
    return Edit(f"{answer[:spot]} {sentence}{answer[spot:]}", spot + 1, spot + 1 + len(sentence))


def _trail(answer: str, phrase: str, rng: Random) -> Edit | None:
    ends = [
        end - 1
        for start, end in sentences(answer)
        if answer[end - 1] == "." and re.search(r"\bI\b", answer[start:end]) and ";" not in answer[start:end]
    ]
    if not ends:
        return None
    spot = rng.choice(ends)
    lead = len(phrase) - len(phrase.lstrip(" ,-"))
    return Edit(answer[:spot] + phrase + answer[spot:], spot + lead, spot + len(phrase))


def _before(answer: str, phrase: str, spots: list[int], rng: Random) -> Edit | None:
    if not spots:
        return None
    spot = rng.choice(spots)
    return Edit(answer[:spot] + phrase + answer[spot:], spot, spot + len(phrase.rstrip(" ,")))


def insert(answer: str, place: str, text: str, rng: Random) -> Edit | None:
    """The carrier's text at its place, or None where the answer has no such place."""
    if place == "trail":
        return _trail(answer, text, rng)
    if place == "front":
        starts = [start for start, _ in sentences(answer) if _FIRST.match(answer, start)]
        return _before(answer, text, starts, rng)
    if place == "mid":
        return _before(answer, text, [m.end() for m in _MID.finditer(answer)], rng)
    return insert_sentence(answer, text, rng, place=place)


def is_new(slot: str, filler: str, brief: Brief, answer: str) -> bool:
    """Whether neither brief nor answer holds the filler, nor a quantity equal to the filler's."""
    text = f"{brief_text(brief)}\n{answer}"
    if contains(text, filler) or stated_values(filler) & known_values(text):
        return False
    if slot in _NUMERIC:
        return True
    own = content(filler)
    shared = own & content(text)
    return len(shared) < _SHARE * len(own) if slot in _WORDY and own else not shared


def fill(carrier: str, brief: Brief, answer: str, rng: Random) -> str | None:
    """The carrier with every slot filled by something new, or None where nothing new is left."""
    chosen: list[str] = []
    for match in _SLOT.finditer(carrier):
        slot = match.group(2)
        fresh = [f for f in data.fillers(slot.lower()) if is_new(slot.lower(), f, brief, answer)]
        if not fresh:
            return None
        filler = rng.choice(fresh)
        filler = with_article(filler) if match.group(1) else filler
        chosen.append(capitalised(filler) if slot[0].isupper() else filler)
    words = iter(chosen)
    return _SLOT.sub(lambda _: next(words), carrier)


def with_given(carrier: str, given: dict[str, str]) -> str:
    """The carrier with its slots taken from `given`; a slot written with a capital gets one."""

    def put(match: re.Match[str]) -> str:
        value = given[match.group(2).lower()]
        return capitalised(value) if match.group(2)[0].isupper() else value

    return _SLOT.sub(put, carrier)


def plant(
    operator: str, brief: Brief, answer: str, rng: Random, given: dict[str, str] | None = None
) -> Edit | None:
    """One carrier of the operator, filled, at its place."""
    unless = data.table(operator).get("unless")
    if unless and re.search(unless, candidate_text(brief), re.I):
        return None
    choices = data.carriers(operator)
    rng.shuffle(choices)
    for place, carrier in choices:
        text = with_given(carrier, given) if given else fill(carrier, brief, answer, rng)
        edit = insert(answer, place, text, rng) if text else None
        if edit:
            return edit
    return None
