"""Batches with a model on loopback: isolation, budget, pace, stops, thinkers, jobs."""

import json
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import poison
import pytest
from batch_server import Running
from batching import Batch, Watched
from honest import brief

from avow.batch import online, runner, thinkers, work
from avow.batch.limits import LeasedBudget, Pace
from avow.batch.road import Road
from avow.batch.work import Record
from avow.engines import client as client_module
from avow.engines import prices
from avow.errors import BatchError, BudgetError, CompletionError, ConfigurationError, ExitCode


@pytest.fixture
def server() -> Iterator[Running]:
    with Running(delay=0.005) as running:
        yield running


def road(server: Running, **more: Any) -> Road:
    return Road(model="m", base_url=server.url, **more)


def test_every_row_is_asked_once_and_alone(batch: Batch, server: Running) -> None:
    batch.write([*(brief(n) for n in range(60)), {**brief(0), "id": "again"}])
    summary, _ = batch.run(road=road(server), concurrency=8)
    assert summary.exit_code == 0
    found = batch.results()
    assert [row["id"] for row in found] == [*(f"row {n}" for n in range(60)), "again"]
    for row in found[:60]:
        assert re.findall(r"ref (\d+)", row["answer"]) == [row["id"].removeprefix("row ")]
    seen = server.stats()
    assert seen["calls"] == 60
    assert seen["most_for_one_row"] == 1
    assert seen["mixed"] == 0, "a request held the text of two rows"
    assert 2 <= seen["most_at_once"] <= 8
    assert summary.tokens == 60 * 990


def test_the_verifier_is_asked_for_each_row_too(batch: Batch, server: Running) -> None:
    batch.write(brief(n) for n in range(5))
    summary, _ = batch.run(road=road(server, verifier="m"))
    assert server.stats()["calls"] >= 10
    assert server.stats()["mixed"] == 0
    assert summary.done == 5


def test_thinkers_give_the_same_results_over_one_client(batch: Batch, server: Running) -> None:
    batch.write(brief(n) for n in range(40))
    batch.run(road=road(server), concurrency=32)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(online, "FEW", 10)
        summary, watched = batch.run(out="far.jsonl", road=road(server), concurrency=32, workers=2)
    assert summary.exit_code == 0
    assert len(watched.keys) == 40
    assert batch.results("far.jsonl") == batch.results()
    assert server.stats()["calls"] == 80
    assert server.stats()["mixed"] == 0


