"""Commands with a model: a scripted one on loopback, in pipes and in a terminal."""

import json
from pathlib import Path
from typing import Any

import yaml
from avow_process import NOTES, Model, in_terminal, judged, one_line_error, run, written

TRUE = written(
    (
        "In the long run I want to teach young cooks properly, and be known for it.",
        "A4",
        "teach young cooks properly, and be known for it",
    ),
    (
        "I've been a line cook six years, the last two at a hotel in Leeds.",
        "A2",
        "i've been a line cook 6 yrs, last 2 at a hotel in leeds",
    ),
    ("I'd be glad to keep learning and to put that to work for a team like yours.", "", ""),
)


def scripted(model: Model, *bad: str, reply: dict[str, object] = TRUE) -> None:
    model.rewrite = lambda body: reply
    model.verify = lambda body: judged(body, bad)


def test_a_model_writes_and_checks_itself(model: Model, notes: Path) -> None:
    scripted(model)
    ran = run("rewrite", str(notes), "--model", "tiny", "--json", **model.env)
    answer = json.loads(ran.out)
    assert ran.code == 0, ran.err
    assert answer["engine"] == "tiny"
    assert "teach young cooks" in answer["text"]
    assert set(answer["prompts"]) == {"rewrite", "verify"}
    assert answer["usage"]["prompt_tokens"] == 5_200
    assert [body["messages"][0]["content"][:9] for body in model.bodies] == ["You write", "You check"]


def test_verifier_none_asks_once(model: Model, notes: Path) -> None:
    scripted(model)
    ran = run("rewrite", str(notes), "--model", "tiny", "--verifier", "none", **model.env)
    assert ran.code == 0
    assert len(model.bodies) == 1


def test_another_verifier_is_asked_by_its_name(model: Model, notes: Path) -> None:
    scripted(model)
    run("rewrite", str(notes), "--model", "tiny", "--verifier", "strict", **model.env)
    assert [body["model"] for body in model.bodies] == ["tiny", "strict"]


def test_what_never_passes_is_never_shown(model: Model, notes: Path) -> None:
    bad = written(("I have always loved teaching at Le Cordon Bleu in the long run.", "A2", "line cook"))
    scripted(model, reply=bad)
    ran = run("rewrite", str(notes), "--model", "tiny", "--max-attempts", "2", "--json", **model.env)
    answer = json.loads(ran.out)
    assert "Cordon" not in answer["text"]
    assert answer["status"] in ("fallback", "withheld")
    assert len(model.bodies) == 2
    assert "always loved" in json.dumps(model.bodies[1]), "the repair names what failed"


def test_the_budget_is_kept(model: Model, notes: Path) -> None:
    scripted(model)
    ran = run("rewrite", str(notes), "--model", "tiny", "--max-tokens", "50", **model.env)
    assert model.bodies == []
    assert "--max-tokens" in ran.err


def test_dry_run_and_prompt_send_nothing_and_show_the_same(model: Model, notes: Path) -> None:
    scripted(model)
    for command in (["prompt", str(notes)], ["rewrite", str(notes), "--dry-run"]):
        ran = run(*command, "--model", "tiny", "--json", **model.env)
        shown = json.loads(ran.out)
        assert ran.code == 0
        assert [m["role"] for m in shown["messages"]] == ["system", "user"]
        assert "teach young cooks properly" in shown["messages"][1]["content"]
        assert "teach young cooks properly" not in shown["messages"][0]["content"]
        assert shown["tokens"]["prompt"] > 500
        assert shown["model"] == "tiny"
    assert model.bodies == []


def test_prompt_shows_what_is_really_sent(model: Model, notes: Path) -> None:
    scripted(model)
    shown = json.loads(run("prompt", str(notes), "--model", "tiny", "--json", **model.env).out)
    run("rewrite", str(notes), "--model", "tiny", "--verifier", "none", **model.env)
    sent = model.bodies[0]["messages"]
    assert sent[0] == shown["messages"][0]

    def without_mark(text: str) -> str:
        mark = text.split("<<< ")[1].split()[0]
        return text.replace(mark, "MARK")

    assert without_mark(sent[1]["content"]) == without_mark(shown["messages"][1]["content"])


def test_withheld_and_contact_details_stay_here(model: Model, tmp_path: Path) -> None:
    scripted(model)
    brief = tmp_path / "me.yaml"
    brief.write_text(
        yaml.safe_dump(
            {
                "aspiration": f"{NOTES}I was off sick with depression.\nMail me at jo@example.org.",
                "withhold": ["depression"],
            }
        )
    )
    run("rewrite", "--brief", str(brief), "--model", "tiny", **model.env)
    assert model.bodies
    assert "depression" not in json.dumps(model.bodies)
    assert "jo@example.org" not in json.dumps(model.bodies)
    shown = run(
        "prompt", "--brief", str(brief), "--model", "tiny", "--send-withheld", "--no-mask", **model.env
    ).out
    assert "depression" in shown
    assert "jo@example.org" in shown


