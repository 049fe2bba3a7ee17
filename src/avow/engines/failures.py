"""What went wrong with one call, and how often it may be tried: by status *and* code, never by luck.

| kind         | seen as                                        | calls in all                  |
|--------------|------------------------------------------------|-------------------------------|
| rate_limit   | 429 without a quota code                       | 5, 10 while others are served |
| server       | 408, 409, 5xx, 529; an error object inside 200 | 5; 3                          |
| network      | reset, cut short; nothing listens there        | 5; 3                          |
| timeout      | the deadline of the call                       | 2                             |
| bad_response | HTML, no JSON, no choices, damaged compression | 3                             |
| empty, length| nothing written; cut at the token limit        | 2, with a larger limit        |
| the rest     |                                                | 1                             |
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from avow.errors import CompletionError

_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
_QUOTA = frozenset(
    {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "account_deactivated"}
)
_FILTER = frozenset({"content_filter", "content_policy_violation", "responsibleaipolicyviolation"})
_PASSING = frozenset({"server_error", "internal_server_error", "overloaded", "overloaded_error", "api_error"})
_CONTEXT = re.compile(
    r"context_length|(?:maximum|max|available) (?:context|model) (?:length|size)"
    r"|context (?:length|window|size)|prompt is too long|too many (?:input )?tokens",
    re.I,
)
_KEYLIKE = re.compile(r"\b(?:sk|pk|key|gsk|xai)-[\w*.-]{3,}|(?i:bearer)\s+\S+")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\u00a1-\u024f\u0370-\u1fff\u3040-\uffee]+")
MESSAGE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed call. `calls`: how many calls this kind is worth; `wait`: what the server asked for."""

    kind: str
    message: str
    calls: int = 1
    later: bool = False  # the same request may succeed some other time
    wait: float | None = None
    status: int | None = None
    param: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None

    def error(self, calls: int, prompt_tokens: int | None, completion_tokens: int | None) -> CompletionError:
        """The exception of the run, once the tries are spent."""
        tries = f" ({calls} calls)" if calls > 1 else ""
        return CompletionError(
            self.message + tries,
            kind=self.kind,
            retryable=self.later,
            status=self.status,
            prompt_tokens=prompt_tokens,
            completion_tokens=completion_tokens,
            calls=calls,
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What an error body says, in whichever of the usual shapes."""

    message: str = ""
    code: str = ""
    param: str = ""


def read_error(body: object) -> Said:
    """The message, code and parameter of an error body: OpenAI, Azure, vLLM, Ollama, FastAPI shapes."""
    error = body.get("error", body) if isinstance(body, Mapping) else body
    if isinstance(error, str):
        return Said(message=error)
    if not isinstance(error, Mapping):
        return Said()
    inner = error.get("innererror")
    codes = [error.get("code"), error.get("type"), inner.get("code") if isinstance(inner, Mapping) else None]
    message = error.get("message") or error.get("detail") or ""
    return Said(
        message=message if isinstance(message, str) else repr(message)[:2_000],
        code=" ".join(code.lower() for code in codes if isinstance(code, str)),
        param=str(error.get("param") or ""),
    )


def shown(text: str, key: str | None) -> str:
    """An endpoint's own words made fit for one line: no key, no control characters, cut."""
    if key:
        text = text.replace(key, "[key]")
    text = _UNPRINTABLE.sub(" ", _KEYLIKE.sub("[key]", text))
    text = " ".join(text.split())
    return text if len(text) <= MESSAGE_LENGTH else text[: MESSAGE_LENGTH - 1] + "…"


def from_status(
    status: int, body: object, *, host: str, model: str, key: str | None, wait: float | None
) -> Failure:
    """The failure behind an HTTP status and its body."""
    said = read_error(body)
    codes = set(said.code.split())
    words = shown(said.message, key)
    quoted = f": {words}" if words else ""

    def failure(kind: str, message: str, calls: int = 1, later: bool = False) -> Failure:
        return Failure(kind, message, calls, later, wait, status, said.param)

    if status == 402 or codes & _QUOTA:
        return failure("quota", f"{host} says the account's quota is used up: check plan and billing there")
    if codes & _FILTER:
        return failure("content_filter", f"{host} refused the request by its content filter")
    if status in (401, 403):
        # Nothing of the body is shown: servers echo keys here.
        refused = "refused the key" if key else "wants a key and none was sent"
        return failure("auth", f"{host} {refused} (HTTP {status}): check the key set for this endpoint")
    if 300 <= status < 400:
        return failure(
            "redirect",
            f"{host} redirects elsewhere (HTTP {status}), which is not followed: correct the base URL",
        )
    if status == 404:
        return failure(
            "not_found", f"{host} knows no such model or address (model {model!r}, HTTP 404){quoted}"
        )
    if status == 429:
        return failure("rate_limit", f"{host} limits the rate of requests (HTTP 429){quoted}", 5, True)
    if status in _TRANSIENT or status >= 500:
        return failure("server", f"{host} failed (HTTP {status}){quoted}", 5, True)
    if status == 413 or _CONTEXT.search(said.code + " " + said.message):
        return failure("context", f"the request is too long for {model!r} at {host}{quoted}")
    return failure("bad_request", f"{host} refused the request (HTTP {status}){quoted}")


def from_error_object(body: object, *, host: str, model: str, key: str | None) -> Failure:
    """The failure behind an error object that came with HTTP 200."""
    said = read_error(body)
    codes = set(said.code.split())
    if codes & _QUOTA or codes & _FILTER:
        return from_status(400, body, host=host, model=model, key=key, wait=None)
    words = shown(said.message, key)
    kind = "server" if codes & _PASSING or not codes else "bad_response"
    return Failure(kind, f"{host} answered with an error inside HTTP 200: {words}", 3, True, status=200)
