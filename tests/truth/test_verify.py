"""A scripted verifier that answers rightly, wrongly, with false quotes, the wrong owner, or rubbish."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from avow.answers import Completed, Judgement, VerifyAnswer
from avow.errors import CompletionError
from avow.material import cut
from avow.pipeline import run_now
from avow.truth.verify import Verification, ask_checker, document, verify
from avow.types import Brief, Severity, Support, Usage

BRIEF = Brief.model_validate(
    {
        "aspiration": "i mend clocks at my aunt's shop. want to restore tower clocks one day.",
        "company": {"name": "Belfry Trust", "mission": "We keep every bell in the county ringing"},
    }
)
MATERIAL = cut(BRIEF)
ANSWER = (
    "I mend clocks at my aunt's shop. I want to restore tower clocks one day. "
    "I'd welcome the chance to learn."
)


def judged(number: int, verdict: str, **more: Any) -> Judgement:
    values = {"type": "none", "statements": [], "quote": "", "words": "", "ask": "", **more}
    return Judgement.model_validate({"claim": number, "verdict": verdict, **values})


def script(*judgements: Judgement, error: Exception | None = None) -> Any:
    async def complete(
        prompt: str, values: dict[str, Any], shape: type[VerifyAnswer], /
    ) -> Completed[VerifyAnswer]:
        assert prompt == "verify"
        assert [s["owner"] for s in values["statements"]] == ["candidate", "candidate", "company", "company"]
        if error is not None:
            raise error
        return Completed(
            VerifyAnswer(claims=list(judgements)), Usage(attempts=1, prompt_tokens=9), ("verify", "f")
        )

    return complete


RIGHT = (
    judged(1, "supported", statements=["A1"], quote="mend clocks at my aunt's shop"),
    judged(2, "supported", statements=["A2"], quote="want to restore tower clocks"),
    judged(3, "supported"),
)


def asked(*judgements: Judgement, answer: str = ANSWER, error: Exception | None = None) -> Verification:
    return run_now(verify(answer, MATERIAL, script(*judgements, error=error)))


def test_right_quotes_settle_every_claim() -> None:
    found = asked(*RIGHT)
    assert found.findings == ()
    assert {c.support for c in found.claims} == {Support.SUPPORTED}
    assert found.usage.prompt_tokens == 9
    assert found.prompts == (("verify", "f"),)


def test_an_unsupported_verdict_blocks_the_words_it_names_and_asks() -> None:
    bad = judged(
        1, "unsupported", type="attribution", statements=["A1"], words="my aunt's", ask="Whose shop is it?"
    )
    found = asked(bad, *RIGHT[1:])
    (finding,) = found.findings
    assert finding.severity is Severity.BLOCK
    assert (finding.type, finding.nearest) == ("attribution", "A1")
    assert ANSWER[finding.start : finding.end] == "my aunt's"
    assert found.questions == ("Whose shop is it?",)


@pytest.mark.parametrize(
    "first",
    [
        judged(1, "supported", statements=["A1"], quote="mend watches at my aunt's shop"),  # not verbatim
        judged(
            1, "supported", statements=["A2"], quote="mend clocks at my aunt's shop"
        ),  # another statement's words
        judged(
            1, "supported", statements=["C2"], quote="We keep every bell in the county ringing"
        ),  # wrong owner
        judged(1, "supported", statements=["A9"], quote="mend clocks"),  # no such statement
        judged(1, "supported", statements=["A1"], quote=""),  # no quote
        judged(1, "supported", statements=[], quote="mend clocks"),  # no statement
    ],
)
def test_a_support_that_code_cannot_confirm_is_none(first: Judgement) -> None:
    found = asked(first, *RIGHT[1:])
    (finding,) = found.findings
    assert finding.severity is Severity.BLOCK
    assert ANSWER[finding.start : finding.end].startswith("I mend clocks")


def test_a_claim_passed_over_is_not_vouched_for() -> None:
    assert len(asked(*RIGHT[1:]).findings) == 1


def test_courtesies_and_general_wishes_need_no_quote() -> None:
    answer = "I'd be glad to help. In the long run I want to learn and grow."
    found = asked(judged(1, "supported"), judged(2, "supported"), answer=answer)
    assert found.findings == ()


def test_a_failing_verifier_blocks_the_whole_answer() -> None:
    found = asked(error=CompletionError("the reply is not JSON", kind="not_json"))
    (finding,) = found.findings
    assert (finding.code, finding.start, finding.end) == ("truth-unverified", 0, len(ANSWER))
    assert "not JSON" in finding.message


@dataclass
class Checker:
    """A dedicated checker that always replies the same, and keeps what it was asked."""

    reply: str
    seen: list[str] = field(default_factory=list)

    async def __call__(self, text: str) -> tuple[str, Usage]:
        self.seen.append(text)
        return self.reply, Usage(attempts=1)


def test_a_dedicated_checker_reads_only_the_right_owner() -> None:
    ask = Checker("Yes")
    found = run_now(ask_checker(ANSWER, MATERIAL, ask))
    assert found.findings == ()
    assert ask.seen
    assert all(text.startswith("Document: ") and "\nClaim: " in text for text in ask.seen)
    assert not any("bell" in text for text in ask.seen)


@pytest.mark.parametrize("reply", ["No", "Perhaps", "", "I think so"])
def test_anything_but_yes_is_no_support(reply: str) -> None:
    found = run_now(ask_checker(ANSWER, MATERIAL, Checker(reply)))
    assert len(found.findings) == 2


def test_a_claim_about_the_employer_may_rest_on_the_employer() -> None:
    found = run_now(ask_checker("You keep every bell ringing.", MATERIAL, Checker("Yes")))
    assert "county" in document(found.claims[0], MATERIAL)


def test_what_one_would_do_there_may_rest_on_the_employer() -> None:
    company = next(s.id for s in MATERIAL.company if "bell" in s.text)
    judgement = judged(1, "supported", statements=[company], quote="keep every bell in the county ringing")
    found = asked(judgement, answer="At Belfry Trust I'd oil every bell in the county.")
    assert found.findings == ()
    found = asked(judgement, answer="I oil every bell in the county.")
    assert "not the candidate's own" in found.findings[0].message
