"""The whole run of a batch: plan, work, journal, results."""

import math
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from avow import __version__
from avow.batch import history, keys
from avow.batch.files import remove_leftovers
from avow.batch.index import Index
from avow.batch.journal import Journal, open_journal
from avow.batch.plan import Plan, Shard, make_plan, tasks
from avow.batch.results import DEFAULT, PENDING, format_of, in_order, write_results
from avow.batch.road import Road
from avow.batch.rows import STDIO, Source, open_source
from avow.batch.stopping import Stop
from avow.batch.work import FAILED, Record, Shared, Task, offline
from avow.errors import BudgetError, ExitCode, UsageError
from avow.types import Status

if TYPE_CHECKING:
    from avow.batch.jobs import Pauses

ONLINE = "online"
COMMIT_ROWS = 64  # records of one sync on the offline path
COMMIT_SECONDS = 0.25
FEW = 256  # rows that are sooner done here than workers are started


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run as asked for. `out` and `source` may be "-"; `journal` stands beside `out` unless named."""

    source: str
    out: str
    journal: Path
    road: Road = field(default_factory=Road)
    shared: Shared = field(default_factory=Shared)
    mapped: Mapping[str, str] = field(default_factory=dict)
    fields: Sequence[str] = DEFAULT
    shard: Shard = field(default_factory=Shard)
    workers: int = 0  # 0: one for each core
    concurrency: int = 16
    rpm: float | None = None
    tpm: float | None = None
    max_failures: int | None = None
    max_usd: float | None = None
    max_tokens: int | None = None
    via: str = ONLINE
    pauses: "Pauses | None" = None  # of the batch API
    fresh: bool = False
    continue_anyway: bool = False
    retry_failed: bool = False
    rebuild: bool = False
    commit_rows: int = COMMIT_ROWS


class Watcher(Protocol):
    """Sees a run. `done` is called only for records that are on the disk."""

    def planned(self, plan: Plan, finished: int, job: Job, source: Source) -> None:
        """The input is read: `finished` rows of it have results already."""
        ...

    def done(self, records: Sequence[Record]) -> None:
        """These rows are finished and durable."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended. Counts are rows of the input; `kinds` are errors by kind."""

    planned: int
    done: int
    failed: int
    withheld: int
    kinds: Mapping[str, int]
    usd: float
    tokens: int
    journal: Path
    notes: tuple[str, ...] = ()
    stopped: str = ""  # why it stopped before the end
    signal: int | None = None

    @property
    def left(self) -> int:
        return self.planned - self.done

    @property
    def exit_code(self) -> int:
        """0 all rows have a result, 1 some of them failed, 4 stopped before the end, 128 + a signal."""
        if self.signal is not None:
            return 128 + self.signal
        if self.left:
            return ExitCode.INCOMPLETE
        return ExitCode.WITHHELD if self.failed else ExitCode.OK


def run(job: Job, watcher: Watcher) -> Summary:
    """Runs a batch, or goes on with it, and writes its results once every row has one.

    Raises UsageError (input, changed run), LockedError, BatchError (disk), ConfigurationError and fatal
    CompletionError. Whatever is raised, the journal holds every row that `watcher.done` was told of.
    """
    check_out(job)
    stop = Stop()
    with ExitStack() as stack:
        stack.enter_context(stop.on_signals())
        stdin = sys.stdin.buffer if sys.stdin is not None else None
        source = open_source(job.source, stdin, job.mapped, job.journal.absolute().parent)
        stack.callback(source.close)
        journal = open_journal(job.journal, fresh=job.fresh)
        stack.callback(journal.close)
        index = Index()
        stack.callback(index.close)
        past = history.read(journal, index)
        if job.out != STDIO:
            history.refuse_foreign_out(Path(job.out), past, fresh=job.fresh)
            remove_leftovers(Path(job.out))
        again = index.forget(FAILED) if job.retry_failed else 0
        identity = _identity(job)
        own = keys.fingerprint(identity)
        runs = [own, *(run for run in past.runs if run != own)]
        plan = make_plan(source, index, runs, job.shard)
        settings = {**identity, "input": plan.digest, "shard": f"{job.shard.number}/{job.shard.count}"}
        if past.settings is not None and not job.continue_anyway:
            history.refuse_changed(past.settings, settings, job.journal)
        watcher.planned(plan, sum(index.by_status().values()), job, source)
        started = history.Started(journal, own, settings, past)
        notes = [*past.notes(journal), *([f"{again:,} failed rows are tried again"] if again else [])]
        if not job.rebuild and not stop.is_set:
            started.write()
            committer = _Committer(job, journal, index, watcher, stop, started)
            _work(job, tasks(source, index, runs, job.shard), committer, stop)
        return _end(job, journal, index, stop, started, tuple(notes))


