"""Principle "positive": towards something, and nobody is blamed or belittled."""

import re
from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.lexicon import hits
from avow.reading.private import private_topics
from avow.types import Draft, Finding, Material, Severity


def _complaint(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    for topic in private_topics(text):
        if topic.name == "grudge":
            yield COMPLAINT.finding(
                f"{text[topic.start : topic.end]!r} complains of somebody or something",
                topic.start,
                topic.end,
                type="negativity",
                severity=None if topic.sure else Severity.WARN,
                hint="say what the candidate moves towards instead, or leave it out",
            )
    for table, does in _SLIGHTS.items():
        for hit in hits(text, table):
            if _NEVER.search(text[: hit.start]) or " that " in text[hit.start : hit.end]:
                continue  # "I never look down on people", "I hate that patients wait"
            yield COMPLAINT.finding(
                f"{text[hit.start : hit.end]!r} {does}",
                hit.start,
                hit.end,
                type="negativity",
                hint="leave it out",
            )


_NEVER = re.compile(r"\b(?:never|not|nobody|(?:do|did|would|should|could|ca|wo)n['’]t)(?: \w+)?\W*$", re.I)
_SLIGHTS = {
    "negativity/interviewer": "belittles the people who ask",
    "negativity/contempt": "speaks of people with contempt",
}


def _self(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    places = {(hit.start, hit.end): True for hit in hits(text, "negativity/self")}
    places |= {(t.start, t.end): t.sure for t in private_topics(text) if t.name == "self-doubt"}
    for (start, end), sure in places.items():
        yield SELF.finding(
            f"{text[start:end]!r} belittles the candidate",
            start,
            end,
            type="negativity",
            severity=None if sure else Severity.WARN,
            hint=(
                "say what the candidate can do or is learning; a limit that matters is stated without apology"
            ),
        )


COMPLAINT = Guard(
    code="negativity-complaint",
    principle="positive",
    severity=Severity.BLOCK,
    summary="complains of somebody, blames, belittles or despises them",
    explanation=(
        "A complaint about a boss, a firm, colleagues or the interviewer is heard as a trait of the "
        "speaker. What lies behind it is usually a wish: somebody who was never listened to wants to be "
        "heard. Say the wish, or leave the matter out."
    ),
    check=_complaint,
    allows=(
        Example(
            "I'd like to be trusted with a whole bakery in time; my manager gave me the night shift to "
            "begin with."
        ),
        Example("After four years with a strict head baker I'm ready to lead a shift myself one day."),
        Example("I want tired parents to find warm bread at six; that is the bakery I'd love to run."),
        Example("I sat down with the customers nobody heard, and one day I'd like to lead that shop."),
        Example("People are the best reason to get up at three, and I'd like to teach some of them."),
        Example("Mistakes are how dough teaches, and one day I'd like to teach that way too."),
        Example("I once stopped a batch because the scale was off, and I'd stop it again."),
        Example("I never look down on people who ask, and one day I'd like to teach."),
        Example("Nothing but garbage used to leave that bin; I want a bakery that wastes nothing."),
    ),
    flags=(
        Example("I'd like to lead a bakery, because my boss is an idiot who never listens."),
        Example("I want to lead a shift. The owners lied to us about the hours."),
        Example("I'm sick of my job and want to lead a bakery one day."),
        Example("I want to lead a bakery one day, but I despise customers."),
        Example("Most people are idiots, so I'd like to lead a bakery alone one day."),
        Example("The management is a disaster, so in time I'd like to do it better."),
        Example("That is a silly question, but I'd like to lead a bakery one day."),
        Example("My supervisor took the credit for my bread, and I'd like to be seen one day."),
    ),
)
SELF = Guard(
    code="negativity-self",
    principle="positive",
    severity=Severity.BLOCK,
    summary="belittles the candidate",
    explanation=(
        "Nobody needs to boast, and nobody needs to run themselves down. A limit that matters can be told "
        "plainly ('I have done three so far'); contempt for oneself cannot be answered by the listener at "
        "all."
    ),
    check=_self,
    allows=(
        Example("I have baked rye only twice so far, and I'd like to master it in time."),
        Example("Bread I know well; the books I am still learning, and one day I'd like to run a bakery."),
        Example("I'm not a talker, I'm a baker, and that is what I want to stay."),
        Example("My French is basic, and I'd be glad to improve it on the way to leading a shop."),
    ),
    flags=(
        Example("I'm useless with people, but I'd like to run a bakery one day."),
        Example("I am not very clever, still I hope to lead a shift some day."),
        Example("Sorry for my English. I want to lead a bakery one day."),
        Example("I failed the master's exam twice, but I'd like to run a bakery."),
        Example("I have nothing to offer yet, but I'd like to grow into a baker."),
    ),
)
