import json
from typing import Any

import pytest

from avow.engines.failures import Failure
from avow.engines.shape import MAX_CONTENT, Completion, read

GOOD = {
    "choices": [{"finish_reason": "stop", "message": {"content": "für dich", "refusal": None}}],
    "usage": {"prompt_tokens": 10, "completion_tokens": 5},
}


def seen(body: Any, kind: str = "application/json") -> Completion | Failure:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read(raw, kind, host="h", model="m", key="k")


def test_a_good_completion() -> None:
    assert seen(GOOD) == Completion("für dich", 10, 5)
    assert seen(b"\xef\xbb\xbf" + json.dumps(GOOD).encode()) == Completion("für dich", 10, 5)


@pytest.mark.parametrize(
    "usage", [None, 7, {}, {"prompt_tokens": -1, "completion_tokens": True}, {"prompt_tokens": "9"}]
)
def test_usage_that_is_no_number_counts_as_unreported(usage: Any) -> None:
    assert seen({**GOOD, "usage": usage}) == Completion("für dich", None, None)


@pytest.mark.parametrize(
    ("choice", "kind"),
    [
        ({"finish_reason": "stop", "message": {"content": None}}, "empty"),
        ({"finish_reason": "stop", "message": {"content": " \n"}}, "empty"),
        ({"finish_reason": "stop", "message": {"content": [{"type": "image"}]}}, "empty"),
        ({"finish_reason": "stop", "message": {"content": None, "tool_calls": [{}]}}, "empty"),
        ({"finish_reason": "stop", "message": {"content": "x", "refusal": "No."}}, "refusal"),
        ({"finish_reason": "length", "message": {"content": "half"}}, "length"),
        ({"finish_reason": "content_filter", "message": {"content": "half"}}, "content_filter"),
        ({"finish_reason": "content_filter", "message": None}, "content_filter"),
        ({"finish_reason": "stop"}, "bad_response"),
        ("text", "bad_response"),
        ({"finish_reason": "stop", "message": {"content": "x" * (MAX_CONTENT + 1)}}, "too_large"),
    ],
)
def test_a_completion_without_an_answer_keeps_what_it_cost(choice: Any, kind: str) -> None:
    found = seen({**GOOD, "choices": [choice]})
    assert isinstance(found, Failure)
    assert found.kind == kind
    assert (found.prompt_tokens, found.completion_tokens) == (10, 5)


def test_text_parts_are_joined() -> None:
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    choice = {"finish_reason": None, "message": {"content": parts}}
    assert seen({"choices": [choice]}) == Completion("ab")


def event(data: Any) -> str:
    return f"data: {json.dumps(data)}\r\n\r\n"


def test_a_stream_nobody_asked_for() -> None:
    chunks = [{"choices": [{"delta": {"content": piece}}]} for piece in ("f\u2028ü", "r")]
    end = {"choices": [{"delta": {}, "finish_reason": "stop"}]}
    usage = {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}
    text = ": ping\n\n" + "".join(event(each) for each in (*chunks, end, usage))
    whole = (text + "data: [DONE]\n\n").encode()
    assert seen(whole, "text/event-stream; charset=utf-8") == Completion("f\u2028ür", 3, 2)
    assert seen(whole) == Completion("f\u2028ür", 3, 2)
    cut = seen(text.encode(), "text/event-stream")
    assert isinstance(cut, Failure)
    assert "ends early" in cut.message
    broken = text + event({"error": {"message": "busy", "type": "server_error"}}) + "data: [DONE]\n\n"
    failed = seen(broken.encode())
    assert isinstance(failed, Failure)
    assert failed.kind == "server"
    limited = whole.replace(b'"stop"', b'"length"')
    short = seen(limited)
    assert isinstance(short, Failure)
    assert short.kind == "length"


@pytest.mark.parametrize(
    "raw", [b"", b"  ", b"null", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"choices": Infinity}', b"1" * 5_000]
)
def test_what_is_no_completion(raw: bytes) -> None:
    found = seen(raw)
    assert isinstance(found, Failure)
    assert found.kind == "bad_response"
