"""The whole road of one brief, on one screen.

draft → guards → (verifier) → repair, at most `attempts` drafts → cut what still offends if the rest
stands → the offline engine → withheld with a question. Whatever is shown has passed every blocking guard.
"""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from avow import asides, guards
from avow.engines.base import Engine, Reply, Request
from avow.language.speech import seconds, words
from avow.ledger import cue, follow_ups, ledger, questions
from avow.material import cut
from avow.types import Answer, Brief, Draft, Finding, Fit, LedgerEntry, Material, Severity, Status, Usage

if TYPE_CHECKING:
    from avow.truth.verify import Verification

Verifier = Callable[[str, Material], "Awaitable[Verification]"]

_T = TypeVar("_T")


@dataclass(slots=True)
class _Run:
    """What one rewrite has used and learned so far."""

    usage: Usage = field(default_factory=Usage)
    prompts: dict[str, str] = field(default_factory=dict)
    asked: list[asides.Asked] = field(default_factory=list)
    fit: Fit | None = None  # as the engine last saw it
    left_out: tuple[LedgerEntry, ...] = ()
    notes: list[str] = field(default_factory=list)


async def rewrite(
    brief: Brief,
    engine: Engine,
    *,
    fallback: Engine | None = None,
    verifier: Verifier | None = None,
    attempts: int = 3,
    variant: int = 0,
) -> Answer:
    """The answer for a brief: accepted, repaired, the fallback's, or withheld with questions.

    Raises `avow.errors.EngineError` when the engine cannot be asked; `attempts` bounds the drafts asked for.
    """
    material = cut(brief)
    run = _Run()
    failed: tuple[Draft, list[Finding]] | None = None
    for attempt in range(1, attempts + 1):
        request = Request(material, attempt, variant, *(failed or (None, ())))
        draft = await _draft(engine, request, run)
        findings = await _check(draft, material, verifier, run)
        if draft.sentences and not blocking(findings):
            status = Status.ACCEPTED if attempt == 1 else Status.REPAIRED
            return _answer(draft, status, findings, material, engine.name, run)
        if not draft.sentences:
            break
        failed = draft, findings
    if failed and (kept := await _cut(*failed, material, verifier, run)):
        return _answer(*kept, material, engine.name, run)
    if fallback is not None and fallback.name != engine.name:
        run.notes.append(f"No draft of {engine.name} passed; the {fallback.name} engine wrote this answer.")
        answer = await rewrite(brief, fallback, verifier=None, variant=variant)
        status = Status.FALLBACK if answer.text else Status.WITHHELD
        return answer.model_copy(
            update={
                "status": status,
                "fit": asides.fit(material, run.fit),
                "ledger": asides.reasons(answer.ledger, run.left_out, material),
                "questions": asides.questions(run.asked, material) or answer.questions,
                "usage": run.usage,
                "prompts": run.prompts,
                "notes": (*run.notes, *answer.notes),
            }
        )
    return _withheld(failed, material, engine.name, run)


async def _draft(engine: Engine, request: Request, run: _Run) -> Draft:
    reply: Reply = await engine.draft(request)
    run.usage = _sum(run.usage, reply.usage)
    run.prompts.update(reply.prompts)
    run.asked += map(asides.Asked, reply.questions)
    run.fit, run.left_out = reply.fit, reply.left_out
    run.notes += reply.notes
    return reply.draft.model_copy(update={"attempt": request.attempt})


async def _check(draft: Draft, material: Material, verifier: Verifier | None, run: _Run) -> list[Finding]:
    findings = list(guards.check(draft, material))
    if verifier is not None and draft.sentences and not blocking(findings):
        verdict = await verifier(draft.text, material)
        run.usage = _sum(run.usage, verdict.usage)
        run.prompts.update(verdict.prompts)
        run.asked += asides.about(verdict.findings, material, verdict.questions)
        run.notes += verdict.notes
        findings += verdict.findings
    else:
        run.asked += asides.about(findings, material)
    return findings


def blocking(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that keep a text from being shown."""
    return [f for f in findings if f.severity is Severity.BLOCK]


async def _cut(
    draft: Draft, findings: list[Finding], material: Material, verifier: Verifier | None, run: _Run
) -> tuple[Draft, Status, list[Finding]] | None:
    """The draft without its offending sentences, if what is left passes on its own."""
    spans = [(f.start, f.end) for f in blocking(findings) if f.end > f.start]
    kept, start = [], 0
    for sentence in draft.sentences:
        end = start + len(sentence.text)
        if not any(a < end and start < b for a, b in spans):
            kept.append(sentence)
        start = end + 1
    if not kept or len(kept) == len(draft.sentences):
        return None
    shorter = draft.model_copy(update={"sentences": tuple(kept)})
    left = await _check(shorter, material, verifier, run)
    if blocking(left):
        return None
    run.notes.append(f"{len(draft.sentences) - len(kept)} sentence(s) that did not pass were cut.")
    return shorter, Status.REPAIRED, left


def _answer(
    draft: Draft, status: Status, findings: Sequence[Finding], material: Material, engine: str, run: _Run
) -> Answer:
    entries = ledger(material, draft)
    return Answer(
        text=draft.text,
        status=status,
        sentences=draft.sentences,
        findings=tuple(findings),
        ledger=asides.reasons(entries, run.left_out, material),
        fit=asides.fit(material, run.fit),
        follow_ups=follow_ups(material, entries),
        questions=asides.questions(run.asked, material) or questions(material, draft),
        cue=cue(draft),
        words=words(draft.text),
        seconds=seconds(draft.text),
        engine=engine,
        prompts=run.prompts,
        usage=run.usage,
        notes=tuple(run.notes),
    )


def _withheld(
    failed: tuple[Draft, list[Finding]] | None, material: Material, engine: str, run: _Run
) -> Answer:
    empty = Draft(sentences=(), engine=engine)
    entries = ledger(material, empty)
    return Answer(
        text="",
        status=Status.WITHHELD,
        findings=tuple(failed[1]) if failed else (),
        ledger=entries,
        fit=asides.fit(material, run.fit),
        questions=asides.questions(run.asked, material) or questions(material, empty),
        engine=engine,
        prompts=run.prompts,
        usage=run.usage,
        notes=tuple(run.notes),
    )


def _sum(a: Usage, b: Usage) -> Usage:
    """Two usages as one; a figure that one of them lacks is taken from the other."""
    return Usage(
        attempts=a.attempts + b.attempts,
        prompt_tokens=_plus(a.prompt_tokens, b.prompt_tokens),
        completion_tokens=_plus(a.completion_tokens, b.completion_tokens),
        usd=_plus(a.usd, b.usd),
    )


def _plus(a: Any, b: Any) -> Any:
    return b if a is None else a if b is None else a + b


def run_now(road: Coroutine[Any, Any, _T]) -> _T:
    """Run a coroutine that never waits (the offline path) without starting an event loop.

    Importing asyncio alone takes 45 ms. Raises RuntimeError if the coroutine does wait.
    """
    try:
        road.send(None)
    except StopIteration as done:
        value: _T = done.value
        return value
    road.close()
    raise RuntimeError("this engine waits for something; run it with asyncio.run")
