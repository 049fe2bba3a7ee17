"""The engine against llmock, a server of OpenAI's protocol that fails on purpose and judges its clients.

Its verdict fails on retry storms, on ignored Retry-After, on retries of what cannot succeed, and on
giving up at the first passing trouble.
"""

import asyncio
from typing import Any

import pytest
from scripted import GOOD, material

from avow.engines.base import Request
from avow.engines.client import Limits
from avow.engines.openai import open_engine
from avow.errors import CompletionError

pytestmark = pytest.mark.slow
QUICK = Limits(attempt_seconds=5.0, total_seconds=30.0, pause_seconds=0.05)


def drafts(number: int = 1, at_once: int = 1, *, limits: Limits = QUICK) -> list[str]:
    """What became of so many different requests through one client: "ok" or a kind of error."""

    async def run() -> list[str]:
        engine = open_engine("gpt-4o-mini", limits=limits)
        gate = asyncio.Semaphore(at_once)

        async def one(which: int) -> str:
            async with gate:
                try:
                    await engine.draft(Request(material(facts=[f"Hull number {which}"])))
                except CompletionError as error:
                    return error.kind
                return "ok"

        try:
            return list(await asyncio.gather(*(one(which) for which in range(number))))
        finally:
            await engine.close()

    return asyncio.run(run())


@pytest.fixture
def mock(llmock: Any) -> Any:
    return llmock.reply(GOOD, times=None)


def test_one_good_call(mock: Any) -> None:
    assert drafts() == ["ok"]
    sent = mock.last_request
    assert sent.path == "/v1/chat/completions"
    mock.assert_resilient(strict=True)


def test_rate_limits_are_waited_for(mock: Any) -> None:
    mock.rate_limit(times=2, retry_after=0.4)
    assert drafts() == ["ok"]
    assert len(mock.requests) == 3
    mock.assert_resilient(strict=True)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 529])
def test_passing_trouble(mock: Any, status: int) -> None:
    mock.fail(status, times=2)
    assert drafts() == ["ok"]
    mock.assert_resilient(strict=True)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "bad_request"), (401, "auth"), (403, "auth"), (404, "not_found"), (422, "bad_request")],
)
def test_what_cannot_succeed_is_not_repeated(mock: Any, status: int, kind: str) -> None:
    mock.fail(status, times=None)
    assert drafts() == [kind]
    assert len(mock.requests) == 1
    mock.assert_resilient(strict=True)


def test_a_prompt_that_is_too_long(mock: Any) -> None:
    mock.context_overflow(times=None)
    assert drafts() == ["context"]
    assert len(mock.requests) == 1


def test_an_outage_ends_in_one_error(mock: Any) -> None:
    mock.outage()
    assert drafts() == ["server"]
    assert len(mock.requests) == 5
    mock.assert_resilient()


def test_a_quota_of_requests_is_kept_to_by_all(mock: Any) -> None:
    mock.limits(rpm=120)
    found = drafts(130, at_once=20)
    assert found.count("ok") == 130
    mock.assert_resilient()


def test_a_third_of_all_calls_fails(mock: Any) -> None:
    from llmock.chaos import ChaosSettings

    chaos = ChaosSettings(error_rates={429: 0.2, 500: 0.07, 503: 0.07})
    mock._server.state.chaos = chaos
    mock._server.app.state.chaos_settings = chaos
    found = drafts(100, at_once=25, limits=Limits(5.0, 60.0, 0.05))
    assert found.count("ok") >= 98
    assert len(mock.requests) > 115  # some did fail
    mock.assert_resilient()


def test_prose_in_place_of_an_answer(llmock: Any) -> None:
    llmock.reply("Of course! Here is a lovely answer.", times=None)
    assert drafts() == ["not_json"]
    assert len(llmock.requests) == 1


def test_a_slow_model_meets_its_deadline(mock: Any) -> None:
    mock.delay(5.0, times=None)
    assert drafts(limits=Limits(0.5, 2.0, 0.05)) == ["timeout"]
