"""What is measured of a clause to order claims by risk. Every feature is a number between 0 and about 3."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from avow.language.analysis import Text
from avow.language.clauses import Agent, Clause, Modality
from avow.language.names import Name
from avow.language.phrases import PhraseIndex, lexicon
from avow.language.quantities import Quantity
from avow.language.words import stem
from avow.truth.evidence import Evidence
from avow.truth.lexicon import index

_OPENERS = {
    "which": "opens_which",
    "that's": "opens_which",
    "that": "opens_which",
    "who": "opens_which",
    "so": "opens_so",
    "because": "opens_because",
    "since": "opens_because",
    "as": "opens_as",
    "and": "opens_and",
    "but": "opens_but",
}
_OWN_WORDS = ("virtue", "feeling", "extent")
_OPEN = (Modality.WISH, Modality.PLAN, Modality.PROGRESS, Modality.PAST_HABIT)


@cache
def _phrases() -> PhraseIndex:
    return PhraseIndex(lexicon("risk", "avow.truth")["phrases"])


@cache
def _ladder() -> dict[str, int]:
    return {s: rank for rank, group in enumerate(lexicon("grammar")["strength"].values(), 1) for s in group}


_Placed = TypeVar("_Placed", Name, Quantity)


@dataclass(frozen=True, slots=True)
class _Match:
    """The candidate clause that shares most with a clause of the answer."""

    clause: Clause | None
    shared: int


def features(clause: Clause, text: Text, ev: Evidence) -> dict[str, float]:
    """Name → value for one clause of an answer."""
    content = clause.content
    size = max(1, len(content))
    known = content & ev.candidate.stems
    match = _best(clause, ev)
    found: dict[str, float] = {
        f"kind_{clause.modality.value}": 1.0,
        "self": float(clause.agent is Agent.SELF),
        "company_agent": float(clause.agent is Agent.COMPANY),
        "novel": len(content - ev.candidate.stems - ev.company.stems) / size,
        "company_only": len((content & ev.company.stems) - ev.candidate.stems) / size,
        "unmatched": float(match.shared == 0),
        "scattered": 1.0 - match.shared / max(1, len(known)) if known else 0.0,
        "short": float(len(clause.tokens) < 6),
        "negated": float(clause.negated),
    }
    for label, i, j in _phrases().scan(clause.tokens):
        if label in _OWN_WORDS and any(t.stem in known for t in clause.tokens[i:j]):
            continue  # in the candidate's own words it is no embellishment
        found[label] = min(3.0, found.get(label, 0.0) + 1.0)
    found.update(_slots(clause, text, ev))
    if (opener := _OPENERS.get(clause.tokens[0].low)) is not None:
        found[opener] = 1.0
    told = clause.modality in (Modality.FACT, Modality.PAST_HABIT)
    if told and clause.agent is Agent.SELF:
        found["self_told"] = 1.0
        found["told_company"] = found["company_only"]
        found["told_novel"] = found["novel"]
        if "you" in {t.low for t in clause.tokens} or "your" in {t.low for t in clause.tokens}:
            found["told_to_you"] = 1.0
    if match.clause is not None and match.shared:
        source = match.clause
        if told and source.modality in _OPEN:
            found["promoted"] = 1.0
        if not clause.hedged and source.hedged:
            found["unhedged"] = 1.0
        if clause.negated != source.negated:
            found["turned"] = 1.0
        if clause.agent is Agent.SELF and source.agent in (Agent.OTHER, Agent.TEAM) and told:
            found["taken"] = 1.0
        if _rank(clause) > _rank(source) and told:
            found["raised"] = float(_rank(clause) - _rank(source)) / 2
        found["overlap"] = match.shared / size
    return found


def _slots(clause: Clause, text: Text, ev: Evidence) -> dict[str, float]:
    """How well what the clause names, counts, promises or says of the employer is bound to its sources."""
    found: dict[str, float] = {}
    for name in _within(text.names, clause):
        if stem(name.key) in ev.candidate.stems:
            found["name_moved"] = max(found.get("name_moved", 0.0), _moved(stem(name.key), clause, ev))
    for q in _within(text.quantities, clause):
        homes = [s for known, s in ev.candidate.quantities if q.value in known.values]
        near = [i for key in clause.content for i in ev.candidate.where.get(key, ())]
        ids = {ev.candidate.statements[i].id for i in near}
        found["number"] = 1.0
        found["number_moved"] = float(bool(homes) and ids.isdisjoint(homes))
    if any(True for _ in index("commitment").scan(clause.tokens)):
        found["promise"] = 1.0
    yours = [t.stem for i, t in enumerate(clause.tokens) if i and clause.tokens[i - 1].low == "your"]
    if yours and any(s not in ev.company.stems for s in yours):
        found["your_other"] = 1.0
    if clause.agent is Agent.COMPANY:
        found["you_novel"] = len(clause.content - ev.company.stems) / max(1, len(clause.content))
    if clause.modality in (Modality.WISH, Modality.PLAN):
        found["wish_novel"] = len(clause.content - ev.wished) / max(1, len(clause.content))
    if not clause.negated:
        found["refused"] = min(2.0, float(len(clause.content & ev.denied)))
    return found


def _within(items: Sequence[_Placed], clause: Clause) -> Sequence[_Placed]:
    """The items that start inside a clause; they stand in order."""
    first = bisect_left(items, clause.start, key=lambda item: item.start)
    return items[first : bisect_left(items, clause.end, key=lambda item: item.start)]


def _moved(key: str, clause: Clause, ev: Evidence) -> float:
    """1.0 where the candidate never says the name together with anything else of this clause."""
    rest = clause.content - {key}
    for other, _ in ev.candidate.clauses:
        if key in other.content and rest & other.content:
            return 0.0
    return 1.0


def _best(clause: Clause, ev: Evidence) -> _Match:
    best: Clause | None = None
    shared = 0
    for other, _ in ev.candidate.clauses:
        n = len(clause.content & other.content)
        if n > shared:
            best, shared = other, n
    return _Match(best, shared)


@lru_cache(maxsize=8_192)
def _rank_of(stems: frozenset[str]) -> int:
    ladder = _ladder()
    return max((ladder.get(s, 0) for s in stems), default=0)


def _rank(clause: Clause) -> int:
    """The strongest degree of involvement that the clause names; 0 if none."""
    return _rank_of(clause.content)


def sources(clause: Clause, ev: Evidence) -> tuple[str, ...]:
    """Ids of up to three candidate or company statements that share most with a clause, nearest first."""
    scores: dict[str, float] = {}
    for side in (ev.candidate, ev.company):
        for key in clause.content:
            places = side.where.get(key, ())
            for i in places:
                sid = side.statements[i].id
                scores[sid] = scores.get(sid, 0.0) + 1.0 / len(places)
    return tuple(sorted(scores, key=lambda s: (-scores[s], s))[:3])
