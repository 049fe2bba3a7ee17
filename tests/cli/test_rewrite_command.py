"""`avow rewrite` as a process: what stands on stdout, what on stderr, and with which exit code."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml
from avow_process import AVOW, BASE, NOTES, in_terminal, one_line_error, run, spawn

WITHHELD = "i cook. i have nothing to say."


def test_a_pipe_gets_the_answer_alone(notes: Path) -> None:
    ran = spawn("rewrite", str(notes))
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.count("\n") == 1
    assert "teach young cooks" in ran.out
    assert "screams" not in ran.out


@pytest.mark.parametrize("way", ["text", "file", "dash", "pipe", "brief", "brief on stdin"])
def test_every_way_in_gives_the_same_answer(way: str, notes: Path, tmp_path: Path) -> None:
    brief = tmp_path / "me.yaml"
    brief.write_text(yaml.safe_dump({"aspiration": NOTES}))
    ran = {
        "text": lambda: run("rewrite", NOTES),
        "file": lambda: run("rewrite", str(notes)),
        "dash": lambda: run("rewrite", "-", stdin=NOTES),
        "pipe": lambda: run("rewrite", stdin=NOTES),
        "brief": lambda: run("rewrite", str(brief)),
        "brief on stdin": lambda: run("rewrite", "--brief", "-", stdin=json.dumps({"aspiration": NOTES})),
    }[way]()
    assert ran.out == run("rewrite", str(notes)).out
    assert ran.code == 0


def test_flags_are_laid_over_the_brief(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text(yaml.safe_dump({"aspiration": NOTES, "company": {"name": "Old Mill"}}))
    (tmp_path / "facts.txt").write_text("- Trained 4 commis chefs in 2023\n")
    (tmp_path / "posting.txt").write_text("We want somebody who trains people.")
    (tmp_path / "them.yaml").write_text("culture: patient\n")
    (tmp_path / "resume.json").write_text(
        json.dumps({"work": [{"name": "Hotel Aire", "position": "Line cook"}]})
    )
    ran = run(
        "rewrite",
        *("--brief", "me.yaml", "--facts", "facts.txt", "--resume", "resume.json", "--company", "them.yaml"),
        *("--posting", "posting.txt", "--company-name", "New Mill", "--role", "Chef de partie"),
        *("--mission", "A kitchen people stay in", "--value", "care", "--fact", "Food hygiene level 2"),
        *("--withhold", "the hotel", "--seconds", "30", "--locale", "en-US", "--dry-run"),
        cwd=tmp_path,
    )
    assert ran.code == 0
    for said in (
        "New Mill",
        "Chef de partie",
        "A kitchen people stay in",
        "patient",
        "care",
        "We want somebody who trains people.",
        "Food hygiene level 2",
        "Trained 4 commis chefs in 2023",
        "30 seconds",
        "en-US",
    ):
        assert said in ran.out, said
    assert "Old Mill" not in ran.out
    assert "the hotel" not in ran.out.partition("=== user ===")[2]


def test_json_is_the_whole_answer(notes: Path) -> None:
    from avow.types import Answer

    ran = run("rewrite", str(notes), "--json")
    answer = Answer.model_validate_json(ran.out)
    assert ran.code == 0
    assert answer.text == run("rewrite", str(notes)).out.strip()
    assert answer.status == "accepted"
    assert answer.ledger


def test_verbose_puts_the_report_on_stderr(notes: Path) -> None:
    ran = run("rewrite", str(notes), "--verbose")
    assert ran.out == run("rewrite", str(notes)).out
    assert "Where each sentence comes from" in ran.err
    assert "What I left out or changed, and why" in ran.err
    assert ran.out.strip() not in ran.err


def test_withheld_says_why_and_asks() -> None:
    ran = run("rewrite", "asdf")
    assert (ran.code, ran.out) == (1, "")
    assert "no answer" in one_line_error(ran)
    assert "?" in ran.err
    told = run("rewrite", "asdf", "--json")
    assert told.code == 1
    assert json.loads(told.out)["status"] == "withheld"
    assert json.loads(told.out)["questions"]


def test_variants_differ_and_repeat(notes: Path) -> None:
    answers = [run("rewrite", str(notes), "--variant", str(n)).out for n in (0, 1, 2, 3, 1)]
    assert len(set(answers)) > 1
    assert answers[1] == answers[4]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rewrite", "--no-such-flag", "x"], "No such option: --no-such-flag"),
        (["rewrite", "x", "--seconds", "soon"], "--seconds"),
        (["rewrite", "x", "--seconds", "5"], "--seconds"),
        (["rewrite", "x", "--locale", "fr"], "en-GB"),
        (["rewrite", "."], "this is a folder"),
        (["rewrite", "nowhere.txt"], "no such file"),
        (["rewrite", ""], "empty"),
        (["rewrite", "big.txt"], "5,000,000 bytes"),
        (["rewrite", "x" * 20_001], "20,001 characters"),
        (["rewrite", "latin.txt"], "not UTF-8"),
        (["rewrite", "nul.txt"], "NUL"),
        (["rewrite", "x", "--facts", "."], "this is a folder"),
        (["rewrite", "x", "--resume", "latin.txt"], "JSON Resume"),
        (["rewrite", "--brief", "odd.yaml"], "did you mean 'aspiration'?"),
        (["rewrite", "me.yaml", "--brief", "me.yaml"], "keep one"),
        (["rewrite", "-", "--brief", "-"], "standard input"),
        (["rewrite", "-", "--ask"], "--ask"),
        (["rewrite", "x", "--voice", "nowhere.txt"], "no such file"),
        (["rewrite", "x", "--voice", "latin.txt"], "not UTF-8"),
        (["rewrite", "x", "--voice", "odd.yaml"], "plain text"),
        (["rewrite", "x", "--voice", "empty.md"], "empty"),
        (["rewrite", "x", "--voice", "long.txt"], "4,201 characters, at most 4,000"),
        (["prompt", "x", "--voice", "."], "this is a folder"),
        (["rewrite", "x", "--save", "me.txt"], ".yaml"),
        (["rewrite", "x", "--save", "me.yaml"], "exists already"),
        (["rewrite", "x", "--save", "no/me.yaml"], "folder"),
        (["rewrite", "x", "--max-attempts", "0"], "--max-attempts"),
        (["rewrite", "one", "two"], "two"),
        (["rewrit", "x"], "avow rewrite"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"ab cd\n" * 833_333 + b"ab")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "empty.md").write_text(" \n")
    (tmp_path / "long.txt").write_text("Quite so? " * 420 + "x")
    (tmp_path / "nul.txt").write_bytes(b"a\0b")
    (tmp_path / "odd.yaml").write_text("aspirations: to teach\n")
    (tmp_path / "me.yaml").write_text("aspiration: I want to teach\n")
    ran = run(*arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert says in one_line_error(ran)


def test_a_voice_sample_changes_nothing_offline_and_that_is_said(notes: Path, tmp_path: Path) -> None:
    sample = tmp_path / "letter.txt"
    sample.write_text("Back in Oslo I ran a boat yard, mark my words.")
    plain = run("rewrite", str(notes))
    heard = run("rewrite", str(notes), "--voice", str(sample))
    assert (heard.code, heard.out) == (0, plain.out)
    assert heard.err.count("\n") == 1
    assert "does not use the voice sample" in heard.err
    assert run("rewrite", str(notes), "--voice", str(sample), "--quiet").err == ""


def test_five_megabytes_on_stdin_are_refused() -> None:
    ran = run("rewrite", "-", stdin=b"ab cd\n" * 833_334)
    assert ran.code == 2
    assert "bytes" in one_line_error(ran)


def test_empty_and_closed_stdin() -> None:
    assert "empty" in one_line_error(run("rewrite"))
    shell = subprocess.run(
        ["bash", "-c", f'"{AVOW}" rewrite - <&-'], capture_output=True, text=True, env=BASE, check=False
    )
    assert shell.returncode == 2
    assert shell.stderr.startswith("avow: standard input is closed")


def test_a_missing_key_is_one_line_and_exit_3(notes: Path) -> None:
    ran = run("rewrite", str(notes), "--model", "gpt-5-mini")
    assert (ran.code, ran.out) == (3, "")
    assert "OPENAI_API_KEY" in one_line_error(ran)


@pytest.mark.parametrize("flags", ["", "--json", "--help"])
def test_a_closed_pipe_is_quiet(flags: str, notes: Path) -> None:
    shell = subprocess.run(
        ["bash", "-c", f'"{AVOW}" rewrite "{notes}" {flags} | true; echo ${{PIPESTATUS[0]}}'],
        capture_output=True,
        text=True,
        env=BASE,
        check=False,
    )
    assert shell.stderr == ""
    assert shell.stdout.strip() in ("0", "1", "141")  # 1: typer's own way, for help only
    assert flags == "--help" or shell.stdout.strip() != "1"


def test_a_full_disk_is_one_line(notes: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full on this system")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [AVOW, "rewrite", str(notes)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=BASE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "space" in done.stderr


def test_an_ascii_terminal_gets_question_marks_not_a_traceback() -> None:
    ran = spawn("rewrite", "I want to run a café in Łódź and teach people to bake.", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert ran.out.isascii()
    assert "Traceback" not in ran.err


def test_hostile_text_reaches_no_terminal() -> None:
    words = (
        "I want to teach \x1b]0;owned\x07cooks \x1b[31mproperly\x1b[0m, "
        "\u202eand [link=http://x]be[/link] known for it."
    )
    for ran in (run("rewrite", words, "--verbose"), run("rewrite", words, "--json")):
        assert ran.code == 0
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err
        assert "\x07" not in ran.out + ran.err
    shown = in_terminal("rewrite", words)
    assert "owned" not in shown.text
    assert "\u202e" not in shown.text
    assert "[link=http://x]" in shown.plain  # shown as it is, never read as markup


def test_offline_imports_nothing_heavy(notes: Path) -> None:
    """openai, tiktoken, jinja2, asyncio and rich cost more than the whole rewrite."""
    code = (
        "import sys, atexit; sys.argv = ['avow', 'rewrite', sys.argv[1]]\n"
        "from avow.cli import main\n"
        "heavy = 'openai tiktoken jinja2 asyncio rich yaml aiohttp ssl'.split()\n"
        "atexit.register(lambda: print([m for m in heavy if m in sys.modules], file=sys.stderr))\n"
        "main()"
    )
    done = subprocess.run(
        [Path(AVOW).with_name("python"), "-c", code, str(notes)],
        capture_output=True,
        text=True,
        env=BASE,
        check=True,
    )
    assert done.stdout.strip()
    assert done.stderr.strip() == "[]"


def test_help_imports_no_pydantic() -> None:
    code = (
        "import sys; sys.argv = ['avow', '--help']\n"
        "from avow.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n"
        "    heavy = ('pydantic', 'rich', 'avow.types', 'yaml')\n"
        "    print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [Path(AVOW).with_name("python"), "-c", code], capture_output=True, text=True, env=BASE, check=True
    )
    assert done.stderr.strip() == "[]"
