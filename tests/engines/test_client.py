"""The client against servers on loopback that this file starts itself."""

import asyncio
import gc
import json
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from faulty_server import Seen, completion, serve

from avow.engines.budget import Budget
from avow.engines.client import Client, Limits
from avow.engines.dialect import ChatRequest
from avow.engines.endpoint import resolve
from avow.engines.shape import Completion
from avow.errors import AvowError, BudgetError, CompletionError

QUICK = Limits(attempt_seconds=2.0, total_seconds=10.0, pause_seconds=0.01)
REQUEST = ChatRequest(
    prompt="rewrite",
    fingerprint="f",
    mark="m",
    messages=(("system", "be true"), ("user", "I weld")),
    model="some-model",
    schema_name="Answer",
    schema={"type": "object"},
    temperature=0.4,
    seed=0,
)


def ask(
    recipe: dict[str, Any],
    *,
    limits: Limits = QUICK,
    budget: Budget | None = None,
    env: dict[str, str] | None = None,
    times: int = 1,
    good: Callable[[Any], str] = lambda _: "well",
) -> tuple[list[Completion | AvowError], Seen]:
    """What came of asking so often, one after the other, through one client."""

    async def run() -> tuple[list[Completion | AvowError], Seen]:
        found: list[Completion | AvowError] = []
        async with serve(recipe, good) as seen:
            url = f"http://127.0.0.1:{seen.port}/v1"
            client = Client(
                resolve(env={"OPENAI_BASE_URL": url, **(env or {})}), limits=limits, budget=budget
            )
            for _ in range(times):
                try:
                    found.append(await client.send(REQUEST))
                except AvowError as error:
                    found.append(error)
            await client.close()
        return found, seen

    return asyncio.run(run())


def refusal(message: str, **error: object) -> str:
    return json.dumps({"error": {"message": message, **error}})


def test_what_leaves_is_the_request_and_nothing_about_this_machine() -> None:
    (found,), seen = ask({}, env={"OPENAI_API_KEY": "sk-mine"})
    assert found == Completion("well", 900, 90)
    assert set(seen.headers[0]) == {
        "host",
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "user-agent",
    }
    assert seen.headers[0]["authorization"] == "Bearer sk-mine"
    assert seen.bodies[0]["messages"] == [
        {"role": "system", "content": "be true"},
        {"role": "user", "content": "I weld"},
    ]


def test_no_key_no_header(monkeypatch: pytest.MonkeyPatch) -> None:
    # The SDK would read these from the process's environment by itself.
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "sk-not-for-them")
    _, seen = ask({})
    assert "sk-not-for-them" not in str(seen.headers)
    assert "authorization" not in seen.headers[0]


def test_no_proxy_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (found,), _ = ask({})
    assert isinstance(found, Completion)


def test_azure_names_the_deployment_in_the_path_and_has_its_own_header(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import httpx2

    async def run() -> httpx2.Request:
        env = {"AZURE_OPENAI_ENDPOINT": "https://mine.openai.azure.com", "AZURE_OPENAI_API_KEY": "z"}
        client = Client(resolve(env=env), limits=QUICK)
        sent: list[httpx2.Request] = []

        async def answer(request: httpx2.Request, **_: Any) -> httpx2.Response:
            for hook in client._sdk._client.event_hooks["request"]:
                await hook(request)
            sent.append(request)
            return httpx2.Response(200, json=completion("well"), request=request)

        monkeypatch.setattr(client._sdk._client, "send", answer)
        await client.send(REQUEST)
        await client.close()
        return sent[0]

    request = asyncio.run(run())
    assert request.url.path == "/openai/deployments/some-model/chat/completions"
    assert request.url.query == b"api-version=2024-10-21"
    assert request.headers["api-key"] == "z"
    assert "authorization" not in request.headers


def test_the_rung_is_remembered_for_the_next_call() -> None:
    recipe = {"status": 400, "times": 2, "body": refusal("response_format is not supported")}
    found, seen = ask(recipe, times=2)
    assert [len(f.notes) for f in found if isinstance(f, Completion)] == [2, 0]
    kinds = [body.get("response_format", {}).get("type") for body in seen.bodies]
    assert kinds == ["json_schema", "json_object", None, None]


def test_parameters_that_a_refusal_names_are_swapped_and_left_out() -> None:
    recipe = {"status": 400, "times": 1, "body": refusal("Use 'max_completion_tokens'", param="max_tokens")}
    (found,), seen = ask(recipe)
    assert isinstance(found, Completion)
    assert "max_tokens" not in seen.bodies[1]
    assert seen.bodies[1]["max_completion_tokens"] == REQUEST.max_tokens


def test_an_endpoint_that_refuses_everything_is_not_asked_for_ever() -> None:
    recipe = {
        "status": 400,
        "body": refusal("'seed' 'temperature' response_format max_tokens max_completion_tokens"),
    }
    (found,), seen = ask(recipe)
    assert isinstance(found, CompletionError)
    assert found.kind == "bad_request"
    assert seen.calls <= 7


def test_a_cut_answer_is_asked_for_again_with_twice_the_room_and_all_usage_is_kept() -> None:
    body = completion("half", finish_reason="length")
    (found,), seen = ask({"times": 1, "body": json.dumps(body)})
    assert found == Completion("well", 1_800, 180, calls=2)
    assert [body["max_tokens"] for body in seen.bodies] == [4_096, 8_192]
    (failed,), _ = ask({"body": json.dumps(body)})
    assert isinstance(failed, CompletionError)
    assert (failed.prompt_tokens, failed.completion_tokens, failed.calls) == (1_800, 180, 2)


def test_a_prompt_that_was_cut_in_silence_is_said() -> None:
    body = completion("well") | {"usage": {"prompt_tokens": 3, "completion_tokens": 5}}
    (found,), _ = ask({"body": json.dumps(body)})
    assert isinstance(found, Completion)
    assert "read 3 of about" in found.notes[0]
    assert "num_ctx" in found.notes[0]


def test_the_deadline_holds_within_a_tenth_however_the_bytes_drip() -> None:
    for recipe in (
        {"byte_every_s": 0.05, "body_bytes": 1_000},
        {"header_byte_every_s": 0.05},
        {"sleep_before_headers": "inf"},
    ):
        start = time.monotonic()
        (found,), seen = ask(
            recipe, limits=Limits(attempt_seconds=1.0, total_seconds=1.0, pause_seconds=0.01)
        )
        took = time.monotonic() - start
        assert isinstance(found, CompletionError)
        assert found.kind == "timeout"
        assert found.retryable
        assert 0.9 <= took <= 1.1 + 0.1 * (seen.calls - 1), (recipe, took)


def test_a_changed_clock_changes_no_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400 * (-1) ** int(time.monotonic() * 100))
    (found,), _ = ask({"delay": 0.3})
    assert isinstance(found, Completion)


