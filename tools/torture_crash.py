"""The exact crash sweep: die after k bytes of the n-th write, for every n, and see what is left.

A forked child runs a batch with `os.write`, `os.fsync` and `os.replace` replaced; at the chosen point it
kills itself with SIGKILL. "Power loss" also takes back every byte that was not yet synced. Then the same run
goes on without faults. What must hold is checked with this file's own reader of the journal, not with avow's.
"""

import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torture_shim import WRITE, Point, Shim

from avow.batch import files, journal, runner
from avow.batch.work import Record, Shared, Task

ROWS = 24
REPEATED = (7, 15)  # rows with the content of row 3
CUTS = ("0", "1", "mid", "len-1", "len")


@dataclass(frozen=True)
class Setting:
    """One way to run the batch: format of the results, records a sync, whether unsynced bytes are lost."""

    kind: str = "jsonl"
    commit: int = 1
    power: bool = False
    again: int = 0  # the run that goes on dies too, in the middle of this write


def quick(task: Task, shared: Shared) -> Record:
    """Stands for an engine: fast, with text of many bytes a character."""
    WRITE(REPORT, f"call {task.key.hex()}\n".encode())
    text = f"Antwort für {task.fields['aspiration']} – naïve 日本 \u2028 😀"
    body = {"type": "row", "key": task.key.hex(), "status": "accepted", "answer": text, "error": None}
    return Record(task.key, "accepted", "", journal.written(body))


REPORT = 2  # where a child reports calls and acknowledgements; a pipe in the sweep


class Watcher:
    """Reports acknowledged keys."""

    def planned(self, *_: object) -> None:
        """Nothing to see yet."""

    def done(self, records: Sequence[Record]) -> None:
        """These are promised to be on the disk."""
        WRITE(REPORT, "".join(f"ack {record.key.hex()}\n" for record in records).encode())


@dataclass
class Ran:
    """What a child reported and how it ended (negative: by that signal)."""

    calls: list[str]
    acked: list[str]
    code: int
    counts: Counter[str]
    error: str = ""


def run_child(
    folder: Path, setting: Setting, point: Point | None, broken: "Callable[[], None] | None" = None
) -> Ran:
    """Runs the batch of the folder in a child that fails at the point."""
    global REPORT
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            REPORT = writing
            os.close(reading)
            sys.stderr = io.StringIO()
            vars(runner)["offline"] = quick
            files._BLOCK = 512
            if broken is not None:
                broken()
            shim = Shim(folder, point, setting.power)
            shim.install()
            code = runner.run(_job(folder, setting), Watcher()).exit_code
            WRITE(writing, f"counts {json.dumps(shim.counts)}\n".encode())
        except BaseException:
            WRITE(writing, f"error {traceback.format_exc()[-300:]!r}\n".encode())
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().splitlines()
    status = os.waitpid(child, 0)[1]
    told: dict[str, list[str]] = {"call": [], "ack": [], "counts": [], "error": []}
    for line in lines:
        word, _, rest = line.partition(" ")
        told[word].append(rest)
    counts = Counter(json.loads(told["counts"][0])) if told["counts"] else Counter()
    return Ran(told["call"], told["ack"], os.waitstatus_to_exitcode(status), counts, " ".join(told["error"]))


def _job(folder: Path, setting: Setting) -> runner.Job:
    out = f"out.{setting.kind}"
    return runner.Job(
        source=str(folder / "in.jsonl"),
        out=str(folder / out),
        journal=folder / "run.journal",
        workers=1,
        commit_rows=setting.commit,
    )


def _input(folder: Path) -> None:
    lines = []
    for n in range(1, ROWS + 1):
        like = 3 if n in REPEATED else n
        lines.append(json.dumps({"id": f"row {n}", "aspiration": f"I want to cook, {like}"}))
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n")


def journal_lines(path: Path) -> Iterator[dict[str, Any] | None]:
    """The records of a journal by this file's own reading of the format; None for a damaged line."""
    if path.exists():
        for line in path.read_bytes().split(b"\n")[:-1]:  # the last piece has no line feed: torn
            try:
                whole = int(line[:8], 16) == zlib.crc32(line[9:])
                yield json.loads(line[9:]) if whole else None
            except ValueError:
                yield None


def journal_keys(path: Path) -> list[str]:
    """Keys of the whole row records of a journal."""
    return [record["key"] for record in journal_lines(path) if record and record["type"] == "row"]


