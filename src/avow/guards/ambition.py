"""Principle "ambitious": the direction that the candidate really has is heard."""

from bisect import bisect_left
from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.lexicon import hits, stems
from avow.language.analysis import analyse
from avow.reading.roles import Role, read
from avow.types import Draft, Finding, Material, Severity


def _ambition(draft: Draft, material: Material) -> Iterator[Finding]:
    text, plain = draft.text, stems("ambition", "plain")
    analysed = analyse(text)
    wishes = [s for s in read(material).of(Role.ASPIRATION) if s.tokens]
    wanted = {w.statement: frozenset(t.stem for t in w.tokens) - plain for w in wishes}
    wanted = {statement: named for statement, named in wanted.items() if named}
    told = sorted(h.start for name in ("wish", "far") for h in hits(text, f"horizon/{name}"))
    said = frozenset().union(*(c.content for c in analysed.clauses if _any_within(told, c.start, c.end)))
    if not wanted and not told:
        yield AMBITION.finding(
            "no direction of growth is heard, and the material names none",
            0,
            len(text),
            type="horizon",
            hint="ask the candidate where they want to go; do not supply a direction",
        )
    elif wanted and not said - plain and not any(named & analysed.content for named in wanted.values()):
        nearest = next(iter(wanted))
        yield AMBITION.finding(
            "only a wish to learn and grow is heard, where the candidate named a direction",
            0,
            len(text),
            type="horizon",
            nearest=nearest,
            hint=f"say where the candidate wants to go, as {nearest} has it",
        )


def _any_within(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


_OVENS = {"aspiration": "I want to design ovens that waste no heat. I bake nights."}

AMBITION = Guard(
    code="ambition",
    principle="ambitious",
    severity=Severity.WARN,
    summary="lets no direction of the candidate's own be heard",
    explanation=(
        "Wishes to learn and to grow are everybody's. Where the material names a direction, the answer "
        "should carry it; where it names none, the candidate is asked, and nothing is supplied in its place."
    ),
    check=_ambition,
    allows=(
        Example("In time I'd like to design ovens, and nights are where I learnt what they waste.", _OVENS),
        Example("An oven that keeps its heat: that is what I'd love to build one day.", _OVENS),
        Example("I'd like to grow over the years.", {"aspiration": "dunno. bread is ok"}),
        Example("Less heat through the roof, more in the bread: that's what I hope to work on.", _OVENS),
    ),
    flags=(
        Example("I'd like to learn and to grow in a good team over the years.", _OVENS),
        Example("In the long run I hope to develop and to add value.", _OVENS),
        Example("I have done shifts for nine years and would be glad to do more.", _OVENS),
        Example("Nine years of nights are behind me.", {"aspiration": "dunno. bread is ok"}),
    ),
)
