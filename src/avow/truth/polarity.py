"""Things the candidate refuses, cannot do or does not want that the answer asserts."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    refusals = _refused(ev)
    if not refusals:
        return
    for clause, wishing in _wishing(text):
        if clause.negated or clause.agent is Agent.COMPANY or (clause.agent is Agent.OTHER and not wishing):
            continue
        fragment = len(clause.tokens) <= 4 and clause.tokens[0].low == "and"  # "…, and Tamil"
        if not wishing and not fragment and not any(t.low in _ABLE for t in clause.tokens):
            continue
        for refusal in refusals:
            if not refusal.stems <= clause.content or (refusal.wished if wishing else refusal.told):
                continue
            if not refusal.post and refusal.told:
                continue
            if any(t.low in _LEFT for t in clause.tokens) or "rather" in {t.low for t in clause.tokens}:
                continue
            at = next(k for k, t in enumerate(clause.tokens) if t.stem in refusal.stems)
            if any(t.low in _AWAY for t in clause.tokens[max(0, at - 3) : at]):
                continue
            if clause.modality is Modality.COURTESY and refusal.stems <= ev.company.stems:
                continue
            words = " ".join(t.text for t in clause.tokens if t.stem in refusal.stems)
            yield Hit(
                clause.start,
                clause.end,
                "polarity",
                f'"{words}" is something you say you do not want, do or know',
                refusal.statement,
            )
            break


def _wishing(text: Text) -> Iterator[tuple[Clause, bool]]:
    """Clauses, and whether each wishes, offers or plans; one without a subject shares its sentence's wish."""
    for group in text.clause_groups:
        wished = any(c.modality is Modality.WISH for c in group)
        for clause in group:
            own = clause.modality in (Modality.WISH, Modality.COURTESY, Modality.PLAN)
            yield clause, own or (wished and clause.agent is Agent.NONE)


_LEFT = frozenset("leave leaves leaving left somebody someone others else".split())
_AWAY = frozenset("off away from leave leaving beyond without not behind than past".split())
_ABLE = frozenset("can speak know like enjoy love comfortable fluent happy glad ready".split())


@cache
def _refusals() -> PhraseIndex:
    return PhraseIndex({"refusal": slots()["refusal"]["phrases"]})


@dataclass(frozen=True, slots=True)
class _Refusal:
    """The content of one refused phrase; `wished` or `told`: it also stands where nothing is refused."""

    stems: frozenset[str]
    statement: str
    wished: bool
    told: bool
    post: bool  # a post that the candidate does not want to hold, however often it is mentioned


def _refused(ev: Evidence) -> list[_Refusal]:
    found: list[tuple[frozenset[str], str, bool]] = []
    told: set[str] = set()
    wished: set[str] = set()
    for clause, statement in ev.candidate.clauses:
        covered: set[int] = set()
        if clause.agent not in (Agent.OTHER, Agent.TEAM):
            for _, _, j in _refusals().scan(clause.tokens):
                stems, end = _phrase(clause.tokens, j)
                covered.update(range(j, end))
                if stems:
                    found.append((stems, statement, _is_post(clause.tokens, j, end)))
            if not covered and (tail := _tail_refusal(clause.tokens)) is not None:
                stems, end = _phrase(clause.tokens, tail)
                covered.update(range(tail, end))
                if stems:
                    found.append((stems, statement, _is_post(clause.tokens, tail, end)))
        left = clause.content
        if covered:
            left = frozenset(
                t.stem
                for k, t in enumerate(clause.tokens)
                if k not in covered and t.kind is Kind.WORD and t.low not in FUNCTION
            )
        told |= left
        if statement.startswith("F") or (
            clause.modality in (Modality.WISH, Modality.PLAN) and not clause.hedged
        ):
            wished |= left
    return [_Refusal(stems, where, stems <= wished, stems <= told, post) for stems, where, post in found]


def _is_post(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether the refused phrase is about being somebody: "(to) be a foreman"."""
    return any(t.low in ("be", "being", "become", "becoming") for t in tokens[start:end])


def _phrase(tokens: tuple[Token, ...], start: int) -> tuple[frozenset[str], int]:
    """The first content words after a refusal, up to a conjunction or mark: (stems that carry it, end)."""
    thin = frozenset(slots()["refusal"]["thin"])
    stems: list[str] = []
    end = start
    for token in tokens[start : start + _REACH]:
        if token.kind is not Kind.WORD or (stems and token.low in _PHRASE_END):
            break
        end += 1
        if token.low not in FUNCTION and token.stem not in thin and len(token.stem) > 2:
            stems.append(token.stem)
    return frozenset(stems[:3]), end


_PHRASE_END = frozenset("and or but because so if when where who which that in on at for with now".split())


def _tail_refusal(tokens: tuple[Token, ...]) -> int | None:
    """Where the refused thing starts in a clause that ends in its refusal, or None.

    "Area manager, no." · "Malay I can, Tamil cannot." · "Ask me be team leader, I said no lah."
    """
    marks = [k for k, t in enumerate(tokens) if t.text == ","]
    for start in [0, *(k + 1 for k in reversed(marks))]:
        spoken = [t.low for t in tokens[start:] if t.kind is Kind.WORD]
        if 2 <= len(spoken) <= 5 and spoken[-1] in _TAIL:
            return start
    if marks and {"said", "no"} <= {t.low for t in tokens[marks[-1] :]}:
        return marks[-2] + 1 if len(marks) > 1 else 0
    return None


_TAIL = frozenset("no cannot never not nope can't cant".split())
