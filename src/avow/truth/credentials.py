"""Qualifications and awards that the candidate lacks, or is still working for, told as held."""

from collections.abc import Iterable, Iterator

from avow.language.analysis import Text
from avow.language.clauses import Agent, Clause, Modality, clauses
from avow.language.names import FUNCTION
from avow.language.quantities import Measure, quantities
from avow.language.tokens import Kind, Token
from avow.language.words import fold, tags
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.lexicon import index, names_index, slots
from avow.truth.marks import TOLD_AS_SO, of_company


def check(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Qualifications and awards that the candidate lacks, or is still working for, told as held."""
    for clause in text.clauses:
        if clause.negated or clause.agent in (Agent.OTHER, Agent.COMPANY) or _open(clause):
            continue
        left = _left_open(text, clause)
        held = clause.modality in (*TOLD_AS_SO, Modality.COURTESY)
        for group, i, j in index("credential").scan(clause.tokens):
            if not held or of_company(clause, i) or (left and group not in _WRITTEN):
                continue
            term = clause.tokens[i:j]
            led = [t.low for t in clause.tokens[max(0, i - 2) : i]]
            if led in (["part", "-"], ["non", "-"]):
                continue  # "part-qualified"
            if term[0].low == "of" and i and _dates(clause.tokens[max(0, i - 2) : i], term[-1].low):
                continue  # "for a quarter of the year", "around the twentieth of the month": no award
            span = text.text[term[0].start : term[-1].end]
            if term[0].capital and fold(span) in ev.employer.split():
                continue  # an employer called "… Shield"
            if not _credential_known(group, ev.candidate) or (
                group not in _WRITTEN and _other_field(clause.tokens, i, j, ev.candidate)
            ):
                where = ev.nearest(clause.content)
                yield Hit(
                    term[0].start, term[-1].end, "credential", f'"{span}" is not in the material', where
                )
            elif (
                group not in ("award", *_WRITTEN)
                and _claims_to_hold(clause.tokens, i)
                and (where := _only_pursued(slots()["credential"][group], ev.candidate))
            ):
                yield Hit(term[0].start, term[-1].end, "credential", f'"{span}" is not held yet', where)
        if not held or left:
            continue
        yield from _weak(text, clause, ev)
        for k, token in enumerate(clause.tokens):
            if not _is_mark(token) or of_company(clause, k) or not _claims_to_hold(clause.tokens, k):
                continue
            if not _stands_alone(clause.tokens, k):
                continue
            if (where := _only_pursued((token.low,), ev.candidate, mark=True)) is not None:
                yield Hit(token.start, token.end, "credential", f'"{token.text}" is not held yet', where)


def _weak(text: Text, clause: Clause, ev: Evidence) -> Iterator[Hit]:
    """ "I hold a crane ticket", "we took home the innovation cup": credentials where somebody holds them.

    Told with a field of its own, which the candidate never mentions.
    """
    for label, i, j in index("credential_weak").scan(clause.tokens):
        verbs = _HOLDING if label == "paper" else _WINNING
        if of_company(clause, i) or not _claims_to_hold(clause.tokens, i, verbs):
            continue
        if _other_field(clause.tokens, i, j, ev.candidate):
            start, end = clause.tokens[max(0, i - 1)].start, clause.tokens[j - 1].end
            span = text.text[start:end]
            yield Hit(
                start, end, "credential", f'"{span}" is not in the material', ev.nearest(clause.content)
            )


_OF_TIME = frozenset(
    "quarter half third part end start beginning rest most all much middle close turn time day days week "
    "weeks month months nights".split()
)


def _dates(led: tuple[Token, ...], unit: str) -> bool:
    """Whether the two words before "of the year" or "of the month" are a part of time or a day of it."""
    day = unit == "month" and led[0].low == "the" and quantities(led[-1:])
    return led[-1].low in _OF_TIME or any(q.measure is Measure.ORDINAL for q in day or ())


_WRITTEN = frozenset({"publication", "patent"})  # what stands beside them is where or on what, not a field
# Words beside a qualification that name no field of their own.
_PLAIN = frozenset(
    "active advanced bachelor bachelor's basic best big certificate class clean college company course "
    "crew current degree diploma driving evening final first first-class formal full good group hand "
    "higher honors honours joint journeyman journeyman's journeywoman journeywoman's leader's level "
    "licence license local long lower master master's mind month my national new old one-year own part "
    "place pocket postgraduate practice practitioner professional progress regional relevant school "
    "second short small special staff subject teaching team technical three time trade training two "
    "two-year undergraduate university upper valid view vocational year".split()
)


def _stands_alone(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether the letters are the qualification itself, not part of another noun ("RF planning")."""
    if k + 1 >= len(tokens) or tokens[k + 1].kind is not Kind.WORD or tokens[k + 1].low in FUNCTION:
        return True
    return tokens[k + 1].low in slots()["pursued"]["exams"]


def _other_field(tokens: tuple[Token, ...], i: int, j: int, side: Side) -> bool:
    """Whether the field of the qualification ("a diploma in welding") is one the candidate never mentions."""
    start = i
    while (
        start > max(0, i - 3)
        and tokens[start - 1].kind is Kind.WORD
        and tokens[start - 1].low not in FUNCTION
    ):
        start -= 1
    inside = tokens[i : j - 1] if tokens[j - 1].low == "ticket" else ()  # the "forklift" of "forklift ticket"
    doing = start == i - 1 and start > 0 and tokens[start - 1].low in ("a", "an", "the", "my")
    return _unknown([*tokens[start:i], *inside, *_field_after(tokens, j)], side, doing)


def _field_after(tokens: tuple[Token, ...], j: int) -> list[Token]:
    if j >= len(tokens) or tokens[j].low not in ("in", "as", "for"):
        return []
    if tokens[j].low == "for" and j + 1 < len(tokens) and tokens[j + 1].low in FUNCTION:
        return []  # "qualified for the better part of ten years"
    found: list[Token] = []
    for token in tokens[j + 1 : j + 5]:
        if token.kind is not Kind.WORD or token.low in ("my", "our") or (found and token.low in FUNCTION):
            break
        if token.low not in FUNCTION:
            found.append(token)
    return found


def _unknown(field: list[Token], side: Side, doing: bool) -> bool:
    """Whether words name a field that no word of the candidate is related to; `doing`: a lone -ing is one."""
    named = [t for t in field if t.low not in _PLAIN and _names_a_field(t, doing)]
    return bool(named) and not any(_related(t, side) for t in named)


def _names_a_field(token: Token, doing: bool) -> bool:
    low = token.low.removesuffix("'s").removesuffix("'")
    entry = tags(low)
    if not entry:  # rare words name fields ("musicology"); names are checked as names
        return len(low) > 5 and low.isalpha() and not token.capital
    return not entry.keys().isdisjoint(("NN", "NNS")) or (doing and "VBG" in entry)


def _related(token: Token, side: Side) -> bool:
    low = token.low.removesuffix("'s").removesuffix("'")
    root = low[: max(4, len(low) - 3)]
    if not side.words.isdisjoint(slots()["degree_fields"].get(low, ())):
        return True
    if token.stem in side.stems or low in side.meant or any(w.startswith(root) for w in side.words):
        return True
    return any(low.startswith(w) for w in side.words if len(w) >= 5)  # "watchkeeping" of the watch


def _is_mark(token: Token) -> bool:
    """A short name in capitals: the way qualifications are written (PMP, LLB, CKA)."""
    return (
        token.kind is Kind.WORD
        and 2 <= len(token.text) <= 6
        and token.text.isupper()
        and token.text.isalpha()
    )


_HOLDING = frozenset(
    "have hold holds held with passed earned got gained my completed as i'm am i've bring finished having "
    "holding getting gaining earning picked took taken obtained received lists holder".split()
)
_WINNING = frozenset(
    "won win winning awarded honoured honored received receiving took taking taken lifted earned brought "
    "came".split()
)
_PART_OF = frozenset("of about for towards toward into than".split())


def _claims_to_hold(tokens: tuple[Token, ...], k: int, verbs: frozenset[str] = _HOLDING) -> bool:
    """Whether the words before a qualification say that one has it: "I hold a …", not "a module of the …"."""
    for at in range(k - 1, max(-1, k - 7), -1):
        token = tokens[at]
        if token.low in _PART_OF and not (at and tokens[at - 1].low in ("holder", "proud")):
            return False
        if token.low in verbs:
            return True
    return False


def _open(clause: Clause) -> bool:
    return clause.modality is Modality.PROGRESS or any(
        label == "open" for label, _, _ in index("pursued").scan(clause.tokens)
    )


def _left_open(text: Text, clause: Clause) -> bool:
    """Whether the words around the clause say that something is under way, hoped for or partly done."""
    group = text.group_at(clause.start)  # what the next sentence leaves open is another thing
    around = text.text[max(group[0].start, clause.start - 20) : min(group[-1].end, clause.end + 30)].lower()
    return any(phrase in around for phrase in slots()["pursued"]["around"])


def _only_pursued(terms: Iterable[str], side: Side, mark: bool = False) -> str | None:
    """The statement, if the candidate mentions one of these terms and only as something not (yet) held."""
    where: str | None = None
    wanted = frozenset(terms)
    for clause, statement in side.clauses:
        if wanted.isdisjoint(t.low for t in clause.tokens):
            continue
        if mark and names_index().credential.isdisjoint(wanted) and not _speaks_of_exams(clause):
            return None
        if _held_beside(clause, wanted):
            return None
        denied = any(t.stem in clause.negated_content for t in clause.tokens if t.low in wanted)
        denied = denied or _not_taken(clause, wanted)
        unheld = clause.agent is Agent.OTHER or denied or _open(clause) or _partial(clause)
        if not unheld:
            return None
        where = where or statement
    return where


_HELD = frozenset("have hold holding got done passed valid".split())
_NOT_HELD = frozenset("not never without failed wish wished to who yet".split())


def _held_beside(clause: Clause, wanted: frozenset[str]) -> bool:
    """ "Guard licence have, the supervisor one haven't": what stands between commas is told by itself."""
    if not any(t.text in ",;" for t in clause.tokens):
        return False
    part: list[Token] = []
    for token in (*clause.tokens, None):
        if token is not None and token.text not in ",;":
            part.append(token)
            continue
        lows = {t.low for t in part}
        if not wanted.isdisjoint(lows) and not _HELD.isdisjoint(lows) and _NOT_HELD.isdisjoint(lows):
            told = clauses(tuple(part))
            if not any(c.negated or c.agent is Agent.OTHER or _open(c) for c in told):
                return True
        part = []
    return False


def _not_taken(clause: Clause, wanted: frozenset[str]) -> bool:
    """ "supervisor licence haven't take": what was not taken stands before its verb."""
    lows = [t.low for t in clause.tokens]
    at = next((k for k, low in enumerate(lows) if low in _NOT_YET), 0)
    return not wanted.isdisjoint(lows[:at])


_NOT_YET = frozenset("haven't hasn't havent hasnt didn't didnt".split())


def _speaks_of_exams(clause: Clause) -> bool:
    return any(t.low in slots()["pursued"]["exams"] for t in clause.tokens)


def _partial(clause: Clause) -> bool:
    """ "9 of 12 modules": a part of a whole."""
    tokens = clause.tokens
    return any(
        a.kind is Kind.NUMBER and b.low in ("of", "/") and c.kind is Kind.NUMBER
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


# Letters of a degree that are words or names where they are written small.
_WORDS_TOO = frozenset("ma ms bs ba be bed nd dec pin rep".split())


def _credential_known(group: str, side: Side) -> bool:
    words = side.words
    twins = names_index().twin
    terms = slots()["credential"][group]
    if not side.meant.isdisjoint(terms) or any(
        twin in words for term in terms for twin in twins.get(term, ())
    ):
        return True  # FIA is a fellowship
    for name in slots()["credential_kin"][group]:
        terms = slots()["credential"].get(name) or slots()["credential_marks"].get(name, ())
        if any(
            (term in words and (term not in _WORDS_TOO or term in side.capitals))
            or (" " in term and term in side.folded_text)
            for term in terms
        ):
            return True
    return False
