from typing import Any

import pytest

from avow.engines.dialect import ChatRequest, Dialect
from avow.engines.endpoint import resolve
from avow.engines.failures import from_status

REQUEST = ChatRequest(
    prompt="rewrite",
    fingerprint="f",
    mark="m",
    messages=(("system", "s"), ("user", "u")),
    model="some-model",
    schema_name="Answer",
    schema={"type": "object"},
    temperature=0.4,
    seed=0,
)


def dialect(url: str = "http://127.0.0.1:1") -> Dialect:
    return Dialect.of(resolve(url, env={"OPENAI_API_KEY": "k", "AZURE_OPENAI_API_KEY": "k"}))


def refused(dialect: Dialect, status: int, message: str, param: str = "", sent: Any = None) -> bool:
    body = {"error": {"message": message, "param": param}}
    failure = from_status(status, body, host="h", model="m", key=None, wait=None)
    return dialect.adapt(failure, message, sent or dialect.body(REQUEST, 99))


def test_what_is_sent_first() -> None:
    body = dialect().body(REQUEST, 99)
    assert body["max_tokens"] == 99
    assert body["seed"] == 0
    assert body["response_format"]["json_schema"] == {
        "name": "Answer",
        "strict": True,
        "schema": {"type": "object"},
    }
    for url in ("https://api.openai.com/v1", "https://x.openai.azure.com"):
        assert dialect(url).body(REQUEST, 99)["max_completion_tokens"] == 99


def test_down_the_ladder_one_rung_a_refusal_and_no_further() -> None:
    ours = dialect()
    assert refused(ours, 400, "'response_format.type' must be 'json_object' or 'text'")
    assert ours.body(REQUEST, 9)["response_format"] == {"type": "json_object"}
    assert refused(ours, 422, "extra field", param="response_format")
    assert "response_format" not in ours.body(REQUEST, 9)
    assert not refused(ours, 400, "response_format again")
    assert len(ours.notes) == 2


def test_calls_in_flight_step_down_together_once() -> None:
    ours = dialect()
    sent = ours.body(REQUEST, 9)
    assert refused(ours, 400, "json_schema is not supported", sent=sent)
    assert refused(ours, 400, "json_schema is not supported", sent=sent)
    assert ours.body(REQUEST, 9)["response_format"] == {"type": "json_object"}
    assert len(ours.notes) == 1


def test_a_limit_under_its_other_name() -> None:
    ours = dialect()
    assert refused(ours, 400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    assert "max_tokens" not in ours.body(REQUEST, 9)
    assert ours.body(REQUEST, 9)["max_completion_tokens"] == 9
    assert refused(ours, 400, "max_completion_tokens: extra fields not permitted")
    assert not {"max_tokens", "max_completion_tokens"} & set(ours.body(REQUEST, 9))
    assert not refused(ours, 400, "max_tokens")


def test_parameters_that_are_named_are_left_out() -> None:
    ours = dialect()
    assert refused(ours, 400, "Unsupported value", param="temperature")
    assert refused(ours, 422, "[{'loc': ('body', 'seed'), 'msg': 'extra'}]")
    assert not {"temperature", "seed"} & set(ours.body(REQUEST, 9))


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "I want to run a seed bank at room temperature"),  # the candidate's words in an error
        (400, "bad request"),
        (401, "response_format"),
        (429, "max_tokens per minute"),
        (503, "response_format service down"),
    ],
)
def test_nothing_changes_without_a_refusal_that_names_it(status: int, message: str) -> None:
    ours = dialect()
    before = ours.body(REQUEST, 9)
    assert not refused(ours, status, message)
    assert ours.body(REQUEST, 9) == before
