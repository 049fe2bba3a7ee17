"""`avow batch` and `avow merge` as commands: streams, signals, messages, exit codes, what is left behind."""

import json
import os
import pty
import re
import subprocess

import pytest
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


def test_closed_streams_are_told(batch: Batch) -> None:
    script = f"{AVOW} batch - out.jsonl <&-"
    done = subprocess.run(["bash", "-c", script], cwd=batch.folder, env=ENV, capture_output=True, check=False)
    assert done.returncode == 2
    assert "standard input is closed" in one_line(done.stderr.decode())


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
