"""Memory and speed of a batch, as ratios: python tools/bench_batch.py [memory offline model] [--short]

Ratios hold better than absolute figures; each side is measured in turn, several times, and its best counts,
because other work on the machine can only slow a run down.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from batch_server import Running
from figures import Figure, command
from honest import brief

AVOW = str(Path(sys.executable).with_name("avow"))
IN_FLIGHT = 100
DELAY = 0.1
MEMORY_MOST, OFFLINE_LEAST, MODEL_LEAST = 1.2, 1.7, 0.6  # what the ratios must keep to


def _input(folder: Path, rows: int, make: Callable[[int], dict[str, object]] = brief) -> None:
    with (folder / "in.jsonl").open("w") as file:
        file.writelines(json.dumps(make(n)) + "\n" for n in range(rows))


def _small(n: int) -> dict[str, object]:
    """A brief of one sentence: memory is a matter of how many rows there are, not how long they are."""
    return {"id": f"row {n}", "aspiration": f"I want to run a bakery, ref {n}."}


def _command(folder: Path, *arguments: str) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and peak memory (bytes, all processes together) of one run."""
    for left in folder.glob("out.*"):
        left.unlink()
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(
        [AVOW, "batch", "in.jsonl", "out.jsonl", "-q", *arguments], cwd=folder, env=dict(os.environ)
    )
    peaks: dict[int, int] = {}
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
        time.sleep(0.1)
    took = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, cpu, sum(peaks.values())


def _children(pid: int) -> Iterator[int]:
    try:
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    except OSError:
        return


def _peak(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().split("\n"):
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def memory(short: bool) -> list[Figure]:
    """Peak memory of many offline rows against a tenth of them."""
    few, many = (1_000, 10_000) if short else (20_000, 200_000)
    found, peaks = [], []
    with tempfile.TemporaryDirectory() as base:
        for rows in (few, many):
            _input(Path(base), rows, _small)
            took, _, peak = _command(Path(base))
            peaks.append(peak)
            found += [
                Figure(f"MiB at the peak, {rows:,} rows, all processes", round(peak / 2**20)),
                Figure(f"rows a second, {rows:,} rows", round(rows / took)),
            ]
    ratio = round(peaks[1] / peaks[0], 3)
    good = short or ratio <= MEMORY_MOST
    return [*found, Figure("peak of many rows / of a tenth of them", ratio, f"at most {MEMORY_MOST}", good)]


def offline(short: bool) -> list[Figure]:
    """Rows a second of all cores against one process."""
    rows, rounds = (600, 1) if short else (4_000, 3)
    one, all_cores = [], []
    with tempfile.TemporaryDirectory() as base:
        _input(Path(base), rows)
        for _ in range(rounds):
            one.append(_command(Path(base), "--workers", "1"))
            all_cores.append(_command(Path(base)))
    first, second = min(one), min(all_cores)
    ratio = round(first[0] / second[0], 2)
    cores = len(os.sched_getaffinity(0))
    return [
        Figure("rows a second, one process", round(rows / first[0])),
        Figure("CPU ms a row, one process", round(first[1] / rows * 1e3, 2)),
        Figure(f"rows a second, {cores} cores", round(rows / second[0])),
        Figure(f"CPU ms a row, {cores} cores", round(second[1] / rows * 1e3, 2)),
        Figure(
            "speed of all cores / one", ratio, f"at least {OFFLINE_LEAST}", short or ratio >= OFFLINE_LEAST
        ),
    ]


def model(short: bool) -> list[Figure]:
    """Rows a second with a model against a bare loop of `client.post` at the same server."""
    rows, rounds = (400, 1) if short else (8_000, 3)
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as base, Running(delay=DELAY) as server:
        _input(Path(base), rows)
        flags = ("--model", "m", "--verifier", "none", "--base-url", server.url)
        for _ in range(rounds):
            bare.append(_bare(server.url, rows))
            ours.append(_command(Path(base), *flags, "--concurrency", str(IN_FLIGHT)))
    first, second = min(bare), min(ours)
    start = _start_up()
    ratio = round(first[0] / (second[0] - start), 2)
    return [
        Figure("rows a second, bare loop", round(rows / first[0])),
        Figure("CPU ms a row, bare loop", round(first[1] / rows * 1e3, 2)),
        Figure("rows a second, start-up taken off", round(rows / (second[0] - start))),
        Figure("CPU ms a row, all processes", round(second[1] / rows * 1e3, 2)),
        Figure("seconds of start-up", round(start, 1)),
        Figure("speed / bare loop", ratio, f"at least {MODEL_LEAST}", short or ratio >= MODEL_LEAST),
    ]


def _start_up() -> float:
    """Seconds of a run with a model and one row: imports, planning, one call."""
    with tempfile.TemporaryDirectory() as base, Running() as server:
        _input(Path(base), 1)
        return _command(Path(base), "--model", "m", "--verifier", "none", "--base-url", server.url)[0]


def _bare(url: str, rows: int) -> tuple[float, float]:
    """Wall and processor seconds of the same requests by the official client and nothing else."""
    import httpx2
    from openai import AsyncOpenAI, DefaultAioHttpClient

    from avow.batch.road import Road, preview
    from avow.batch.work import Shared, Task, brief_of
    from avow.material import cut

    shown = preview(Road(model="m", base_url=url), cut(brief_of(Task(b"", brief(1)), Shared())))
    body = {"model": "m", "messages": shown.messages.chat, "max_tokens": 4_096}

    async def loop() -> None:
        numbers = iter(range(rows))
        async with AsyncOpenAI(
            base_url=url, api_key="none", max_retries=0, http_client=DefaultAioHttpClient()
        ) as client:

            async def hand() -> None:
                for _ in numbers:
                    await client.post("/chat/completions", cast_to=httpx2.Response, body=body)

            await asyncio.gather(*(hand() for _ in range(IN_FLIGHT)))

    wall, cpu = time.monotonic(), time.process_time()
    asyncio.run(loop())
    return time.monotonic() - wall, time.process_time() - cpu


PARTS = {"memory": memory, "offline": offline, "model": model}


if __name__ == "__main__":
    sys.exit(command(str(__doc__), PARTS))
