"""Principle "truthful": a voice sample lends its sound, never what it says."""

from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.language import words
from avow.language.analysis import analyse
from avow.language.tokens import Kind, Token
from avow.truth.evidence import evidence
from avow.truth.lexicon import slots
from avow.truth.open_questions import common
from avow.types import Draft, Finding, Material, Severity

_TOGETHER = 2  # words of one sentence of the sample in one of the answer; one alone may be chance
_RUN = 4  # words in a row that hold one of them: no chance any more


def _sample(draft: Draft, material: Material) -> Iterator[Finding]:
    voice = material.brief.voice
    if not voice:
        return
    ev = evidence(material)
    known = ev.candidate.stems | ev.company.stems | frozenset(slots()["free"]["stems"]) | common()
    runs = _runs(analyse(voice).tokens)
    told = [analyse(voice[start:end]).content - known for start, end in analyse(voice).sentences]
    text = draft.text
    for start, end in analyse(text).sentences:
        tokens = analyse(text[start:end]).tokens
        said = analyse(text[start:end]).content - known
        named = [t for t in tokens if t.kind is not Kind.SIGN and t.stem in said and _names(t.low)]
        stems = {t.stem for t in named}
        shared = max((said & sentence for sentence in told if stems & sentence), key=len, default=None)
        if shared is None:
            continue
        things = [t for t in named if t.stem in shared]
        copied = any(things[0].low in run for run in _runs(tokens) & runs)
        yield SAMPLE.finding(
            f"{things[0].text!r} stands in the voice sample and in no statement",
            start,
            end,
            type="attribution",
            severity=None if copied or len(shared) >= _TOGETHER else Severity.ASK,
            hint="take nothing but the sound from the sample; leave out what only it says",
        )


def _runs(tokens: tuple[Token, ...]) -> set[tuple[str, ...]]:
    lows = [t.low for t in tokens if t.kind is not Kind.SIGN]
    return {tuple(lows[at : at + _RUN]) for at in range(len(lows) - _RUN + 1)}


def _names(word: str) -> bool:
    """Whether a word names a thing: manners of speaking are adjectives and adverbs."""
    tags = words.tags(word)
    return not tags or (("NN" in tags or "NNS" in tags) and not {"JJ", "RB"} & set(tags))


_VOICE = "Frankly I was the loud one in the choir. One day I'll buy a vineyard, no kidding."

SAMPLE = Guard(
    code="truth-sample",
    principle="truthful",
    severity=Severity.BLOCK,
    summary="takes a fact or a wish from the voice sample",
    explanation=(
        "A sample of the candidate's writing shows a model how they sound. It was not written for this "
        "interview and is not part of the brief: what only the sample says may be old, private or somebody "
        "else's. One word shared with it is asked about; two in a sentence, or four in a row, count as taken."
    ),
    check=_sample,
    allows=(
        Example("Frankly, I want to bake, no kidding.", {"aspiration": "i want to bake", "voice": _VOICE}),
        Example(
            "One day I'd like to own a vineyard.",
            {"aspiration": "my own vineyard one day", "voice": _VOICE},
        ),
    ),
    flags=(
        Example("One day I'd like to buy a vineyard.", {"aspiration": "i want to bake", "voice": _VOICE}),
        Example("I was the loud one in the choir.", {"aspiration": "i want to bake", "voice": _VOICE}),
        Example("I'll buy a vineyard near the frank, loud road.", {"aspiration": "bake", "voice": _VOICE}),
    ),
)
