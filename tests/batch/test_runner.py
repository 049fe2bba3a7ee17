"""A run from start to end, stopped, gone on with, changed, repeated."""

import json
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from batching import Batch, Watched, rows

from avow.batch import runner, work
from avow.batch.plan import Shard
from avow.batch.work import Record, Shared, Task
from avow.brief import Context
from avow.errors import BatchError, ExitCode, LockedError, UsageError


def test_every_row_has_one_result_in_its_place(batch: Batch) -> None:
    given = [*rows(4), {"id": "bad"}, "{", *rows(2, start=5), {"id": "again", **rows(1)[0], "id ": None}]
    given[-1] = {**rows(1)[0], "id": "again"}
    batch.write(given)
    summary, watched = batch.run()
    found = batch.results()
    assert [row["row"] for row in found] == list(range(1, 10))
    assert [row["id"] for row in found] == ["r1", "r2", "r3", "r4", "bad", None, "r5", "r6", "again"]
    assert [row["status"] for row in found[4:6]] == ["failed", "failed"]
    assert found[4]["error"]["kind"] == "brief"
    assert "aspiration is missing" in found[4]["error"]["message"]
    assert found[8]["answer"] == found[0]["answer"]
    assert len(watched.keys) == len(set(watched.keys)) == 8, "the same content is worked on once"
    assert (summary.planned, summary.done, summary.failed, summary.left) == (9, 9, 2, 0)
    assert summary.exit_code == ExitCode.WITHHELD
    assert summary.kinds == {"brief": 2}


def test_the_same_run_again_does_nothing_and_writes_the_same(batch: Batch) -> None:
    batch.write(rows(3))
    batch.run()
    before = batch.path("out.jsonl").read_bytes()
    batch.path("out.jsonl").unlink()
    _, watched = batch.run()
    assert watched.keys == []
    assert watched.plans[0][1] == 3
    assert batch.path("out.jsonl").read_bytes() == before


class Stopping(Watched):
    """Sends a signal once so many rows are done."""

    def __init__(self, after: int, number: int) -> None:
        super().__init__()
        self._after = after
        self._number = number

    def done(self, records: Sequence[Record]) -> None:
        super().done(records)
        if len(self.keys) >= self._after:
            os.kill(os.getpid(), self._number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_in_order_and_the_next_run_goes_on(batch: Batch, number: int) -> None:
    batch.write(rows(20))
    before = signal.getsignal(number)
    first = Stopping(5, number)
    summary = runner.run(batch.job(commit_rows=1), first)
    assert signal.getsignal(number) is before
    assert summary.exit_code == 128 + number
    assert 5 <= summary.done < 20
    assert not batch.path("out.jsonl").exists()
    summary, second = batch.run()
    assert summary.exit_code == 0
    assert set(first.keys) & set(second.keys) == set()
    assert len(set(first.keys) | set(second.keys)) == 20


def test_rebuild_writes_what_there_is(batch: Batch) -> None:
    batch.write(rows(20))
    runner.run(batch.job(commit_rows=1), Stopping(5, signal.SIGINT))
    summary, watched = batch.run(rebuild=True)
    assert summary.exit_code == ExitCode.INCOMPLETE
    assert watched.keys == []
    statuses = [row["status"] for row in batch.results()]
    assert statuses.count("pending") == summary.left > 0
    assert len(statuses) == 20
    assert "stand as pending" in " ".join(summary.notes)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"shared": Shared(variant=3)}, "variant was 0, is 3"),
        ({"shared": Shared(context=Context(seconds=20))}, "the shared context changed"),
        ({"mapped": {"aspiration": "aspiration"}}, "--map changed"),
        ({"shard": Shard(1, 2)}, "shard was 1/1, is 1/2"),
    ],
)
def test_a_changed_run_is_refused(batch: Batch, change: dict[str, object], said: str) -> None:
    batch.write(rows(3))
    batch.run()
    with pytest.raises(UsageError, match=said) as refused:
        batch.run(**change)
    assert "--continue-anyway" in str(refused.value)
    assert "--fresh" in str(refused.value)


def test_changed_rows_are_refused_and_then_only_they_are_done(batch: Batch) -> None:
    batch.write(rows(3))
    batch.run()
    batch.write([*rows(2), {"id": "new", "aspiration": "I want to keep bees for a living."}])
    with pytest.raises(UsageError, match="the rows of the input changed"):
        batch.run()
    summary, watched = batch.run(continue_anyway=True)
    assert len(watched.keys) == 1
    assert summary.done == 3
    assert [row["id"] for row in batch.results()] == ["r1", "r2", "new"]
    batch.run()  # it is the same run now


def test_continue_anyway_keeps_what_older_settings_made(batch: Batch) -> None:
    batch.write(rows(3))
    batch.run()
    before = batch.results()
    batch.write(rows(5))
    _, watched = batch.run(continue_anyway=True, shared=Shared(variant=3))
    assert len(watched.keys) == 2
    assert batch.results()[:3] == before


