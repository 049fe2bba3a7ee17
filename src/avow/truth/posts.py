"""Posts and seniority told as held, and the role applied for told as the present one."""

from collections.abc import Iterator
from itertools import pairwise

from avow.language.analysis import Text, analyse
from avow.language.clauses import Agent
from avow.language.names import FUNCTION
from avow.language.tokens import Kind, Token
from avow.language.words import tags
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.lexicon import index
from avow.truth.marks import TOLD_AS_SO, of_company, told


def titles(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Posts and seniority told as held that the candidate's material does not name."""
    for clause in told(text):
        if any(t.low in _CONDITIONAL for t in clause.tokens):
            continue
        for _, i, j in index("seniority").scan(clause.tokens):
            term = clause.tokens[i:j]
            if not _holds_post(clause.tokens, i, j) or of_company(clause, i):
                continue
            if all(_held(t.stem, ev.candidate) for t in term if t.low != "of"):
                continue
            span = text.text[term[0].start : term[-1].end]
            yield Hit(
                term[0].start,
                term[-1].end,
                "title",
                f'"{span}" is not a post that the material gives you',
                ev.nearest({t.stem for t in clause.tokens if t.kind is Kind.WORD}),
            )


def _held(key: str, side: Side) -> bool:
    """Whether the candidate speaks of this post as their own, now or once."""
    for clause, statement in side.clauses:
        if key not in clause.content:
            continue
        if statement.startswith("F"):
            return True
        if clause.modality not in TOLD_AS_SO or clause.negated or clause.hedged:
            continue
        at = next(k for k, t in enumerate(clause.tokens) if t.stem == key)
        before = {t.low for t in clause.tokens[max(0, at - 4) : at]}
        if clause.agent is Agent.SELF and not before.isdisjoint(_OWN_POST):
            return True
        if clause.agent is Agent.NONE and at <= 3 and before.isdisjoint(_SOMEBODY):
            return True
    return False


def _akin(word: str, side: Side) -> bool:
    """Whether the candidate has a word of the same family: "surveyor" and "surveying"."""
    root = word[: max(4, len(word) - 3)]
    return any(w.startswith(root) or (len(w) >= 3 and word.startswith(w)) for w in side.words)


_OWN_POST = frozenset("i'm i am was im as been became be become now acting".split())
_SOMEBODY = frozenset("the my our his her their a when".split())


def role_as_post(text: Text, ev: Evidence) -> Iterator[Hit]:
    """The role applied for told as a post held."""
    role = [t.low for t in analyse(ev.material.brief.company.role).tokens if t.kind is Kind.WORD]
    pairs = {(a, b) for a, b in pairwise(role) if a not in FUNCTION and b not in FUNCTION}
    if not pairs:
        return
    said = {(a.low, b.low) for t in ev.candidate.texts for a, b in pairwise(t.tokens)}
    for clause in told(text):
        tokens = clause.tokens
        if any(t.low in _CONDITIONAL for t in tokens):
            continue
        for i in range(len(tokens) - 1):
            pair = (tokens[i].low, tokens[i + 1].low)
            if (
                pair in pairs
                and pair not in said
                and not _akin(pair[1], ev.candidate)
                and _holds_post(tokens, i, i + 2)
                and not of_company(clause, i)
            ):
                span = text.text[tokens[i].start : tokens[i + 1].end]
                yield Hit(
                    tokens[i].start,
                    tokens[i + 1].end,
                    "title",
                    f'"{span}" is the role applied for, not a post that you held',
                    next((s.id for s in ev.material.company if s.field == "company.role"), None),
                )
                break


_CONDITIONAL = frozenset(
    "would could might may can i'd will i'll if apply applying role position post you your".split()
)
_POST_OPENERS = frozenset({"as", "i'm", "am", "was", "became", "been", "to"})
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "our"})


def _holds_post(tokens: tuple[Token, ...], i: int, j: int) -> bool:
    """Whether the words stand where a person names their own post: "as a senior …", "I was head of …"."""
    k = i - 1
    if any(t.low == "me" for t in tokens[max(0, i - 6) : i]):
        return False  # "with me as head chef": pictured, not held
    while (
        k >= 0
        and i - k <= 4
        and (tokens[k].low in _ARTICLES or "JJ" in tags(tokens[k].low) or "NN" in tags(tokens[k].low))
    ):
        if tokens[k].low in _POST_OPENERS:
            break
        k -= 1
    if k < 0 or tokens[k].low not in _POST_OPENERS:
        return False
    if tokens[k].low == "to":
        return k > 0 and tokens[k - 1].stem in ("promot", "rose")
    noun_end = j < len(tokens) and tokens[j].kind is Kind.WORD and tokens[j].low not in FUNCTION
    return noun_end or "NN" in tags(tokens[j - 1].low) or tokens[j - 1].low == "of"
