"""Which statements go into the prompt, when not all of them may or can.

Whole statements are left out, never cut: half a statement may say the opposite.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from avow.engines.privacy import withheld
from avow.errors import ConfigurationError
from avow.language.sentences import sentences
from avow.language.tokens import Kind, tokenise
from avow.types import Brief, Material, Owner, Statement


@dataclass(frozen=True, slots=True)
class Selection:
    """The statements to send, in their order, and one note for each group that stays behind."""

    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()


def without_withheld(material: Material) -> Selection:
    """The statements that touch nothing the candidate asks to withhold.

    Raises ConfigurationError where nothing of the aspiration would be left to answer from.
    """
    items = material.brief.withhold
    statements = material.statements
    flags = withheld((s.text for s in statements), items) if items else [False] * len(statements)
    kept = tuple(s for s, flag in zip(statements, flags, strict=True) if not flag)
    back = [s.id for s, flag in zip(statements, flags, strict=True) if flag]
    if back and not any(s.field == "aspiration" for s in kept):
        raise ConfigurationError(
            "every sentence of the aspiration touches something to withhold, so nothing could be sent: "
            "write the withheld part as a sentence of its own, send it with --send-withheld, "
            "or use --model offline"
        )
    notes = (f"not sent, because it is to be withheld: {', '.join(back)}",) if back else ()
    return Selection(kept, notes)


def without_withheld_sentences(brief: Brief) -> str:
    """The voice sample without the sentences that touch what is to be withheld."""
    if not (brief.withhold and brief.voice):
        return brief.voice
    places = sentences(brief.voice)
    until = [*(start for start, _ in places[1:]), len(brief.voice)]  # with the breaks between them
    said = [brief.voice[start:end] for (start, _), end in zip(places, until, strict=True)]
    flags = withheld(said, brief.withhold)
    return "".join(text for text, flag in zip(said, flags, strict=True) if not flag).strip()


def fitting(
    statements: Sequence[Statement], question: str, room: int | None, tokens: Callable[[str], int]
) -> Selection:
    """As many statements as fit into `room` tokens, the most relevant ones first.

    Relevance: the aspiration; then what the employer is and is for; then facts and posting lines by the
    words they share with the aspiration, the question and the role. Raises ConfigurationError where not
    even the first statement fits.
    """
    if room is None:
        return Selection(tuple(statements))
    about = " ".join([question, *(s.text for s in statements if s.field in ("aspiration", "company.role"))])
    topic = _stems(about)
    left = room
    kept: set[str] = set()
    for statement in sorted(statements, key=lambda s: _rank(s, topic)):
        cost = tokens(statement.text) + 8  # id, owner, field, quotes
        if cost <= left:
            left -= cost
            kept.add(statement.id)
        elif statement.field == "aspiration":
            break  # later ones would stand without what they follow from
    if not any(s.id in kept for s in statements if s.field == "aspiration"):
        raise ConfigurationError(
            "the aspiration does not fit into what this model can read: use one with a larger context, "
            "raise --context, or shorten it"
        )
    chosen = tuple(s for s in statements if s.id in kept)
    back = [s.id for s in statements if s.id not in kept]
    notes = (f"left out to fit the model's context, least relevant first: {', '.join(back)}",) if back else ()
    return Selection(chosen, notes)


_KINDS = (
    "aspiration",
    "company.name",
    "company.role",
    "company.mission",
    "company.culture",
    "company.values",
)


def _rank(statement: Statement, topic: frozenset[str]) -> tuple[int, float]:
    """Sorts first what is needed most; a stable sort keeps the order of the brief among equals."""
    kind = statement.field.split("[")[0]
    if kind in _KINDS:
        return _KINDS.index(kind), 0.0
    stems = _stems(statement.text)
    shared = len(stems & topic) / (len(stems) or 1)
    own = statement.owner is Owner.CANDIDATE
    return len(_KINDS), -(shared + (0.1 if own else 0.0))


def _stems(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokenise(text) if t.kind is not Kind.SIGN and len(t.low) > 3)
