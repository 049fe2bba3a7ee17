"""Principle "honest-fit": a wish that leads away from the employer is not pressed on them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from avow.guards.base import Example, Guard
from avow.guards.lexicon import hits, stems
from avow.language.analysis import analyse
from avow.language.clauses import Clause
from avow.language.names import FUNCTION
from avow.language.tokens import Kind
from avow.reading.fit import meeting
from avow.reading.patterns import Hit
from avow.reading.roles import read
from avow.types import Draft, Finding, Material, Severity

_SHARED = 2  # stems by which a wish of the answer is the candidate's conflicting one


def _misfit(draft: Draft, material: Material) -> Iterator[Finding]:
    if not material.company:
        return
    text = draft.text
    segments = {(s.statement, s.start): s for s in read(material).segments}
    for place in sorted(meeting(material).places):
        if place not in segments:
            continue
        words = [t for t in segments[place].tokens if t.kind is Kind.WORD and t.low not in FUNCTION]
        wanted = frozenset(t.stem for t in words) - stems("ambition", "plain")
        enough = min(_SHARED, len(wanted))
        for clause in analyse(text).clauses:
            told = clause.content & wanted
            if (
                "wish" in clause.marks
                and "courtesy" not in clause.marks
                and not clause.negated_content & wanted
                and len(told) >= enough > 0
            ):
                yield MISFIT.finding(
                    "this wish works against what the employer is for",
                    clause.start,
                    clause.end,
                    type="misfit",
                    nearest=place[0],
                    hint="do not press the wish on this employer; tell the candidate",
                )
                return
    pushes = hits(text, "misfit/push")
    wished = [c for c in analyse(text).clauses if "wish" in c.marks] if pushes else []
    yield from _refused(text, {hit.sentence for hit in pushes}, wished, material)
    yield from _leading_away(text, {hit.sentence for hit in pushes}, wished)
    yield from _unrelated(text, pushes, wished, material)


def _leading_away(text: str, pushed: set[int], wished: list[Clause]) -> Iterator[Finding]:
    """A wish to give up the work, with the claim that the role fits it."""
    at = 0
    for hit in hits(text, "misfit/away"):
        while at < len(wished) and wished[at].end <= hit.start:
            at += 1
        in_wish = at < len(wished) and wished[at].start <= hit.start
        if in_wish and {hit.sentence, hit.sentence + 1} & pushed:
            yield MISFIT.finding(
                f"{text[hit.start : hit.end]!r} leads away from the work, and the answer offers it as a fit",
                hit.start,
                hit.end,
                type="misfit",
                hint="do not claim that this role serves the wish; tell the candidate about the conflict",
            )
            return


def _refused(text: str, pushed: set[int], wished: list[Clause], material: Material) -> Iterator[Finding]:
    """A wish for the very thing that the employer's purpose refuses, with the claim that the role fits it."""
    refused = _refusals(tuple(s.text for s in material.company if s.field in _PURPOSE))
    if not refused or not wished:
        return
    numbered = [tokens[0].start for tokens in analyse(text).sentence_tokens]
    for clause in wished:
        against = (clause.content - clause.negated_content) & refused
        sentence = bisect_right(numbered, clause.start) - 1
        if against and "courtesy" not in clause.marks and {sentence, sentence + 1} & pushed:
            yield MISFIT.finding(
                f"this wish is for what the employer refuses ({', '.join(sorted(against))})",
                clause.start,
                clause.end,
                type="misfit",
                hint="do not press the wish on this employer; tell the candidate about the conflict",
            )
            return


_PURPOSE = ("company.mission", "company.culture")
_REACH = 4  # tokens after a refusing word that it refuses


@lru_cache(maxsize=256)
def _refusals(purpose: tuple[str, ...]) -> frozenset[str]:
    """Stems of what a purpose refuses and nowhere asks for: "no gambling", "leaving oil behind"."""
    refusing = stems("misfit", "refusing")
    refused: set[str] = set()
    asked: set[str] = set()
    for text in purpose:
        left = 0
        for token in analyse(text).tokens:
            if token.kind is Kind.SIGN:
                left = 0
            elif token.low in refusing:
                left = _REACH
            elif token.low not in FUNCTION:
                (refused if left > 0 else asked).add(token.stem)
                left -= 1
    return frozenset(refused - asked) - stems("ambition", "plain")


def _unrelated(
    text: str, pushes: tuple[Hit, ...], wished: list[Clause], material: Material
) -> Iterator[Finding]:
    """A wish that shares no word with the employer's texts, with the claim that the role fits it."""
    theirs = _words(tuple(s.text for s in material.company if s.field != "company.name"))
    sentences = analyse(text).sentence_tokens
    wishes = [c for c in wished if "courtesy" not in c.marks and c.content - stems("ambition", "plain")]
    ends = [c.end for c in wishes]
    for push in pushes:
        begin = sentences[max(0, push.sentence - 1)][0].start
        before = wishes[bisect_left(ends, begin) : bisect_right(ends, push.start)]
        wish = before[-1] if before else None
        if theirs and wish is not None and not wish.content & theirs:
            yield MISFIT.finding(
                "the role is called a fit for this wish, and nothing in the employer's text shows it",
                wish.start,
                wish.end,
                type="misfit",
                severity=Severity.ASK,
                hint="ask the candidate how this role serves the wish; until then offer, and claim no fit",
            )
            return


@lru_cache(maxsize=256)
def _words(company: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(analyse(text).content for text in company))


_PLAIN = {
    "company": {"name": "Kiln & Crumb", "role": "Baker", "mission": "Bread by hand: we sell no machines"}
}

MISFIT = Guard(
    code="misfit",
    principle="honest-fit",
    severity=Severity.BLOCK,
    summary="presses a wish on an employer who stands for the opposite",
    explanation=(
        "Where the wish and the employer's purpose conflict, no wording mends it, and a job won by "
        "pretending is the wrong job. The candidate is told, and decides. Less certain signs are warned of "
        "only."
    ),
    check=_misfit,
    allows=(
        Example("In time I'd like to teach bread by hand, and I'd be glad to do that with you.", _PLAIN),
        Example("I want to bake without machines, and a place like yours fits that well.", _PLAIN),
        Example("I hope to run a night bake one day and would welcome the chance to learn it here.", _PLAIN),
        Example(
            "In the long run I'd like to sell machines, and your role fits that.",
            {"company": {"role": "Sales engineer", "mission": "Machines that last"}},
        ),
        Example("I want to leave things better than I found them, and here I could do that.", _PLAIN),
    ),
    flags=(
        Example("In the long run I'd like to sell machines to bakers, and this role fits that well.", _PLAIN),
        Example("I want to work with machines, and I'd be glad to do that at Kiln & Crumb.", _PLAIN),
        Example("I'd like to quit the trade and sail, and this role is a natural step towards that.", _PLAIN),
        Example(
            "My dream is a life with no bread in it, and your bakery is a good place for that.",
            {"company": {"role": "Baker", "mission": "Bread for all"}},
        ),
    ),
)
