"""Principle "valuable": the listener hears what they would get."""

from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.lexicon import covered, hits
from avow.language.analysis import analyse
from avow.types import Draft, Finding, Material, Severity


def _value(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    turned = covered(text, "value/me")
    given = any((hit.sentence, hit.first) not in turned for hit in hits(text, "value/give"))
    if given or analyse(text).word_count == 0:
        return
    takes = hits(text, "value/take")
    if not takes and not hits(text, "value/lean"):
        return
    start, end = (takes[0].start, takes[0].end) if takes else (0, len(text))
    yield VALUE.finding(
        "says what the candidate gets and nothing that the employer gets",
        start,
        end,
        type="value",
        severity=None if takes else Severity.WARN,
        hint="name one supported thing the candidate brings, and offer it",
    )


VALUE = Guard(
    code="value",
    principle="valuable",
    severity=Severity.BLOCK,
    summary="says only what the candidate would get",
    explanation=(
        "An answer about learning, growing and getting is about one side of the table. One supported thing "
        "that the candidate brings, and the offer of it, brings in the other."
    ),
    check=_value,
    allows=(
        Example("I'd like to teach baking in time, and I'd be glad to bring nine years of nights to it."),
        Example("I want to learn rye, and you would get a baker who has never missed a shift."),
        Example("In the long run I'd like to help a town eat better bread."),
        Example("I hope to lead a shift one day; my night years could be of use from the first week."),
        Example("I'd like to grow into a teacher of baking and share what the nights taught me."),
    ),
    flags=(
        Example("I want to lead a bakery, and this job would teach me how."),
        Example("Being a baker here would let me grow and finish my exam."),
        Example("I'd learn rye and sourdough, and it would be a step up for me."),
        Example("I like it where I am, and I'd like to go on being content."),
        Example("A house like this would help me learn and give me time for my exam."),
    ),
)
