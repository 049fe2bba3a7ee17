"""A model's verdict on each claim of an answer, checked by code before it counts.

The verifier is asked apart from the call that wrote the answer, with the same statements and nothing else.
Its "supported" counts only with a quote that stands word for word in a statement of the right owner;
its "unsupported" counts as it stands.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from avow.answers import Complete, Judgement, VerifyAnswer
from avow.errors import EngineError
from avow.language.analysis import analyse
from avow.truth.anchors import is_verbatim, owner_of
from avow.truth.claims import claims
from avow.truth.evidence import Evidence, evidence
from avow.truth.gate import hits
from avow.truth.lexicon import slots
from avow.types import Claim, ClaimKind, Finding, Material, Owner, Quote, Severity, Support, Usage

CODE = "truth-claim"  # of findings that rest on a verifier's verdict
_ABOUT_CANDIDATE = (ClaimKind.PAST, ClaimKind.STATE, ClaimKind.GOAL, ClaimKind.COMMITMENT)


@dataclass(frozen=True, slots=True)
class Verification:
    """The claims with the support found for them, what to block, what to ask, and what it cost."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    questions: tuple[str, ...] = ()
    usage: Usage = Usage()
    prompts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


async def verify(answer: str, material: Material, complete: Complete) -> Verification:
    """Ask a model about every claim of an answer.

    A verifier that fails or returns nothing usable blocks the whole answer: what could not be verified is
    not vouched for.
    """
    ev = evidence(material)
    found = claims(answer, ev, hits(analyse(answer), ev))
    if not found:
        return Verification((), ())
    values = {
        "statements": [
            {"id": s.id, "owner": s.owner.value, "field": s.field, "text": s.text}
            for s in material.statements
        ],
        "claims": [c.text for c in found],
    }
    try:
        done = await complete("verify", values, VerifyAnswer)
    except EngineError as error:
        return Verification(found, (_failed(answer, str(error)),), notes=(f"The verifier failed: {error}",))
    judged = {j.claim: j for j in done.value.claims}
    settled, findings, questions = [], [], []
    for number, claim in enumerate(found, start=1):
        claim, finding, question = _settle(claim, judged.get(number), answer, material, ev)
        settled.append(claim)
        if finding is not None:
            findings.append(finding)
        if question:
            questions.append(question)
    return Verification(
        tuple(settled), tuple(findings), tuple(questions), done.usage, (done.prompt,), done.notes
    )


def _settle(
    claim: Claim, judgement: Judgement | None, answer: str, material: Material, ev: Evidence
) -> tuple[Claim, Finding | None, str]:
    if judgement is None:
        return _unsupported(
            claim, "", "the verifier passed over this claim", None, claim.start, claim.end, ""
        )
    if judgement.verdict == "unsupported":
        start, end = _span(claim, judgement.words, answer)
        nearest = next((s for s in judgement.statements if material.find(s)), None)
        label = "" if judgement.type == "none" else judgement.type
        return _unsupported(claim, label, "no statement supports this", nearest, start, end, judgement.ask)
    quotes = [Quote(statement=s, text=judgement.quote) for s in judgement.statements]
    valid = [q for q in quotes if is_verbatim(q, material) and _right_owner(q, claim, material)]
    if valid:
        ids = tuple(q.statement for q in valid)
        settled = claim.model_copy(update={"support": Support.SUPPORTED, "statements": ids, "risk": 0.0})
        return settled, None, ""
    if _is_free(claim, ev):
        return claim.model_copy(update={"support": Support.SUPPORTED, "risk": 0.0}), None, ""
    why = "no quote was given for it"
    if judgement.quote:
        stands = any(is_verbatim(q, material) for q in quotes)
        lacks = "is not the candidate's own" if stands else "does not stand in the material"
        why = f"the quote given for it {lacks}"
    return _unsupported(claim, "", why, None, claim.start, claim.end, "")


def _right_owner(quote: Quote, claim: Claim, material: Material) -> bool:
    if claim.kind is ClaimKind.STATE and _WOULD.search(claim.text):
        return True  # what they would do there rests on what the employer says of the work
    return claim.kind not in _ABOUT_CANDIDATE or owner_of(quote, material) is Owner.CANDIDATE


