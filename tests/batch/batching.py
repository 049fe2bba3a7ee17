"""A batch in a folder: its input, its runs in this process or as a command, its results."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from avow.batch import runner
from avow.batch.journal import unframed
from avow.batch.plan import Plan
from avow.batch.rows import Source
from avow.batch.work import Record

AVOW = str(Path(sys.executable).with_name("avow"))
ENV = {k: v for k, v in os.environ.items() if not k.startswith(("AVOW_", "OPENAI_", "AZURE_"))}


@dataclass
class Watched:
    """A watcher that remembers."""

    plans: list[tuple[Plan, int]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)

    def planned(self, plan: Plan, finished: int, job: runner.Job, source: Source) -> None:
        self.plans.append((plan, finished))

    def done(self, records: Sequence[Record]) -> None:
        self.keys += [record.key.hex() for record in records]
        self.statuses += [record.status for record in records]


@dataclass
class Ran:
    code: int
    out: str
    err: str


@dataclass
class Batch:
    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, rows: Iterable[object], name: str = "in.jsonl") -> Path:
        lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
        self.path(name).write_bytes(b"".join(line.encode("utf-8", "surrogatepass") + b"\n" for line in lines))
        return self.path(name)

    def job(self, source: str = "in.jsonl", out: str = "out.jsonl", **more: Any) -> runner.Job:
        return runner.Job(
            source=str(self.path(source)),
            out=str(self.path(out)),
            journal=self.path(out + ".journal"),
            **{"workers": 1, **more},
        )

    def run(self, **more: Any) -> tuple[runner.Summary, Watched]:
        watched = Watched()
        return runner.run(self.job(**more), watched), watched

    def command(self, *arguments: str, stdin: bytes | None = b"", **env: str) -> Ran:
        done = subprocess.run(
            [AVOW, *arguments],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env={**ENV, **env},
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def results(self, name: str = "out.jsonl") -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path(name).read_bytes().split(b"\n") if line]

    def records(self, name: str = "out.jsonl.journal") -> list[dict[str, Any]]:
        lines = self.path(name).read_bytes().split(b"\n")[:-1]
        return [record for line in lines if (record := unframed(line + b"\n")) is not None]


def rows(count: int, start: int = 1) -> list[dict[str, object]]:
    """Briefs that differ, each with enough in it for an answer."""
    return [
        {
            "id": f"r{n}",
            "aspiration": f"In the long run I want to run a small bakery, number {n}. I have baked for the"
            " market in our town for five years. I keep the books of the stall.",
            "facts": ["I taught two evening classes on bread last winter."],
        }
        for n in range(start, start + count)
    ]