def damaged(path: Path) -> bool:
    """Whether a line of the journal is none."""
    return any(record is None for record in journal_lines(path))


def check(
    folder: Path, setting: Setting, crashed: Ran, went_on: Ran, left: "Left", whole: bytes
) -> list[str]:
    """What is wrong after a crash and the run that went on; empty when all is well."""
    wrong = []
    if not set(crashed.acked) <= set(left.keys):
        wrong.append("lost: an acknowledged row was not on the disk")
    if left.out is not None and left.out != whole:
        wrong.append("torn: results stood there in part")
    if went_on.code != 0:
        wrong.append(f"the run that went on ended with {went_on.code}")
    if set(went_on.calls) & set(left.keys):
        wrong.append("duplicated: a row on the disk was done again")
    if len(set(left.keys) | set(went_on.acked)) != ROWS - len(REPEATED):
        wrong.append("lost: a row was neither on the disk nor acknowledged by the run that went on")
    keys = journal_keys(folder / "run.journal")
    if len(keys) != len(set(keys)) or len(keys) != ROWS - len(REPEATED):
        wrong.append("duplicated or lost: the journal does not hold every row once")
    if damaged(folder / "run.journal"):
        wrong.append("torn: the journal holds a damaged line")
    out = folder / f"out.{setting.kind}"
    if not out.exists() or out.read_bytes() != whole:
        wrong.append("the results differ from those of a run without a crash")
    if [name for name in os.listdir(folder) if name.endswith(".tmp")]:
        wrong.append("a temporary file was left")
    return wrong


@dataclass
class Left:
    """What a crash left: keys in the journal, and the results if any stand there."""

    keys: list[str]
    out: bytes | None


def points(counts: Counter[str]) -> Iterator[Point]:
    """Every point of a run with these counts of calls."""
    for n in range(1, counts["write"] + 1):
        for cut in CUTS:
            yield Point("write", n, cut)
        yield Point("write", n, "short mid")
    for n in range(1, counts["fsync"] + 1):
        yield Point("fsync", n)
    for n in range(1, counts["replace"] + 1):
        yield Point("replace", n, "before")
        yield Point("replace", n, "after")


def _some(every: Sequence[Point], step: int, seed: int) -> list[Point]:
    """One in `step` of the writes, drawn at random so that no kind of cut is left out; all the rest."""
    rng = random.Random(seed)
    return [point for point in every if step == 1 or point.call == "replace" or rng.random() < 1 / step]


def sweep(
    settings: Sequence[Setting],
    broken: "Callable[[], None] | None" = None,
    *,
    step: int = 1,
    first_only: bool = False,
) -> tuple[int, list[str]]:
    """Number of points tried and everything that was wrong. `step` takes every n-th point only."""
    tried, wrong = 0, []
    with tempfile.TemporaryDirectory() as base:
        for number, setting in enumerate(settings):
            folder = Path(base) / f"whole{number}"
            folder.mkdir()
            _input(folder)
            reference = run_child(folder, setting, None)
            assert reference.code == 0, reference
            whole = (folder / f"out.{setting.kind}").read_bytes()
            for point in _some(list(points(reference.counts)), step, number):
                folder = Path(base) / "point"
                folder.mkdir()
                _input(folder)
                crashed = run_child(folder, setting, point, broken)
                out = folder / f"out.{setting.kind}"
                left = Left(journal_keys(folder / "run.journal"), out.read_bytes() if out.exists() else None)
                if point.cut.startswith("short ") and crashed.code not in (0, -signal.SIGKILL):
                    wrong.append(f"{setting} {point}: a short write ended the run with {crashed.code}")
                if setting.again:
                    second = run_child(folder, setting, Point("write", setting.again, "mid"), broken)
                    crashed.acked += second.acked
                    left.keys = journal_keys(folder / "run.journal")
                went_on = run_child(folder, setting, None, broken)
                tried += 1
                wrong += [
                    f"{setting} {point}: {w}" for w in check(folder, setting, crashed, went_on, left, whole)
                ]
                shutil.rmtree(folder)
                if wrong and first_only:
                    return tried, wrong
    return tried, wrong


SETTINGS = (
    Setting(),
    Setting(power=True),
    Setting(commit=5),
    Setting(commit=5, power=True),
    Setting("csv", commit=3),
    Setting("csv", power=True),
    Setting("tsv", commit=64, power=True),
    Setting(commit=2, again=3),
    Setting(commit=2, again=2, power=True),
)
