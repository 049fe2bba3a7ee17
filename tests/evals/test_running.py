import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from avow.errors import CompletionError, ExitCode, UsageError
from avow.evals import baseline, gates
from avow.evals.compare import compare
from avow.evals.items import Item, Output, Provider, Scores, Suite
from avow.evals.metrics import Metric, SuiteRun, items_digest, metrics, scored_run, scores_by_id
from avow.evals.providers import Live, Offline
from avow.evals.runfile import Done, Kept, open_run, read_run
from avow.evals.runner import attempt, run_here, run_waiting
from avow.types import Brief

BRIEF = Brief(aspiration="I want to bake.")


async def _run(item: Item, provider: Provider) -> Output:
    if item.extra.get("fails"):
        raise ValueError("no such thing")
    return {"text": item.answer}


def _score(item: Item, output: Output) -> Scores:
    return {"right": output["text"] == "yes", "size": float(len(output["text"]))}


SUITE = Suite("toy", "a suite for the test", ("offline",), lambda data: [], _run, _score)


def items(*answers: str, fails: Sequence[int] = ()) -> list[Item]:
    return [
        Item(f"i{n}", f"c{n // 2}", BRIEF, ("right", "size"), groups=("half=a" if n % 2 else "half=b",),
             answer=text, extra={"fails": n in fails})
        for n, text in enumerate(answers)
    ]  # fmt: skip


def kept_of(rows: Sequence[Item]) -> Kept:
    kept = Kept()
    done: list[Done] = []
    run_here(SUITE, Offline(), rows, done.extend)
    kept.headers["toy"] = {"provider": "offline", "model": "", "items": items_digest(rows)}
    kept.rows = {(d.suite, d.id): d for d in done}
    return kept


def run_of(rows: Sequence[Item]) -> SuiteRun:
    return scored_run(SUITE, rows, kept_of(rows))


def figures(run: SuiteRun) -> dict[str, Metric]:
    return {metric.name: metric for metric in metrics(run)}


def test_what_errored_has_not_passed() -> None:
    run = run_of(items("yes", "yes", "no", "yes", fails=[3]))
    assert (run.planned, run.attempted, run.scored, run.errored) == (4, 4, 3, 1)
    right = figures(run)["toy.right"]
    assert (right.hits, right.planned, right.scored, right.errored) == (2, 4, 3, 1)
    assert right.value == 0.5
    assert figures(run)["toy.right[half=a]"].hits == 1
    assert not figures(run)["toy.size"].rate


def test_what_was_never_tried_has_not_passed() -> None:
    rows = items("yes", "yes")
    kept = kept_of(rows)
    del kept.rows["toy", "i1"]
    run = scored_run(SUITE, rows, kept)
    assert (run.planned, run.attempted, run.scored, run.errored) == (2, 1, 1, 0)
    assert figures(run)["toy.right"].value == 0.5
    assert gates.exit_code([run], [], []) is ExitCode.INCOMPLETE


def test_a_crash_is_told_as_one() -> None:
    done = asyncio.run(attempt(SUITE, Offline(), items("x", fails=[0])[0]))
    assert done.error == ("crash", "ValueError: no such thing")


def test_an_error_that_nothing_can_escape_ends_a_live_run() -> None:
    async def refused(item: Item, provider: Provider) -> Output:
        raise CompletionError("the key is refused", kind="auth")

    suite = Suite("toy", "", ("live",), lambda data: [], refused, _score)
    with pytest.raises(CompletionError, match="refused"):
        asyncio.run(attempt(suite, Live(Offline(), None), items("x")[0]))


def test_the_first_fatal_error_comes_out_of_the_crowd() -> None:
    async def work(item: Item) -> Done:
        raise CompletionError("no money", kind="quota")

    with pytest.raises(CompletionError, match="no money"):
        asyncio.run(run_waiting(items(*"abcd"), work, lambda rows: None, 3))


def test_an_item_is_durable_before_the_next_begins() -> None:
    kept: list[str] = []
    begun: list[tuple[int, int]] = []

    async def work(item: Item) -> Done:
        begun.append((len(begun), len(kept)))
        await asyncio.sleep(0)
        return Done("toy", item.id, {"text": ""})

    rows = items(*("x" for _ in range(40)))
    asyncio.run(run_waiting(rows, work, lambda done: kept.extend(d.id for d in done), 5))
    assert sorted(kept) == sorted(item.id for item in rows)
    assert all(started - finished < 5 for started, finished in begun)


def test_a_run_file_goes_on_and_refuses_another_run(tmp_path: Path) -> None:
    path = tmp_path / "run"
    header = {"suite": "toy", "provider": "offline", "model": "", "items": "h", "prompts": {}, "planned": 2}
    file = open_run(path)
    file.begin(header)
    file.keep([Done("toy", "i0", {"text": "\u2028 yes"}), Done("toy", "i1", error=("timeout", "late"))])
    file.close()
    with path.open("ab") as torn:
        torn.write(b'0123abcd {"type":"row","sui')
    file = open_run(path)
    assert file.kept.done("toy") == {"i0"}  # what failed is tried again
    file.begin(header)
    with pytest.raises(UsageError, match="other items"):
        file.begin({**header, "items": "other"})
    file.keep([Done("toy", "i1", {"text": "no"})])
    file.close()
    kept = read_run(path)
    assert kept.rows["toy", "i0"].output == {"text": "\u2028 yes"}
    assert kept.rows["toy", "i1"].output == {"text": "no"}


