"""`avow batch` as the operating system sees it: signals, children, order of calls; and the harnesses."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_server import Running
from batching import AVOW, ENV, Batch
from honest import brief

pytestmark = pytest.mark.slow


def started(batch: Batch, *arguments: str) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [AVOW, "batch", "in.jsonl", "out.jsonl", "--progress-seconds", "0.1", *arguments],
        cwd=batch.folder,
        env=ENV,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr is not None
    seen = b""
    while b" a second, " not in seen:
        line = process.stderr.readline()
        assert line, seen
        seen += line
    return process


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("model", [False, True])
def test_signals_end_it_within_five_seconds(batch: Batch, number: int, code: int, model: bool) -> None:
    batch.write(brief(n) for n in range(3_000))
    with Running(delay=0.02, faults={"hang": 0.01}) as server:
        flags = ("--model", "m", "--base-url", server.url, "--verifier", "none") if model else ()
        process = started(batch, *flags)
        start = time.monotonic()
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        _, err = process.communicate(timeout=30)
        took = time.monotonic() - start
    assert process.returncode == code, err
    assert took < 5.0
    assert b"run the same command to go on" in err
    assert b"Traceback" not in err
    assert not batch.path("out.jsonl").exists()
    done = {record["key"] for record in batch.records() if record["type"] == "row"}
    assert 0 < len(done) < 3_000


def test_two_signals_end_it_at_once(batch: Batch) -> None:
    batch.write(brief(n) for n in range(3_000))
    with Running(delay=0.02, faults={"hang": 0.2}) as server:
        process = started(batch, "--model", "m", "--base-url", server.url, "--verifier", "none")
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, err = process.communicate(timeout=30)
    assert time.monotonic() - start < 3.0
    assert process.returncode == 130, err
    assert b"Traceback" not in err


def test_workers_end_with_their_parent(batch: Batch) -> None:
    batch.write(brief(n) for n in range(20_000))
    process = started(batch)
    children = _children(process.pid)
    assert children
    process.kill()
    process.communicate()
    end = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < end:
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def _children(pid: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_worker_that_is_killed_costs_no_row(batch: Batch) -> None:
    batch.write(brief(n) for n in range(2_000))
    process = started(batch)
    for child in _children(process.pid)[-1:]:
        os.kill(child, signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert [row["status"] for row in batch.results()] == ["accepted"] * 2_000


def test_what_is_acknowledged_was_synced_before(batch: Batch) -> None:
    """By strace: fsync of the journal before each progress line, of the results before their rename."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, so the order of system calls cannot be seen")
    batch.write(brief(n) for n in range(200))
    log = batch.path("trace")
    command = [strace, "-f", "-y", "-s", "4096", "-o", str(log), "-e", "trace=write,fsync,rename,renameat2"]
    command += [AVOW, "batch", "in.jsonl", "out.jsonl", "--workers", "1", "--progress-seconds", "0.1"]
    done = subprocess.run(command, cwd=batch.folder, env=ENV, capture_output=True, timeout=120, check=False)
    if done.returncode and b"ptrace" in done.stderr:
        pytest.skip("processes may not be traced here, so the order of system calls cannot be seen")
    assert done.returncode == 0, done.stderr
    unsynced = written = synced = acknowledged = 0
    results_synced = renamed = folder_synced = False
    for line in log.read_text(errors="replace").split("\n"):
        if "out.jsonl.journal>" in line and "write(" in line:
            unsynced += line.count('\\"type\\":\\"row\\"')
            written += 1
        elif "out.jsonl.journal>" in line and "fsync(" in line:
            synced, unsynced = synced + unsynced, 0
        elif (told := re.search(r"avow: ([\d,]+) of 200 rows", line)) and "write(2" in line:
            acknowledged += 1
            assert int(told[1]) <= _rows_synced(log, line), line
        elif ".tmp>" in line and "fsync(" in line:
            results_synced = True
        elif "rename" in line and "out.jsonl" in line:
            assert results_synced, "renamed before its content was synced"
            renamed = True
        elif renamed and "fsync(" in line and f"<{batch.folder}>" in line:
            folder_synced = True
    assert written > 2
    assert acknowledged > 1
    assert renamed
    assert folder_synced


def _rows_synced(log: Path, until: str) -> int:
    """Rows in writes to the journal that a sync followed, up to a line of the trace."""
    pending = synced = 0
    for line in log.read_text(errors="replace").split("\n"):
        if line == until:
            break
        if "out.jsonl.journal>" in line and "write(" in line:
            # The trace shows the start of what was written; the size tells the rest.
            pending = int(line.rsplit("= ", 1)[1])
        elif "out.jsonl.journal>" in line and "fsync(" in line:
            synced += pending
            pending = 0
    whole = log.with_name("out.jsonl.journal").read_bytes()[:synced]
    return whole.count(b'"type":"row"')


def test_torture_in_short(tmp_path: Path) -> None:
    """The whole harness, few of each; `make torture` runs all of it."""
    script = Path(__file__).parents[2] / "tools" / "torture.py"
    done = subprocess.run(
        [sys.executable, str(script), "crash", "kills", "disk", "--short"],
        capture_output=True,
        cwd=tmp_path,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()[-2000:]
    assert b"caught: no repair of a torn tail" in done.stdout


def test_bench_in_short(tmp_path: Path) -> None:
    """Both sides of each ratio run and are kept; what the ratios must be is for `make bench-batch`."""
    script = Path(__file__).parents[2] / "tools" / "bench_batch.py"
    out = tmp_path / "batch.json"
    command = [sys.executable, str(script), "offline", "model", "--short", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=300, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()[-2000:]
    kept = {line["what"]: line["value"] for line in json.loads(out.read_text())["lines"]}
    assert kept["offline: speed of all cores / one"] > 0.5
    assert kept["model: speed / bare loop"] > 0.05
