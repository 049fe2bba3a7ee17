"""`avow check`: one answer, the interactive review, and rows for harnesses."""

import json
from pathlib import Path

import pytest
import yaml
from avow_process import in_terminal, one_line_error, run

BRIEF = {
    "aspiration": "I've been a welder for four years. Long term I want to become a welding inspector.",
    "facts": ["3G plate qualified", "Helped our QC mark repairs in 2023"],
    "company": {"name": "Harrow Marine", "mission": "Ships that come home"},
}
TRUE = (
    "Long term I want to become a welding inspector. I've been a welder for four years. "
    "I'd be glad to help your ships come home."
)
FALSE = TRUE.replace("four years", "nine years")


@pytest.fixture
def me(tmp_path: Path) -> Path:
    path = tmp_path / "me.yaml"
    path.write_text(yaml.safe_dump(BRIEF))
    return path


def test_verdict_first_then_findings_then_claims(me: Path) -> None:
    ran = run("check", FALSE, "--brief", str(me))
    assert ran.code == 1
    assert ran.out.lstrip().startswith("block")
    assert ran.out.index("Findings") < ran.out.index("Claims, the riskiest first")
    at = ran.out.index("nine years")
    marked = ran.out[ran.out.index("^^^") :].split("\n")[0]
    assert len(marked) == len("nine years")
    assert "four years" in ran.out[at:], "the nearest source stands beside it"


def test_json_offsets_are_those_of_the_answer(me: Path) -> None:
    ran = run("check", "-", "--brief", str(me), "--json", stdin=f"\n{FALSE}\n")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert told["verdict"] == "block"
    number = next(f for f in told["findings"] if f["type"] == "number")
    assert told["answer"][number["start"] : number["end"]] == "nine years"
    assert number["severity"] == "block"
    risks = {told["answer"][c["start"] : c["end"]]: c["risk"] for c in told["claims"]}
    assert max(risks, key=lambda text: risks[text]).startswith("I've been a welder for nine")


def test_a_true_answer_is_not_blocked(me: Path) -> None:
    ran = run("check", TRUE, "--brief", str(me))
    assert ran.code == 0
    assert ran.out.lstrip().startswith(("pass", "ask"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "x"], "--brief"),
        (["check", "-", "--brief", "-"], "standard input"),
        (["check", "x", "--brief", "me.yaml", "--out", "o"], "--jsonl"),
        (["check", "x", "--brief", "me.yaml", "--save", "new.yaml"], "--interactive"),
        (["check", "x", "--jsonl", "rows.jsonl"], "leave out"),
        (["check", "--jsonl", "nowhere.jsonl"], "nowhere.jsonl"),
        (["check", "--jsonl", "."], "directory"),
        (["check", "--jsonl", "rows.jsonl", "--out", "rows.jsonl"], "another file"),
        (["check", "--jsonl", "rows.jsonl", "--out", "no/o.jsonl"], "no/o.jsonl"),
        (["check", ".", "--brief", "me.yaml"], "folder"),
    ],
)
def test_wrong_use(arguments: list[str], says: str, me: Path) -> None:
    (me.parent / "rows.jsonl").write_text("{}\n")
    ran = run(*arguments, cwd=me.parent)
    assert (ran.code, ran.out) == (2, "")
    assert says in one_line_error(ran)
    assert (me.parent / "rows.jsonl").read_text() == "{}\n"


@pytest.mark.parametrize(
    "answer", ["", "   \n", "🙂" * 50, "\u202eevil\u202c", "def f(): return {}", "x" * 100_000]
)
def test_odd_answers_get_a_verdict(answer: str, me: Path) -> None:
    ran = run("check", "-", "--brief", str(me), "--json", stdin=answer)
    assert ran.code in (0, 1), ran.err
    assert json.loads(ran.out)["verdict"] in ("pass", "ask", "block")


def rows(*given: object) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in given)


