"""An answer as claims: one per clause, with its kind, its nearest sources, and a risk.

The risk orders the claims so that a candidate who confirms the riskiest few finds what is wrong. It is a
logistic score over the features of `features.py`; the weights in data/weights.toml are fitted by
tools/fit_risk.py on the tuning data, and docs/evals.md reports what they find on data they never saw.
"""

import math
from bisect import bisect_left, bisect_right
from functools import cache

from avow.language.analysis import Text, analyse
from avow.language.clauses import Agent, Clause, Modality
from avow.language.phrases import lexicon
from avow.language.words import tags
from avow.truth.evidence import Evidence, Hit
from avow.truth.features import features, sources
from avow.truth.lexicon import index
from avow.types import Claim, ClaimKind, Support


@cache
def weights() -> dict[str, float]:
    """Feature name → weight; "bias" is the intercept."""
    return dict(lexicon("weights", "avow.truth")["weights"])


def claims(answer: str, ev: Evidence, hits: list[Hit]) -> tuple[Claim, ...]:
    """The claims of an answer in its order.

    `hits` are the gate's: a claim that holds one has risk 1 and is unsupported; every other claim is
    unverified until the candidate or a verifier speaks, courtesies excepted.
    """
    text = analyse(answer)
    found = []
    blocked = _first_hits(text, hits)
    kinds = [kind for group in text.clause_groups for kind in _kinds(group, ev)]
    for i, (clause, kind) in enumerate(zip(text.clauses, kinds, strict=True)):
        hit = blocked.get(i)
        found.append(
            Claim(
                text=answer[clause.start : clause.end].strip(" ,;"),
                start=clause.start,
                end=clause.end,
                kind=kind,
                support=_support(kind, hit),
                statements=sources(clause, ev),
                risk=1.0 if hit else risk(clause, text, ev),
                type=hit.type if hit else "",
            )
        )
    return tuple(found)


def _first_hits(text: Text, hits: list[Hit]) -> dict[int, Hit]:
    """Index of a clause → the first hit that touches it."""
    found: dict[int, Hit] = {}
    starts = [c.start for c in text.clauses]
    for hit in hits:
        for i in range(max(0, bisect_right(starts, hit.start) - 1), bisect_left(starts, hit.end)):
            if hit.start < text.clauses[i].end:
                found.setdefault(i, hit)
    return found


def risk(clause: Clause, text: Text, ev: Evidence) -> float:
    """Between 0 and 1: how likely the clause is to say more than the material."""
    table = weights()
    score = table["bias"] + sum(
        table.get(name, 0.0) * value for name, value in features(clause, text, ev).items()
    )
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score)))), 4)


def _support(kind: ClaimKind, hit: Hit | None) -> Support:
    if hit is not None:
        return Support.UNSUPPORTED
    return Support.SUPPORTED if kind is ClaimKind.COURTESY else Support.UNVERIFIED


def _kinds(group: tuple[Clause, ...], ev: Evidence) -> list[ClaimKind]:
    """The kinds of the clauses of one sentence; "and help …" goes on with what the clause before it did."""
    found: list[ClaimKind] = []
    for clause in group:
        if found and clause.agent is Agent.NONE and clause.tokens[0].low in _GOES_ON:
            found.append(found[-1])
        else:
            found.append(kind_of(clause, ev))
    return found


_GOES_ON = frozenset("and or but then".split())


def kind_of(clause: Clause, ev: Evidence) -> ClaimKind:
    """What kind of claim a clause makes by itself (truth.md)."""
    if any(label in ("stay", "vow") for label, _, _ in index("commitment").scan(clause.tokens)):
        return ClaimKind.COMMITMENT
    of_company = not clause.content.isdisjoint(ev.company.stems - ev.candidate.stems)
    if clause.modality is Modality.COURTESY:
        return ClaimKind.LINK if of_company else ClaimKind.COURTESY
    if clause.agent is Agent.COMPANY:
        return ClaimKind.COMPANY
    if of_company and _FIRST_PERSON.isdisjoint(t.low for t in clause.tokens):
        return ClaimKind.COMPANY
    if clause.modality in (Modality.WISH, Modality.PLAN):
        return ClaimKind.GOAL
    return ClaimKind.PAST if _is_past(clause) else ClaimKind.STATE


_FIRST_PERSON = frozenset("i i'd i'm i've i'll me my mine myself we we've our us".split())


def _is_past(clause: Clause) -> bool:
    for token in clause.tokens:
        entry = tags(token.low)
        if token.low in ("i've", "we've", "used") or ("VBD" in entry and not {"VB", "JJ"} & entry.keys()):
            return True
    return False
