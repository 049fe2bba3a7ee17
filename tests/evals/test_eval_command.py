"""`avow eval` as a command: what it refuses, what it prints, and that it needs no network."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from avow.cli import main

AVOW = [sys.executable, "-c", "from avow.cli import main; main()", "eval"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["eval", *arguments])
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--suite", "poems"], "no suite 'poems'"),
        (["--suite", "rewrites", "--provider", "replay"], "does not run with replay"),
        (["--suite", "guards", "--provider", "oracle"], "choose from"),
        (["--data", "/nowhere"], "--data"),
        (["--provider", "live"], "--model"),
        (["--model", "m"], "--run"),
        (["--suite", "guards", "--only", "type=rhyme"], "no item matches type=rhyme"),
        (["compare", "/nowhere/a", "/nowhere/b"], "/nowhere/a"),
        (["report", "/nowhere/a"], "avow eval --run"),
        (["bless", "--provider", "live"], "bless RUN"),
        (["export", "inspect", "/nowhere/x"], "promptfoo"),
    ],
)
def test_what_cannot_be_followed_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert told in err
    assert len(err.strip().split("\n")) == 1


def test_list_tells_the_suites(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "list", "--json")
    rows = {row["suite"]: row for row in json.loads(out)}
    assert code == 0
    assert set(rows) == {"guards", "mutations", "rewrites", "robustness", "replay"}
    assert "operator=number_rebound" in rows["mutations"]["groups"]
    assert len([g for g in rows["mutations"]["groups"] if g.startswith("operator=")]) >= 15


def test_two_runs_are_compared_and_reported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first, second = str(tmp_path / "a"), str(tmp_path / "b")
    part = ("--suite", "rewrites", "--limit", "6", "--quiet", "--workers", "1")
    for path in (first, second):
        code, _, err = run(capsys, *part, "--run", path)
        assert code in (0, 1), err
    code, out, _ = run(capsys, "compare", first, second, "--limit", "6", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["differences"]
    assert not any(d["lost"] or d["won"] for d in told["differences"])
    files = {kind: tmp_path / f"r.{kind}" for kind in ("html", "junit", "csv", "markdown")}
    flags = [part for kind, path in files.items() for part in (f"--{kind}", str(path))]
    run(capsys, "report", second, "--against", first, "--limit", "6", *flags)
    assert all(path.stat().st_size > 400 for path in files.values())
    code, _, err = run(capsys, "report", second, "--html", str(tmp_path / "no" / "r.html"), "--limit", "6")
    assert code == 2
    assert "name another file" in err


def test_a_run_of_other_items_is_not_gone_on_with(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = str(tmp_path / "run")
    run(capsys, "--suite", "rewrites", "--limit", "2", "--workers", "1", "--run", path)
    code, _, err = run(capsys, "--suite", "rewrites", "--limit", "3", "--workers", "1", "--run", path)
    assert code == 2
    assert "other items" in err


@pytest.mark.slow
def test_it_needs_no_network() -> None:
    """In a network namespace of its own, where the kernel allows one: without even a loopback."""
    unshare = shutil.which("unshare")
    allowed = (
        unshare and subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode == 0
    )
    if not allowed:
        pytest.skip("unshare -rn is not allowed here: that avow eval needs no network was not tested")
    command = [str(unshare), "-rn", *AVOW, "--limit", "12", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    runs = json.loads(done.stdout)["runs"]
    assert len(runs) == 5, done.stderr
    assert all(run["scored"] == run["planned"] == 12 for run in runs)
