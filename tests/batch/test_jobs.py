"""Batches through OpenAI's Batch API: two servers that have it, jobs that expire, runs that are killed."""

from typing import Any

import pytest
from batch_server import Running
from batching import Batch
from honest import brief

from avow.batch import openai_batch
from avow.batch.jobs import Pauses
from avow.batch.online import BATCH_API
from avow.batch.road import Road
from avow.errors import BatchError

QUICK = Pauses(quiet=0.05, poll=0.05, exchange=20.0)


def road(server: Running) -> Road:
    return Road(model="m", base_url=server.url)


def test_jobs_answer_every_row_and_send_again_what_expired(batch: Batch) -> None:
    batch.write(brief(n) for n in range(50))
    with Running(batch_seconds=0.1, expire=0.15, fail=0.1) as server:
        summary, _ = batch.run(road=road(server), via=BATCH_API, concurrency=100, pauses=QUICK)
        seen = server.stats()
    assert summary.exit_code == 0, summary
    assert [row["id"] for row in batch.results()] == [f"row {n}" for n in range(50)]
    assert all(row["answer"].count("ref ") == 1 for row in batch.results())
    assert seen["answered"] == 50
    assert seen["jobs"] > 1
    assert seen["calls"] > 50
    assert seen["mixed"] == 0
    assert seen["files"] == 0, "files at the endpoint are deleted"
    states = [record["state"] for record in batch.records() if record["type"] == "job"]
    assert states.count("open") == states.count("done") == seen["jobs"]


def test_jobs_of_at_most_so_many_requests(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    batch.write(brief(n) for n in range(25))
    real = openai_batch.JobChat.__init__

    def small(self: Any, *arguments: Any, **more: Any) -> None:
        real(self, *arguments, **{**more, "max_requests": 10, "max_bytes": 60_000})

    monkeypatch.setattr(openai_batch.JobChat, "__init__", small)
    with Running(batch_seconds=0.05) as server:
        summary, _ = batch.run(road=road(server), via=BATCH_API, concurrency=100, pauses=QUICK)
        assert summary.exit_code == 0
        assert server.stats()["jobs"] >= 4, "60 kB hold fewer than ten of these requests"
        assert server.stats()["calls"] == 25


def test_a_job_that_was_left_open_is_not_paid_for_twice(batch: Batch) -> None:
    batch.write(brief(n) for n in range(20))

    with Running(batch_seconds=1.0) as server:

        async def dies(self: Any, job: str, names: object) -> None:
            self._break(BatchError("killed while the job runs"))

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(openai_batch.JobChat, "_follow", dies)
            with pytest.raises(BatchError, match="killed"):
                batch.run(road=road(server), via=BATCH_API, concurrency=100, pauses=QUICK)
        assert [r["state"] for r in batch.records() if r["type"] == "job"] == ["open"]
        summary, watched = batch.run(road=road(server), via=BATCH_API, concurrency=100, pauses=QUICK)
        seen = server.stats()
    assert summary.exit_code == 0
    assert len(watched.keys) == 20
    assert (seen["jobs"], seen["calls"]) == (1, 20)
    assert [r["state"] for r in batch.records() if r["type"] == "job"] == ["open", "done"]


def test_an_endpoint_without_jobs_is_told_in_one_line(batch: Batch) -> None:
    batch.write(brief(n) for n in range(3))
    with Running() as server, pytest.raises(BatchError, match="takes no batch job"):
        batch.run(
            road=Road(model="m", base_url=server.url.replace("/v1", "/nothing")),
            via=BATCH_API,
            pauses=QUICK,
        )


@pytest.mark.slow
# llmock, in this process, leaves an uploaded file open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_jobs_at_an_independent_server(batch: Batch, llmock: Any) -> None:
    """llmock has its own implementation of files and batches; its completions are no answers in our shape."""
    batch.write(brief(n) for n in range(6))
    summary, _ = batch.run(
        road=Road(model="gpt-4o-mini"),
        via=BATCH_API,
        concurrency=100,
        pauses=QUICK,
    )
    assert summary.done == 6
    assert not summary.kinds.get("server")
    assert set(summary.kinds) <= {"not_json", "schema", "leak"}
