"""Many rows at a time by a model, in one event loop: a fixed number of hands, one journal, one stop."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence

from avow.batch.road import Opened
from avow.batch.stopping import DRAIN_SECONDS, Stop
from avow.batch.work import Record, Shared, Task, brief_of, failed, finished, is_fatal
from avow.errors import AvowError, BudgetError
from avow.pipeline import rewrite

MOST_AT_ONCE = 256  # records of one sync
Commit = Callable[[Sequence[Record]], None]


async def run_model(
    tasks: Iterator[Task],
    write: Callable[[Task], Awaitable[Record]],
    commit: Commit,
    concurrency: int,
    stop: Stop,
) -> None:
    """Every task written and committed, `concurrency` at a time, until they are done or `stop` is set.

    On a signal, what is in flight may finish within DRAIN_SECONDS. An error of `commit` ends the run and
    is raised; so is the first fatal error of `write`, after what is in flight has been committed.
    """
    done: asyncio.Queue[Record] = asyncio.Queue(maxsize=2 * concurrency)
    fatal: list[AvowError] = []

    async def hand() -> None:
        for task in tasks:  # shared by all hands: the next row goes to whoever is free
            if stop.is_set:
                return
            try:
                record = await write(task)
            except AvowError as error:
                fatal.append(error)
                stop.set()
                return
            await done.put(record)
            if stop.is_set:
                return

    hands = [asyncio.create_task(hand()) for _ in range(concurrency)]
    all_hands = asyncio.create_task(_all(hands))
    journal = asyncio.create_task(_committing(done, commit))
    draining = asyncio.create_task(stop.signalled())
    try:
        await _first(all_hands, journal, draining)
        if draining.done() and not all_hands.done():
            await _first(all_hands, journal, timeout=DRAIN_SECONDS)
    finally:
        for each in (draining, *hands):
            each.cancel()
        outcomes = await asyncio.gather(*hands, return_exceptions=True)
    end = asyncio.create_task(done.put(_END))
    await _first(end, journal)
    if journal.done():
        end.cancel()
    await journal
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    if fatal:
        raise fatal[0]


async def _all(hands: Sequence["asyncio.Task[None]"]) -> None:
    """Ends when all hands have, or when the first of them fails."""
    await asyncio.wait(hands, return_when=asyncio.FIRST_EXCEPTION)


async def _first(*tasks: "asyncio.Task[None]", timeout: float | None = None) -> None:
    await asyncio.wait(tasks, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)


_END = Record(b"", "", "", b"")


async def _committing(done: "asyncio.Queue[Record]", commit: Commit) -> None:
    """Takes what is finished, as much as has come, and syncs it together."""
    while True:
        records = [await done.get()]
        while len(records) < MOST_AT_ONCE and not done.empty():
            records.append(done.get_nowait())
        whole = [record for record in records if record is not _END]
        if whole:
            await asyncio.to_thread(commit, whole)
        if len(whole) < len(records):
            return


def by_model(opened: Opened, shared: Shared) -> Callable[[Task], Awaitable[Record]]:
    """The work on one row with these engines.

    Raises fatal errors (see `is_fatal`); everything else is the row's own failure. An answer that went
    without its check because the budget did not allow it is not kept: that is a BudgetError too.
    """

    async def write(task: Task) -> Record:
        try:
            answer = await rewrite(
                brief_of(task, shared),
                opened.engine,
                fallback=opened.fallback,
                verifier=opened.verifier,
                attempts=shared.attempts,
                variant=shared.variant,
            )
        except AvowError as error:
            if is_fatal(error):
                raise
            return failed(task.key, error)
        except Exception as error:  # a fault of ours on one row must not cost the others
            return failed(task.key, error)
        refused = next((note for note in answer.notes if "raise --max-" in note), None)
        if refused is not None:
            raise BudgetError(refused.removeprefix("The verifier failed: "))
        return finished(task.key, answer)

    return write
