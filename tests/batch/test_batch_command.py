"""`avow batch` and `avow merge` as commands: streams, signals, messages, exit codes, what is left behind."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_server import Running, brief
from batching import AVOW, ENV, Batch, rows

from avow.batch import shards
from avow.batch.plan import Shard
from avow.errors import UsageError


def one_line(err: str) -> str:
    lines = err.strip().split("\n")
    assert len(lines) == 1, err
    assert lines[0].startswith("avow: ")
    return lines[0]


def test_from_stdin_to_stdout_and_again(batch: Batch) -> None:
    text = "".join(json.dumps(row) + "\n" for row in rows(3)).encode()
    arguments = ("batch", "-", "-", "--journal", "j", "--fields", "id,status")
    first = batch.command(*arguments, stdin=text)
    assert first.code == 0, first.err
    assert [json.loads(line) for line in first.out.splitlines()] == [
        {"id": f"r{n}", "status": "accepted"} for n in (1, 2, 3)
    ]
    assert "planned 3, done 3, 0 failed, withheld 0" in first.err
    assert "journal j" in first.err
    second = batch.command(*arguments, stdin=text)
    assert second.out == first.out
    assert "3 rows are done already" in second.err
    assert sorted(os.listdir(batch.folder)) == ["j"]


def test_quiet_is_quiet(batch: Batch) -> None:
    batch.write(rows(2))
    assert batch.command("batch", "in.jsonl", "out.jsonl", "-q").err == ""


def test_shared_context_and_columns(batch: Batch) -> None:
    batch.path("in.csv").write_text("who,story,extra\nada,I want to run a bakery one day.,x\n")
    batch.path("acme.yaml").write_text("name: Crumb\nmission: Good bread for every street\n")
    ran = batch.command(
        "batch", "in.csv", "out.csv", "--map", "aspiration=story", "--map", "id=who", "--company", "acme.yaml"
    )
    assert ran.code == 0, ran.err
    assert "columns not used: extra" in ran.err
    assert "good bread" in batch.path("out.csv").read_text().lower(), (
        "the shared mission is part of every brief"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["in.jsonl", "-"], 2, "name the journal: --journal FILE"),
        (["missing.jsonl", "out.jsonl"], 2, "No such file"),
        (["in.jsonl", "out.docx"], 2, "results are written as"),
        (["in.jsonl", "out.jsonl", "--shard", "3/2"], 2, "write I/N"),
        (["in.jsonl", "out.jsonl", "--fields", "answers"], 2, "there is no answers"),
        (["in.jsonl", "out.jsonl", "--map", "x"], 2, "write KEY=COLUMN"),
        (["in.jsonl", "out.jsonl", "--fresh", "--rebuild"], 2, "leave one of them out"),
        (["in.jsonl", "out.jsonl", "--via", "batch-api"], 2, "name one with --model"),
        (["in.jsonl", "out.jsonl", "--via", "post"], 2, "write online or batch-api"),
        (["in.jsonl", "in.jsonl"], 2, "is also the input"),
        (["in.jsonl", "out.jsonl", "--model", "gpt-4o"], 3, "no key for api.openai.com"),
    ],
)
def test_what_cannot_be_run_is_one_line(batch: Batch, arguments: list[str], code: int, said: str) -> None:
    batch.write(rows(1))
    ran = batch.command("batch", *arguments)
    assert ran.code == code, ran.err
    assert said in ran.err.strip().split("\n")[-1]
    assert "Traceback" not in ran.err
    if code == 2:
        one_line(ran.err)


def test_a_dry_run_reads_and_writes_nothing(batch: Batch) -> None:
    batch.write([*rows(3), rows(1)[0]])
    ran = batch.command("batch", "in.jsonl", "out.jsonl", "--dry-run", "--model", "gpt-4o-mini")
    assert ran.code == 0, ran.err
    assert re.search(r"4 rows, 4 to do \(1 repeat another row\); about 8 calls, [\d,]+ tokens in", ran.err)
    assert re.search(r"about \$\d", ran.err)
    assert os.listdir(batch.folder) == ["in.jsonl"]


def test_a_reader_that_goes_away_ends_it_quietly_and_loses_nothing(batch: Batch) -> None:
    batch.write(rows(300))
    script = f"{AVOW} batch in.jsonl - --journal j -q | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=batch.folder, env=ENV, capture_output=True, timeout=120, check=False
    )
    first, code = done.stdout.decode().splitlines()
    assert json.loads(first)["id"] == "r1"
    assert code == "141"
    assert done.stderr == b""
    again = batch.command("batch", "in.jsonl", "-", "--journal", "j")
    assert len(again.out.splitlines()) == 300
    assert "300 rows are done already" in again.err


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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_no_row(batch: Batch) -> None:
    batch.write(brief(n) for n in range(2_000))
    process = started(batch)
    for child in _children(process.pid)[-1:]:
        os.kill(child, signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert [row["status"] for row in batch.results()] == ["accepted"] * 2_000


@pytest.mark.slow
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


def test_merge_puts_every_format_together(batch: Batch) -> None:
    batch.write([*rows(7), {"id": "=bad", "aspiration": ""}])
    for ending in ("jsonl", "csv", "parquet"):
        batch.run(out=f"whole.{ending}")
        for number in (1, 2, 3):
            batch.run(out=f"p{number}.{ending}", shard=Shard(number, 3))
        parts = [f"p{number}.{ending}" for number in (3, 1, 2)]
        ran = batch.command("merge", *parts, "--out", f"merged.{ending}", "--rows", "8")
        assert ran.code == 0, ran.err
        assert "8 rows of 3 parts" in ran.err
        merged, whole = batch.path(f"merged.{ending}"), batch.path(f"whole.{ending}")
        assert merged.read_bytes() == whole.read_bytes()


def test_merge_misses_nothing(batch: Batch) -> None:
    batch.write(rows(6))
    for number in (1, 2, 3):
        batch.run(out=f"p{number}.jsonl", shard=Shard(number, 3))
    parts = [str(batch.path(f"p{number}.jsonl")) for number in (1, 2, 3)]
    out = str(batch.path("merged.jsonl"))
    for given, count, said in (
        ([parts[0], parts[2]], None, "row 2 is in no part"),
        ([*parts, parts[1]], None, "row 2 is in two parts"),
        (parts, 7, "hold 6 rows, not 7"),
        ([*parts[:2], str(batch.path("none.jsonl"))], None, "No such file"),
        ([*parts[:2], str(batch.path("in.jsonl"))], None, "without its row number"),
        ([*parts[:2], str(batch.path("x.csv"))], None, "files of one format"),
        ([*parts, out], None, "is one of the parts"),
    ):
        batch.path("merged.jsonl").write_text("old\n")
        with pytest.raises(UsageError, match=said):
            shards.merge(given, out, count)
        assert batch.path("merged.jsonl").read_text() == "old\n"


@pytest.mark.slow
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


@pytest.mark.slow
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


def test_on_a_terminal_there_is_a_live_line(batch: Batch) -> None:
    batch.write(rows(150))
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [AVOW, "batch", "in.jsonl", "out.jsonl", "--workers", "1"],
        cwd=batch.folder,
        env={**ENV, "TERM": "xterm-256color", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # the terminal's way to say that nobody writes any more
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait(timeout=60) == 0
    text = re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", seen.decode())
    assert re.search(r"\d+/150", text)
    assert "planned 150, done 150" in text
