"""What the marked patterns share: which clauses tell how things are, and whose a phrase is.

The patterns themselves are `credentials`, `posts`, `promises` and `employer`. None of them looks for
general novelty, which says nothing about truth: a faithful paraphrase brings as many new words as an
invention.
"""

from collections.abc import Iterator
from functools import lru_cache

from avow.language.analysis import Text
from avow.language.clauses import Agent, Clause, Modality
from avow.truth.lexicon import index

_FINITE = frozenset({"i", "i'm", "i've", "am", "was", "having", "speaking", "time", "days", "stint", "named"})
TOLD_AS_SO = (Modality.FACT, Modality.PAST_HABIT)


def in_idiom(text: Text, start: int, end: int) -> bool:
    """Whether a span lies in a saying: its numbers and names claim nothing."""
    return any(a <= start and end <= b for a, b in _idioms(text))


@lru_cache(maxsize=16)
def _idioms(text: Text) -> tuple[tuple[int, int], ...]:
    tokens = text.tokens
    return tuple((tokens[i].start, tokens[j - 1].end) for _, i, j in index("idioms").scan(tokens))


def _raises_me(clause: Clause) -> bool:
    """ "They named me team captain": told of the candidate, whoever did it."""
    lows = [t.low for t in clause.tokens]
    return "me" in lows and not {"named", "made", "appointed", "promoted", "elected", "called"}.isdisjoint(
        lows
    )


def told(text: Text) -> Iterator[Clause]:
    """Clauses that tell how things are with the candidate.

    What trails a wish in the same sentence ("…, as an inspector") is wished, not told.
    """
    for group in text.clause_groups:
        wished = False
        for clause in group:
            plain = clause.modality in TOLD_AS_SO
            if plain and wished and _FINITE.isdisjoint(t.low for t in clause.tokens):
                continue
            about_me = clause.agent not in (Agent.OTHER, Agent.COMPANY) or _raises_me(clause)
            if plain and not clause.negated and about_me:
                yield clause
            wished = wished or not plain


def of_company(clause: Clause, i: int) -> bool:
    """Whether the token is part of a phrase that belongs to the employer ("your award")."""
    return any(t.low in ("your", "you", "you've", "you're") for t in clause.tokens[max(0, i - 4) : i])
