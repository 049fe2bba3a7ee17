"""Running items: in this process, on all cores, or many at once against a model.

A fault of one item is its error and costs no other item. What is finished is durable before the next item
begins, so that a run that is killed repeats at most what was in flight.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from avow.batch.work import is_fatal
from avow.errors import AvowError, BatchError, CompletionError
from avow.evals.items import Item, Output, Provider, Suite
from avow.evals.runfile import Done

PARCEL = 24  # items a process takes, and items a commit holds, in a run that does not wait
Keep = Callable[[Sequence[Done]], None]
Work = Callable[[Item], Awaitable[Done]]


async def attempt(suite: Suite, provider: Provider, item: Item) -> Done:
    """The item's output, or its error. Raises only what no further item could escape (`is_fatal`)."""
    try:
        output: Output = await suite.run(item, provider)
    except Exception as error:  # a fault on one item must not cost the others
        if provider.waits and is_fatal(error):
            raise
        return Done(suite.name, item.id, error=_told(error))
    return Done(suite.name, item.id, output)


def _told(error: Exception) -> tuple[str, str]:
    if isinstance(error, CompletionError):
        return error.kind, str(error)
    if isinstance(error, AvowError):
        return type(error).__name__.removesuffix("Error").lower(), str(error)
    return "crash", f"{type(error).__name__}: {str(error)[:300]}"


def run_here(suite: Suite, provider: Provider, items: Sequence[Item], keep: Keep) -> None:
    """Runs items whose provider never waits, one after the other."""
    from avow.pipeline import run_now

    for at in range(0, len(items), PARCEL):
        keep([run_now(attempt(suite, provider, item)) for item in items[at : at + PARCEL]])


def run_on_cores(suite: Suite, provider: Provider, items: Sequence[Item], keep: Keep, workers: int) -> None:
    """The same in `workers` processes. Raises BatchError where they cannot be kept alive."""
    if workers < 2 or len(items) <= PARCEL:
        run_here(suite, provider, items, keep)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    parcels = [items[at : at + PARCEL] for at in range(0, len(items), PARCEL)]
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            for future in as_completed([pool.submit(_parcel, suite.name, provider, p) for p in parcels]):
                keep(future.result())
    except BrokenProcessPool:
        raise BatchError("a worker of the evaluation died; run it again with --run FILE to go on") from None


def _parcel(name: str, provider: Provider, items: Sequence[Item]) -> list[Done]:
    from avow.evals.suites import SUITES

    done: list[Done] = []
    run_here(SUITES[name], provider, items, done.extend)
    return done


async def run_waiting(items: Sequence[Item], work: Work, keep: Keep, concurrency: int) -> None:
    """Runs items that wait for a model, `concurrency` at a time. Raises the first fatal error."""
    import asyncio

    keeper = _Keeper(keep)
    source = iter(items)

    async def worker() -> None:
        for item in source:
            await keeper.keep(await work(item))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(concurrency, len(items))):
                group.create_task(worker())
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None


class _Keeper:
    """Group commit: whoever comes first writes for all who come while the disk is busy."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._waiting: list[tuple[Done, Any]] = []
        self._busy = False

    async def keep(self, done: Done) -> None:
        """Returns when the item is durable."""
        import asyncio

        mine = asyncio.get_running_loop().create_future()
        self._waiting.append((done, mine))
        if not self._busy:
            self._busy = True
            try:
                while self._waiting:
                    await asyncio.sleep(0)  # those who finish in this turn of the loop come along
                    group, self._waiting = self._waiting, []
                    await asyncio.to_thread(self._keep, [row for row, _ in group])
                    for _, future in group:
                        future.set_result(None)
            finally:
                self._busy = False
        await mine