_WOULD = re.compile(r"\bI(?:['’]d| would)\b")


def _is_free(claim: Claim, ev: Evidence) -> bool:
    """Licensed without support: courtesies, and general wishes in words that assert nothing checkable."""
    if claim.kind in (ClaimKind.COURTESY, ClaimKind.LINK):
        return True
    if claim.kind in (ClaimKind.PAST, ClaimKind.COMMITMENT):
        return False
    left = analyse(claim.text).content - frozenset(slots()["free"]["stems"])
    if claim.kind is ClaimKind.GOAL:  # "build a career in the field that the material names"
        return len(left) <= 1 and left <= ev.candidate.stems - ev.denied
    company = ev.material.brief.company
    return left <= analyse(f"{company.name} {company.role}").content


def _span(claim: Claim, words: str, answer: str) -> tuple[int, int]:
    """Where the unsupported words stand inside the claim; the whole claim if they do not."""
    at = answer.find(words, claim.start, claim.end) if words.strip() else -1
    return (at, at + len(words)) if at >= 0 else (claim.start, claim.end)


def _unsupported(
    claim: Claim, label: str, why: str, nearest: str | None, start: int, end: int, question: str
) -> tuple[Claim, Finding, str]:
    settled = claim.model_copy(update={"support": Support.UNSUPPORTED, "type": label, "risk": 1.0})
    finding = Finding(
        code=CODE,
        principle="truthful",
        severity=Severity.BLOCK,
        message=why,
        start=start,
        end=end,
        type=label,
        nearest=nearest,
        hint="Say only what the nearest statement says, or leave it out.",
    )
    return settled, finding, question.strip()


def _failed(answer: str, why: str) -> Finding:
    return Finding(
        code="truth-unverified",
        principle="truthful",
        severity=Severity.BLOCK,
        message=f"the verifier gave no verdict ({why})",
        start=0,
        end=len(answer),
        hint="Try again, or name another verifier.",
    )


Ask = Callable[[str], Awaitable[tuple[str, Usage]]]


async def ask_checker(answer: str, material: Material, ask: Ask) -> Verification:
    """The same for a dedicated checker, which reads `Document: … Claim: …` and says Yes or No.

    The form is that of MiniCheck (Tang et al., 2024) as served by Ollama's bespoke-minicheck. The document
    of a claim about the candidate holds the candidate's statements only, so that the employer's text can
    never support it. Anything but a clear Yes is no support.
    """
    ev = evidence(material)
    settled: list[Claim] = []
    findings: list[Finding] = []
    usage = Usage()
    for claim in claims(answer, ev, hits(analyse(answer), ev)):
        if _is_free(claim, ev) and claim.risk < 1.0:
            settled.append(claim.model_copy(update={"support": Support.SUPPORTED, "risk": 0.0}))
            continue
        try:
            said, cost = await ask(f"Document: {document(claim, material)}\nClaim: {claim.text}")
        except EngineError as error:
            notes = (f"The checker failed: {error}",)
            return Verification(tuple(settled), (_failed(answer, str(error)),), usage=usage, notes=notes)
        usage = _sum(usage, cost)
        if said.strip().lower().startswith("yes"):
            settled.append(claim.model_copy(update={"support": Support.SUPPORTED, "risk": 0.0}))
            continue
        bad, finding, _ = _unsupported(
            claim, "", "the checker does not find it", None, claim.start, claim.end, ""
        )
        settled.append(bad)
        findings.append(finding)
    return Verification(tuple(settled), tuple(findings), usage=usage)


def document(claim: Claim, material: Material) -> str:
    """What a dedicated checker may read for a claim: the statements of the right owner, one a line."""
    own = claim.kind in _ABOUT_CANDIDATE
    statements: Sequence[str] = [s.text for s in (material.candidate if own else material.statements)]
    return "\n".join(statements)


def _sum(a: Usage, b: Usage) -> Usage:
    return Usage(
        attempts=a.attempts + b.attempts,
        prompt_tokens=(a.prompt_tokens or 0) + (b.prompt_tokens or 0),
        completion_tokens=(a.completion_tokens or 0) + (b.completion_tokens or 0),
        usd=None if a.usd is None and b.usd is None else (a.usd or 0.0) + (b.usd or 0.0),
    )