def test_a_file_that_is_no_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello\n")
    for path in (tmp_path / "x", tmp_path / "missing"):
        with pytest.raises(UsageError, match="avow eval --run"):
            read_run(path)


def test_a_run_is_scored_again_by_other_scorers() -> None:
    rows = items("yes", "no")
    kept = kept_of(rows)
    kinder = Suite(
        "toy", "", ("offline",), lambda data: [], _run, lambda item, output: {"right": True, "size": 1.0}
    )
    assert figures(scored_run(SUITE, rows, kept))["toy.right"].hits == 1
    assert figures(scored_run(kinder, rows, kept))["toy.right"].hits == 2


def test_compare_pairs_by_id() -> None:
    before = {"right": {f"i{n}": True for n in range(8)} | {"gone": False}, "size": {"i0": 1.0, "i1": 2.0}}
    after = {"right": {f"i{n}": n == 0 for n in range(8)} | {"new": True}, "size": {"i0": 0.5, "i1": 1.5}}
    right, size = compare("toy", before, after, {})
    assert right.pairs == 8
    assert right.lost == tuple(f"i{n}" for n in range(1, 8))
    assert right.won == ()
    assert right.p == pytest.approx(2 / 2**7)
    assert right.worse
    assert size.p is None
    assert size.worse
    assert not compare("toy", after, after, {})[0].worse


def test_a_few_losses_may_be_chance() -> None:
    before = {"right": dict.fromkeys("abcdefgh", True)}
    after = {"right": {**before["right"], "a": False, "b": False}}
    assert not compare("toy", before, after, {})[0].worse


def test_bless_and_load(tmp_path: Path) -> None:
    run = run_of(items("yes", "no", "yes"))
    path = baseline.bless(tmp_path, run, metrics(run))
    assert path == tmp_path / "baselines" / "toy-offline.json"
    assert baseline.load(tmp_path, "toy", "offline") == scores_by_id(run)
    assert baseline.load(tmp_path, "toy", "live") is None
    path.write_text("{}")
    with pytest.raises(UsageError, match="bless a run again"):
        baseline.load(tmp_path, "toy", "offline")


def test_only_a_whole_run_is_blessed(tmp_path: Path) -> None:
    run = run_of(items("yes", "no", fails=[1]))
    with pytest.raises(UsageError, match="1 of 2"):
        baseline.bless(tmp_path, run, metrics(run))


def gate(rule: str, at_least: float | None = None, metric: str = "toy.right") -> gates.Gate:
    return gates.Gate.model_validate(
        {"metric": metric, "rule": rule, "at_least": at_least, "provider": "offline", "why": "because"}
    )


@pytest.mark.parametrize(
    ("rule", "at_least", "holds"),
    [
        ("every", None, False),
        ("rate", 0.75, True),
        ("rate", 0.76, False),
        ("low", 0.3, True),
        ("low", 0.31, False),
    ],
)
def test_gates(rule: str, at_least: float | None, holds: bool) -> None:
    run = run_of(items("yes", "no", "yes", "yes"))
    (verdict,) = gates.judge([gate(rule, at_least)], [run], figures(run), part=False)
    assert verdict.passed is holds
    assert gates.exit_code([run], [verdict], []) == (ExitCode.OK if holds else ExitCode.WITHHELD)


def test_a_gate_on_a_figure_that_is_not_there_fails() -> None:
    run = run_of(items("yes"))
    (verdict,) = gates.judge([gate("rate", 0.1, "toy.wrong")], [run], figures(run), part=False)
    assert not verdict.passed
    assert not gates.judge([gate("rate", 0.1, "other.right")], [run], figures(run), part=False)


def test_zero_tolerance_outweighs_an_incomplete_run_only_where_it_is_broken() -> None:
    broken = run_of(items("yes", "no", "yes", fails=[2]))
    missing = run_of(items("yes", "yes", "yes", fails=[2]))
    for run, code in ((broken, ExitCode.WITHHELD), (missing, ExitCode.INCOMPLETE)):
        verdicts = gates.judge([gate("every")], [run], figures(run), part=False)
        assert not verdicts[0].passed
        assert gates.exit_code([run], verdicts, []) is code


def test_a_regression_has_a_code_of_its_own() -> None:
    before = {"right": {f"i{n}": True for n in range(8)}}
    after = {"right": {f"i{n}": False for n in range(8)}}
    run = run_of(items("yes"))
    assert gates.exit_code([run], [], compare("toy", before, after, {})) is ExitCode.REGRESSED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gate = 1",
        "[[gate]]\nmetric='x'",
        "[[gate]]\nmetric='x'\nrule='every'\nat_least=1\nprovider='p'\nwhy=''",
    ],
)
def test_a_file_of_gates_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "gates.toml").write_text(text)
    with pytest.raises(UsageError, match="correct the file"):
        gates.load(tmp_path / "gates.toml")
