"""The offline engine on all cores: a fixed number of processes, each with at most two parcels of rows.

A worker that dies (killed, out of memory) costs nobody's row: its parcels are done again row by row on a
new worker, and only a row that ends its worker twice, or hangs, is failed. Workers end when their parent
does, since their pipe closes.
"""

import contextlib
import multiprocessing
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from avow.batch.work import Record, Shared, Task, failed, offline
from avow.errors import BatchError

PARCEL = 16  # rows a message: small enough to lose little, large enough to hide the pipe's cost
AHEAD = 2  # parcels a worker holds, so that it never waits for the next
ROW_SECONDS = 60.0  # a brief takes milliseconds
_STARTS = 4  # workers that may die before any result comes
_TICK = 0.2


@dataclass
class _Parcel:
    tasks: list[Task]
    tries: int = 0


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    parcels: deque[_Parcel] = field(default_factory=deque)
    since: float = 0.0  # when it took up the parcel it is at
    ready: bool = False


def serve(pipe: Connection, shared: Shared) -> None:
    """What a worker process does: a parcel comes, its records go, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parcels: queue.SimpleQueue[list[Task] | None] = queue.SimpleQueue()

    def listen() -> None:
        # Apart from the work: a parent that hands out a parcel must never wait for one that hands back.
        with contextlib.suppress(EOFError, OSError):
            while True:
                parcels.put(pipe.recv())
        parcels.put(None)

    threading.Thread(target=listen, daemon=True).start()
    with contextlib.suppress(OSError):
        pipe.send([])  # ready: starting up is not counted as work
        while (parcel := parcels.get()) is not None:
            pipe.send([offline(task, shared) for task in parcel])


def run_pool(
    tasks: Iterator[Task], shared: Shared, workers: int, stopped: Callable[[], bool]
) -> Iterator[list[Record]]:
    """Records as they come, in no order; empty lists now and then so that the caller can keep time.

    Once `stopped` is true no parcel is handed out any more, and those in hand are finished.
    Raises BatchError where workers cannot be kept alive.
    """
    pool = _Pool(tasks, shared, stopped)
    try:
        for _ in range(workers):
            pool.start()
        while pool.feed():
            yield pool.collect()
    finally:
        pool.end()


class _Pool:
    def __init__(self, tasks: Iterator[Task], shared: Shared, stopped: Callable[[], bool]) -> None:
        self._tasks = tasks
        self._shared = shared
        self._stopped = stopped
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[_Parcel] = deque()
        self._deaths = 0
        self._results = 0
        self._lost: list[Record] = []

    def start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._shared), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def feed(self) -> bool:
        """Hands out parcels; False when nothing is left and nothing is in hand."""
        for turn in range(AHEAD):
            for worker in list(self._workers):
                if len(worker.parcels) > turn:
                    continue
                parcel = self._next()
                if parcel is None:
                    break
                if not worker.parcels:
                    worker.since = time.monotonic()
                worker.parcels.append(parcel)
                try:
                    worker.pipe.send(parcel.tasks)
                except OSError:
                    self._replace(worker)
        return (
            any(worker.parcels for worker in self._workers)
            or (bool(self._again) and not self._stopped())
            or bool(self._lost)
        )

    def _next(self) -> _Parcel | None:
        if self._stopped():
            return None
        if self._again:
            return self._again.popleft()
        some = list(islice(self._tasks, PARCEL))
        return _Parcel(some) if some else None

    def collect(self) -> list[Record]:
        """What has come within a moment, and the failures of rows that end their worker or hang."""
        records, self._lost = self._lost, []
        ready = wait([worker.pipe for worker in self._workers], timeout=_TICK)
        for worker in list(self._workers):
            if worker.pipe in ready:
                try:
                    came = worker.pipe.recv()
                except (EOFError, OSError):
                    self._replace(worker)
                    continue
                worker.since = time.monotonic()
                if not worker.ready:
                    worker.ready = True
                    continue
                records += came
                worker.parcels.popleft()
                self._results += 1
            elif worker.ready and worker.parcels and _overdue(worker):
                worker.process.kill()
                self._replace(worker, hung=True)
        return records

    def _replace(self, worker: _Worker, *, hung: bool = False) -> None:
        """A new worker for a dead one; the parcel at work goes again row by row, or its one row fails."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(timeout=5)
        self._deaths += 1
        if self._deaths > _STARTS and not self._results:
            raise BatchError(
                f"worker processes end at once (exit code {worker.process.exitcode});"
                f" try --workers 1 to see why"
            )
        for place, parcel in enumerate(worker.parcels):
            if place or not parcel.tries:
                self._again += [_Parcel([task], parcel.tries + (place == 0)) for task in parcel.tasks]
            else:
                kind = "timeout" if hung else "crashed"
                told = (
                    f"took more than {ROW_SECONDS:.0f} seconds"
                    if hung
                    else "ended its worker process twice (out of memory?)"
                )
                self._lost += [failed(task.key, f"row: {told}", kind) for task in parcel.tasks]
        self.start()

    def end(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(timeout=1)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join(timeout=5)


def _overdue(worker: _Worker) -> bool:
    return time.monotonic() - worker.since > ROW_SECONDS * len(worker.parcels[0].tasks)
