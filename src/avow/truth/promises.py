"""Promises of tenure, place, hours or pay, and histories of wanting, that the candidate did not give."""

from collections.abc import Iterator

from avow.language.analysis import Text
from avow.language.clauses import Agent, Clause, Modality
from avow.language.names import FUNCTION
from avow.language.quantities import quantities
from avow.language.tokens import Kind, Token
from avow.language.words import tags
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.lexicon import index, slots

_NEGATORS = frozenset("not never no nothing won't n't nowhere".split())


def _negator(tokens: tuple[Token, ...]) -> bool:
    """Whether the phrase itself denies ("never left me", "not going anywhere")."""
    return any(t.low in _NEGATORS for t in tokens)


def _of_others(tokens: tuple[Token, ...]) -> bool:
    """ "customers stick around", "businesses that stay with you": somebody else's staying."""
    lows = [t.low for t in tokens]
    while len(lows) > 1 and tags(lows[-1]).keys() == {"RB"}:
        lows.pop()  # "customers actually stick around"
    if lows and "NNS" in tags(lows[-1]) and "VB" not in tags(lows[-1]):
        return True
    related = max((k for k, low in enumerate(lows) if low in ("that", "who")), default=-1)
    return related > 0 and "NNS" in tags(lows[related - 1]) and _SELF.isdisjoint(lows[related:])


_SELF = frozenset("i i'd i'll i'm we my me".split())