def test_thinkers_that_die_cost_nobody_a_row(batch: Batch, server: Running) -> None:
    batch.write(brief(n) for n in range(60))

    class Killing(Watched):
        pool: ClassVar[list[thinkers.Thinkers]] = []

        def done(self, records: Sequence[Record]) -> None:
            super().done(records)
            for each in self.pool:
                for thinker in each._thinkers:
                    thinker.process.kill()
            self.pool.clear()

    start = thinkers.Thinkers.__aenter__

    async def seen(self: thinkers.Thinkers) -> thinkers.Thinkers:
        Killing.pool.append(self)
        return await start(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(online, "FEW", 10)
        patched.setattr(thinkers.Thinkers, "__aenter__", seen)
        summary = runner.run(batch.job(road=road(server), concurrency=20, workers=2), Killing())
    assert summary.exit_code == 0
    assert [row["status"] for row in batch.results()] == ["accepted"] * 60
    assert server.stats()["calls"] <= 60 + 20


def test_thinkers_that_cannot_start_end_the_run_at_once(
    batch: Batch, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.write(brief(n) for n in range(40))
    monkeypatch.setattr(online, "FEW", 10)
    monkeypatch.setattr(thinkers, "think", poison.thinks_not)
    with pytest.raises(BatchError, match="worker processes keep ending"):
        batch.run(road=road(server), concurrency=20, workers=2)
    assert server.stats()["calls"] == 0


def test_errors_cross_the_pipe_of_a_thinker_unchanged() -> None:
    error = CompletionError("no\nway", kind="quota", status=429, prompt_tokens=5, calls=2)
    back = thinkers._unpacked(thinkers._packed(error))
    assert type(back) is CompletionError
    assert (str(back), vars(back)) == (str(error), vars(error))
    assert work.is_fatal(back)


@pytest.fixture
def priced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dollar for a thousand tokens, also on loopback."""

    def dollars(model: str, endpoint: object, asked: int, answered: int) -> float:
        return (asked + answered) / 1000

    for module in (prices, client_module):
        monkeypatch.setattr(module, "price", dollars)
    monkeypatch.setattr("avow.engines.calling.price", dollars)
    monkeypatch.setattr("avow.batch.openai_batch.price", dollars)


@pytest.mark.usefixtures("priced")
def test_the_budget_holds_across_resumes(batch: Batch, server: Running) -> None:
    batch.write(brief(n) for n in range(60))
    spent = []
    for limit in (30.0, 30.0, 45.0):
        summary, _ = batch.run(road=road(server), concurrency=4, max_usd=limit)
        assert summary.exit_code == ExitCode.INCOMPLETE
        assert "raise --max-usd" in summary.stopped
        real = server.stats()["answered"] * 0.99
        assert limit - 7.0 < real <= limit, "stops only where the worst case of one call finds no room"
        assert summary.usd == pytest.approx(real)
        spent.append(real)
    assert spent[0] == spent[1] < spent[2], "the same limit again buys nothing; a higher one does"
    assert all(row["status"] != "failed" for row in batch.records() if row["type"] == "row")


@pytest.mark.usefixtures("priced")
def test_a_killed_run_counts_all_that_it_may_have_spent(batch: Batch, server: Running) -> None:
    batch.write(brief(n) for n in range(60))
    batch.run(road=road(server), concurrency=4, max_usd=30.0)
    journal = batch.path("out.jsonl.journal")
    lines = journal.read_bytes().split(b"\n")
    # As a kill leaves it: no orderly end, and the last rows not yet written.
    kept = [line for line in lines[:-3] if b'"type":"spent"' not in line]
    journal.write_bytes(b"\n".join(kept) + b"\n")
    lease = max(json.loads(line[9:])["usd"] for line in kept if b'"type":"lease"' in line)
    calls = server.stats()["calls"]
    summary, _ = batch.run(road=road(server), concurrency=4, max_usd=lease)
    assert server.stats()["calls"] == calls, "nothing may be bought: the lease counts as spent"
    assert summary.usd == lease
    assert "what it may have spent counts as spent" in " ".join(summary.notes)


def test_a_lease_is_written_before_it_is_used() -> None:
    written: list[float] = []
    budget = LeasedBudget(
        max_usd=10, max_tokens=None, usd=0, tokens=0, ahead=3, write=lambda usd, tokens: written.append(usd)
    )
    for _ in range(10):
        budget.reserve(1000, 1.0, "m")
        assert budget.usd + budget._held_usd <= written[-1] <= 10
        budget.settle(1000, 1.0, spent_tokens=1000, spent_usd=1.0)
    with pytest.raises(BudgetError):
        budget.reserve(1000, 1.0, "m")
    assert len(written) < 6


def test_the_pace_spreads_requests_and_never_bursts() -> None:
    now = [0.0]
    pace = Pace(rpm=60, clock=lambda: now[0])
    assert [pace.delay(0) for _ in range(4)] == [0, 1, 2, 3]
    now[0] = 100.0
    assert [pace.delay(0) for _ in range(3)] == [0, 0, 1], "a pause earns one request, not a hundred"
    tokens = Pace(tpm=6000, clock=lambda: now[0])
    assert [tokens.delay(300) for _ in range(3)] == [0, 3, 6]
    assert Pace().delay(10_000) == 0


def test_a_run_keeps_to_its_pace(batch: Batch, server: Running) -> None:
    batch.write(brief(n) for n in range(20))
    start = time.monotonic()
    batch.run(road=road(server), concurrency=16, rpm=600)
    assert time.monotonic() - start >= 18 * 0.1


def test_limits_are_learned_from_headers_unless_they_are_given(batch: Batch) -> None:
    told = {"x-ratelimit-limit-requests": "600", "x-ratelimit-limit-tokens": "not a number"}
    pace = Pace()
    pace.learn(told)
    assert (pace.rpm, pace.tpm) == (600, None)
    given = Pace(rpm=60)
    given.learn(told)
    assert given.rpm == 60
    batch.write(brief(n) for n in range(24))
    with Running(headers=told) as server:
        start = time.monotonic()
        batch.run(road=road(server), concurrency=4)
        assert time.monotonic() - start >= 18 * 0.1


@pytest.mark.parametrize("kind", ["auth", "quota"])
def test_what_cannot_succeed_any_more_stops_the_run_and_fails_no_row(
    batch: Batch, server: Running, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    batch.write(brief(n) for n in range(20))
    real = client_module.Client.send
    calls = 0

    async def refused(self: client_module.Client, request: Any, /) -> Any:
        nonlocal calls
        calls += 1
        if calls > 5:
            raise CompletionError("refused", kind=kind)
        return await real(self, request)

    with monkeypatch.context() as patched:
        patched.setattr(client_module.Client, "send", refused)
        with pytest.raises(CompletionError, match="refused"):
            batch.run(road=road(server), concurrency=2)
    assert [r["status"] for r in batch.records() if r["type"] == "row"] == ["accepted"] * 5
    summary, _ = batch.run(road=road(server), concurrency=2)
    assert summary.exit_code == 0
    assert server.stats()["calls"] == 20


def test_an_endpoint_that_fails_fails_rows_by_kind(batch: Batch) -> None:
    batch.write(brief(n) for n in range(4))
    with Running(faults={"401": 1.0}) as server, pytest.raises(CompletionError, match="HTTP 401"):
        batch.run(road=road(server))
    with Running(faults={"400": 1.0}) as server:
        summary, _ = batch.run(road=road(server), continue_anyway=True)
    assert summary.kinds == {"bad_request": 4}
    assert summary.exit_code == ExitCode.WITHHELD


def test_a_missing_key_is_told_before_anything_is_asked(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    batch.write(brief(n) for n in range(3))
    with pytest.raises(ConfigurationError, match=r"no key for api\.openai\.com"):
        batch.run(road=Road(model="gpt-4o"))
