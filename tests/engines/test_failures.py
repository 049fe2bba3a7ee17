from typing import Any

import pytest

from avow.engines.failures import MESSAGE_LENGTH, from_error_object, from_status, read_error, shown


def failure(status: int, body: Any) -> Any:
    return from_status(status, body, host="h", model="m", key="secret-key", wait=None)


@pytest.mark.parametrize(
    ("status", "body", "kind", "calls"),
    [
        (400, {"error": {"message": "no"}}, "bad_request", 1),
        (401, None, "auth", 1),
        (402, None, "quota", 1),
        (403, "text", "auth", 1),
        (404, {"error": "model not found"}, "not_found", 1),
        (408, None, "server", 5),
        (409, None, "server", 5),
        (413, None, "context", 1),
        (422, {"detail": [{"loc": ["body", "seed"], "msg": "extra"}]}, "bad_request", 1),
        (429, {"error": {"code": "rate_limit_exceeded"}}, "rate_limit", 5),
        (429, {"error": {"type": "insufficient_quota"}}, "quota", 1),
        (429, {"error": {"code": "insufficient_quota", "type": 7}}, "quota", 1),
        (400, {"error": {"code": "content_filter"}}, "content_filter", 1),
        (400, {"error": {"innererror": {"code": "ResponsibleAIPolicyViolation"}}}, "content_filter", 1),
        (400, {"error": {"code": "context_length_exceeded"}}, "context", 1),
        (500, {"object": "error", "message": "exceeds the maximum context length"}, "server", 5),
        (302, None, "redirect", 1),
        (501, None, "server", 5),
    ],
)
def test_status_and_code_decide_together(status: int, body: Any, kind: str, calls: int) -> None:
    found = failure(status, body)
    assert (found.kind, found.calls) == (kind, calls)
    assert found.later == (kind in ("server", "rate_limit"))
    assert found.status == status


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429, 500])
def test_a_key_that_is_echoed_never_comes_out(status: int) -> None:
    echo = {"error": {"message": "you sent secret-key, also as Bearer abc.def and sk-abc123xyz"}}
    message = failure(status, echo).message
    for secret in ("secret-key", "abc.def", "abc123xyz"):
        assert secret not in message


def test_an_endpoints_words_are_cut_and_cleaned() -> None:
    assert shown("a\x1b[31m\nb\u202ec", None) == "a [31m b c"
    assert len(shown("x" * 5_000, None)) == MESSAGE_LENGTH


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"message": "m", "param": "seed"}}, "m"),
        ({"error": "m"}, "m"),
        ({"message": "m"}, "m"),
        ("m", "m"),
        (None, ""),
        (["x"], ""),
    ],
)
def test_error_bodies_in_their_usual_shapes(body: Any, message: str) -> None:
    assert read_error(body).message == message


def test_errors_inside_success() -> None:
    def inside(error: Any) -> str:
        return from_error_object({"error": error}, host="h", model="m", key=None).kind

    assert inside({"type": "server_error"}) == "server"
    assert inside("busy") == "server"
    assert inside({"code": "insufficient_quota"}) == "quota"
    assert inside({"code": "invalid_request"}) == "bad_response"


def test_a_missing_key_is_called_missing() -> None:
    said = from_status(401, None, host="h", model="m", key=None, wait=None).message
    assert "wants a key and none was sent" in said
    assert "refused the key" in failure(401, None).message
