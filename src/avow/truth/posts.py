"""Posts and seniority told as held, and the role applied for told as the present one."""

from collections.abc import Iterator
from itertools import pairwise

from avow.language.analysis import Text, analyse
from avow.language.clauses import Agent, Clause, Modality
from avow.language.names import FUNCTION
from avow.language.tokens import Kind, Token
from avow.language.words import fold, stem, tags
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.lexicon import index, occupations, slots
from avow.truth.marks import TOLD_AS_SO, of_company, told


def titles(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Posts and seniority told as held that the candidate's material does not name, each once."""
    yield from {hit.start: hit for hit in (*_former(text, ev), *_told_posts(text, ev))}.values()


def _told_posts(text: Text, ev: Evidence) -> Iterator[Hit]:
    for clause in told(text):
        seen: set[int] = set()
        for _, i, j in index("seniority").scan(clause.tokens):
            if not _holds_post(clause.tokens, i, j) or of_company(clause, i) or _imagined(clause, i):
                continue
            if all(_held(t.stem, ev.candidate) for t in clause.tokens[i:j] if t.low != "of"):
                continue
            if _applied_for(clause, i, j, text, ev):
                continue
            seen.update(range(i, j))
            yield _hit(clause, i, j, text, ev)
        for i, token in enumerate(clause.tokens):
            if i in seen or token.low not in occupations() or of_company(clause, i) or _imagined(clause, i):
                continue
            if not _holds_post(clause.tokens, i, i + 1) or _practised(token, ev.candidate):
                continue
            if not _applied_for(clause, i, i + 1, text, ev):
                yield _hit(clause, i, i + 1, text, ev)


def _imagined(clause: Clause, i: int) -> bool:
    """Whether the words around a post make it one that might be held: "as a planner here I could …"."""
    near = clause.tokens[max(0, i - 8) : i + 8]
    return not _CONDITIONAL.isdisjoint(t.low for t in near)


def _applied_for(clause: Clause, i: int, j: int, text: Text, ev: Evidence) -> bool:
    """ "As a fleet planner, I'd be glad to …": the role applied for, pictured in a wish or courtesy."""
    role = analyse(ev.material.brief.company.role).folded
    if not role or not all(fold(t.low) in role for t in clause.tokens[i:j] if t.kind is Kind.WORD):
        return False
    group = text.group_at(clause.start)
    return any(
        c.modality in (Modality.COURTESY, Modality.WISH)
        or not _CONDITIONAL.isdisjoint(t.low for t in c.tokens)
        for c in group
    )


_SPELL = frozenset("time days years stint spell period stretch tenure life career past".split())
_OLD = frozenset("old last previous former first".split())
_WORKPLACE = frozenset(
    "place job post firm company employer team shop house office role kitchen school".split()
)


def _after_former(tokens: tuple[Token, ...]) -> int | None:
    """Where a post that was held once is named: after "former", "my time as", and "as" of an old place."""
    lows = [t.low for t in tokens]
    old = any(low in _OLD and after in _WORKPLACE for low, after in pairwise(lows))
    for k, low in reversed([*enumerate(lows)]):
        if low in ("former", "erstwhile", "ex"):
            return k if _of_oneself(lows[:k]) else None
        if low == "as" and (old or (k > 1 and lows[k - 1] in _SPELL and lows[k - 2] in ("my", "our"))):
            return k
    return None


def _of_oneself(before: list[str]) -> bool:
    """Whether "former" may be the candidate: not in "my former manager", "I trained a former teacher"."""
    if before[-1:] and before[-1] in _WHOSE:
        return False
    treated = before[-2:-1] if before[-1:] in (["a"], ["an"]) else before[-1:]
    return not (treated and stem(treated[0]) in _TREATED)


_WHOSE = frozenset("my our his her their your the".split())
_TREATED = frozenset(
    map(stem, "train taught teach help met meet coach mentor assist replace supervise thank follow".split())
)


def _former(text: Text, ev: Evidence) -> Iterator[Hit]:
    """ "You'd be getting a former head chef": a post held, whoever the clause is about."""
    for clause in text.clauses:
        at = _after_former(clause.tokens)
        if at is None or clause.negated:
            continue
        for i in range(at + 1, min(at + 5, len(clause.tokens))):
            token = clause.tokens[i]
            if token.low in occupations() and not _practised(token, ev.candidate):
                yield _hit(clause, i, i + 1, text, ev)


def _hit(clause: Clause, i: int, j: int, text: Text, ev: Evidence) -> Hit:
    first, last = clause.tokens[i], clause.tokens[j - 1]
    span = text.text[first.start : last.end]
    where = ev.nearest(clause.content)
    return Hit(first.start, last.end, "title", f'"{span}" is not a post that the material gives you', where)


def _practised(token: Token, side: Side) -> bool:
    """Whether the candidate names this trade or the work of it: "bookkeeper" for "I keep the books"."""
    if not side.words.isdisjoint(slots()["short_posts"].get(token.low, ())):
        return True  # a "rep" for "sales representative"
    return token.stem in side.stems or token.low in side.meant or _akin(token.low, side)


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
        before = {t.low for t in clause.tokens[max(0, at - 4) : at]} - ({"i"} if at > 1 else set())
        if clause.agent is Agent.SELF and not before.isdisjoint(_OWN_POST):
            return True
        if clause.agent is Agent.NONE and at <= 3 and before.isdisjoint(_SOMEBODY):
            return True
    return False


def _akin(word: str, side: Side) -> bool:
    """Whether the candidate has a word of the same family: "surveyor" and "surveying"."""
    if len(word) < 5:
        return word in side.words
    root = word[: max(4, len(word) - 3)]
    if any(len(s) >= 4 and word.startswith(s) for s in side.stems):
        return True  # "bookkeeper" for "I keep the books"
    return any(w.startswith(root) or w.endswith(word) for w in side.words)  # "fitter" of "gasfitter"


_OWN_POST = frozenset("i'm i am was im as been became be become now acting".split())
_SOMEBODY = frozenset("the my our his her their a when".split())


_APPLYING = frozenset("role position post you".split())


def role_as_post(text: Text, ev: Evidence) -> Iterator[Hit]:
    """The role applied for told as a post held."""
    role = [t.low for t in analyse(ev.material.brief.company.role).tokens if t.kind is Kind.WORD]
    pairs = {(a, b) for a, b in pairwise(role) if a not in FUNCTION and b not in FUNCTION}
    if not pairs:
        return
    said = {(a.low, b.low) for t in ev.candidate.texts for a, b in pairwise(t.tokens)}
    for clause in told(text):
        tokens = clause.tokens
        if not (_CONDITIONAL | _APPLYING).isdisjoint(t.low for t in tokens):
            continue
        for i in range(len(tokens) - 1):
            pair = (tokens[i].low, tokens[i + 1].low)
            if (
                pair in pairs
                and pair not in said
                and not _akin(pair[1], ev.candidate)
                and _holds_post(tokens, i, i + 2)
                and not of_company(clause, i)
                and not _applied_for(clause, i, i + 2, text, ev)
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


_CONDITIONAL = frozenset("would could might may can i'd will i'll if apply applying your".split())
_POST_OPENERS = frozenset("as i'm am was be became become been being made named appointed".split())
_POST_NOUNS = frozenset("post role title position job rank office chair seat shoes".split())
_RAISED = frozenset("promot rose rise step move".split())
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "our", "me", "-"})


