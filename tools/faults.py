"""Runs the model engine against misbehaving endpoints and says what it made of each.

    python tools/faults.py RECIPES.jsonl [ID ...]

A row holds `id`, `server` (see faulty_server.py), `max_calls`, and, in our own recipes, `outcome`: the
kinds of error that are right, or "ok". Rows without it are judged by OUTCOMES below. A row passes when
the outcome is right, the calls are not more than allowed, and no key or control character came out.
Exit 1 when a row fails.
"""

import argparse
import asyncio
import base64
import contextlib
import json
import re
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faulty_server import Seen, completion, serve

from avow.engines.base import Request
from avow.engines.client import Client, Limits
from avow.engines.endpoint import resolve
from avow.engines.openai import OpenAIEngine
from avow.errors import AvowError, CompletionError
from avow.guards import check
from avow.material import cut
from avow.types import Brief, Company, Draft, Material, Sentence, Severity

KEY = "sk-TEST000"
ATTEMPT = 1.0  # seconds: the deadline of one attempt
OVERRUN = 0.1  # share by which a deadline may be passed
LIMITS = Limits(attempt_seconds=ATTEMPT, total_seconds=12.0, pause_seconds=0.02)

# What is right for rows that do not say so themselves: id → kinds of error, or "ok". Several where the
# endpoint's fault may honestly be read in more than one way.
OUTCOMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("refuse-conn", "rst-mid", "dns-fail", "tls-bad-cert"), ("network",)),
    **dict.fromkeys(("hang-headers", "slow-body", "slow-headers", "sse-trickle"), ("timeout",)),
    "hang-after-json": ("timeout", "network"),
    **dict.fromkeys(("redirect-other-host", "redirect-loop"), ("redirect",)),
    **dict.fromkeys(("429-retry-after", "429-date"), ("ok",)),
    **dict.fromkeys(("429-huge", "429-garbage"), ("rate_limit",)),
    "400-fatal": ("bad_request",),
    "401-fatal": ("auth",),
    "403-fatal": ("auth",),
    "404-fatal": ("not_found",),
    "413-fatal": ("context",),
    "422-fatal": ("bad_request",),
    **{f"{code}-transient": ("ok",) for code in (408, 409, 500, 502, 503, 504, 529)},
    "500-forever": ("server",),
    **dict.fromkeys(("html-200", "empty-200", "204", "truncated-json", "bad-utf8"), ("bad_response",)),
    **dict.fromkeys(("gzip-corrupt", "deep-json", "nan-json", "dup-content-length"), ("bad_response",)),
    "chunk-garbage": ("bad_response", "network"),
    **dict.fromkeys(("gzip-bomb", "huge-body", "very-long"), ("too_large",)),
    "no-choices": ("bad_response",),
    **dict.fromkeys(("null-content", "empty", "blank"), ("empty",)),
    "content-list": ("not_json",),
    "error-in-200": ("server",),
    "finish-length": ("length",),
    "finish-filter": ("content_filter",),
    **dict.fromkeys(("refusal-1", "refusal-2", "refusal-3"), ("refusal",)),
    **dict.fromkeys(("fenced", "preamble", "extra-keys", "think"), ("ok",)),
    **dict.fromkeys(("two-json", "single-quote", "unclosed-think"), ("not_json",)),
    **dict.fromkeys(("wrong-schema", "tool-shape"), ("schema",)),
    **dict.fromkeys(("echo-system", "echo-system-b64", "echo-system-rev"), ("leak",)),
    "sse-split": ("ok",),
    "sse-no-done": ("bad_response",),
    "sse-error-mid": ("server",),
    "clock-jump": ("ok",),
}
# Texts that a guard must block where they come as a sentence of a well-formed answer.
BLOCKED = {"new-number", "new-entity", "new-degree", "flip-negation", "html", "md-image", "csv"}
WHOLE = {"length", "horizon", "unaligned", "value"}  # rules about a whole answer, which one sentence may fail
MORE: dict[str, dict[str, Any]] = {
    "429-retry-after": {"min_seconds": 2},
    "429-date": {"min_seconds": 2},
    "429-huge": {"max_seconds": 2, "later": True},
}
POSTING = "We want a planner who holds a PMP and has cut costs in at least three depots of a large carrier."
ASPIRATION = (
    "I led the move of our depot. I do not hold a PMP. One day I'd like to plan routes for a food bank."
)


@dataclass
class Result:
    """What became of one row."""

    kind: str = "ok"
    text: str = ""
    message: str = ""
    calls: int = 0
    seconds: float = 0.0
    later: bool = False
    faults: list[str] = field(default_factory=list)


def material() -> Material:
    """A small brief."""
    return cut(Brief(aspiration=ASPIRATION, company=Company(name="Brightwell Freight", posting=POSTING)))


