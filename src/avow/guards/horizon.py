"""Principle "far-sighted": the answer looks as far ahead as the question."""

from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.lexicon import covered, hits
from avow.types import Draft, Finding, Horizon, Material, Severity

_LIMITS = 10  # tokens from "first" or "for now" to the wish that it limits
_FAR = {"question": "What are your long-term aspirations?"}


def _horizon(draft: Draft, material: Material) -> Iterator[Finding]:
    if material.question.horizon is Horizon.NEAR or _looks_far(draft.text):
        return
    text = draft.text
    near = hits(text, "horizon/near")
    unclear = material.question.variant == "other" or (not near and hits(text, "horizon/courtesy"))
    severity = Severity.WARN if unclear else None
    if near:
        first = near[0]
        yield HORIZON.finding(
            f"{text[first.start : first.end]!r}: only a step near at hand, where the question looks far "
            f"ahead",
            first.start,
            first.end,
            type="horizon",
            severity=severity,
            hint="open with where the candidate wants to be in the long run; keep the step as the way there",
        )
    else:
        yield HORIZON.finding(
            "no aspiration is said",
            0,
            len(text),
            type="horizon",
            severity=severity,
            hint="say the candidate's own wish for the long run, from the material",
        )


def _looks_far(text: str) -> bool:
    """A long span or an aspiration is named, or a wish that is more than a first step."""
    not_far = covered(text, "horizon/notfar")
    if any((hit.sentence, hit.first) not in not_far for hit in hits(text, "horizon/far")):
        return True
    offered = covered(text, "horizon/courtesy")
    small = {hit.sentence for hit in hits(text, "horizon/small")}
    limited = {
        (hit.sentence, hit.first + ahead)
        for hit in hits(text, "horizon/near")
        for ahead in range(_LIMITS + 1)
    }
    barred = offered | limited
    return any(
        (hit.sentence, hit.first) not in barred and hit.sentence not in small
        for hit in hits(text, "horizon/wish")
    )


HORIZON = Guard(
    code="horizon",
    principle="far-sighted",
    severity=Severity.BLOCK,
    summary="looks less far ahead than the question, or not ahead at all",
    explanation=(
        "Asked where a life is heading, an exam in spring is no answer, and neither is a list of what has "
        "been. The wish for the long run comes first; a nearer goal may serve as the step towards it."
    ),
    check=_horizon,
    allows=(
        Example(
            "In the long run I'd like to lead a bakery; the master's exam this spring is the first step.",
            _FAR,
        ),
        Example("I want to be the person the other bakers ask.", _FAR),
        Example("First I'd like to learn your ovens, and some day to teach others on them.", _FAR),
        Example("More of precisely this, for as long as I can lift a tray.", _FAR),
        Example(
            "Next year I'd like to finish my exam.", {"question": "What are your goals for the next year?"}
        ),
    ),
    flags=(
        Example("My target is the master's exam this spring. I have baked for nine years.", _FAR),
        Example("I have baked nights for nine years, and I'd be glad to bring that to your house.", _FAR),
        Example("To start with I would like to learn where things are kept.", _FAR),
        Example("For now I'd just like to get to know the team.", _FAR),
        Example("Next I would like to take over two of the morning shifts.", _FAR),
    ),
)