def test_one_that_is_told_to_wait_makes_all_wait() -> None:
    async def run() -> list[float]:
        recipe = {"status": 429, "headers": {"Retry-After": "0.6"}, "times": 1}
        async with serve(recipe, lambda _: "well") as seen:
            client = Client(resolve(f"http://127.0.0.1:{seen.port}", env={}), limits=QUICK)
            first = asyncio.create_task(client.send(REQUEST))
            await asyncio.sleep(0.2)
            await asyncio.gather(first, *(client.send(REQUEST) for _ in range(10)))
            await client.close()
            return [start - seen.starts[0] for start in seen.starts]

    starts = asyncio.run(run())
    assert len(starts) == 12
    assert min(starts[1:]) >= 0.6


def test_a_wait_that_is_too_long_is_not_slept() -> None:
    start = time.monotonic()
    found, seen = ask(
        {"status": 429, "headers": {"Retry-After": "30"}}, limits=Limits(1.0, 5.0, 0.01), times=2
    )
    assert time.monotonic() - start < 1.0
    assert [f.kind for f in found if isinstance(f, CompletionError)] == ["rate_limit"] * 2
    assert seen.calls == 2


def test_the_budget_counts_retries_and_stops_before_the_call_that_would_pass_it() -> None:
    budget = Budget(max_calls=3)
    (found,), seen = ask({"status": 500}, budget=budget)
    assert isinstance(found, BudgetError)
    assert seen.calls == 3
    tokens = Budget(max_tokens=4_200)
    found2, seen = ask({}, budget=tokens, times=2)
    assert isinstance(found2[1], BudgetError)
    assert seen.calls == 1
    assert tokens.tokens == 990


def test_what_an_endpoint_did_not_report_is_booked_at_its_worst() -> None:
    budget = Budget()
    ask({"body": json.dumps({"choices": completion("well")["choices"]})}, budget=budget)
    assert budget.tokens > REQUEST.max_tokens
    refused = Budget()
    ask({"status": 400}, budget=refused)
    assert refused.tokens == 0


def test_a_name_that_does_not_resolve_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def getaddrinfo(host: str, *_: Any, **__: Any) -> None:
        looked_up.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    async def run() -> None:
        client = Client(resolve("https://llm.example/v1", env={"AVOW_API_KEY": "k"}), limits=QUICK)
        with pytest.raises(CompletionError, match="there is no host named"):
            await client.send(REQUEST)
        await client.close()

    asyncio.run(run())
    assert looked_up == ["llm.example"]


def test_ctrl_c_ends_cleanly() -> None:
    async def run() -> None:
        async with serve({"sleep_before_headers": "inf"}, lambda _: "well") as seen:
            client = Client(resolve(f"http://127.0.0.1:{seen.port}", env={}), limits=QUICK)
            task = asyncio.create_task(client.send(REQUEST))
            await asyncio.sleep(0.2)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert client.budget._held_tokens == 0
            await client.close()

    asyncio.run(run())
    gc.collect()


def test_the_key_is_in_no_error_and_no_traceback() -> None:
    import traceback

    for status in (400, 401, 403, 404, 418, 429, 500):
        recipe = {"status": status, "body": refusal("your key sk-TEST000 is odd")}
        (found,), _ = ask(recipe, env={"OPENAI_API_KEY": "sk-TEST000"}, limits=Limits(1.0, 1.0, 0.001))
        assert isinstance(found, CompletionError)
        assert "sk-TEST000" not in "".join(traceback.format_exception(found))
        assert "\n" not in str(found)
