"""Help, version, explain, principles.

`UPDATE_GOLDEN=1 pytest tests/cli/test_help.py` rewrites the goldens; read the difference before committing.
"""

import json
import os
import re
import sys
from pathlib import Path

import pytest
from avow_process import in_terminal, one_line_error, run

from avow import __version__, guards, prompts
from avow.types import Style

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from cli_page import PAGE, page, paths
from transcript import ROOT, readme

GOLDEN = Path(__file__).parents[1] / "golden" / "help"
COMMANDS = [" ".join(words) for words in paths()]
FOR_PEOPLE = ("", "rewrite", "check", "discover", "prompt", "explain", "principles")


def golden_name(command: str) -> str:
    return "-".join(["avow", *command.split()]) + ".txt"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_as_the_golden_says(command: str) -> None:
    ran = run(*command.split(), "--help", COLUMNS="80")
    path = GOLDEN / golden_name(command)
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == path.read_text()
    if command in FOR_PEOPLE:
        assert max(map(len, ran.out.split("\n"))) <= 80
        assert "avow " in ran.out.partition("Examples:" if command else "Start here:")[2]


def test_no_golden_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {golden_name(command) for command in COMMANDS}


def test_bare_avow_helps() -> None:
    assert run().out == run("--help").out
    assert run("-h").out == run("--help").out


def test_help_states_the_limits_that_hold() -> None:
    low, high = (m.ge if hasattr(m, "ge") else m.le for m in Style.model_fields["seconds"].metadata)
    assert f"{low}<=x<={high}" in re.sub(r"\s+", "", run("rewrite", "--help").out)


def test_version() -> None:
    assert run("--version").out == f"avow {__version__}\n"


def test_completion_script() -> None:
    ran = run(
        _AVOW_COMPLETE="complete_bash", _TYPER_COMPLETE_ARGS="avow re", COMP_WORDS="avow re", COMP_CWORD="1"
    )
    assert "rewrite" in ran.out


@pytest.mark.parametrize(
    "code", [guard.code for guard in guards.GUARDS] + [p.id for p in prompts.principles()]
)
def test_everything_can_be_explained(code: str) -> None:
    told = json.loads(run("explain", code, "--json").out)
    assert code in (told.get("code"), told.get("id"))
    assert told["kind"] in ("guard", "principle")


def test_explain_shows_examples() -> None:
    guard = next(g for g in guards.GUARDS if g.flags and g.flags[0].brief)
    ran = run("explain", guard.code)
    assert guard.flags[0].answer[:20] in ran.out
    assert "where" in ran.out


def test_unknown_code_suggests() -> None:
    ran = run("explain", "discrete")
    assert ran.code == 2
    assert "did you mean" in one_line_error(ran)
    assert "discreet" in ran.err
    assert "avow principles" in one_line_error(run("explain", "zzzzzz"))
    assert run("explain", "\x1b[31m").err.count("\x1b") == 0


def test_principles_as_text_and_json() -> None:
    ids = [p.id for p in prompts.principles()]
    assert [row["id"] for row in json.loads(run("principles", "--json").out)] == ids
    for principle_id in ids:
        assert f"{principle_id} · " in run("principles").out


@pytest.mark.parametrize("width", [40, 60, 120])
def test_reports_fit_the_terminal(width: int, notes: Path) -> None:
    session = in_terminal("rewrite", str(notes), "--company-name", "Otter", width=width)
    assert session.code == 0
    assert max(map(len, session.plain.split("\n"))) <= min(width, 76)
    assert "\x1b[1m" in session.text


def test_no_color_and_dumb_terminals_are_heeded(notes: Path) -> None:
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", in_terminal("rewrite", str(notes), NO_COLOR="1").text)
    assert "\x1b" not in in_terminal("rewrite", str(notes), TERM="dumb").text


def test_a_terminal_with_nothing_given_says_what_to_do() -> None:
    for command, says in (("rewrite", "avow discover"), ("prompt", "--brief"), ("check", "--brief")):
        session = in_terminal(command)
        assert session.code == 2
        assert says in session.plain
        assert session.plain.count("\n") <= 3  # one line, wrapped by the terminal at most


def test_the_pages_are_as_the_program_says() -> None:
    """After a change: `make docs`."""
    assert PAGE.read_text("utf-8") == page()
    assert (ROOT / "README.md").read_text("utf-8") == readme()
