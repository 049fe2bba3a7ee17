"""Ten thousand rows against an endpoint that limits, fails, hangs and cuts: every id exactly once."""

import json
import os
import resource
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from batch_server import Running
from honest import brief

from avow.batch import runner
from avow.batch.road import Road
from avow.batch.work import Record

FAULTS = {"429": 0.03, "500": 0.05, "hang": 0.01, "cut": 0.04, "reset": 0.05}
CONCURRENCY = 64


@dataclass
class Figures:
    seed: int
    rows: int
    once: int
    statuses: dict[str, int]
    calls: int
    seconds: float
    growth: float  # resident memory at the last tenth against the first
    most_at_once: int
    mixed: int
    code: int


class Measuring:
    """Notes the resident memory as rows are done."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def planned(self, *_: object) -> None:
        """Nothing to note."""

    def done(self, records: Sequence[Record]) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.sizes += [pages * resource.getpagesize()] * len(records)

    def growth(self) -> float:
        tenth = max(1, len(self.sizes) // 10)
        # The first rows still load modules: the second tenth stands for the start.
        first, last = self.sizes[tenth : 2 * tenth], self.sizes[-tenth:]
        return (sum(last) / len(last)) / (sum(first) / len(first))


def storm(rows: int, seed: int) -> Figures:
    """One storm, in a forked child so that memory is measured from a clean start."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.close(reading)
            with os.fdopen(writing, "w") as pipe:
                json.dump(_storm(rows, seed), pipe)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return Figures(**json.loads(text))


def _storm(rows: int, seed: int) -> dict[str, Any]:
    import time

    start, watcher = time.monotonic(), Measuring()
    with tempfile.TemporaryDirectory() as base, Running(delay=0.01, faults=FAULTS, seed=seed) as server:
        folder = Path(base)
        (folder / "in.jsonl").write_text("".join(json.dumps(brief(n)) + "\n" for n in range(rows)))
        job = runner.Job(
            source=str(folder / "in.jsonl"),
            out=str(folder / "out.jsonl"),
            journal=folder / "journal",
            road=Road(model="m", base_url=server.url, attempt_seconds=2.0),
            concurrency=CONCURRENCY,
        )
        code = runner.run(job, watcher).exit_code
        results = [json.loads(line) for line in (folder / "out.jsonl").read_bytes().split(b"\n") if line]
        seen = server.stats()
    ids = Counter(row["id"] for row in results)
    return {
        "seed": seed,
        "rows": rows,
        "once": sum(ids[f"row {n}"] == 1 for n in range(rows)),
        "statuses": dict(Counter(row["status"] for row in results)),
        "calls": seen["calls"],
        "seconds": time.monotonic() - start,
        "growth": watcher.growth(),
        "most_at_once": seen["most_at_once"],
        "mixed": seen["mixed"],
        "code": code,
    }
