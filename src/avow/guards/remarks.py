"""Principle "spoken": the answer itself, without remarks about it and without phrases that say nothing."""

import re
from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.lexicon import hits
from avow.language.analysis import analyse
from avow.types import Draft, Finding, Material, Severity

_LABEL_END = re.compile(r"\s*(?:\([^()\n]{0,80}\)|\d)?\s*:(?!\d)")
_COUNTED = re.compile(r"\((?:about |around |approx\.? |~)?\d{1,4} (?:words|seconds|secs)\b")
_ANNOUNCED = 80  # characters between the announcement and its colon


def _preamble(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    for hit in hits(text, "voice/meta"):
        yield _about(hit.start, hit.end, text)
        return
    for hit in hits(text, "voice/opening"):
        colon = text.find(":", hit.end, hit.end + _ANNOUNCED)
        if hit.first <= 3 and colon >= 0 and not re.search(r"[.?]\s", text[hit.end : colon]):
            yield _about(hit.start, colon + 1, text)
            return
    spoken = {hit.end for hit in hits(text, "voice/spoken_label")}  # "Straight answer: a bakery."
    for hit in hits(text, "voice/label"):
        if hit.first <= 1 and hit.end not in spoken and (match := _LABEL_END.match(text, hit.end)):
            yield _about(hit.start, match.end(), text)
            return
    for match in _COUNTED.finditer(text):
        yield _about(*match.span(), text)
        return
    bare = text.strip()
    if len(bare) > 2 and bare[0] in '"“«' and bare[-1] in '"”»' and not re.search(r"[\"“”«»]", bare[1:-1]):
        yield PREAMBLE.finding(
            "the whole answer stands in quotation marks",
            0,
            len(text),
            type="voice",
            hint="leave the marks out",
        )


def _about(start: int, end: int, text: str) -> Finding:
    return PREAMBLE.finding(
        f"{text[start:end]!r} talks about the text instead of answering",
        start,
        end,
        type="voice",
        hint="begin with the answer itself and end with it; no remarks about it",
    )


def _refusal(draft: Draft, material: Material) -> Iterator[Finding]:
    own = " ".join(s.text.lower() for s in material.candidate)
    for hit in hits(draft.text, "voice/refusal"):
        if draft.text[hit.start : hit.end].lower() in own:
            continue  # told of their work
        yield REFUSAL.finding(
            f"{draft.text[hit.start : hit.end]!r} declines to answer",
            hit.start,
            hit.end,
            type="voice",
            hint="answer the question from the candidate's statements",
        )
        return


def _fog(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    own = {lemma for s in material.statements for lemma in analyse(s.text).folded}
    for hit in hits(text, "voice/fog"):
        phrase = text[hit.start : hit.end]
        if not set(phrase.lower().split()) <= own:
            yield FOG.finding(
                f"{phrase!r} could be anybody's",
                hit.start,
                hit.end,
                type="voice",
                hint="say the plain thing behind it, in the candidate's own words",
            )


PREAMBLE = Guard(
    code="voice-preamble",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="talks about itself, the brief or what was left out",
    explanation=(
        "An answer that announces itself, explains what it left out or mentions the brief gives away that "
        "somebody else wrote it. It begins with the first word the candidate says and ends with the last."
    ),
    check=_preamble,
    allows=(
        Example("Here is what I'd love: a bakery where the bread decides the hours."),
        Example("Straight answer: I'd like to run a bakery of my own one day."),
        Example("You could say bread runs in me; one day I'd like to lead a bakery."),
        Example("Certainly bread comes first, and in time I'd like to teach it."),
        Example("My answer to dull bread is time, and I'd like to spend mine on it for years."),
        Example('I\'d like to hear "good bread" in every street one day.'),
    ),
    flags=(
        Example("Here's a polished version of your answer: I want to lead a bakery."),
        Example("Based on the material provided, I want to lead a bakery one day."),
        Example("I want to lead a bakery one day. (Note: I left out the illness.)"),
        Example("As an AI, I cannot want things, but a baker could lead a bakery."),
        Example("Draft: I want to lead a bakery one day."),
        Example("I want to lead a bakery one day. Feel free to adjust the tone."),
        Example('"I want to lead a bakery one day and to teach others how it is done."'),
    ),
)
REFUSAL = Guard(
    code="voice-refusal",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="declines the request instead of answering the question",
    explanation=(
        "A model that will not write says so in set phrases, and some do it inside the answer. No candidate "
        "says them: what they cannot do is told of the work, not of a request."
    ),
    check=_refusal,
    allows=(
        Example("I can't help every guest at once, so I'd like to train a second pair of hands."),
        Example("I cannot provide a home for every dog, but one day I'd like to run a shelter."),
        Example("I once had to decline a promotion; now I'd like to lead a bakery."),
        Example("I can't complete this alone, so I want to lead a team."),
        Example("I cannot produce such bread in a factory, so I want a bakery of my own."),
        Example("I want to write the content policy of a forum."),
        Example("I'd like to hear each case and never say I must decline.", {"aspiration": "i must decline"}),
        Example("I want to answer this question with one picture: a bakery at five in the morning."),
    ),
    flags=(
        Example("I'm sorry, but I cannot assist with this request.", {"aspiration": "lead a bakery"}),
        Example(
            "I want to lead a bakery one day. I am unable to comply with that.",
            {"aspiration": "lead a bakery"},
        ),
        Example("I must decline, since this goes against my guidelines.", {"aspiration": "lead a bakery"}),
        Example("I cannot provide an answer to your prompt.", {"aspiration": "lead a bakery"}),
    ),
)
FOG = Guard(
    code="voice-fog",
    principle="spoken",
    severity=Severity.WARN,
    summary="uses set phrases that say nothing",
    explanation=(
        "Phrases such as these are heard in every second interview and tell nothing about the person. The "
        "candidate's plain words do more."
    ),
    check=_fog,
    allows=(
        Example("I'd like to make bread that people cross the town for, and to teach it in time."),
        Example("I want to learn the books side of a bakery and grow into leading one."),
        Example("Over the years I'd like to be somebody the other bakers ask."),
        Example("I bring nine years of nights and would be glad to share what they taught me."),
    ),
    flags=(
        Example("I'd love to hit the ground running in your bakery.", {"aspiration": "bread"}),
        Example("As a self-starter I want to lead a bakery.", {"aspiration": "bread"}),
        Example("I hope to leverage my skill set in your bakery.", {"aspiration": "bread"}),
        Example("Your mission deeply resonates with me.", {"aspiration": "bread"}),
    ),
)
