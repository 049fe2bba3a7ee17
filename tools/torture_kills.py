"""kill -9 of the whole process group at random moments, until the batch is done, over and over.

Children are forked from a process that has imported everything, so that the kills fall into the work and
not into the imports; some fall into planning all the same. A few runs are the real command.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torture_crash
from batch_server import Running
from honest import brief

from avow.batch import runner
from avow.batch.road import Road
from avow.batch.work import Record

CONCURRENCY = 8
_DEVNULL = os.open(os.devnull, os.O_WRONLY)


class Reporting:
    """Writes acknowledged keys, and that planning is over, to a pipe."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def planned(self, *_: object) -> None:
        os.write(self._pipe, b"planned\n")

    def done(self, records: Sequence[Record]) -> None:
        os.write(self._pipe, "".join(f"{record.key.hex()}\n" for record in records).encode())


@dataclass
class Figures:
    rows: int = 0
    kills: int = 0
    calls: int = 0
    batches: int = 0
    lost: int = 0
    duplicated: int = 0
    beyond: int = 0  # batches with more calls than rows + kills × concurrency
    wrong: list[str] = field(default_factory=list)


def start(job: runner.Job) -> tuple[int, int]:
    """A forked child in a process group of its own; its pid and the pipe it reports to."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setsid()
            os.close(reading)
            os.dup2(_DEVNULL, 2)
            code = runner.run(job, Reporting(writing)).exit_code
        finally:
            os._exit(code)
    os.close(writing)
    return child, reading


def one_batch(folder: Path, rows: int, kills: int, rng: random.Random, figures: Figures) -> None:
    """Kills a batch at random until it is done or the kills are used up; then lets it finish."""
    (folder / "in.jsonl").write_text("".join(json.dumps(brief(n)) + "\n" for n in range(rows)))
    with Running(delay=0.03) as server:
        job = runner.Job(
            source=str(folder / "in.jsonl"),
            out=str(folder / "out.jsonl"),
            journal=folder / "journal",
            road=Road(model="m", base_url=server.url),
            concurrency=CONCURRENCY,
            workers=1,
        )
        acked: set[str] = set()
        killed = 0
        code = -1
        while code != 0:
            child, pipe = start(job)
            text = b""
            if killed < kills:
                if rng.random() < 0.8:
                    text = os.read(pipe, 65_536)  # until planning is over
                time.sleep(rng.uniform(0.05, 0.4))
                os.killpg(child, signal.SIGKILL) if os.getpgid(child) == child else os.kill(child, 9)
            while part := os.read(pipe, 1 << 20):
                text += part
            os.close(pipe)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            killed += code == -signal.SIGKILL
            acked |= set(text.decode().split()) - {"planned"}
            on_disk = set(torture_crash.journal_keys(folder / "journal"))
            figures.lost += len(acked - on_disk)
            if code not in (0, -signal.SIGKILL):
                figures.wrong.append(f"a run ended with {code}")
                break
        seen = server.stats()
    keys = torture_crash.journal_keys(folder / "journal")
    figures.duplicated += len(keys) - len(set(keys))
    results = [json.loads(line) for line in (folder / "out.jsonl").read_bytes().split(b"\n") if line]
    figures.lost += len({f"row {n}" for n in range(rows)} - {row["id"] for row in results})
    figures.duplicated += len(results) - len({row["id"] for row in results})
    figures.wrong += [f"{row['id']}: {row['status']}" for row in results if row["status"] != "accepted"][:3]
    figures.rows += rows
    figures.kills += killed
    figures.calls += seen["calls"]
    figures.batches += 1
    figures.beyond += seen["calls"] > rows + killed * CONCURRENCY


def forked(kills: int, rows: int, seed: int = 1) -> Figures:
    """So many kills, spread over batches of so many rows."""
    import avow.batch.online
    import avow.engines.openai
    import avow.engines.transport  # noqa: F401  # imported before the fork

    import aiohttp  # noqa: F401  # imported before the fork; isort: skip
    import httpx2  # noqa: F401  # imported before the fork; isort: skip
    import openai  # noqa: F401  # imported before the fork; isort: skip

    rng, figures = random.Random(seed), Figures()
    while figures.kills < kills and not figures.wrong:
        with tempfile.TemporaryDirectory() as folder:
            one_batch(Path(folder), rows, kills - figures.kills, rng, figures)
    return figures


def commands(kills: int, rows: int = 300, seed: int = 1) -> Figures:
    """The real command, offline on all cores, its whole group killed; then run to its end."""
    rng, figures = random.Random(seed), Figures(rows=rows, batches=1)
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        (folder / "in.jsonl").write_text("".join(json.dumps(brief(n)) + "\n" for n in range(rows)))
        command = [str(Path(sys.executable).with_name("avow")), "batch", "in.jsonl", "out.jsonl"]
        for last in [False] * kills + [True]:
            process = subprocess.Popen(command, cwd=folder, start_new_session=True, stderr=subprocess.DEVNULL)
            before = set(torture_crash.journal_keys(folder / "out.jsonl.journal"))
            if not last:
                time.sleep(rng.uniform(0.3, 2.0))
                os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
            figures.kills += code == -signal.SIGKILL
            figures.lost += len(before - set(torture_crash.journal_keys(folder / "out.jsonl.journal")))
        if code != 0:
            figures.wrong.append(f"the last run ended with {code}")
        keys = torture_crash.journal_keys(folder / "out.jsonl.journal")
        ids = [json.loads(line)["id"] for line in (folder / "out.jsonl").read_bytes().split(b"\n") if line]
        figures.duplicated += len(keys) - len(set(keys)) + len(ids) - len(set(ids))
        figures.lost += rows - len(set(ids))
    return figures
