"""Clauses with their agent, modality and polarity.

Shallow on purpose: boundaries are marks and conjunctions, attributes come from the closed classes in
data/grammar.toml. It reads messy input as well as prose, because it asks for no parse.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from avow.language.names import FUNCTION
from avow.language.phrases import PhraseIndex, lexicon
from avow.language.tokens import Kind, Token


class Agent(StrEnum):
    SELF = "self"
    TEAM = "team"
    OTHER = "other"
    COMPANY = "company"  # "you", "your"
    NONE = "none"


class Modality(StrEnum):
    """What the clause does with its content; the first that applies in this order."""

    COURTESY = "courtesy"
    WISH = "wish"
    PLAN = "plan"
    PROGRESS = "progress"
    PAST_HABIT = "past_habit"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens of one clause and what they do. `hedged` marks doubt, `negated` a negator in scope."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    agent: Agent
    modality: Modality
    negated: bool
    hedged: bool
    marks: frozenset[str]  # every modality label found, also those that lost
    content: frozenset[str]  # stems of content words
    negated_content: frozenset[str]  # stems that stand after a negator


_BREAKS = frozenset(";:—–()!?…")
_CONJUNCTIONS = frozenset(
    "and but so because which who where while when although though since as then or yet whereas "
    "if unless".split()
)
_SUBJECTS = frozenset(
    "i we they he she you it there my our i'd i'm i've i'll we've we're you're your that".split()
)
_DENIALS = frozenset("not no never none dont don't cannot can't".split())
_MIN_WORDS = 3


@cache
def _index() -> PhraseIndex:
    grammar = lexicon("grammar")
    groups = dict(grammar["modality"])
    groups["negator"] = grammar["polarity"]["negators"]
    groups["not_negating"] = grammar["polarity"]["not_negating"]
    groups["other"] = grammar["agent"]["other"]
    groups["team"] = grammar["agent"]["team"]
    return PhraseIndex(groups)


def clauses(tokens: tuple[Token, ...]) -> tuple[Clause, ...]:
    """The clauses of one sentence, covering all of its tokens."""
    starts = [0]
    words_since = 0
    quoted = _quoted(tokens)
    for i, token in enumerate(tokens):
        may_begin = i > 0 and i not in quoted and words_since >= _MIN_WORDS
        if may_begin and _begins(tokens, i) and _words_left(tokens, i) >= _MIN_WORDS:
            starts.append(i)
            words_since = 0
        words_since += token.kind is not Kind.SIGN
    starts.append(len(tokens))
    return tuple(_clause(tokens[a:b]) for a, b in pairwise(starts) if b > a)


def _quoted(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Indices inside somebody's quoted speech, which is one claim: what they said.

    Marks that open the sentence are around the answer rather than in it, and one without its fellow is none.
    """
    inside: set[int] = set()
    opened = 0
    for i, token in enumerate(tokens):
        if opened and token.text in _CLOSING:
            inside.update(range(opened + 1, i))
            opened = 0
        elif i and token.text in _OPENING and token.start > tokens[i - 1].end:  # 6" pipes are not quoted
            opened = i
    return frozenset(inside)


_OPENING = frozenset('"“«')
_CLOSING = frozenset('"”»')


def _words_left(tokens: tuple[Token, ...], i: int) -> int:
    return sum(t.kind is not Kind.SIGN for t in tokens[i : i + _MIN_WORDS + 2])


def _begins(tokens: tuple[Token, ...], i: int) -> bool:
    before, token = tokens[i - 1], tokens[i]
    if before.text in _BREAKS or (before.text == "-" and before.start > tokens[i - 2].end):
        return token.kind is not Kind.SIGN
    if before.text == ",":
        return token.low in _CONJUNCTIONS or token.low in _SUBJECTS or token.low in _DENIALS or _verbal(token)
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if (before.low, token.low) == ("ever", "since"):
        return False  # one phrase: a history hangs on it
    return token.low in _CONJUNCTIONS and following in _SUBJECTS


def _verbal(token: Token) -> bool:
    return token.low.endswith("ing") and len(token.low) > 5


def _clause(tokens: tuple[Token, ...]) -> Clause:
    marks: set[str] = set()
    negators: list[int] = []
    spared: set[int] = set()
    for label, first, after in _index().scan(tokens):
        if label == "negator":
            negators.append(after)
        elif label == "not_negating":
            spared.update(range(first, after + 1))
        else:
            marks.add(label)
    negators = [n for n in negators if n not in spared and n - 1 not in spared]
    content, denied = set(), set()
    scope = negators[0] if negators else len(tokens)
    open_scope = True
    for k, token in enumerate(tokens):
        low = token.low
        if token.kind is not Kind.WORD or low in FUNCTION or ("'" in low and low.split("'")[0] in FUNCTION):
            open_scope = open_scope and not (low == "but" and k > scope)
            continue
        content.add(token.stem)
        if k >= scope and open_scope:
            denied.add(token.stem)
    return Clause(
        tokens=tokens,
        start=tokens[0].start,
        end=tokens[-1].end,
        agent=_agent(tokens, marks),
        modality=next((m for m in Modality if m.value in marks), Modality.FACT),
        negated=bool(negators),
        hedged="hedge" in marks,
        marks=frozenset(marks),
        content=frozenset(content),
        negated_content=frozenset(denied),
    )


_SELF = frozenset({"i", "i'd", "i'm", "i've", "i'll", "me", "my", "myself", "im", "ive"})
_YOU = frozenset({"you", "your", "you're", "you've", "yours"})


def _agent(tokens: tuple[Token, ...], marks: set[str]) -> Agent:
    for token in tokens:
        if token.low in _SELF and token.low != "my":
            return Agent.SELF
        if token.low in ("we", "we've", "we're", "our"):
            return Agent.TEAM
        if token.low in _YOU:
            return Agent.COMPANY
    if "team" in marks:
        return Agent.TEAM
    if "other" in marks:
        return Agent.OTHER
    return Agent.SELF if any(t.low == "my" for t in tokens) else Agent.NONE
