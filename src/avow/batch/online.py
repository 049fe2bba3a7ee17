"""A run with a model: the budget that holds across resumes, the pace, the engines, the event loop."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from avow.batch.history import Started
from avow.batch.limits import LeasedBudget, Pace, PacedChat
from avow.batch.model import by_model, run_model
from avow.batch.road import open_road
from avow.batch.stopping import Stop
from avow.batch.work import Record, Task

if TYPE_CHECKING:
    from avow.batch.runner import Job


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
    budget = LeasedBudget(
        max_usd=job.max_usd,
        max_tokens=job.max_tokens,
        usd=started.usd,
        tokens=started.tokens,
        ahead=job.concurrency,
        write=started.lease,
    )
    pace = Pace(job.rpm, job.tpm)
    opened = open_road(job.road, budget, lambda chat: PacedChat(chat, pace))
    try:
        write = by_model(opened, job.shared, lambda: budget.refused)
        await run_model(rows, write, commit, job.concurrency, stop)
    finally:
        started.known(budget.usd, budget.tokens)
        await opened.close()