def answer(text: str, **more: object) -> str:
    """A well-formed answer of the rewrite prompt that says this."""
    claims = [{"cites": ["A1"], "quote": "I led the move of our depot"}]
    return json.dumps(
        {
            "sentences": [{"text": text, "claims": claims}],
            "left_out": [],
            "fit": {"level": "partial", "reason": "they ask for a PMP"},
            "wanted": ["What did you change when the depot moved?"],
            **more,
        },
        ensure_ascii=False,
    )


def good(body: Any) -> str:
    """The content of a good completion; the umlaut puts a split inside a character to the test."""
    return answer(
        "I led the move of our depot, and one day I'd like to plan routes for a food bank – für alle."
    )


def in_our_shape(content: str, asked: Any) -> str:
    """A recipe's content where it stands for an answer: our schema, and what the server was sent."""
    system = asked["messages"][0]["content"]
    content = content.replace("{{SYSTEM_PROMPT}}", system).replace("{{REVERSED:SYSTEM_PROMPT}}", system[::-1])
    content = content.replace("{{BASE64:SYSTEM_PROMPT}}", base64.b64encode(system.encode()).decode())
    content = content.replace("{{USER_TEXT}}", ASPIRATION).replace("{{POSTING}}", POSTING)
    return re.sub(
        r'\{"answer": ?"([^"]*)"(, ?"system": ?"y")?\}',
        lambda found: answer(json.loads(found[0])["answer"], **({"system": "y"} if found[2] else {})),
        content,
    )


async def run(server: dict[str, Any], *, limits: Limits = LIMITS, wrapped: bool = False) -> Result:
    """One draft against one recipe. `wrapped`: the recipe's content as a sentence of a good answer."""

    def content(asked: Any) -> str:
        said = server.get("content")
        if said is None:
            return good(asked)
        said = in_our_shape(said, asked)
        return answer(said) if wrapped else said

    async with serve(server, content, tls=bool(server.get("tls"))) as seen:
        scheme = "https" if server.get("tls") else "http"
        url = f"{scheme}://127.0.0.1:{seen.port}/v1"
        if "host" in server:
            url = f"https://{server['host']}/v1"
        env = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": KEY}
        client = Client(resolve(env=env), limits=limits, seed=1)
        engine = OpenAIEngine("model", client)
        started = time.monotonic()
        result = Result()
        try:
            reply = await engine.draft(Request(material()))
            result.text = reply.draft.text
        except CompletionError as error:
            result.kind, result.message, result.later = error.kind, str(error), error.retryable
        finally:
            await engine.close()
        result.seconds = time.monotonic() - started
        result.calls = seen.calls
        _look(result, seen, server)
    return result


def _look(result: Result, seen: Seen, server: dict[str, Any]) -> None:
    if KEY in result.message or KEY in result.text:
        result.faults.append("the key came out")
    if re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", result.text + result.message):
        result.faults.append("a control character came out")
    if result.kind == "timeout":
        most = max(1, seen.calls) * ATTEMPT
        if not most * 0.9 <= result.seconds <= most * (1 + OVERRUN) + 0.1:
            result.faults.append(f"deadline {most:.1f} s, took {result.seconds:.2f} s")
    if server.get("tls") and seen.calls:
        result.faults.append("something was sent over a bad certificate")


def recipe_of(row: dict[str, Any]) -> dict[str, Any]:
    """The row's server, with a completion's content taken out of its body, so that it can be put in ours."""
    server = dict(row["server"])
    if "content_gen" in server:
        server["content"] = server["content_gen"]["repeat"] * server["content_gen"]["times"]
    if row.get("group") == "content" and "body" in server:
        with contextlib.suppress(ValueError, LookupError, TypeError):
            choice = json.loads(server["body"])["choices"][0]
            text = choice["message"]["content"]
            if choice["finish_reason"] == "stop" and isinstance(text, str) and text.strip():
                server["content"] = text
                del server["body"]
    if "429-date" in row["id"]:
        server.setdefault("times", 1)
    return server


async def judge(row: dict[str, Any]) -> tuple[bool, str]:
    """Whether a row passes, and one line about it."""
    name, server = row["id"], recipe_of(row)
    if server.get("truncate_at") == "every_byte":
        return await every_cut(row)
    if server.get("p") is not None:
        return await storm(row)
    row = {**MORE.get(name, {}), **row}
    wanted = tuple(row.get("outcome") or OUTCOMES.get(name) or ("not_json",))
    most = row.get("max_calls") or 5
    result = await run(server)
    faults = result.faults
    if result.kind not in wanted:
        faults.append(f"{result.kind}, not {' or '.join(wanted)}: {result.message or result.text}")
    if result.calls > most:
        faults.append(f"{result.calls} calls, at most {most}")
    least = row.get("min_calls", 1)
    if result.calls < least and "host" not in server and not server.get("tls") and "close" not in server:
        faults.append(f"{result.calls} calls, at least {least}")
    if not row.get("min_seconds", 0) <= result.seconds <= row.get("max_seconds", 60):
        faults.append(f"took {result.seconds:.2f} s")
    if row.get("later", result.later) != result.later:
        faults.append(f"marked as {'' if result.later else 'not '}worth a later try")
    if row.get("says", "") not in result.message or row.get("text", result.text) != result.text:
        faults.append(f"said {result.message or result.text!r}")
    line = f"{result.kind}, {result.calls} calls, {result.seconds:.2f} s"
    if "content" in server and wanted == ("not_json",) and "outcome" not in row and name not in OUTCOMES:
        line += "; as a sentence: " + await as_sentence(server, faults, blocks=name in BLOCKED)
    return not faults, "; ".join([line, *faults])


