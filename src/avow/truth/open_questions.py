"""Whether a question to the candidate is open: it supposes nothing and does not hint at its answer.

Models propose questions; one that puts words into the candidate's mouth would make an invention true by
asking for a nod. What cannot be told to be open is not asked: code has questions of its own.
"""

import re
from functools import cache
from typing import Any

from avow.language.analysis import analyse
from avow.language.clauses import Modality
from avow.language.person import to_first
from avow.language.phrases import PhraseIndex, lexicon
from avow.language.tokens import Kind
from avow.language.words import stem
from avow.reading.planted import instructions
from avow.reading.private import private_topics, withheld_spans
from avow.reading.roles import read
from avow.truth.evidence import Evidence, Hit, evidence
from avow.truth.gate import hits
from avow.types import Material

MOST_CHARACTERS = 200
MOST_SENTENCES = 3
# Types that a question may not bring up in any form.
_WHATEVER = frozenset({"number", "name", "credential", "title"})
# "…, isn't it?", "…, right?": what stands before is asserted.
_TAG = re.compile(
    r",\s*(?:(?:is|are|was|were|do(?:es)?|did|have|has|had|can|could|will|would)n['’]?t (?:it|you|that|they)"
    r"|right|correct|yes|no|true|agreed)\s*\?",
    re.I,
)

_ANY = re.compile(
    r"\b(?:how many|how much|which|what kind of|what sort of)(?: (?:of the|other))? (\w+)", re.I
)
# A span that only says how far ahead to look.
_AHEAD = re.compile(
    r"\b(?:in|within|over|for)(?: the)?(?: next)? \w+(?: or \w+)? (?:years?|months?)\b(?: time)?", re.I
)
_DONE = re.compile(r"\b(?:did you|have you|you have|you've) (\w+)|\byou (\w+ed)\b", re.I)


def asking() -> dict[str, Any]:
    """The whole of data/asking.toml."""
    return lexicon("asking", "avow.truth")


@cache
def _index() -> PhraseIndex:
    groups = ("leading", "supposing", "off_limits")
    return PhraseIndex({group: asking()[group] for group in groups})


@cache
def _stems(group: str) -> frozenset[str]:
    return frozenset(stem(word) for word in asking()[group].split())


def common() -> frozenset[str]:
    """Stems of general words and of words of working life: they tell nothing about anybody."""
    return _stems("plain") | _stems("work")


def is_open(question: str, material: Material) -> bool:
    """Whether a question may be put to the candidate.

    It is short and a question, hints at no answer, supposes nothing that the candidate has not said, is
    about the brief or about work, and touches neither a private matter nor what is withheld.
    """
    text = question.strip()
    if not text.endswith("?") or len(text) > MOST_CHARACTERS or not text.isprintable():
        return False
    asked = analyse(text)
    if len(asked.sentences) > MOST_SENTENCES or _TAG.search(text) or instructions(text):
        return False
    found = {label for label, _, _ in _index().scan(asked.tokens)}
    return (
        not found & {"leading", "off_limits"}
        and not is_private(text, material)
        and _supposes_nothing(text, evidence(material), strict="supposing" in found)
    )


def is_private(text: str, material: Material) -> bool:
    """Whether a question or remark to the candidate is about a private or withheld matter."""
    items = tuple(material.brief.withhold)
    if analyse(text).content & _private(material):
        return True
    return any(private_topics(said) or withheld_spans(said, items) for said in (text, to_first(text)))


def _private(material: Material) -> frozenset[str]:
    """Stems that the candidate uses of private matters only."""
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for segment in read(material).segments:
        told[bool(segment.topic)].update(t.stem for t in segment.tokens)
    return frozenset(told[True] - told[False] - _stems("plain") - _stems("work"))


def _supposes_nothing(text: str, ev: Evidence, *, strict: bool) -> bool:
    brief = ev.candidate.stems | ev.company.stems
    known = (brief - ev.denied) | _stems("plain") | frozenset(map(stem, ev.question))
    near = False  # whether it names anything of the brief, or of work
    strange = False
    for start, end in analyse(text).sentences:
        sentence = _AHEAD.sub("", text[start:end]).strip()
        words = [t.low for t in analyse(sentence).tokens if t.kind is not Kind.SIGN]
        if not words:
            continue
        if words[0] in asking()["negative"]:
            return False
        content = analyse(sentence).content
        whether = sentence.endswith("?") and words[0] in asking()["whether"] and not strict
        new = content - known
        told = new - _counted(sentence) if content & brief else new
        if not whether and (told or _done(sentence) & _only_wished(ev)):
            # "How did you lead the team?" supposes that you did; "Was there a team you led?" does not.
            return False
        if any(not whether or hit.type in _WHATEVER for hit in _unsaid(to_first(sentence), ev)):
            return False
        near |= bool(content & (brief | _stems("work")))
        strange |= bool(new)
    return near or not strange


def _counted(sentence: str) -> set[str]:
    """The stem of the first thing that a question counts or picks out: "how many plants" may find none."""
    found = _ANY.search(sentence)
    return {stem(found[1].lower())} if found else set()


def _unsaid(said: str, ev: Evidence) -> list[Hit]:
    """What the gate would block, besides the employer's name and the role: both sides know those."""
    company = ev.material.brief.company
    shared = f"{company.name} {company.role}".lower()
    return [hit for hit in hits(analyse(said), ev) if said[hit.start : hit.end].lower() not in shared]


def _done(sentence: str) -> set[str]:
    """Stems of what a sentence supposes to have been done."""
    return {stem(verb.lower()) for pair in _DONE.findall(sentence) for verb in pair if verb}


def _only_wished(ev: Evidence) -> frozenset[str]:
    """Stems of what the candidate wishes for and nowhere tells as a fact."""
    told = (c.content for c, _ in ev.candidate.clauses if c.modality is Modality.FACT)
    return ev.wished - frozenset().union(*told) - _stems("plain")
