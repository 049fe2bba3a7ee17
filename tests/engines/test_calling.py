import asyncio
import json
from typing import Any

import pytest
from scripted import GOOD, Scripted, answer

from avow import prompts
from avow.answers import Completed, RewriteAnswer, VerifyAnswer
from avow.engines.calling import Caller
from avow.engines.endpoint import resolve
from avow.engines.schema import schema_of
from avow.errors import CompletionError

STATEMENTS = [
    {"id": "A1", "owner": "candidate", "field": "aspiration", "text": "Ring +65 9123 4567; I want to bake."}
]
VERIFY = {"statements": STATEMENTS, "claims": ["I want to bake"]}
VERDICT = {
    "claims": [
        {
            "claim": 1,
            "verdict": "supported",
            "type": "none",
            "statements": ["A1"],
            "quote": "I want to bake",
            "words": "",
            "ask": "",
        }
    ]
}


def verify(*replies: str | Exception, **more: Any) -> tuple[Completed[VerifyAnswer], Scripted]:
    chat = Scripted(*replies)
    caller = Caller(chat, "some-model", **more)
    return asyncio.run(caller.complete("verify", VERIFY, VerifyAnswer)), chat


def failed(*replies: str | Exception) -> tuple[CompletionError, Scripted]:
    chat = Scripted(*replies)
    with pytest.raises(CompletionError) as caught:
        asyncio.run(Caller(chat, "some-model").complete("verify", VERIFY, VerifyAnswer))
    return caught.value, chat


def test_an_answer_in_its_shape_with_what_it_cost() -> None:
    endpoint = resolve(env={"OPENAI_API_KEY": "k"})
    chat = Scripted(json.dumps(VERDICT))
    done = asyncio.run(
        Caller(chat, "gpt-4o-mini", endpoint=endpoint).complete("verify", VERIFY, VerifyAnswer)
    )
    assert done.value.claims[0].verdict == "supported"
    assert (done.usage.prompt_tokens, done.usage.completion_tokens) == (1_000, 100)
    assert done.usage.usd is not None
    assert 0 < done.usage.usd < 0.01
    assert done.prompt[0] == "verify"
    assert chat.asked[0].schema_name == "VerifyAnswer"
    assert chat.asked[0].temperature == 0.0


def test_contact_details_do_not_leave_and_come_back() -> None:
    quoted = json.dumps(VERDICT).replace("I want to bake", "Ring [phone-1]; I want to bake.")
    done, chat = verify(quoted)
    assert "9123" not in str(chat.asked[0].messages)
    assert "[phone-1]" in chat.asked[0].messages[1][1]
    assert done.value.claims[0].quote == "Ring +65 9123 4567; I want to bake."
    assert done.notes == ("contact details masked before sending: 1",)
    _, open_chat = verify(json.dumps(VERDICT), mask=False)
    assert "9123" in open_chat.asked[0].messages[1][1]


@pytest.mark.parametrize(
    ("bad", "kind", "says"),
    [
        ('{"claims": [', "not_json", "damaged or cut"),
        ('{"claims": []} {"claims": []}', "not_json", "more than one"),
        ('{"claims": [{"claim": "one"}]}', "schema", "claims.0.claim: int_type"),
        ('{"other": 1}', "schema", "claims: missing"),
    ],
)
def test_a_damaged_reply_is_asked_for_once_more_with_what_was_wrong(bad: str, kind: str, says: str) -> None:
    done, chat = verify(bad, json.dumps(VERDICT))
    assert done.usage.prompt_tokens == 2_000
    assert says in chat.asked[1].messages[-1][1]
    error, chat = failed(bad, bad)
    assert (error.kind, error.calls, error.prompt_tokens) == (kind, 2, 2_000)


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        ("The claims all look fine to me.", "not_json"),
        ("I'm sorry, but I can’t help with that.", "refusal"),
        ("抱歉，我无法完成这个请求。", "refusal"),
    ],
)
def test_what_would_come_again_is_not_asked_for_again(bad: str, kind: str) -> None:
    error, chat = failed(bad)
    assert (error.kind, error.retryable, error.calls, len(chat.asked)) == (kind, False, 1, 1)


def test_an_error_of_the_second_call_keeps_the_cost_of_the_first() -> None:
    second = CompletionError("the yard is shut", kind="server", retryable=True, status=500, calls=5)
    error, _ = failed("{", second)
    assert (error.kind, error.status, error.calls, error.prompt_tokens) == ("server", 500, 6, 1_000)


def test_our_own_prompt_in_the_answer_is_a_leak() -> None:
    def draft(reply: str) -> Any:
        values = {
            "question": "q",
            "horizon": "h",
            "years": None,
            "seconds": 45,
            "words_low": 60,
            "words_high": 100,
            "locale": "en-GB",
            "statements": STATEMENTS,
            "withhold": [],
            "voice": "",
        }
        return asyncio.run(Caller(Scripted(reply), "m").complete("rewrite", values, RewriteAnswer))

    rule = prompts.load("rewrite").system.split("\n")[0][:120].strip()
    with pytest.raises(CompletionError) as caught:
        draft(answer((rule, [])))
    assert caught.value.kind == "leak"
    with pytest.raises(CompletionError) as caught:
        draft(answer(("Fine.", []), wanted=[rule + "?"]))
    assert caught.value.kind == "leak"
    # A reason told to the candidate may use the words of a rule.
    assert draft(answer(("Fine.", []), fit={"level": "unknown", "reason": rule})).value.fit.reason == rule


def test_what_cannot_be_said_is_removed_and_said_so() -> None:
    reply = json.dumps(VERDICT).replace("I want to bake", "I want\\u0000 to \\u202ebake\\ud800")
    done, _ = verify(reply)
    assert done.value.claims[0].quote == "I want to bake"
    assert done.notes[-1] == "characters that cannot be said, removed from the model's reply: 3"


def test_a_preview_shows_exactly_what_is_sent() -> None:
    chat = Scripted(json.dumps(VERDICT))
    caller = Caller(chat, "gpt-4o-mini", endpoint=resolve(env={"OPENAI_API_KEY": "k"}))
    shown = caller.preview("verify", VERIFY)
    asyncio.run(caller.complete("verify", VERIFY, VerifyAnswer))
    sent = chat.asked[0]
    again = [text.replace(sent.mark, shown.messages.mark) for _, text in sent.messages]
    assert again == [shown.messages.system, shown.messages.user]
    assert sent.mark != shown.messages.mark
    assert shown.endpoint == "api.openai.com"
    assert shown.tokens.tokens > 1_000
    assert shown.usd is not None


def test_a_small_window_leaves_room_for_the_prompt() -> None:
    assert Caller(Scripted(), "m", context=4_096).max_tokens == 1_365
    assert Caller(Scripted(), "m").max_tokens == 4_096


@pytest.mark.parametrize("shape", [RewriteAnswer, VerifyAnswer])
def test_schemas_are_strict(shape: type[RewriteAnswer] | type[VerifyAnswer]) -> None:
    def objects(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for each in node for found in objects(each)]
        if not isinstance(node, dict):
            return []
        own = [node] if node.get("type") == "object" else []
        return own + [found for each in node.values() for found in objects(each)]

    schema = schema_of(shape)
    found = objects(schema)
    assert len(found) >= 2
    for each in found:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
    assert "maxLength" not in json.dumps(schema)


def test_extra_keys_are_dropped() -> None:
    value = RewriteAnswer.model_validate({**json.loads(GOOD), "system": "x"})
    assert not hasattr(value, "system")