async def as_sentence(server: dict[str, Any], faults: list[str], *, blocks: bool) -> str:
    """The recipe's text inside a well-formed answer: nothing comes out that cannot be said, and what a
    guard must block is blocked."""
    result = await run(server, wrapped=True)
    faults += result.faults
    sentence = Sentence(text=result.text or "-")
    found = check(Draft(sentences=(sentence,), engine="model"), material())
    blocking = [f for f in found if f.severity is Severity.BLOCK and f.type not in WHOLE]
    blocked = sorted({finding.code for finding in blocking})
    if result.kind == "ok" and blocks and not blocked:
        faults.append("no guard blocks it")
    return f"{result.kind} {result.text[:40]!r} blocked by {', '.join(blocked) or 'nothing'}"


async def every_cut(row: dict[str, Any]) -> tuple[bool, str]:
    """A valid body cut at every byte; none may be accepted."""
    whole = len(json.dumps(completion(good(None))).encode())
    gate = asyncio.Semaphore(16)

    async def one(cut: int) -> Result:
        async with gate:
            return await run({"truncate_at": cut}, limits=Limits(5.0, 20.0, 0.001))

    results = await asyncio.gather(*(one(cut) for cut in range(whole)))
    accepted = [cut for cut, result in enumerate(results) if result.kind == "ok"]
    many = max(result.calls for result in results)
    passed = not accepted and many <= row["max_calls"]
    return passed, f"{whole - len(accepted)} of {whole} cuts rejected, at most {many} calls each"


async def storm(row: dict[str, Any], records: int | None = None) -> tuple[bool, str]:
    """Many requests at once through one client against a flaky server; each ends exactly once."""
    server, started = row["server"], time.monotonic()
    records = records or row.get("records") or (10_000 if isinstance(server["p"], dict) else 1_000)
    ends: dict[int, list[str]] = {number: [] for number in range(records)}
    gate = asyncio.Semaphore(100)
    async with serve(server, good) as seen:
        client = Client(
            resolve(f"http://127.0.0.1:{seen.port}/v1", env={}),
            limits=Limits(attempt_seconds=0.5, total_seconds=60.0, pause_seconds=0.01),
            seed=1,
        )
        engine = OpenAIEngine("model", client)

        async def one(number: int) -> None:
            async with gate:
                try:
                    await engine.draft(Request(material()))
                    ends[number].append("ok")
                except CompletionError as error:
                    ends[number].append("refused" if error.kind == "refusal" else "failed")

        await asyncio.gather(*(one(number) for number in range(records)))
        await engine.close()
    once = all(len(end) == 1 for end in ends.values())
    tally = {kind: sum(end == [kind] for end in ends.values()) for kind in ("ok", "failed", "refused")}
    share = seen.calls / records
    passed = once and share <= row.get("calls_per_record", 2.5)
    return passed, (
        f"{records} requests: {tally['ok']} ok, {tally['failed']} failed, {tally['refused']} refused, "
        f"{'each once' if once else 'NOT each once'}, {share:.2f} calls each, "
        f"{time.monotonic() - started:.1f} s"
    )


async def rows(path: Path, only: list[str]) -> AsyncIterator[tuple[str, bool, str]]:
    """Each row's id, whether it passes, and one line about it."""
    for text in path.read_text("utf-8").split("\n"):
        if not text:
            continue
        row = json.loads(text)
        if only and row["id"] not in only:
            continue
        passed, line = await judge(row)
        yield row["id"], passed, line


async def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("recipes", type=Path)
    parser.add_argument("ids", nargs="*")
    arguments = parser.parse_args()
    passed = total = 0
    async for name, right, line in rows(arguments.recipes, arguments.ids):
        total += 1
        passed += right
        print(f"{'pass' if right else 'FAIL'}  {name:20} {line}", flush=True)
    print(f"{passed}/{total}")
    return 0 if total and passed == total else 1


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main()))
    except (AvowError, OSError) as error:
        sys.exit(f"faults: {error}")