def _holds_post(tokens: tuple[Token, ...], i: int, j: int) -> bool:
    """Whether the words stand where a person names their own post: "as a senior …", "I was head of …"."""
    k = i - 1
    while k >= 0 and i - k <= 5 and tokens[k].low not in _POST_OPENERS and _in_phrase(tokens[k]):
        k -= 1
    if k < 0:
        return False
    opener = tokens[k].low
    if opener == "of":
        return k > 0 and tokens[k - 1].low in _POST_NOUNS
    if opener == "to":
        return any(t.stem in _RAISED for t in tokens[max(0, k - 2) : k])
    if opener not in _POST_OPENERS:
        return False
    if opener == "be":
        return [t.low for t in tokens[max(0, k - 2) : k]] == ["used", "to"]
    if opener == "as" and any(t.low == "me" for t in tokens[max(0, k - 4) : k]):
        return False  # "with me as head chef": pictured, not held
    noun_follows = j < len(tokens) and tokens[j].kind is Kind.WORD and tokens[j].low not in FUNCTION
    last = tokens[j - 1].low
    return noun_follows or last in occupations() or last == "of" or "NN" in tags(last)


def _in_phrase(token: Token) -> bool:
    """Whether a token can stand between an opener and the post: article, adjective, noun, hyphen."""
    return (
        token.low in _ARTICLES or bool({"JJ", "NN", "NNS"} & tags(token.low).keys()) or token.text.isupper()
    )
