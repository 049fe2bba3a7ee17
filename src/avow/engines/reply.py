"""From a model's parsed answer to a reply: sentences with their citations, open questions, the fit."""

from collections.abc import Sequence

from avow.answers import Completed, RewriteAnswer, WrittenSentence
from avow.engines.base import Reply, Request
from avow.types import Draft, Fit, FitLevel, LedgerEntry, Material, Quote, Sentence, Treatment


def reply(done: Completed[RewriteAnswer], request: Request, engine: str, notes: tuple[str, ...]) -> Reply:
    """The reply to a request. Citations are carried over as given: the guards decide what they are worth."""
    answer, material = done.value, request.material
    return Reply(
        draft=Draft(
            sentences=tuple(_sentence(written, material) for written in answer.sentences),
            engine=engine,
            attempt=request.attempt,
            anchored=True,
        ),
        usage=done.usage,
        prompts=(done.prompt,),
        questions=tuple(dict.fromkeys(text.strip() for text in answer.wanted)),
        notes=(*notes, *done.notes),
        fit=Fit(level=FitLevel(answer.fit.level), reason=answer.fit.reason),
        left_out=_left_out(answer, material),
    )


def _sentence(written: WrittenSentence, material: Material) -> Sentence:
    quotes = tuple(
        Quote(statement=_quoted(claim.cites, claim.quote, material), text=claim.quote)
        for claim in written.claims
        if claim.cites
    )
    cites = dict.fromkeys(_id(cited) for claim in written.claims for cited in claim.cites)
    return Sentence(text=written.text, cites=tuple(cites), quotes=quotes)


def _quoted(cites: Sequence[str], quote: str, material: Material) -> str:
    """The cited statement that holds the quote, else the first cited; the guards decide what it is worth."""
    for cited in cites:
        statement = material.find(_id(cited))
        if statement is not None and quote and quote in statement.text:
            return statement.id
    return _id(cites[0])


def _id(cited: str) -> str:
    return cited.strip(" []().").upper()


def _left_out(answer: RewriteAnswer, material: Material) -> tuple[LedgerEntry, ...]:
    entries = []
    for left in answer.left_out:
        statement = material.find(_id(left.id))
        if statement is not None and statement in material.candidate:
            entries.append(
                LedgerEntry(
                    statement=statement.id,
                    treatment=Treatment.LEFT_OUT,
                    reason=left.why,
                    principle="discreet",
                )
            )
    return tuple(entries)
