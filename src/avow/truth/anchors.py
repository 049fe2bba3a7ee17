"""Anchors: the verbatim quotes that a model's sentences rest on, checked by code."""

from collections.abc import Iterator
from functools import cache

from avow.language.analysis import analyse
from avow.language.names import FUNCTION
from avow.language.tokens import Kind
from avow.prompts import NAMES, load
from avow.truth import credentials, names, numbers, posts
from avow.truth.evidence import Evidence, Hit, evidence
from avow.truth.lexicon import slots
from avow.types import Draft, Material, Owner, Quote, Sentence, Statement

_SLOTS = (numbers.check, names.check, credentials.check, posts.titles)


def check(draft: Draft, material: Material) -> Iterator[Hit]:
    """Hits for quotes that are not verbatim in the cited statement, and for slots outside every quote.

    Only for drafts that were asked for anchors; offsets are those of `draft.text`.
    """
    if not draft.anchored:
        return
    start = 0
    yield from _leaks(draft.text, evidence(material).candidate.words)
    for sentence in draft.sentences:
        end = start + len(sentence.text)
        false = [q for q in sentence.quotes if not is_verbatim(q, material)]
        for quote in false:
            yield Hit(
                start, end, "", f'"{_short(quote.text)}" does not stand in {quote.statement}', quote.statement
            )
        yield from _loose_slots(sentence, start, material, {id(q) for q in false})
        if not [q for q in sentence.quotes if q not in false] and _asserts(sentence.text, material):
            yield Hit(start, end, "", "this sentence rests on no quote, and it is no mere courtesy", None)
        start = end + 1


def is_verbatim(quote: Quote, material: Material) -> bool:
    """Whether the quote stands word for word in the statement it names; case and spacing are forgiven."""
    statement = material.find(quote.statement)
    if statement is None or not quote.text.strip():
        return False
    if statement.id in evidence(material).planted:
        return False  # an order planted in the material supports nothing
    return _plain(quote.text) in _plain(statement.text)


_RUN = 7  # words in a row that no candidate says by chance


def _leaks(text: str, own: frozenset[str]) -> Iterator[Hit]:
    """Where an answer recites the prompt it was asked with, in words that are not the candidate's own."""
    words = [t for t in analyse(text).tokens if t.kind is not Kind.SIGN]
    lows = [t.low for t in words]
    for i in range(len(lows) - _RUN + 1):
        theirs = all(low in own or low in FUNCTION for low in lows[i : i + _RUN])
        if not theirs and " ".join(lows[i : i + _RUN]) in _recited():
            yield Hit(
                words[i].start,
                words[i + _RUN - 1].end,
                "voice",
                "this recites the instructions given to the model",
            )
            return


@cache
def _recited() -> frozenset[str]:
    runs: set[str] = set()
    for name in NAMES:
        lows = [t.low for t in analyse(load(name).system).tokens if t.kind is not Kind.SIGN]
        runs.update(" ".join(lows[i : i + _RUN]) for i in range(len(lows) - _RUN + 1))
    return frozenset(runs)


_MOSTLY = 0.5  # share of content words that neither the material nor general courtesy knows


def _asserts(text: str, material: Material) -> bool:
    """Whether a sentence without a quote says more than a courtesy or framing could."""
    ev = evidence(material)
    content = analyse(text).content
    known = frozenset(slots()["free"]["stems"]) | ev.candidate.stems | ev.company.stems
    strange = content - known
    return len(strange) > _MOSTLY * len(content)


def owner_of(quote: Quote, material: Material) -> Owner | None:
    """Who said the quoted statement; None if there is no such statement."""
    statement = material.find(quote.statement)
    return statement.owner if statement else None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split()).strip("\"'“”")


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _loose_slots(sentence: Sentence, start: int, material: Material, false: set[int]) -> Iterator[Hit]:
    quoted = [
        Statement(
            id=q.statement,
            owner=owner,
            field="quote",
            text=q.text,
            start=0,
            end=len(q.text),
        )
        for q in sentence.quotes
        if id(q) not in false and (owner := owner_of(q, material)) is not None
    ]
    # The employer's name and role, and the question, are known to everybody in the room.
    known = [s for s in material.company if s.field in ("company.name", "company.role")]
    ev = Evidence(material.model_copy(update={"statements": tuple(quoted + known)}))
    for slot in _SLOTS:
        for hit in slot(analyse(sentence.text), ev):
            span = sentence.text[hit.start : hit.end]
            message = f'"{span}" stands in none of the quotes of its sentence'
            yield Hit(start + hit.start, start + hit.end, hit.type, message, hit.nearest)
