"""A run with a model: the budget that holds across resumes, the pace, the client, the event loop."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from avow.batch.history import Started
from avow.batch.limits import LeasedBudget, Pace, PacedChat
from avow.batch.model import by_model, run_model
from avow.batch.road import REPLAY, client, open_road
from avow.batch.stopping import Stop
from avow.batch.work import Record, Task
from avow.engines.client import Chat

if TYPE_CHECKING:
    from avow.batch.openai_batch import JobChat
    from avow.batch.runner import Job

ONLINE, BATCH_API = "online", "batch-api"  # ways to ask
FEW = 300  # rows that are sooner done here than thinkers are started
SPARSE = 16  # rows in flight that one core keeps up with


def run_online(
    job: "Job",
    rows: Iterator[Task],
    commit: Callable[[Sequence[Record]], None],
    started: Started,
    stop: Stop,
) -> None:
    """Works on all rows with the job's model. Raises what `avow.batch.model.run_model` does."""
    asyncio.run(_run(job, rows, commit, started, stop))


async def _run(
    job: "Job",
    rows: Iterator[Task],
    commit: Callable[[Sequence[Record]], None],
    started: Started,
    stop: Stop,
) -> None:
    if REPLAY in (job.road.model, job.road.verifier):
        opened = open_road(job.road, _no_chat)
        await run_model(rows, by_model(opened, job.shared), commit, job.concurrency, stop)
        return
    budget = LeasedBudget(
        max_usd=job.max_usd,
        max_tokens=job.max_tokens,
        usd=started.usd,
        tokens=started.tokens,
        ahead=job.concurrency,
        write=started.lease,
    )
    jobs = _jobs(job, budget, started) if job.via == BATCH_API else None
    pace = Pace(job.rpm, job.tpm)
    chat: Chat = jobs or PacedChat(client(job.road, budget, pace.learn), pace)
    try:
        head = list(islice(rows, FEW)) if job.concurrency > SPARSE and job.workers != 1 else []
        rows = chain(head, rows)
        if len(head) < FEW:
            opened = open_road(job.road, lambda _: chat)
            await run_model(rows, by_model(opened, job.shared), commit, job.concurrency, stop)
        else:
            from avow.batch.thinkers import Thinkers

            async with Thinkers(job.road, job.shared, chat, job.workers) as thinkers:
                await run_model(rows, thinkers.write, commit, job.concurrency, stop)
        if jobs is not None and not stop.is_set:
            await jobs.tidy()
    finally:
        started.known(budget.usd, budget.tokens)
        await chat.close()


def _jobs(job: "Job", budget: LeasedBudget, started: Started) -> "JobChat":
    from avow.batch.openai_batch import JobChat
    from avow.engines.endpoint import resolve

    folder = job.journal.absolute().parent
    return JobChat(
        resolve(job.road.base_url), budget, folder, started.job, started.past.jobs, pauses=job.pauses
    )


def _no_chat(name: str) -> PacedChat:
    raise AssertionError(f"{name} is not replayed")
