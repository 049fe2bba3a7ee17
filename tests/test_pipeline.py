"""The whole road: accepted, repaired, cut, fallen back, withheld; and nothing untrue on the way out."""

from collections.abc import Sequence
from typing import Any

import pytest

from avow.engines.base import Reply, Request
from avow.engines.offline import OfflineEngine
from avow.errors import CompletionError
from avow.pipeline import rewrite, run_now
from avow.truth.verify import CODE, Verification
from avow.types import (
    Answer,
    Brief,
    Draft,
    Finding,
    Fit,
    FitLevel,
    LedgerEntry,
    Material,
    Sentence,
    Severity,
    Status,
    Treatment,
    Usage,
)

BRIEF = Brief.model_validate(
    {
        "aspiration": "i look after the greenhouse at a community garden, 5 yrs. my friend Ola built the "
        "irrigation, i helped her test it. i'm learning grafting, evenings. long term i want to run a "
        "seed bank. don't want to run a shop. my knee is bad, keep that to yourself",
        "facts": ["Greenhouse volunteer, Leith, 2019-present"],
        "company": {"name": "Kernel Trust", "role": "Seed Curator", "mission": "No seed is lost"},
        "withhold": ["the knee"],
    }
)
GOOD = (
    "In the long run I want to run a seed bank.",
    "I've looked after a community greenhouse for five years.",
    "I'd be glad to help Kernel Trust make sure that no seed is lost.",
)


class Scripted:
    """Returns the given drafts in turn, the last one again and again; remembers what it was asked."""

    def __init__(
        self,
        *drafts: Sequence[str],
        name: str = "scripted",
        questions: tuple[str, ...] = (),
        fit: Fit | None = None,
        left_out: tuple[LedgerEntry, ...] = (),
    ) -> None:
        self.name = name
        self._drafts = drafts
        self._questions = questions
        self._fit = fit
        self._left_out = left_out
        self.asked: list[Request] = []

    async def draft(self, request: Request) -> Reply:
        self.asked.append(request)
        texts = self._drafts[min(len(self.asked), len(self._drafts)) - 1]
        draft = Draft(sentences=tuple(Sentence(text=t) for t in texts), engine=self.name)
        usage = Usage(attempts=1, prompt_tokens=100, completion_tokens=10, usd=0.01)
        return Reply(draft, usage, (("rewrite", "abc"),), self._questions, self._fit, self._left_out)


def run(engine: Scripted, **more: Any) -> Answer:
    return run_now(rewrite(BRIEF, engine, **more))


def test_a_good_draft_is_accepted_at_once() -> None:
    answer = run(Scripted(GOOD))
    assert answer.status is Status.ACCEPTED
    assert answer.text == " ".join(GOOD)
    assert answer.usage == Usage(attempts=1, prompt_tokens=100, completion_tokens=10, usd=0.01)
    assert answer.prompts == {"rewrite": "abc"}
    assert answer.words == len(answer.text.split())
    assert {e.statement for e in answer.ledger} >= {"A1", "A2", "F1"}


def test_a_repair_is_told_the_rule_the_span_and_the_nearest_source() -> None:
    engine = Scripted((*GOOD, "I hold a degree in botany."), GOOD)
    answer = run(engine)
    assert answer.status is Status.REPAIRED
    assert answer.text == " ".join(GOOD)
    second = engine.asked[1]
    assert second.attempt == 2
    assert second.previous is not None
    (finding,) = [f for f in second.findings if f.severity is Severity.BLOCK]
    assert (finding.code, second.previous.text[finding.start : finding.end]) == ("truth-credential", "degree")
    assert finding.hint
    assert answer.usage.attempts == 2


def test_a_stubborn_sentence_is_cut_if_the_rest_stands() -> None:
    answer = run(Scripted((*GOOD, "I hold a degree in botany.")))
    assert answer.status is Status.REPAIRED
    assert answer.text == " ".join(GOOD)
    assert any("cut" in note for note in answer.notes)


def test_where_nothing_stands_the_offline_engine_steps_in() -> None:
    answer = run(Scripted(("I hold a degree in botany.",)), fallback=OfflineEngine())
    assert answer.status is Status.FALLBACK
    assert "seed bank" in answer.text
    assert "degree" not in answer.text
    assert answer.engine == "offline"


def test_without_a_fallback_the_answer_is_withheld_and_something_is_asked() -> None:
    answer = run(Scripted(("I hold a degree in botany.",)))
    assert (answer.status, answer.text) == (Status.WITHHELD, "")
    assert 1 <= len(answer.questions) <= 3
    assert any(f.severity is Severity.BLOCK for f in answer.findings)


# One invention of each type; those that code cannot see are the verifier's.
INVENTIONS = {
    "number": "I've looked after eleven greenhouses.",
    "name": "I trained at Kew Gardens.",
    "credential": "I hold a diploma in horticulture.",
    "title": "As head gardener, I plan the beds.",
    "skill": "I know my way around soil chemistry.",
    "experience": "I have negotiated with seed merchants.",
    "trait": "I'm a patient person by nature.",
    "goal": "I want to write a book on rare beans.",
    "commitment": "I plan to stay with you for many years.",
    "company": "I admire your award-winning vaults.",
    "polarity": "I'd love to run a shop.",
    "modality": "I graft fruit trees.",
    "strength": "I led the testing of the irrigation.",
    "attribution": "I built the irrigation.",
}