def commitments(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Promises of tenure, place, hours or pay that the candidate did not make."""
    before: tuple[Token, ...] = ()
    for clause in text.clauses:
        led, before = before, clause.tokens
        if clause.agent is Agent.OTHER:
            continue
        for group, i, j in index("commitment").scan(clause.tokens):
            denied = (
                clause.tokens[i].stem in clause.negated_content
                or clause.tokens[j - 1].stem in clause.negated_content
            )
            if denied and group != "vow" and not _negator(clause.tokens[i:j]):
                continue
            if group in ("hours", "travel", "relocate", "start") and not _offers(clause, len(clause.tokens)):
                continue
            if group in ("travel", "relocate", "start") and _of_things(clause, i):
                continue
            if group == "stay" and not _binds(clause, i, j, ev):
                continue
            if group == "stay" and _looks_back(clause):
                continue
            goes_on = all(t.low in ("and", "or") for t in clause.tokens[:i])
            if group in ("stay", "vow") and _of_others(
                (*led, *clause.tokens[:i]) if goes_on else clause.tokens[:i]
            ):
                continue
            if group == "hours_vow" and _reported(clause, i, j, ev):
                continue
            if group == "hours" and not _worked(clause.tokens, i):
                continue
            if clause.modality is Modality.COURTESY and clause.tokens[i].stem in ev.company.stems:
                continue  # the hours of the role itself: a night desk is worked at night
            if group == "relocate" and clause.modality is Modality.WISH:
                continue  # where one would like to go is no offer to go where one is sent
            if _promised(group, {t.stem for t in clause.tokens[i:j]}, ev.candidate):
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


def _promised(group: str, term: set[str], side: Side) -> bool:
    """Whether the candidate says this themselves, neither denied nor in doubt.

    Hours must be offered ("nights are fine"), not reported ("night shifts, 2019 to 2021").
    """
    promised = False
    for clause, _ in side.clauses:
        for label, i, _j in index("commitment_support").scan(clause.tokens):
            if label != group:
                continue
            if clause.negated and (
                group == "relocate" or clause.tokens[i].stem in clause.negated_content & term
            ):
                return False
            if clause.hedged and group in ("stay", "vow"):
                continue
            promised = (
                promised
                or group not in ("hours", "hours_vow", "travel")
                or _offers(clause, len(clause.tokens))
            )
    return promised


_OFFER = frozenset(
    "happy glad ready willing flexible available open prepared fine good can will i'll okay ok "
    "keen free eager mind like love prefer enjoy problem included".split()
)


def _offers(clause: Clause, i: int) -> bool:
    """A promise of hours or place is an offer ("I can do nights"), not a fact ("I drive nights")."""
    return clause.modality in (Modality.COURTESY, Modality.PLAN, Modality.WISH) or any(
        t.low in _OFFER for t in clause.tokens[:i]
    )


def _looks_back(clause: Clause) -> bool:
    """ "Staying at one site that long has taught me": a stay that was."""
    return clause.tokens[0].low == "staying" and any(
        t.low in ("has", "have", "taught") for t in clause.tokens
    )


def _reported(clause: Clause, i: int, j: int, ev: Evidence) -> bool:
    """ "five years on the ward, nights included": hours that the candidate tells of, not an offer."""
    if clause.modality is not Modality.FACT or _offers(clause, i):
        return False
    hours = {t.stem for t in clause.tokens[i:j] if t.low != "included"}
    return clause.tokens[j - 1].low == "included" and hours <= ev.candidate.stems


def _of_things(clause: Clause, i: int) -> bool:
    """ "twenty-six experiments are ready to travel": said of things, not promised."""
    before = [t.low for t in clause.tokens[:i]]
    return bool(before) and before[-1] in ("is", "are", "was", "were") and clause.agent is Agent.NONE


_BINDING = frozenset(["you", "your", "here", "yours"])


_WORKED = frozenset("work working do doing take taking cover covering run available flexible".split())


def _worked(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the hours are worked or offered ("do nights"), not merely spoken of ("better nights")."""
    return (
        i == 0
        or any(t.low in _WORKED for t in tokens[max(0, i - 3) : i])
        or tokens[i].low in ("any", "every", "flexible", "whatever")
    )


def _binds(clause: Clause, i: int, j: int, ev: Evidence) -> bool:
    """Tenure is promised to somebody: to "you", "here", or the employer by name."""
    strong = {"retire", "retirement", "committed", "commitment", "another", "plan", "will", "staying"}
    window = clause.tokens
    if any(t.low in strong for t in window[max(0, i - 1) : j]):
        return True
    name = ev.material.brief.company.name.lower().split()
    return any(t.low in _BINDING or t.low.removesuffix("'s") in name for t in window)


def histories(text: Text, ev: Evidence) -> Iterator[Hit]:
    """A history of wanting or feeling ("always", "lifelong", "since I was …") that nobody told."""
    told: list[frozenset[str]] | None = None
    for clause in text.clauses:
        if clause.agent is Agent.OTHER:
            continue
        for label, i, j in index("history").scan(clause.tokens):
            if clause.negated and not _negator(clause.tokens[i:j]):
                continue
            if _names_a_thing(clause.tokens, j):
                continue
            if _mother_tongue(clause, ev):
                continue
            if label == "lifelong" and (_dated(clause.tokens, j, ev) or _told_since(clause.tokens, i, j, ev)):
                continue
            if told is None:
                told = [t.content for t in ev.candidate.texts if index("history_support").scan(t.tokens)]
            if any(clause.content & content for content in told):
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


def _mother_tongue(clause: Clause, ev: Evidence) -> bool:
    """ "Irish I've spoken from the cradle" of a native speaker: a language, not a history of wanting."""
    if not any(t.low in slots()["language"]["spoken"] for t in clause.tokens):
        return False
    named = {t.stem for t in clause.tokens if t.capital}
    return any(
        not named.isdisjoint(text.content)
        for text in ev.candidate.texts
        if any(label == "native" for label, _, _ in index("language").scan(text.tokens))
    )


def _names_a_thing(tokens: tuple[Token, ...], j: int) -> bool:
    """ "as a child nutrition director": the child belongs to the noun that follows."""
    if tokens[j - 1].low not in ("child", "kid", "boy", "girl") or j >= len(tokens):
        return False
    return "NN" in tags(tokens[j].low)


def _told_since(tokens: tuple[Token, ...], i: int, j: int, ev: Evidence) -> bool:
    """ "ever since form six": the moment it dates from is the candidate's own."""
    if tokens[i].low != "ever":
        return False
    moment = [t for t in tokens[j : j + 5] if t.kind is Kind.WORD and t.low not in FUNCTION]
    return bool(moment) and all(t.stem in ev.candidate.stems for t in moment[:2])


def _dated(tokens: tuple[Token, ...], j: int, ev: Evidence) -> bool:
    """ "since I was twelve", where the candidate gives the twelve."""
    spoken = [q.value for q in quantities(tokens[j : j + 3])]
    return bool(spoken) and any(spoken[0] in q.values for q, _ in ev.candidate.quantities)
