"""Marked patterns: credentials, titles, promises, histories of wanting, claims about the employer.

Each function takes the analysed answer and the evidence and yields hits; none of them looks for general
novelty, which says nothing about truth: a faithful paraphrase brings as many new words as an invention.
"""

from collections.abc import Iterable, Iterator

from avow.language.analysis import Text
from avow.language.clauses import Agent, Clause, Modality
from avow.language.names import FUNCTION
from avow.language.quantities import NUMBER_WORDS
from avow.language.tokens import Kind, Token
from avow.language.words import tags
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.lexicon import index, slots

_TOLD_AS_SO = (Modality.FACT, Modality.PAST_HABIT)


def credentials(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Qualifications and awards that the candidate lacks, or is still working for, told as held."""
    for clause in text.clauses:
        if clause.negated or clause.agent in (Agent.OTHER, Agent.COMPANY) or _open(clause):
            continue
        held = clause.modality in (*_TOLD_AS_SO, Modality.COURTESY)
        for group, i, j in index("credential").scan(clause.tokens):
            if not held or _of_company(clause, i):
                continue
            term = clause.tokens[i:j]
            span = text.text[term[0].start : term[-1].end]
            if not _credential_known(group, ev.candidate):
                where = ev.nearest(clause.content)
                yield Hit(term[0].start, term[-1].end, "credential", f'"{span}" is not in the material', where)
            elif (where := _only_pursued(slots()["credential"][group], ev.candidate)) is not None:
                yield Hit(term[0].start, term[-1].end, "credential", f'"{span}" is not held yet', where)
        if not held:
            continue
        for k, token in enumerate(clause.tokens):
            if not _is_mark(token) or _of_company(clause, k) or not _claims_to_hold(clause.tokens, k):
                continue
            if (where := _only_pursued((token.low,), ev.candidate)) is not None:
                yield Hit(token.start, token.end, "credential", f'"{token.text}" is not held yet', where)


def _is_mark(token: Token) -> bool:
    """A short name in capitals: the way qualifications are written (PMP, LLB, CKA, N2)."""
    return token.kind is Kind.WORD and 2 <= len(token.text) <= 6 and token.text.isupper()


_HOLDING = frozenset("have hold holds with passed earned got my completed a an the as i'm am and".split())


def _claims_to_hold(tokens: tuple[Token, ...], k: int) -> bool:
    return any(t.low in _HOLDING for t in tokens[max(0, k - 3) : k])


def _open(clause: Clause) -> bool:
    return bool(index("pursued").scan(clause.tokens)) or clause.modality is Modality.PROGRESS


def _only_pursued(terms: Iterable[str], side: Side) -> str | None:
    """The statement, if the candidate mentions one of these terms and only as something not (yet) held."""
    where: str | None = None
    wanted = frozenset(terms)
    for clause, statement in side.clauses:
        if wanted.isdisjoint(t.low for t in clause.tokens):
            continue
        unheld = clause.agent is Agent.OTHER or clause.negated or _open(clause) or _partial(clause)
        if not unheld:
            return None
        where = where or statement
    return where


def _partial(clause: Clause) -> bool:
    """ "9 of 12 modules": a part of a whole."""
    tokens = clause.tokens
    return any(
        a.kind is Kind.NUMBER and b.low in ("of", "/") and c.kind is Kind.NUMBER
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _credential_known(group: str, side: Side) -> bool:
    words = side.words
    for name in slots()["credential_kin"][group]:
        terms = slots()["credential"].get(name) or slots()["credential_marks"].get(name, ())
        if any(term in words or (" " in term and term in side.folded_text) for term in terms):
            return True
    return False


def _of_company(clause: Clause, i: int) -> bool:
    """Whether the token is part of a phrase that belongs to the employer ("your award")."""
    return any(t.low in ("your", "you", "you've", "you're") for t in clause.tokens[max(0, i - 4) : i])


def titles(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Posts and seniority told as held that the candidate's material does not name."""
    for clause in text.clauses:
        if clause.modality not in _TOLD_AS_SO or clause.negated or clause.agent in (Agent.OTHER, Agent.COMPANY):
            continue
        if any(t.low in _CONDITIONAL for t in clause.tokens):
            continue
        for _, i, j in index("seniority").scan(clause.tokens):
            term = clause.tokens[i:j]
            if not _holds_post(clause.tokens, i, j) or _of_company(clause, i):
                continue
            if all(t.low in ev.candidate.words or t.stem in ev.candidate.stems for t in term if t.low != "of"):
                continue
            span = text.text[term[0].start : term[-1].end]
            yield Hit(
                term[0].start,
                term[-1].end,
                "title",
                f'"{span}" is not a post that the material gives you',
                ev.nearest({t.stem for t in clause.tokens if t.kind is Kind.WORD}),
            )


_CONDITIONAL = frozenset("would could might may can i'd will i'll if".split())
_POST_OPENERS = frozenset({"as", "i'm", "am", "was", "became", "been", "to"})
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "our"})


