"""Principle "far-sighted": the answer looks as far ahead as the question."""

from bisect import bisect_right
from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.lexicon import covered, hits, stems
from avow.language.analysis import analyse
from avow.language.clauses import Agent
from avow.types import Draft, Finding, Horizon, Material, Severity

_OPENING = 3  # tokens of a sentence in which "first" or "for now" limits all that follows
_OWN = 0.6  # share of sentences that tell of the speaker
_SELF = frozenset({"i", "i've", "i'm", "i'd", "my", "me"})
_FAR = {"question": "What are your long-term aspirations?"}


def _horizon(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    if material.question.horizon is Horizon.NEAR or _looks_far(text):
        return
    near = next((hit for hit in hits(text, "horizon/near") if hit.first <= _OPENING), None)
    sure = material.question.variant != "other" and (near is not None or _plain(text))
    severity = None if sure else Severity.WARN
    if near is not None:
        yield HORIZON.finding(
            f"{text[near.start : near.end]!r}: only a step near at hand, where the question looks far ahead",
            near.start,
            near.end,
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
    limited = _limited(text)
    return any(
        (hit.sentence, hit.first) not in offered and hit.sentence not in limited
        for hit in hits(text, "horizon/wish")
    )


def _limited(text: str) -> set[int]:
    """The sentences whose wish is a first step or a small thing."""
    near = {hit.sentence for hit in hits(text, "horizon/near") if hit.first <= _OPENING}
    return near | {hit.sentence for hit in hits(text, "horizon/small")}


def _plain(text: str) -> bool:
    """Nearly every sentence tells of the speaker, and no word of wanting or of a way ahead is theirs."""
    if "!" in text or "?" in text or hits(text, "horizon/courtesy"):
        return False
    volition, limited = stems("horizon", "volition"), _limited(text)
    sentences = analyse(text).sentence_tokens
    starts = [tokens[0].start for tokens in sentences]
    for clause in analyse(text).clauses:
        theirs = clause.agent is Agent.COMPANY or "courtesy" in clause.marks
        if volition & clause.content and not theirs and bisect_right(starts, clause.start) - 1 not in limited:
            return False
    own = sum(any(t.low in _SELF for t in tokens) for tokens in sentences)
    return own >= _OWN * len(sentences)


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
