"""`avow discover`: questions to somebody who froze, and the brief that their replies make."""

import json
from pathlib import Path

import pytest
import yaml
from avow_process import in_terminal, one_line_error, run

from avow import prompts
from avow.brief import load_path
from avow.cli.guided import Replies, guided, told
from avow.guards import find

REPLIES = {
    "now": "Night nurse in Cork, six years",
    "direction": "lead a ward one day",
    "known_for": "to calm people down",
    "impact": "don't know",
    "skills": "",
    "stay": True,
    "mission": "Care that stays",
    "withhold": "my divorce",
}


def test_answers_become_a_brief_that_rewrite_takes(tmp_path: Path) -> None:
    (tmp_path / "replies.yaml").write_text(yaml.safe_dump(REPLIES))
    ran = run("discover", "--answers", "replies.yaml", "--out", "me.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    brief = load_path(tmp_path / "me.yaml")
    assert brief.aspiration == (
        "In the long run I'd like to lead a ward one day. I'd like people to come to me to calm people down. "
        "I'd like to find a place where I can stay."
    )
    assert brief.facts == ["Night nurse in Cork, six years"]
    assert brief.company.mission == "Care that stays"
    assert brief.withhold == ["my divorce"]
    assert (tmp_path / "me.yaml").stat().st_mode & 0o777 == 0o600
    written = run("rewrite", "--brief", "me.yaml", cwd=tmp_path)
    assert written.code == 0
    assert "ward" in written.out


def test_replies_as_lines_as_json_and_on_stdin(tmp_path: Path) -> None:
    (tmp_path / "replies.txt").write_text("a nurse\n\nlead a ward\n")
    (tmp_path / "replies.json").write_text(json.dumps(["a nurse", None, "lead a ward"]))
    wanted = {"aspiration": "In the long run I'd like to lead a ward.", "facts": ["a nurse"]}
    for ran in (
        run("discover", "--answers", "replies.txt", cwd=tmp_path),
        run("discover", "--answers", "replies.json", cwd=tmp_path),
        run("discover", stdin="a nurse\n\nlead a ward\n"),
    ):
        assert ran.code == 0
        assert yaml.safe_load(ran.out) == wanted


def test_what_the_brief_answers_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text(
        yaml.safe_dump(
            {
                "aspiration": "One day I want to manage a ward, learn ultrasound, and stay in Cork.",
                "facts": ["Nurse since 2019"],
                "company": {"name": "Mercy", "role": "Staff nurse"},
            }
        )
    )
    ran = run("discover", "--brief", "me.yaml", cwd=tmp_path, stdin="")
    for question in guided():
        asked = question.ask in ran.err
        if question.id in ("now", "direction", "skills", "decade", "stay", "employer", "role"):
            assert not asked, question.id
    session = in_terminal("discover", "--brief", "me.yaml", "--out", "me.yaml", replies=["q"], cwd=tmp_path)
    assert "do you do now" not in session.plain
    assert session.code == 0


def test_in_a_terminal(tmp_path: Path) -> None:
    session = in_terminal(
        "discover",
        "--out",
        "me.yaml",
        replies=["nurse, 6 yrs", "?", "I want to lead a ward", "q"],
        cwd=tmp_path,
    )
    assert session.code == 0
    assert "Next: avow rewrite --brief me.yaml" in session.plain
    assert load_path(tmp_path / "me.yaml").aspiration == "I want to lead a ward."


def test_nothing_said_writes_nothing(tmp_path: Path) -> None:
    ran = run("discover", "--out", "me.yaml", cwd=tmp_path, stdin="?\n\nno idea\n")
    assert ran.code == 1
    assert "one honest sentence" in ran.err
    assert not (tmp_path / "me.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["discover", "--answers", "nowhere.yaml"], "no such file"),
        (["discover", "--answers", "odd.yaml"], "'mood'"),
        (["discover", "--answers", "deep.yaml"], "one text"),
        (["discover", "--out", "me.txt"], ".yaml"),
        (["discover", "--out", "odd.yaml"], "exists already"),
        (["discover", "--brief", "."], "folder"),
        (["discover", "--brief", "odd.yaml"], "mood"),
    ],
)
def test_wrong_use(arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("mood: fine\n")
    (tmp_path / "deep.yaml").write_text("now: [a, b]\n")
    ran = run(*arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert says in one_line_error(ran)


def test_ctrl_c_is_one_line_and_130(tmp_path: Path) -> None:
    session = in_terminal("discover", "--out", "me.yaml", interrupt_at="> ", cwd=tmp_path)
    assert session.code == 130
    assert session.plain.rstrip().endswith("avow: stopped.")
    assert not list(tmp_path.iterdir())


def test_the_questions_cover_the_subject_and_lead_nobody() -> None:
    ids = [question.id for question in guided()]
    assert len(set(ids)) == len(ids)
    for wanted in ("direction", "known_for", "impact", "skills", "technology", "decade", "stay"):
        assert wanted in ids
    for question in guided():
        assert question.ask.rstrip(")").endswith(("?", ".", "(y or n", "aspirations?")), question.ask
        assert not question.begin or not question.yes
    assert (prompts.folder() / "discover.toml").is_file()
    assert find("voice-markup") is not None


@pytest.mark.parametrize("reply", ["", "  ", "?", "don't know", "Don’t know.", "no", "skip", "-", "idk"])
def test_no_reply_changes_nothing(reply: str) -> None:
    for question in guided():
        replies = Replies()
        replies.add(question, reply)
        assert replies.fields == {}


def test_a_bare_yes_is_no_statement_but_a_yes_question_has_one() -> None:
    for question in guided():
        assert told(question, "yes") == question.yes