def _holds_post(tokens: tuple[Token, ...], i: int, j: int) -> bool:
    """Whether the words stand where a person names their own post: "as a senior …", "I was head of …"."""
    k = i - 1
    while k >= 0 and i - k <= 4 and (
        tokens[k].low in _ARTICLES or "JJ" in tags(tokens[k].low) or "NN" in tags(tokens[k].low)
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


def commitments(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Promises of tenure, place, hours or pay that the candidate did not make."""
    for clause in text.clauses:
        if clause.negated or clause.agent is Agent.OTHER:
            continue
        for group, i, j in index("commitment").scan(clause.tokens):
            if group in ("hours", "travel", "relocate", "start", "pay") and not _offers(clause, i):
                continue
            if group == "stay" and not _binds(clause, i, j, ev):
                continue
            if _promised(group, ev.candidate):
                continue
            first, last = clause.tokens[i], clause.tokens[j - 1]
            yield Hit(
                first.start,
                last.end,
                "commitment",
                f'"{text.text[first.start : last.end]}" promises what the material does not',
                ev.nearest(clause.content),
            )
            break


def _promised(group: str, side: Side) -> bool:
    """Whether some clause of the candidate's says this without denying it."""
    for clause, _ in side.clauses:
        for label, i, _ in index("commitment_support").scan(clause.tokens):
            if label == group and clause.tokens[i].stem not in clause.negated_content:
                return True
    return False


_OFFER = frozenset(
    "happy glad ready willing flexible available open prepared fine good can will i'll okay ok keen free eager".split()
)


def _offers(clause: Clause, i: int) -> bool:
    """A promise of hours or place is an offer ("I can do nights"), not a fact ("I drive nights")."""
    return clause.modality in (Modality.COURTESY, Modality.PLAN, Modality.WISH) or any(
        t.low in _OFFER for t in clause.tokens[:i]
    )


_BINDING = frozenset("you your here yours".split())


def _binds(clause: Clause, i: int, j: int, ev: Evidence) -> bool:
    """Tenure is promised to somebody: to "you", "here", or the employer by name."""
    strong = {"career", "retire", "retirement", "committed", "commitment", "haul"}
    window = clause.tokens
    if any(t.low in strong for t in window[i:j]):
        return True
    name = ev.material.brief.company.name.lower().split()
    return any(t.low in _BINDING or t.low.removesuffix("'s") in name for t in window)


def histories(text: Text, ev: Evidence) -> Iterator[Hit]:
    """A history of wanting or feeling ("always", "lifelong", "since I was …") that nobody told."""
    supported: bool | None = None
    for clause in text.clauses:
        if clause.negated or clause.agent is Agent.OTHER:
            continue
        for label, i, j in index("history").scan(clause.tokens):
            if supported is None:
                supported = any(index("history_support").scan(t.tokens) for t in ev.candidate.texts)
            if supported:
                return
            if label == "lifelong" and _dated(clause.tokens, j):
                continue
            first, last = clause.tokens[i], clause.tokens[j - 1]
            yield Hit(
                first.start,
                last.end,
                "trait",
                f'"{text.text[first.start : last.end]}" tells a history that the material does not',
                ev.nearest(clause.content),
            )
            break


def _dated(tokens: tuple[Token, ...], j: int) -> bool:
    return j < len(tokens) and (tokens[j].kind is Kind.NUMBER or tokens[j].low in NUMBER_WORDS)


def company(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Checkable things about the employer ("your award-winning …") that no company text says."""
    table = slots()["company"]
    tokens = text.tokens
    for i, token in enumerate(tokens):
        if token.low != "your" or i + 1 >= len(tokens):
            continue
        phrase = _noun_phrase(tokens, i + 1)
        if not phrase:
            continue
        missing = [
            t for t in phrase
            if t.low not in table["licensed"] and t.low not in ev.company.words and t.stem not in ev.company.stems
            and t.low not in ev.question
        ]
        if not missing:
            continue
        flattering = any(t.low in table["checkable"] for t in missing)
        moved = len(phrase) >= 2 and phrase[-1] in missing and all(t.stem in ev.candidate.stems for t in missing)
        if flattering or moved:
            span = text.text[phrase[0].start : phrase[-1].end]
            yield Hit(
                token.start,
                phrase[-1].end,
                "company",
                f'"your {span}": the company text does not say so',
                None,
            )


def _noun_phrase(tokens: tuple[Token, ...], i: int) -> tuple[Token, ...]:
    """The content words that follow a possessive, up to the end of the noun phrase."""
    found = []
    for token in tokens[i : i + 6]:
        if token.text in "-'’" or token.low in ("own", "very", "two", "three", "many"):
            continue
        if token.kind is Kind.SIGN or token.low in FUNCTION or token.kind is Kind.NUMBER:
            break
        entry = tags(token.low)
        if found and entry and not ({"NN", "NNS", "JJ"} & entry.keys()):
            break
        if found and "NNS" in tags(found[-1].low) and "NNS" not in entry:
            break  # "your people give"
        found.append(token)
    return tuple(found)