def verifier(*bad: str, question: str = "") -> object:
    """A verifier that calls exactly these sentences unsupported."""

    async def verify(text: str, material: Material) -> Verification:
        findings = [
            Finding(
                code=CODE,
                principle="truthful",
                severity=Severity.BLOCK,
                message="no statement supports this",
                start=text.index(sentence),
                end=text.index(sentence) + len(sentence),
            )
            for sentence in bad
            if sentence in text
        ]
        return Verification((), tuple(findings), (question,) if findings and question else ())

    return verify


@pytest.mark.parametrize("kind", INVENTIONS)
def test_no_type_of_invention_is_ever_shown(kind: str) -> None:
    lie = INVENTIONS[kind]
    engine = Scripted((*GOOD, lie))
    answer = run(engine, verifier=verifier(lie), fallback=OfflineEngine())
    assert lie not in answer.text
    assert answer.text
    told = [f for f in engine.asked[1].findings if f.severity is Severity.BLOCK]
    draft = engine.asked[1].previous
    assert draft is not None
    assert any(draft.text[f.start : f.end] in lie or lie in draft.text[f.start : f.end] for f in told)


@pytest.mark.parametrize(
    "kind", ["number", "name", "credential", "title", "commitment", "company", "polarity"]
)
def test_closed_slots_are_blocked_without_a_verifier(kind: str) -> None:
    answer = run(Scripted((*GOOD, INVENTIONS[kind])))
    assert INVENTIONS[kind] not in answer.text


def test_withheld_things_are_never_shown() -> None:
    answer = run(Scripted((*GOOD, "My knee is bad, though.")))
    assert "knee" not in answer.text
    offline = run_now(rewrite(BRIEF, OfflineEngine()))
    assert "knee" not in offline.text


def test_an_invention_becomes_a_question() -> None:
    lie = INVENTIONS["experience"]
    answer = run(
        Scripted((*GOOD, lie), GOOD), verifier=verifier(lie, question="Whom did you deal with for seeds?")
    )
    assert answer.questions == ("Whom did you deal with for seeds?",)


OPEN = "How many plants are in the greenhouse?"
LEADING = "Say that you led the volunteers?"


def test_what_the_model_wants_to_know_is_asked_unless_it_leads() -> None:
    answer = run(Scripted(GOOD, questions=(LEADING, OPEN, "What is the capital of Norway?")))
    assert answer.questions == (OPEN,)
    assert answer.text == " ".join(GOOD)


def test_where_every_question_leads_our_own_are_asked() -> None:
    assert run(Scripted(GOOD, questions=(LEADING,))).questions == run(Scripted(GOOD)).questions


def test_what_the_gate_removes_is_asked_about_and_not_repeated() -> None:
    answer = run(Scripted((*GOOD, INVENTIONS["number"]), GOOD, questions=(OPEN,)))
    assert OPEN in answer.questions
    assert len(answer.questions) == 2
    assert "eleven" not in " ".join(answer.questions)


def test_a_leading_question_of_the_verifier_is_replaced_by_one_of_ours() -> None:
    lie = INVENTIONS["experience"]
    answer = run(
        Scripted((*GOOD, lie), GOOD), verifier=verifier(lie, question="Say you bargained for seeds?")
    )
    assert answer.questions
    assert not any("bargain" in question for question in answer.questions)


def test_the_questions_of_a_failed_model_stay_with_the_answer_that_replaces_it() -> None:
    engine = Scripted(("I hold a degree in botany.",), questions=(OPEN,))
    answer = run(engine, fallback=OfflineEngine())
    assert answer.status is Status.FALLBACK
    assert OPEN in answer.questions


def test_the_models_view_of_fit_and_ledger_is_lifted() -> None:
    plain = run(Scripted(GOOD))
    view = "You want a seed bank, and Kernel Trust needs a curator, which is a nearer thing."
    engine = Scripted(GOOD, fit=Fit(level=FitLevel.PARTIAL, reason=view))
    answer = run(engine)
    assert plain.fit.level is FitLevel.ALIGNED
    assert (answer.fit.level, answer.fit.reason) == (FitLevel.PARTIAL, f"The model's view: {view}")
    silenced = run(
        Scripted(GOOD, fit=Fit(level=FitLevel.CONFLICT, reason="Your knee rules out a seed bank."))
    )
    assert silenced.fit == plain.fit


def test_the_models_reasons_are_lifted_into_the_ledger_also_of_a_fallback() -> None:
    why = "You are still learning it, and the seed bank is what you want."
    told = LedgerEntry(statement="A2", treatment=Treatment.LEFT_OUT, reason=why, principle="brief")
    untrue = ("I hold a degree in botany.",)
    for draft, engine in ((GOOD, "scripted"), (untrue, "offline")):
        answer = run(Scripted(draft, left_out=(told,)), fallback=OfflineEngine())
        assert answer.engine == engine
        reasons = {entry.statement: entry.reason for entry in answer.ledger}
        assert reasons["A2"] == f"The model's view: {why}"
        assert reasons["A4"].startswith("what you do not want")


def test_a_failing_engine_is_the_callers_to_handle() -> None:
    class Broken:
        name = "broken"

        async def draft(self, request: Request) -> Reply:
            raise CompletionError("the endpoint is down", kind="server", retryable=True)

    with pytest.raises(CompletionError, match="down"):
        run_now(rewrite(BRIEF, Broken()))


def test_the_offline_road_is_repeatable_and_variants_differ() -> None:
    first = run_now(rewrite(BRIEF, OfflineEngine()))
    again = run_now(rewrite(BRIEF, OfflineEngine()))
    assert first == again
    others = {run_now(rewrite(BRIEF, OfflineEngine(), variant=n)).text for n in range(4)}
    assert len(others) > 1


def test_run_now_refuses_what_waits() -> None:
    async def waits() -> None:
        import asyncio

        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match=r"asyncio\.run"):
        run_now(waits())
