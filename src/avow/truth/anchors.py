"""Anchors: the verbatim quotes that a model's sentences rest on, checked by code."""

from collections.abc import Iterator

from avow.language.analysis import analyse
from avow.truth import credentials, names, numbers, posts
from avow.truth.evidence import Evidence, Hit
from avow.types import Draft, Material, Owner, Quote, Sentence, Statement

_SLOTS = (numbers.check, names.check, credentials.check, posts.titles)


def check(draft: Draft, material: Material) -> Iterator[Hit]:
    """Hits for quotes that are not verbatim in the cited statement, and for slots outside every quote.

    Only for drafts that were asked for anchors; offsets are those of `draft.text`.
    """
    if not draft.anchored:
        return
    start = 0
    for sentence in draft.sentences:
        end = start + len(sentence.text)
        false = [q for q in sentence.quotes if not is_verbatim(q, material)]
        for quote in false:
            yield Hit(
                start, end, "", f'"{_short(quote.text)}" does not stand in {quote.statement}', quote.statement
            )
        yield from _loose_slots(sentence, start, material, {id(q) for q in false})
        start = end + 1


def is_verbatim(quote: Quote, material: Material) -> bool:
    """Whether the quote stands word for word in the statement it names; case and spacing are forgiven."""
    statement = material.find(quote.statement)
    return bool(quote.text.strip()) and statement is not None and _plain(quote.text) in _plain(statement.text)


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