def test_check_with_a_verifier(model: Model, notes: Path) -> None:
    model.verify = lambda body: judged(body, ["energises me"])
    answer = (
        "In the long run I want to teach young cooks properly. Teaching energises me, "
        "and I'd be glad to do it with you."
    )
    plain = json.loads(run("check", answer, "--brief", str(notes), "--json").out)
    ran = run("check", answer, "--brief", str(notes), "--verifier", "tiny", "--json", **model.env)
    told = json.loads(ran.out)
    assert plain["verdict"] != "block"
    assert (ran.code, told["verdict"]) == (1, "block")
    finding = next(f for f in told["findings"] if f["code"] == "truth-claim")
    assert "energises me" in told["answer"][finding["start"] : finding["end"]]


def test_rows_with_a_verifier(model: Model) -> None:
    scripted(model)
    row = {
        "id": "a",
        "brief": {"aspiration": NOTES},
        "answer": "In the long run I want to teach young cooks properly.",
    }
    ran = run("check", "--jsonl", "-", "--model", "tiny", stdin=f"{json.dumps(row)}\n" * 3, **model.env)
    assert ran.code == 0
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a"] * 3
    assert len(model.bodies) == 3


def test_progress_on_a_terminal_only(model: Model, notes: Path) -> None:
    scripted(model)
    session = in_terminal("rewrite", str(notes), "--model", "tiny", **model.env)
    assert "tiny writes a draft" in session.text
    assert "tiny checks each claim · 2,720 tokens so far" in session.text
    assert session.text.index("\x1b[K") < session.text.index("Where each sentence")
    assert run("rewrite", str(notes), "--model", "tiny", **model.env).err == ""
    quiet = in_terminal("rewrite", str(notes), "--model", "tiny", "--quiet", **model.env)
    assert "writes a draft" not in quiet.text
    assert "Where each" not in quiet.text


def test_ctrl_c_during_a_call(model: Model, notes: Path) -> None:
    scripted(model)
    model.delay = 3.0
    session = in_terminal(
        "rewrite", str(notes), "--model", "tiny", interrupt_at="writes a draft", **model.env
    )
    assert session.code == 130
    assert session.plain.rstrip().endswith("avow: stopped.")
    assert "Traceback" not in session.text


def test_nobody_answers(notes: Path) -> None:
    ran = run("rewrite", str(notes), "--model", "tiny", OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    assert ran.code in (0, 3)
    assert "Traceback" not in ran.err


def test_replay_without_recordings(notes: Path, tmp_path: Path) -> None:
    ran = run("rewrite", str(notes), "--model", "replay")
    assert ran.code == 3
    assert "AVOW_RECORDINGS" in one_line_error(ran)
    ran = run("rewrite", str(notes), "--model", "replay", AVOW_RECORDINGS=str(tmp_path / "none"))
    assert ran.code == 3
    assert "none" in one_line_error(ran)


def test_ask_feeds_the_second_draft(model: Model, tmp_path: Path, notes: Path) -> None:
    seen: list[Any] = []

    def rewrite(body: dict[str, Any]) -> object:
        seen.append(body)
        return TRUE

    scripted(model)
    model.rewrite = rewrite
    session = in_terminal(
        *("rewrite", str(notes), "--model", "tiny", "--ask", "--save", str(tmp_path / "me.yaml")),
        replies=["I taught Ana to butcher; she runs her own line now", "q"],
        **model.env,
    )
    assert session.code == 0, session.text
    assert "Was there a cook you taught?" in session.plain
    assert "she runs her own line now" not in json.dumps(seen[0])
    assert "she runs her own line now" in json.dumps(seen[1])
    assert yaml.safe_load((tmp_path / "me.yaml").read_text())["facts"] == [
        "I taught Ana to butcher; she runs her own line now"
    ]


def test_a_voice_sample_is_sent_as_such_and_kept_in_the_brief(
    model: Model, notes: Path, tmp_path: Path
) -> None:
    sample = tmp_path / "letter.txt"
    sample.write_text("Mark my words: plain bread, plain talk. Ring me on +44 20 7946 0018.")
    shown = run("prompt", str(notes), "--voice", str(sample))
    assert "plain bread, plain talk. Ring me on [phone-1]." in shown.out
    scripted(model)
    ran = run("rewrite", str(notes), "--model", "tiny", "--voice", str(sample), **model.env)
    assert (ran.code, ran.err) == (0, "")
    system, user = (message["content"] for message in model.bodies[0]["messages"])
    assert "plain bread" in user.split("<<< voice")[1].split("\n")[1]
    assert "plain bread" not in system
    assert "7946" not in json.dumps(model.bodies)
    assert "plain bread" not in json.dumps(model.bodies[1]), "the verifier judges by the statements alone"
