"""The engine against aimock, a mock server of another house (Node): what llmock might forgive, it may not.

`make aimock` installs the pinned package beside tools/aimock/package-lock.json; nothing is installed here.
The client asks for no streams, so that the broken connection is the cut that it can meet.
"""

import asyncio
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from scripted import GOOD, material

from avow.engines.base import Request
from avow.engines.client import Limits
from avow.engines.openai import open_engine
from avow.engines.verifying import ModelVerifier
from avow.errors import CompletionError
from avow.pipeline import rewrite
from avow.types import Status

pytestmark = pytest.mark.slow
SERVER = Path(__file__).parents[2] / "tools/aimock/node_modules/@copilotkit/aimock/dist/cli.js"
NODE = shutil.which("node")
QUICK = Limits(attempt_seconds=5.0, total_seconds=20.0, pause_seconds=0.05)
START_SECONDS = 20.0
ALWAYS: dict[str, Any] = {}


@dataclass
class Aimock:
    """A running server: what it shall answer, and what it was asked."""

    url: str
    seen: list[dict[str, Any]] = field(default_factory=list)

    def control(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with closing(HTTPConnection(urlsplit(self.url).netloc, timeout=5)) as server:
            server.request(method, f"/__aimock/{path}", data, {"Content-Type": "application/json"})
            reply = server.getresponse()
            assert reply.status < 300, reply.read()
            return json.load(reply)

    def answers(self, *fixtures: dict[str, Any]) -> None:
        """The fixtures it knows from now on, first match first; what none matches fails loudly."""
        self.control("POST", "reset")
        self.control("POST", "chaos", {})
        self.control("POST", "fixtures", {"fixtures": list(fixtures)})

    def chaos(self, **rates: float) -> None:
        self.control("POST", "chaos", rates)

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Requests for completions, oldest first."""
        return [entry for entry in self.control("GET", "journal") if "completions" in entry["path"]]

    @property
    def statuses(self) -> list[int]:
        return [entry["response"]["status"] for entry in self.calls]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aimock]:
    if NODE is None:
        pytest.skip("aimock runs on Node, and there is no `node` on the PATH")
    if not SERVER.is_file():
        pytest.skip("aimock is not installed: run `make aimock` once (it downloads one pinned package)")
    first = tmp_path_factory.mktemp("aimock") / "first.json"
    first.write_text(
        json.dumps({"fixtures": [{"match": {"userMessage": "hello"}, "response": {"content": "hi"}}]})
    )
    log = first.with_suffix(".log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            [NODE, str(SERVER), "-p", "0", "-f", str(first), "--strict", "--validate-on-load"],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Aimock(_address(process, log))
    finally:
        process.terminate()
        process.wait(timeout=10)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        found = re.search(r"listening on (http://127\.0\.0\.1:\d+)", log.read_text("utf-8"))
        if found:
            return found[1]
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"aimock did not start: {log.read_text('utf-8')}")


@pytest.fixture
def aimock(server: Aimock) -> Aimock:
    server.answers({"match": ALWAYS, "response": {"content": GOOD}})
    return server


def outcome(aimock: Aimock, limits: Limits = QUICK) -> str:
    """ "ok", or the kind of error that one draft ended in."""

    async def run() -> str:
        engine = open_engine("gpt-4o-mini", base_url=f"{aimock.url}/v1", env={}, limits=limits)
        try:
            reply = await engine.draft(Request(material()))
        except CompletionError as error:
            return error.kind
        finally:
            await engine.close()
        assert "inspect welds" in reply.draft.text
        return "ok"

    return asyncio.run(run())


def test_a_plain_completion(aimock: Aimock) -> None:
    assert outcome(aimock) == "ok"
    (call,) = aimock.calls
    assert call["path"] == "/v1/chat/completions"
    assert [message["role"] for message in call["body"]["messages"]] == ["system", "user"]


def test_structured_output_is_asked_for_and_served(aimock: Aimock) -> None:
    aimock.answers(
        {"match": {"responseFormat": "json_schema"}, "response": {"content": GOOD}},
        {"match": ALWAYS, "response": {"content": "Of course! Here is a lovely answer."}},
    )
    assert outcome(aimock) == "ok"
    (call,) = aimock.calls
    schema = call["body"]["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert set(schema["schema"]["required"]) == {"sentences", "left_out", "fit", "wanted"}


def test_a_server_without_schemas_is_asked_one_rung_lower(aimock: Aimock) -> None:
    refusal = {
        "error": {"message": "Unsupported value: 'response_format' of type 'json_schema'"},
        "status": 400,
    }
    aimock.answers(
        {"match": {"responseFormat": "json_schema"}, "response": refusal},
        {"match": {"responseFormat": "json_object"}, "response": {"content": GOOD}},
    )
    assert outcome(aimock) == "ok"
    assert aimock.statuses == [400, 200]


def test_a_rate_limit_is_waited_for_as_long_as_it_says(aimock: Aimock) -> None:
    limited = {
        "error": {"message": "Rate limit reached", "type": "rate_limit_error", "code": "rate_limit_exceeded"},
        "status": 429,
        "retryAfter": 1,
    }
    aimock.answers(
        {"match": {"sequenceIndex": 0}, "response": limited}, {"match": ALWAYS, "response": {"content": GOOD}}
    )
    start = time.monotonic()
    assert outcome(aimock) == "ok"
    assert time.monotonic() - start >= 1.0
    assert aimock.statuses == [429, 200]


def test_a_rate_limit_that_never_ends_is_given_up(aimock: Aimock) -> None:
    aimock.chaos(rateLimitRate=1)
    assert outcome(aimock, Limits(attempt_seconds=5.0, total_seconds=4.0, pause_seconds=0.05)) == "rate_limit"
    assert set(aimock.statuses) == {429}
    assert len(aimock.statuses) <= 4  # it says: one second


def test_a_quota_is_not_asked_again(aimock: Aimock) -> None:
    spent = {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}, "status": 429}
    aimock.answers({"match": ALWAYS, "response": spent})
    assert outcome(aimock) == "quota"
    assert aimock.statuses == [429]


def test_a_server_error_is_tried_again_and_an_outage_given_up(aimock: Aimock) -> None:
    aimock.control("POST", "error", {"status": 500, "body": {"message": "The server had an error"}})
    assert outcome(aimock) == "ok"
    assert aimock.statuses == [500, 200]
    aimock.control("POST", "reset/journal")
    aimock.chaos(dropRate=1)
    assert outcome(aimock) == "server"
    assert 1 < len(aimock.statuses) <= 5


def test_a_malformed_body_is_never_an_answer(aimock: Aimock) -> None:
    aimock.chaos(malformedRate=1)
    assert outcome(aimock) == "bad_response"
    assert len(aimock.statuses) <= 3


def test_a_broken_connection_is_never_an_answer(aimock: Aimock) -> None:
    aimock.chaos(disconnectRate=1)
    assert outcome(aimock) == "network"
    assert 1 < len(aimock.calls) <= 5


@pytest.mark.parametrize(("reason", "kind"), [("length", "length"), ("content_filter", "content_filter")])
def test_an_unfinished_completion_is_never_an_answer(aimock: Aimock, reason: str, kind: str) -> None:
    aimock.answers({"match": ALWAYS, "response": {"content": GOOD, "finishReason": reason}})
    assert outcome(aimock) == kind


def test_a_slow_server_meets_the_deadline(aimock: Aimock) -> None:
    aimock.chaos(latencyMs=3_000)
    start = time.monotonic()
    assert outcome(aimock, Limits(attempt_seconds=0.5, total_seconds=1.2, pause_seconds=0.05)) == "timeout"
    assert time.monotonic() - start < 2.0


def test_the_whole_road_is_walked_against_it(aimock: Aimock) -> None:
    """Draft, gate, verifier, repair: the draft invents a number, its repair does not."""
    bad = json.loads(GOOD)
    bad["sentences"].append(
        {"text": "I led 40 inspectors.", "claims": [{"cites": ["A1"], "quote": "I weld hulls"}]}
    )
    bad["wanted"] = ["How many hulls do you weld in a year?", "Say that you led them?"]
    good = json.loads(GOOD)
    good["sentences"].append(
        {
            "text": "I weld hulls, and I'd be glad to put that to work for Norrby Yard.",
            "claims": [{"cites": ["A1"], "quote": "I weld hulls"}],
        }
    )
    verdict = {"verdict": "supported", "type": "none", "words": "", "ask": ""}
    judged = [
        {"claim": number, "statements": ["A1"], "quote": "I weld hulls", **verdict} for number in range(1, 9)
    ]
    aimock.answers(
        {
            "match": {"systemMessage": "You check an interview answer"},
            "response": {"content": json.dumps({"claims": judged})},
        },
        {"match": {"systemMessage": "You mend an answer"}, "response": {"content": json.dumps(good)}},
        {"match": {"systemMessage": "You write the answer"}, "response": {"content": json.dumps(bad)}},
    )

    async def run() -> Any:
        engine = open_engine("gpt-4o-mini", base_url=f"{aimock.url}/v1", env={}, limits=QUICK)
        try:
            return await rewrite(material().brief, engine, verifier=ModelVerifier(engine))
        finally:
            await engine.close()

    answer = asyncio.run(run())
    assert answer.status is Status.REPAIRED, answer.findings
    assert "40" not in answer.text
    assert "How many hulls do you weld in a year?" in answer.questions
    assert not any("Say that" in question for question in answer.questions)
    assert len(aimock.calls) == 3
