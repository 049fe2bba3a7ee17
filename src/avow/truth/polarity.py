"""Things the candidate refuses, cannot do or does not want that the answer asserts."""

from collections.abc import Iterator
from functools import cache

from avow.language.analysis import Text
from avow.language.clauses import Agent, Clause, Modality
from avow.language.names import FUNCTION
from avow.language.phrases import PhraseIndex
from avow.language.tokens import Kind, Token
from avow.truth.evidence import Evidence, Hit
from avow.truth.lexicon import slots

_REACH = 7  # words after a refusal that it can still be about


def check(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Hits where a first-person clause wishes, offers or claims what the candidate only ever refuses."""
    refused = _only_refused(ev)
    if not refused:
        return
    for clause in text.clauses:
        if clause.negated or clause.agent in (Agent.OTHER, Agent.COMPANY) or not _asserts(clause):
            continue
        for token in clause.tokens:
            if token.kind is Kind.WORD and token.stem in refused and not _tied(token, clause, ev):
                yield Hit(
                    clause.start,
                    clause.end,
                    "polarity",
                    f'"{token.text}" is something you say you do not want, do or know',
                    refused[token.stem],
                )
                break


_ABLE = frozenset("can speak know like enjoy love comfortable fluent happy glad ready and".split())


def _asserts(clause: Clause) -> bool:
    return clause.modality in (Modality.WISH, Modality.COURTESY, Modality.PLAN) or any(
        t.low in _ABLE for t in clause.tokens
    )


def _tied(token: Token, clause: Clause, ev: Evidence) -> bool:
    """The employer's own word in a courtesy towards the employer."""
    return clause.modality is Modality.COURTESY and token.stem in ev.company.stems


@cache
def _refusals() -> PhraseIndex:
    return PhraseIndex({"refusal": slots()["refusal"]["phrases"]})


def _only_refused(ev: Evidence) -> dict[str, str]:
    """Stem → statement, for content that follows a refusal and stands nowhere else in the material."""
    thin = frozenset(slots()["refusal"]["thin"])
    refused: dict[str, str] = {}
    elsewhere: set[str] = set()
    for clause, statement in ev.candidate.clauses:
        spans = [(j, j + _REACH) for _, _, j in _refusals().scan(clause.tokens)]
        if not spans and _tail_refusal(clause.tokens):
            spans = [(0, len(clause.tokens))]
        if clause.agent in (Agent.OTHER, Agent.TEAM):
            spans = []
        for k, token in enumerate(clause.tokens):
            if token.kind is not Kind.WORD or token.low in FUNCTION:
                continue
            if any(a <= k < b for a, b in spans):
                refused.setdefault(token.stem, statement)
            else:
                elsewhere.add(token.stem)
    return {k: s for k, s in refused.items() if k not in elsewhere and k not in thin and len(k) > 2}


def _tail_refusal(tokens: tuple[Token, ...]) -> bool:
    """ "Area manager, no." · "Tamil cannot." · "office job no": a short clause that ends in its refusal."""
    spoken = [t for t in tokens if t.kind is Kind.WORD]
    return 2 <= len(spoken) <= 5 and spoken[-1].low in ("no", "cannot", "never", "not", "nope", "can't")