def test_jsonl_rows_in_order_and_bad_rows_as_errors(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        rows(
            {"id": "a", "brief": BRIEF, "answer": TRUE, "kind": "good", "spans": []},
            "not json",
            {"id": "b", "brief": BRIEF},
            '{"id": "n", "brief": {"aspiration": "x"}, "answer": NaN}',
            "",
            {"id": "c", "brief": {"aspiration": ""}, "answer": TRUE},
            {"id": "d", "brief": BRIEF, "answer": f"{FALSE}\u2028And more."},
            {"id": 7, "brief": BRIEF, "answer": ""},
            [1, 2],
            '{"id": "s", "brief": {"aspiration": "x"}, "answer": "\\ud800"}',
        )
    )
    ran = run("check", "--jsonl", str(source), "--out", str(target))
    assert (ran.code, ran.out) == (0, "")
    found = [json.loads(line) for line in target.read_text().split("\n")[:-1]]
    assert [row["id"] for row in found] == ["a", None, "b", "n", "c", "d", 7, None, "s"]
    verdicts = [row["verdict"] for row in found]
    assert verdicts[0] in ("pass", "ask")
    assert verdicts[1:] == ["error", "error", "error", "error", "block", "block", "error", "error"]
    assert set(found[0]) == {"id", "verdict", "findings", "claims"}
    assert set(found[0]["claims"][0]) == {"start", "end", "kind", "support", "statements", "risk"}
    finding = next(f for f in found[5]["findings"] if f["type"] == "number")
    assert set(finding) == {"code", "type", "principle", "severity", "start", "end", "nearest"}
    assert all(row["error"] for row in found if row["verdict"] == "error")
    assert "9 rows" in ran.err
    assert "6 error" in ran.err
    piped = run("check", "--jsonl", "-", stdin=source.read_text())
    assert piped.out == target.read_text()


def test_jsonl_offsets_are_those_of_the_answer_as_given() -> None:
    answer = f"\u202e\u200bWell.\x1b[31m {FALSE}\r\nThanks"
    ran = run("check", "--jsonl", "-", stdin=rows({"id": "a", "brief": BRIEF, "answer": answer}))
    found = json.loads(ran.out)
    number = next(f for f in found["findings"] if f["type"] == "number")
    assert answer[number["start"] : number["end"]] == "nine years"
    assert all(0 <= c["start"] < c["end"] <= len(answer) for c in found["claims"])


def test_jsonl_gives_what_one_check_gives(me: Path) -> None:
    one = json.loads(run("check", FALSE, "--brief", str(me), "--json").out)
    row = json.loads(
        run("check", "--jsonl", "-", stdin=rows({"id": None, "brief": BRIEF, "answer": FALSE})).out
    )
    assert row["findings"] == one["findings"]
    assert row["claims"] == one["claims"]


def test_review_confirm_correct_cut_and_save(me: Path, tmp_path: Path) -> None:
    answer = (
        "Long term I want to become a welding inspector. I ran a crew of nine people. "
        "I have always loved steel. I worked at Keppel for nine years."
    )
    kept = tmp_path / "kept.yaml"
    replies = {
        "crew of nine": ["t"],
        "loved steel": ["l"],
        "Keppel": ["c", "I worked at Keppel for two years"],
    }
    session = in_terminal("check", answer, "--brief", str(me), "--no-interactive")
    risky = [line for line in session.plain.split("\n") if " [" in line and "]" in line]
    order = sorted(replies, key=lambda part: next(i for i, line in enumerate(risky) if part in line))
    typed = [reply for part in order for reply in replies[part]]
    session = in_terminal(
        "check", answer, "--brief", str(me), "--save", str(kept), replies=[*typed, "q"], width=100
    )
    final = " ".join(session.plain[session.plain.rindex("Saved to") :].split())
    assert "I ran a crew of nine people." in final
    assert "I worked at Keppel for two years." in final
    assert "loved steel" not in final
    saved = yaml.safe_load(kept.read_text())
    assert set(saved["facts"]) == {
        *BRIEF["facts"],
        "I ran a crew of nine people.",
        "I worked at Keppel for two years",
    }
    assert kept.stat().st_mode & 0o777 == 0o600


def test_review_saves_nothing_unasked(me: Path) -> None:
    before = sorted(p.name for p in me.parent.iterdir())
    session = in_terminal("check", FALSE, "--brief", str(me), replies=["t", "q", ""], cwd=me.parent)
    assert "Keep what you confirmed" in session.plain
    assert sorted(p.name for p in me.parent.iterdir()) == before
    assert yaml.safe_load(me.read_text()) == BRIEF


def test_dont_know_stays_unconfirmed(me: Path) -> None:
    session = in_terminal("check", FALSE, "--brief", str(me), replies=["d", "q"], width=100)
    assert "not confirmed: I've been a welder for nine years." in session.plain
    assert session.code == 1


def test_end_of_input_ends_the_review(me: Path) -> None:
    ran = run("check", FALSE, "--brief", str(me), "--interactive")
    assert ran.code == 1
    assert "verdict: block" in ran.err