def test_fresh_does_all_again_and_keeps_the_old_journal(batch: Batch) -> None:
    batch.write(rows(3))
    batch.run()
    old = batch.path("out.jsonl.journal").read_bytes()
    _, watched = batch.run(fresh=True, shared=Shared(variant=1))
    assert len(watched.keys) == 3
    assert batch.path("out.jsonl.journal.old").read_bytes() == old


def test_failed_rows_stay_until_they_are_to_be_tried_again(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.write(rows(3))
    with monkeypatch.context() as patched:
        patched.setattr(runner, "offline", lambda task, shared: work.failed(task.key, "row: no", "timeout"))
        assert batch.run()[0].kinds == {"timeout": 3}
    assert batch.run()[1].keys == []
    summary, watched = batch.run(retry_failed=True)
    assert len(watched.keys) == 3
    assert summary.failed == 0
    assert "3 failed rows are tried again" in summary.notes
    assert [row["status"] for row in batch.results()] == ["accepted"] * 3


def test_a_fault_of_ours_fails_its_row_only(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    batch.write(rows(3))

    def faulty(task: Task, shared: Shared) -> object:
        if "number 2" in str(task.fields):
            raise IndexError("list index out of range")
        return real(task, shared)

    real = work.brief_of
    monkeypatch.setattr(work, "brief_of", faulty)
    summary, _ = batch.run()
    assert summary.kinds == {"internal": 1}
    assert "please report it" in batch.results()[1]["error"]["message"]


def test_too_many_failures_stop_it(batch: Batch) -> None:
    batch.write(["{" for _ in range(3)] + [{"n": n} for n in range(30)] + list(rows(5)))
    summary, _ = batch.run(max_failures=4, commit_rows=1)
    assert summary.exit_code == ExitCode.INCOMPLETE
    assert "--max-failures" in summary.stopped
    assert summary.failed == 5 + 2, "three equal rows count three times in the input"


def test_the_second_run_on_one_journal_is_told_so(batch: Batch) -> None:
    batch.write(rows(30))
    told: list[BaseException] = []

    class Second(Watched):
        def done(self, records: Sequence[Record]) -> None:
            def other() -> None:
                try:
                    batch.run()
                except LockedError as error:
                    told.append(error)

            if not told:
                thread = threading.Thread(target=other)
                thread.start()
                thread.join()

    runner.run(batch.job(commit_rows=1), Second())
    assert f"(process {os.getpid()}) is writing this journal" in str(told[0])


def test_an_output_of_something_else_is_not_overwritten(batch: Batch) -> None:
    batch.write(rows(1))
    batch.path("out.jsonl").write_text("precious\n")
    with pytest.raises(UsageError, match="exists already"):
        batch.run()
    assert batch.path("out.jsonl").read_text() == "precious\n"


def test_outputs_that_cannot_be_are_refused_first(batch: Batch) -> None:
    batch.write(rows(1))
    with pytest.raises(UsageError, match="is also the input"):
        batch.run(out="in.jsonl")
    with pytest.raises(UsageError, match="there is no folder"):
        batch.run(out="missing/out.jsonl")
    assert sorted(os.listdir(batch.folder)) == ["in.jsonl"]


def test_an_input_that_changes_while_it_is_read_stops_it(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.write(rows(3))
    real = runner.make_plan

    def meanwhile(*arguments: Any) -> object:
        plan = real(*arguments)
        with batch.path("in.jsonl").open("r+b") as file:
            file.write(b'{"id": "r1", "aspiration": "Some')
        return plan

    monkeypatch.setattr(runner, "make_plan", meanwhile)
    with pytest.raises(BatchError, match="row 1 changed while it was read"):
        batch.run()


def test_ids_are_never_paths(batch: Batch) -> None:
    ids = ["../../escape", "/etc/passwd", "a/b", "..", "con", "x\0y"]
    batch.write([{**rows(1, n)[0], "id": text} for n, text in enumerate(ids, 1)])
    batch.run()
    assert sorted(os.listdir(batch.folder)) == ["in.jsonl", "out.jsonl", "out.jsonl.journal"]
    assert not Path(batch.folder.parent / "escape").exists()


def test_shards_hold_every_row_once(batch: Batch) -> None:
    batch.write(rows(10))
    seen: list[int] = []
    for number in (1, 2, 3):
        batch.run(out=f"part{number}.jsonl", shard=Shard(number, 3))
        seen += [row["row"] for row in batch.results(f"part{number}.jsonl")]
    assert sorted(seen) == list(range(1, 11))


@pytest.mark.parametrize("text", ["", "3", "0/2", "3/2", "a/b", "1/0", "-1/2", "1/2/3"])
def test_shards_that_are_none(text: str) -> None:
    with pytest.raises(UsageError, match="write I/N"):
        Shard.read(text)


def test_records_hold_what_the_results_need_and_no_brief(batch: Batch) -> None:
    private = "my knee is bad"
    batch.write([{**rows(1)[0], "withhold": [private], "facts": [f"I never say that {private}"]}])
    batch.run()
    record = next(r for r in batch.records() if r["type"] == "row")
    assert {"key", "status", "answer", "findings", "ledger", "fit", "usage", "error"} <= set(record)
    assert private not in json.dumps(record)
