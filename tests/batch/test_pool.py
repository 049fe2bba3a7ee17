"""Worker processes: every row comes back once, whatever becomes of a worker."""

import json
from collections import Counter
from collections.abc import Iterator

import poison
import pytest

from avow.batch import pool
from avow.batch.pool import run_pool
from avow.batch.work import Record, Shared, Task
from avow.errors import BatchError

pytestmark = pytest.mark.slow


def tasks(count: int, **special: int) -> Iterator[Task]:
    kinds = {number: kind for kind, number in special.items()}
    for n in range(count):
        yield Task(b"%016d" % n, {"aspiration": f"I want to run a bakery, {kinds.get(n, 'number')} {n}."})


def run(given: Iterator[Task], workers: int = 2) -> list[Record]:
    return [r for records in run_pool(given, Shared(), workers, lambda: False) for r in records]


def test_every_row_comes_back_once() -> None:
    found = run(tasks(200))
    assert sorted(record.key for record in found) == [b"%016d" % n for n in range(200)]
    assert {record.status for record in found} == {"accepted"}


def test_nothing_to_do_is_done_at_once() -> None:
    assert run(tasks(0)) == []


def test_a_row_that_ends_or_hangs_its_worker_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "ROW_SECONDS", 3.0)
    monkeypatch.setattr(pool, "PARCEL", 2)
    monkeypatch.setattr(pool, "serve", poison.serve)
    found = run(tasks(60, crash=17, hang=40))
    assert Counter(record.key for record in found) == Counter(b"%016d" % n for n in range(60))
    bad = {record.key: record for record in found if record.status != "accepted"}
    assert {key: record.kind for key, record in bad.items()} == {
        b"%016d" % 17: "crashed",
        b"%016d" % 40: "timeout",
    }
    assert "ended its worker process twice" in json.loads(bad[b"%016d" % 17].body)["error"]["message"]


def test_workers_that_cannot_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "serve", poison.dies_at_once)
    with pytest.raises(BatchError, match=r"end at once .* try --workers 1"):
        run(tasks(60))


def test_once_stopped_what_is_in_hand_is_finished() -> None:
    found: list[Record] = []
    given = tasks(10_000)
    for records in run_pool(given, Shared(), 2, lambda: bool(found)):  # noqa: B023  # asked at once
        found += records
    left = sum(1 for _ in given)
    assert len(found) + left == 10_000
    assert len(found) <= 6 * pool.PARCEL
