"""What is said besides an answer: questions, the fit, reasons. Which of a model's words the candidate sees.

None of it is part of the answer, and none of it is trusted: it passes the guards that concern its kind,
prints nothing private, and never overrules what code has read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from avow import guards
from avow.language.analysis import analyse
from avow.language.person import to_first
from avow.language.phrases import PhraseIndex
from avow.reading.asking import gap
from avow.reading.fit import assess
from avow.reading.planted import instructions
from avow.reading.roles import Role, read
from avow.reading.tagger import data
from avow.truth.evidence import evidence
from avow.truth.open_questions import asking, is_open, is_private
from avow.types import (
    Draft,
    Finding,
    Fit,
    FitLevel,
    LedgerEntry,
    Material,
    Sentence,
    Severity,
    Treatment,
)

MOST_QUESTIONS = 3
MOST_CHARACTERS = 240  # of a reason
SAME = 0.6  # share of content stems from which on two questions are one
# Rules about a whole answer, or about how one is spoken; a remark is neither.
_ANSWERS_ONLY = frozenset({"voice-preamble", "voice-person", "voice-letter", "voice-fog"})
_OF_REMARKS = frozenset({"truthful", "discreet", "positive", "spoken"})
_MODEL = "The model's view: {}"
_DEGREE = {FitLevel.ALIGNED: 0, FitLevel.PARTIAL: 1, FitLevel.CONFLICT: 2}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that somebody would like to put.

    `kind` is what a true answer adds; "" is a question of a model's, not trusted and its kind to be read off.
    """

    text: str
    kind: str = ""


def about(findings: Sequence[Finding], material: Material, proposed: Sequence[str] = ()) -> list[Asked]:
    """Questions about blocked claims: the proposed ones if any may be put, else one of our own for each claim
    that a true one could replace. The claim itself is never in it."""
    found = [Asked(text) for text in proposed if is_open(text, material)]
    if found:
        return found
    for finding in findings:
        if finding.severity is Severity.BLOCK and finding.principle == "truthful":
            own = gap(material, finding.type, finding.nearest)
            if own and not is_private(own[0], material):
                found.append(Asked(*own))
    return found


def questions(asked: Sequence[Asked], material: Material) -> tuple[str, ...]:
    """The open ones among the questions, at most three, first what a true answer would add most to.

    That is what the brief lacks, what touches the candidate's wish, and deeds and figures before feelings.
    Of two that ask the same the first stays; equals keep their order.
    """
    kept: list[Asked] = []
    for each in asked:
        put = each.kind or is_open(each.text, material)
        if put and not any(_alike(each.text, other.text) for other in kept):
            kept.append(each)
    kept.sort(key=lambda each: -_worth(each, material))
    return tuple(each.text.strip() for each in kept[:MOST_QUESTIONS])


def _alike(one: str, other: str) -> bool:
    a, b = analyse(one).content, analyse(other).content
    return one == other or len(a & b) > SAME * max(1, len(a | b))


def _worth(asked: Asked, material: Material) -> int:
    kind = asked.kind or _kind(asked.text)
    reading = read(material)
    wishes = reading.of(Role.ASPIRATION)
    lacking = {
        "deed": not reading.of(Role.FACT, Role.STRENGTH),
        "number": not evidence(material).candidate.quantities,
        "goal": not wishes,
    }
    wished = {t.stem for segment in wishes for t in segment.tokens}
    near = bool(analyse(asked.text).content & wished)
    return int(asking()["worth"][kind]) + 2 * lacking.get(kind, False) + near


@cache
def _kind_words() -> PhraseIndex:
    return PhraseIndex(asking()["kind"])


def _kind(text: str) -> str:
    found = {label for label, _, _ in _kind_words().scan(analyse(text).tokens)}
    return next((kind for kind in asking()["kind"] if kind in found), "other")


def fit(material: Material, told: Fit | None) -> Fit:
    """The fit as code reads it, or as a model does where code has nothing better.

    A model may raise the alarm with a reason that names both sides and passes the guards; it never calls off
    what code has found, and says nothing where no employer is described.
    """
    own = assess(material)
    if told is None or told.level not in _DEGREE or own.level not in _DEGREE:
        return own
    if _DEGREE[told.level] < _DEGREE[own.level]:
        return own
    if told.level is own.level and own.reason not in _general_reasons():
        return own
    if not (_names_both(told.reason, material) and may_be_shown(told.reason, material)):
        return own
    return Fit(level=told.level, reason=_MODEL.format(told.reason.strip()))


def _general_reasons() -> set[str]:
    reasons = data("fit")["reason"]
    return {reasons[key] for key in ("aligned", "open", "liked", "nothing")}


def _names_both(reason: str, material: Material) -> bool:
    ev, said = evidence(material), analyse(reason).content
    return bool(said & ev.candidate.stems) and bool(said & ev.company.stems)


def reasons(
    entries: Sequence[LedgerEntry], told: Sequence[LedgerEntry], material: Material
) -> tuple[LedgerEntry, ...]:
    """The ledger with a model's reasons where code knows no more than that something else served better.

    What became of a statement, and the principle behind it, stay as code has them.
    """
    said = {entry.statement: entry.reason.strip() for entry in told}
    table = data("ledger")["reason"]
    general = {table[key]["text"] for key in ("aspiration", "fact", "strength", "value", "reason")}
    found = []
    for entry in entries:
        why = said.get(entry.statement, "")
        if (
            why
            and entry.treatment is Treatment.LEFT_OUT
            and entry.reason in general
            and may_be_shown(why, material)
        ):
            entry = entry.model_copy(update={"reason": _MODEL.format(why)})
        found.append(entry)
    return tuple(found)


def may_be_shown(remark: str, material: Material) -> bool:
    """Whether a model's remark to the candidate is fit to be shown: short, plain, true and not private."""
    text = remark.strip()
    if not text or len(text) > MOST_CHARACTERS or not text.isprintable():
        return False
    if instructions(text) or is_private(text, material):
        return False
    return not any(_objects(said, material) for said in {text, to_first(text)})


def _objects(text: str, material: Material) -> bool:
    draft = Draft(sentences=(Sentence(text=text),), engine="remark")
    return any(
        finding.severity is Severity.BLOCK
        for guard in guards.GUARDS
        if guard.principle in _OF_REMARKS and guard.code not in _ANSWERS_ONLY
        for finding in guard.check(draft, material)
    )
