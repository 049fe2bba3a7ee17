"""What the evaluation runner itself costs, against pydantic-evals and against a bare loop.

    bench_evals.py [--rounds 5] [--out evals/baselines/runner.json]

1. CPU of 500 trivially scored cases: load nothing, run an async function that returns its input, score with
   one comparison, keep durable records (ours), make a report. Median of the rounds, both in this process.
2. Wall time of 400 requests to a loopback server that answers after 50 ms, 50 in flight: our runner with its
   durable records, against asyncio tasks behind a semaphore and nothing else. The server reports the most
   requests that it had in flight.
"""

import argparse
import asyncio
import importlib.util
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from avow.evals.items import Item, Output, Provider, Scores, Suite
from avow.evals.metrics import metrics, scored_run
from avow.evals.runfile import Done, open_run
from avow.evals.runner import run_waiting
from avow.types import Brief

CASES = 500
REQUESTS = 400
IN_FLIGHT = 50
LATENCY = 0.05
_BRIEF = Brief(aspiration="I want to run an orchard one day.")


async def _never(item: Item, provider: Provider) -> Output:
    raise AssertionError("the bench brings its own work")


def _equal(item: Item, output: Output) -> Scores:
    return {"equal": output["text"] == item.answer}


SUITE = Suite("bench", "trivial", ("live",), lambda data: [], _never, _equal)


def _items(count: int) -> list[Item]:
    return [Item(f"i{n}", f"i{n}", _BRIEF, ("equal",), answer=f"answer {n}") for n in range(count)]


async def _ours(items: Sequence[Item], work: Callable[[Item], Awaitable[str]], concurrency: int) -> int:
    """The number of cases that pass, through run file, scorers and figures."""

    async def one(item: Item) -> Done:
        return Done(SUITE.name, item.id, {"text": await work(item)})

    with tempfile.TemporaryDirectory() as folder:
        file = open_run(Path(folder) / "run")
        await run_waiting(items, one, file.keep, concurrency)
        run = scored_run(SUITE, items, file.kept)
        file.close()
    return metrics(run)[0].hits


async def _echo(item: Item) -> str:
    return item.answer


def cpu_ours() -> float:
    """Seconds of CPU for CASES trivial cases through our runner."""
    items = _items(CASES)
    before = time.process_time()
    assert asyncio.run(_ours(items, _echo, IN_FLIGHT)) == CASES
    return time.process_time() - before


def cpu_theirs() -> float:
    """The same through pydantic-evals: a dataset, one evaluator, a report."""
    from pydantic_evals import Case, Dataset
    from pydantic_evals.evaluators import EqualsExpected

    answers = [f"answer {n}" for n in range(CASES)]
    dataset: Any = Dataset(
        name="bench",
        cases=[Case(name=f"i{n}", inputs=text, expected_output=text) for n, text in enumerate(answers)],
        evaluators=[EqualsExpected()],
    )

    async def echo(text: str) -> str:
        return text

    async def run() -> Any:
        return await dataset.evaluate(echo, progress=False, max_concurrency=IN_FLIGHT)

    before = time.process_time()
    report = asyncio.run(run())
    spent = time.process_time() - before
    assert len(report.cases) == CASES
    return spent


def serve(pipe: Connection) -> None:
    """A server of its own process: answers each line after LATENCY; tells the most it had in flight."""
    most = now = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal most, now
        while await reader.readline():
            now += 1
            most = max(most, now)
            await asyncio.sleep(LATENCY)
            now -= 1
            writer.write(b"ok\n")
            await writer.drain()
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=256)
        pipe.send(server.sockets[0].getsockname()[1])
        while not await asyncio.to_thread(pipe.poll, 0.1):
            await asyncio.sleep(0)
        pipe.send(most)

    asyncio.run(run())


async def _request(port: int) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"ask\n")
    answer = await reader.readline()
    writer.close()
    return answer.decode().strip()


async def _bare(port: int) -> None:
    room = asyncio.Semaphore(IN_FLIGHT)

    async def one() -> None:
        async with room:
            await _request(port)

    await asyncio.gather(*(one() for _ in range(REQUESTS)))


def wall(ours: bool) -> tuple[float, int]:
    """Seconds for REQUESTS requests, and the most that were in flight."""
    mine, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    port = int(mine.recv())
    before = time.perf_counter()
    if ours:
        asyncio.run(_ours(_items(REQUESTS), lambda item: _request(port), IN_FLIGHT))
    else:
        asyncio.run(_bare(port))
    spent = time.perf_counter() - before
    mine.send("stop")
    most = int(mine.recv())
    process.join()
    return spent, most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rounds, lines = options.rounds, []
    ours = statistics.median(cpu_ours() for _ in range(rounds))
    print(f"{CASES} trivial cases, avow            {1000 * ours:7.1f} ms CPU")
    if importlib.util.find_spec("pydantic_evals"):
        theirs = statistics.median(cpu_theirs() for _ in range(rounds))
        print(f"{CASES} trivial cases, pydantic-evals  {1000 * theirs:7.1f} ms CPU")
        print(f"ratio {ours / theirs:.2f} (asked: at most 0.60)")
        what = f"CPU of {CASES} trivially scored cases, as a share of pydantic-evals"
        lines.append({"what": what, "value": round(ours / theirs, 2), "target": "at most 0.60"})
    else:
        print("pydantic-evals is not installed: not compared (uv sync installs it with the dev group)")
    bare = statistics.median(wall(ours=False)[0] for _ in range(rounds))
    runs = [wall(ours=True) for _ in range(rounds)]
    held = statistics.median(spent for spent, _ in runs)
    most = min(most for _, most in runs)
    print(
        f"{REQUESTS} requests of 50 ms, {IN_FLIGHT} in flight: bare {bare:.3f} s, avow {held:.3f} s, ", end=""
    )
    print(f"ratio {held / bare:.2f} (asked: at most 1.20), most in flight {most}")
    what = f"wall of {REQUESTS} requests of 50 ms, {IN_FLIGHT} in flight, as a multiple of a bare loop"
    lines.append({"what": what, "value": round(held / bare, 2), "target": "at most 1.20"})
    lines.append({"what": "the most in flight at the server", "value": most, "target": str(IN_FLIGHT)})
    if options.out is not None:
        options.out.write_text(json.dumps({"lines": lines}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