def _work(job: Job, rows: Iterator[Task], committer: "_Committer", stop: Stop) -> None:
    try:
        if job.road.local:
            _offline(job, rows, committer, stop)
        else:
            from avow.batch.online import run_online

            run_online(job, rows, committer.commit, committer.started, stop)
    except BudgetError as error:
        stop.set(str(error))
    finally:
        committer.started.close()


def _offline(job: Job, rows: Iterator[Task], committer: "_Committer", stop: Stop) -> None:
    """The offline engine on all cores; few rows, or one worker, in this process."""
    head = list(islice(rows, FEW)) if job.workers != 1 else []
    few = job.workers == 1 or len(head) < FEW
    workers = job.workers or len(os.sched_getaffinity(0))
    rows = chain(head, rows)
    stream: Iterator[list[Record]]
    if few or workers == 1:
        stream = ([offline(task, job.shared)] for task in rows)
    else:
        from avow.batch.pool import run_pool

        stream = run_pool(rows, job.shared, workers, lambda: stop.is_set)
    waiting: list[Record] = []
    last = time.monotonic()
    for records in stream:
        waiting += records
        if len(waiting) >= job.commit_rows or time.monotonic() - last >= COMMIT_SECONDS:
            committer.commit(waiting)
            waiting, last = [], time.monotonic()
        if stop.is_set and few:
            break
    committer.commit(waiting)


class _Committer:
    """Journal first, then the index, then whoever watches."""

    def __init__(
        self,
        job: Job,
        journal: Journal,
        index: Index,
        watcher: Watcher,
        stop: Stop,
        started: "history.Started",
    ) -> None:
        self.started = started
        self._journal = journal
        self._index = index
        self._watcher = watcher
        self._stop = stop
        self._most = math.inf if job.max_failures is None else job.max_failures
        self._failures = 0

    def commit(self, records: Sequence[Record]) -> None:
        """Makes records durable, then tells the watcher. Raises BatchError where the disk fails."""
        if not records:
            return
        places = self._journal.append([record.body for record in records])
        self._index.finished(
            (record.key, at, size, record.status, record.kind)
            for record, (at, size) in zip(records, places, strict=True)
        )
        self.started.spent(sum(r.usd for r in records), sum(r.tokens for r in records))
        self._watcher.done(records)
        self._failures += sum(record.status == FAILED for record in records)
        if self._failures > self._most:
            self._stop.set(f"more than {self._most} rows failed (--max-failures)")


def _end(
    job: Job, journal: Journal, index: Index, stop: Stop, started: "history.Started", notes: tuple[str, ...]
) -> Summary:
    counts = index.by_status()
    planned, done = index.count()[0], sum(counts.values())
    if done == planned or job.rebuild:
        write_results(job.out, in_order(journal, index, job.fields), job.fields)
        if done < planned:
            notes = (*notes, f"{planned - done:,} rows without a result stand as {PENDING} in {job.out}")
    by_status: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for (status, kind), count in counts.items():
        by_status[status] = by_status.get(status, 0) + count
        if kind:
            kinds[kind] = kinds.get(kind, 0) + count
    return Summary(
        planned=planned,
        done=done,
        failed=by_status.get(FAILED, 0),
        withheld=by_status.get(Status.WITHHELD, 0),
        kinds=kinds,
        usd=started.usd,
        tokens=started.tokens,
        journal=job.journal,
        notes=notes,
        stopped=stop.reason if done < planned else "",
        signal=stop.signal if done < planned else None,
    )


def _identity(job: Job) -> dict[str, object]:
    """Everything besides the rows that an answer depends on."""
    context = asdict(job.shared.context)
    return {
        "avow": __version__,
        **job.road.identity(),
        "attempts": job.shared.attempts,
        "variant": job.shared.variant,
        "map": dict(job.mapped),
        "shared": keys.fingerprint(context) if any(context.values()) else "",
    }


def check_out(job: Job) -> None:
    """Raises UsageError for an output or journal that cannot be, before anything is opened."""
    format_of(job.out)
    for path in (Path(job.out), job.journal):
        if str(path) == STDIO:
            continue
        if not path.absolute().parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.absolute().parent}; make it first")
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is not a file; for standard output write -")
        if job.source != STDIO and path.exists() and Path(job.source).exists() and path.samefile(job.source):
            raise UsageError(f"{path} is also the input; write to another file")
    if job.journal.absolute() == Path(job.out).absolute():
        raise UsageError(f"{job.out} is also the journal; name another file with --journal")
