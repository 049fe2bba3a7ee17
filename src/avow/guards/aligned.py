"""Principle "aligned": something in the answer belongs to this employer and to no other."""

from collections.abc import Iterator
from functools import lru_cache

from avow.guards.base import Example, Guard
from avow.guards.lexicon import hits, stems
from avow.language.analysis import analyse
from avow.language.tokens import Kind
from avow.reading.planted import instructions
from avow.types import Draft, Finding, Material, Severity

_RUN = 4  # words in a row that are the employer's
_ENOUGH = 2  # stems of the employer's own words that do not meet by chance


def _aligned(draft: Draft, material: Material) -> Iterator[Finding]:
    company = [s for s in material.company if not instructions(s.text)]
    text = draft.text
    if not company or analyse(text).word_count == 0 or _tied(text, material):
        return
    anyone = hits(text, "aligned/anyone")
    start, end = (anyone[0].start, anyone[0].end) if anyone else (0, len(text))
    nearest = next((s for s in company if s.field in ("company.mission", "company.culture")), company[0])
    yield UNALIGNED.finding(
        "nothing ties the wish to this employer",
        start,
        end,
        type="unaligned",
        nearest=nearest.id,
        hint=(
            f"let one sentence meet {nearest.text!r}, as a courtesy: where it is and what the candidate "
            f"could do"
        ),
    )


def _tied(text: str, material: Material) -> bool:
    """Whether the answer speaks to the employer, names it, points at it, or takes up its words."""
    analysed = analyse(text)
    names = _names(material.brief.company.name)
    if names & analysed.folded or _repeats(text, material) or _says_role(text, material.brief.company.role):
        return True
    theirs, shared = _words(tuple((s.field, s.text) for s in material.company), _own(material))
    taken = len(theirs & analysed.content)
    generic = bool(hits(text, "aligned/anyone"))
    if taken >= _ENOUGH or (not generic and (taken or len(shared & analysed.content) >= _ENOUGH)):
        return True
    return not generic and bool(hits(text, "aligned/address") or hits(text, "aligned/refer"))


def _says_role(text: str, role: str) -> bool:
    """Whether the role is named as theirs: "your Night Baker", "a Night Baker here"."""
    named = analyse(role).content
    return bool(named) and named <= analyse(text).content and bool(hits(text, "aligned/address"))


def _repeats(text: str, material: Material) -> bool:
    """Whether a run of the mission's or the culture's own words stands in the answer."""
    said = set(_runs(text))
    return any(run in said for s in material.company if s.field in _PURPOSE for run in _runs(s.text))


@lru_cache(maxsize=512)
def _runs(text: str) -> tuple[tuple[str, ...], ...]:
    words = [t.low for t in analyse(text).tokens if t.kind is not Kind.SIGN]
    return tuple(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _own(material: Material) -> tuple[str, ...]:
    return tuple(s.text for s in material.candidate)


@lru_cache(maxsize=256)
def _names(name: str) -> frozenset[str]:
    """The words of the employer's name that nothing else is called by."""
    return frozenset(n.key for n in analyse(name).names if len(n.key) > 2) | (
        analyse(name).folded if len(analyse(name).folded) == 1 else frozenset()
    )


@lru_cache(maxsize=256)
def _words(
    company: tuple[tuple[str, str], ...], own: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """Stems that only the employer's texts have; stems of its purpose that the candidate's have as well."""
    candidate = frozenset().union(*(analyse(text).content for text in own))
    told = frozenset().union(*(analyse(text).content for field, text in company if field != "company.name"))
    purpose = frozenset().union(*(analyse(text).content for field, text in company if field in _PURPOSE))
    return told - candidate - stems("aligned", "generic"), purpose & candidate - stems("aligned", "generic")


_PURPOSE = ("company.mission", "company.culture")
_MILL = {
    "aspiration": "I want to teach baking.",
    "company": {"name": "Kiln & Crumb", "role": "Baker", "mission": "Slow bread for every street"},
}

UNALIGNED = Guard(
    code="unaligned",
    principle="aligned",
    severity=Severity.BLOCK,
    summary="ties the wish to no employer in particular",
    explanation=(
        "The question is asked to learn whether a person and a place want the same thing. An answer that "
        "would fit any employer leaves that open. One supported tie is enough: the mission, the role, the "
        "culture or the name."
    ),
    check=_aligned,
    allows=(
        Example("In time I'd like to teach baking, and slow bread is what I'd teach.", _MILL),
        Example("I want to teach baking one day, and I'd be glad to begin at Kiln & Crumb.", _MILL),
        Example("I want to teach baking one day, and I'd be glad to do it with your crew.", _MILL),
        Example(
            "I want to teach baking one day, and a house that takes its time is where I'd learn it.", _MILL
        ),
        Example("I want to teach baking one day, wherever I work.", {"aspiration": "teach baking"}),
    ),
    flags=(
        Example("In time I'd like to teach baking, and I could be of use to any employer.", _MILL),
        Example("I want to teach baking one day. I have baked for nine years.", _MILL),
        Example("I'd like to teach baking, and I bring that wherever I go.", _MILL),
        Example(
            "I want to teach baking in the long run, and whoever takes me on gets nine years of it.", _MILL
        ),
    ),
)
