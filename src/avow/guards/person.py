"""Principle "spoken": it is the candidate who speaks, in person, to people in the room."""

from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.lexicon import hits
from avow.language.analysis import analyse
from avow.reading.planted import instructions
from avow.types import Draft, Finding, Material, Owner, Severity

_FIRST = frozenset("i i'd i'm i've i'll me my mine myself we we'd we're we've our us im ive id".split())
_ENOUGH = 8  # words; a shorter text is judged by its length alone


def _person(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    analysed = analyse(text)
    if analysed.word_count >= _ENOUGH and not any(t.low in _FIRST for t in analysed.tokens):
        yield PERSON.finding(
            "nobody says I, me or my",
            0,
            len(text),
            type="voice",
            hint="let the candidate speak, in the first person",
        )
        return
    known = {
        word
        for s in material.statements
        if not instructions(s.text, machine=s.owner is Owner.CANDIDATE)
        for word in analyse(s.text).folded
    }
    for hit in hits(text, "voice/third"):
        tokens = analysed.sentence_tokens[hit.sentence]
        about = {t.low for t in tokens[hit.first : hit.after]}
        if not (about & known & _ROLES) and not any(t.low in _FIRST for t in tokens):
            yield PERSON.finding(
                f"{text[hit.start : hit.end]!r} tells of the candidate from outside",
                hit.start,
                hit.end,
                type="voice",
                hint="say it in the first person",
            )
            return


_ROLES = frozenset("candidate applicant interviewee jobseeker speaker user".split())


def _letter(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    for hit in hits(text, "voice/letter"):
        yield LETTER.finding(
            f"{text[hit.start : hit.end]!r} belongs in a letter",
            hit.start,
            hit.end,
            type="voice",
            hint="leave greetings and closings out: this is said across a table",
        )


PERSON = Guard(
    code="voice-person",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="is not said by the candidate, in the first person",
    explanation=(
        "The listener asked a person. An answer that tells of 'the candidate', or in which nobody says I, "
        "is a note about somebody and not that somebody's answer."
    ),
    check=_person,
    allows=(
        Example("Bread at four in the morning: that's my hour, and one day I'd like to own it."),
        Example(
            "I place nurses, and the candidate always comes first; in time I'd like to lead that desk.",
            {"aspiration": "I place nurses, candidate first. lead the desk one day"},
        ),
        Example("We bake by hand where I work, and I hope to teach it some day."),
        Example(
            "The user of a tool should never notice it; that is my idea of a good career in design.",
            {"aspiration": "ux. the user should not notice the tool"},
        ),
    ),
    flags=(
        Example("The candidate hopes to lead a bakery one day and has baked for nine years."),
        Example("Hopes to lead a bakery one day, nine years of night shifts, speaks Polish."),
        Example("She would love to lead a bakery one day and to teach young bakers."),
        Example(
            "I have baked for nine years. The applicant would like to lead a bakery.", {"aspiration": "bread"}
        ),
        Example("You want to lead a bakery one day, and you have baked for nine years."),
    ),
)
LETTER = Guard(
    code="voice-letter",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="is a letter",
    explanation=(
        "Greetings, closings and applications belong on paper. In the room the question has been asked and "
        "the answer can begin."
    ),
    check=_letter,
    allows=(
        Example("I'd be sincerely glad to bake with you and to grow from there."),
        Example("What is dear to me is bread, and one day I'd like to teach it."),
        Example("I write recipes down for the young ones; in time I'd like to train them."),
        Example("I look forward to years of learning the trade from the inside."),
    ),
    flags=(
        Example("Dear Hiring Manager, I want to lead a bakery one day."),
        Example("I want to lead a bakery one day. Kind regards"),
        Example("I am writing to express that I want to lead a bakery."),
        Example("I'm excited to apply, and I want to lead a bakery one day."),
    ),
)
