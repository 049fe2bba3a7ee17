"""From an HTTP body to a completion: nothing counts as one until every part of its shape is seen.

Endpoints answer 200 with sign-in pages, error objects, `choices: null`, half a stream. Each is a Failure
with its own kind, and what it cost is kept.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from avow.engines.failures import Failure, from_error_object

MAX_CONTENT = 100_000  # characters; an answer with its quotes has a few thousand
_LOUD = "which is not a chat completion"


@dataclass(frozen=True, slots=True)
class Completion:
    """The text of a completion and what the endpoint says it cost."""

    text: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    calls: int = 1
    notes: tuple[str, ...] = ()


def read(raw: bytes, content_type: str, *, host: str, model: str, key: str | None) -> Completion | Failure:
    """The completion in a body that came with a 2xx status, or why it is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _bad(host, "bytes that are not UTF-8")
    if not text.strip():
        return _bad(host, "an empty body")
    streamed = content_type.startswith("text/event-stream") or text.startswith(("data:", "event:", ": "))
    try:
        body = _from_events(text) if streamed else _strict_json(text)
    except _NoStreamEndError:
        return _bad(host, "a stream that ends early")
    except _NotStandardError:
        return _bad(host, "a body with NaN or Infinity", calls=1)
    except (ValueError, RecursionError):
        if text.lstrip().startswith("<"):
            return _bad(host, "HTML (is the base URL the API's own? it often ends in /v1)")
        return _bad(host, "a body that is not JSON")
    if not isinstance(body, Mapping):
        return _bad(host, f"a JSON {type(body).__name__}")
    if body.get("error"):
        return from_error_object(body, host=host, model=model, key=key)
    return _completion(body, host)


def _completion(body: Mapping[str, object], host: str) -> Completion | Failure:
    reported = body.get("usage")
    usage = reported if isinstance(reported, Mapping) else {}
    asked, written = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))

    def failure(kind: str, message: str, calls: int = 1, later: bool = False) -> Failure:
        what = f"{host} {message}"
        return Failure(kind, what, calls, later, status=200, prompt_tokens=asked, completion_tokens=written)

    choices = body.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], Mapping):
        return failure("bad_response", f"answered without choices, {_LOUD}", 3, True)
    choice = choices[0]
    message, finish = choice.get("message"), choice.get("finish_reason")
    if finish == "content_filter":
        return failure("content_filter", "cut the answer by its content filter")
    if not isinstance(message, Mapping):
        return failure("bad_response", f"answered without a message, {_LOUD}", 3, True)
    if message.get("refusal"):
        return failure("refusal", "declined to write this answer")
    if finish == "length":
        return failure("length", "stopped at the limit of tokens before the answer was complete", 2)
    content = _content(message.get("content"))
    if content is None or not content.strip():
        return failure("empty", "answered with nothing", 2, True)
    if len(content) > MAX_CONTENT:
        return failure("too_large", f"answered with {len(content):,} characters: no answer is that long")
    return Completion(content, asked, written)


def _content(content: object) -> str | None:
    """Text, also where it comes as a list of text parts; anything else in the list makes it none."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = [part.get("text") if isinstance(part, Mapping) else None for part in content]
        if all(isinstance(part, str) for part in parts):
            return "".join(str(part) for part in parts)
    return None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _bad(host: str, what: str, calls: int = 3) -> Failure:
    return Failure("bad_response", f"{host} answered with {what}, {_LOUD}", calls, calls > 1, status=200)


def _strict_json(text: str) -> object:
    """JSON without NaN and Infinity, which the standard lacks and which poison what is written later."""
    return json.loads(text, parse_constant=_no_constant)


def _no_constant(name: str) -> object:
    raise _NotStandardError(name)


class _NotStandardError(ValueError):
    """A constant that JSON does not have; the server would send it again."""


class _NoStreamEndError(Exception):
    """An event stream without its closing [DONE]."""


def _from_events(text: str) -> object:
    """A completion put together from server-sent events, which some servers send without being asked.

    Raises _NoStreamEndError where the closing `[DONE]` is missing: half an answer is none.
    """
    pieces: list[str] = []
    usage: object = None
    finish: object = None
    for data in _events(text):
        if data == "[DONE]":
            message = {"role": "assistant", "content": "".join(pieces)}
            return {"choices": [{"message": message, "finish_reason": finish}], "usage": usage}
        chunk = _strict_json(data)
        if not isinstance(chunk, Mapping):
            raise ValueError("chunk")
        if chunk.get("error"):
            return chunk
        usage = chunk.get("usage") or usage
        choices = chunk.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        if isinstance(first, Mapping):
            finish = first.get("finish_reason") or finish
            delta = first.get("delta")
            piece = delta.get("content") if isinstance(delta, Mapping) else None
            pieces.append(piece if isinstance(piece, str) else "")
    raise _NoStreamEndError


def _events(text: str) -> Iterator[str]:
    """The data of each event. Lines end in LF, CR LF or CR only: U+2028 is text."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.startswith("data:"):
            lines.append(line[5:].removeprefix(" "))
        elif not line and lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)
