"""One pass over the input before anything is spent: counted, keyed, compared with what is done."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from avow.batch import keys
from avow.batch.index import Index
from avow.batch.rows import Row, Source
from avow.batch.work import Task
from avow.errors import BatchError, UsageError

_AT_ONCE = 500
SAMPLE = 20  # rows whose prompts are counted for the estimate


@dataclass(frozen=True, slots=True)
class Shard:
    """Every `count`-th row, starting with the `number`-th."""

    number: int = 1
    count: int = 1

    @classmethod
    def read(cls, text: str) -> "Shard":
        """From "I/N". Raises UsageError."""
        number, slash, count = text.partition("/")
        if slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count) <= 10_000:
            return cls(int(number), int(count))
        raise UsageError(f"--shard {text}: write I/N, as in 2/8 for the second of eight")

    def has(self, n: int) -> bool:
        """Whether row `n` (from 1) is in it."""
        return (n - 1) % self.count == self.number - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What the input holds. `digest` is that of its rows in order; `sample` stands for all of them."""

    rows: int
    distinct: int
    digest: str
    sample: tuple[dict[str, object], ...]


def make_plan(source: Source, index: Index, runs: Sequence[str], shard: Shard) -> Plan:
    """Notes every row of the shard in the index. `runs`: fingerprints whose results count, the own one first.

    Raises UsageError where the table cannot be read.
    """
    digest = hashlib.sha256()
    sample: list[dict[str, object]] = []
    every = 1
    waiting: list[tuple[int, bytes, str | None]] = []
    seen = 0
    for row in source.rows():
        digest.update(row.digest)
        if not shard.has(row.n):
            continue
        waiting.append((row.n, _key(row, index, runs), row.id))
        if row.fields is not None and seen % every == 0:
            sample.append(row.fields)
            if len(sample) == 2 * SAMPLE:  # thinned out, so that it covers the whole input evenly
                sample, every = sample[::2], 2 * every
        seen += 1
        if len(waiting) == _AT_ONCE:
            index.planned(waiting)
            waiting.clear()
    index.planned(waiting)
    rows, distinct = index.count()
    return Plan(rows, distinct, digest.hexdigest()[:32], tuple(sample[:SAMPLE]))


def tasks(source: Source, index: Index, runs: Sequence[str], shard: Shard) -> Iterator[Task]:
    """The rows that are not done, each content once, in order.

    Raises BatchError where the input is no longer what was planned.
    """
    for row in source.rows():
        if not shard.has(row.n):
            continue
        planned = index.key(row.n)
        if planned is None or planned not in [keys.key(row.digest, run) for run in runs]:
            raise BatchError(
                f"{source.name}: row {row.n:,} changed while it was read; let the file rest and run the same"
                " command"
            )
        if index.is_first(planned, row.n) and index.status(planned) is None:
            yield Task(planned, row.fields or {}, row.error)


def _key(row: Row, index: Index, runs: Sequence[str]) -> bytes:
    """The key under the run's own fingerprint, or under an older one that holds a result."""
    own = keys.key(row.digest, runs[0])
    if len(runs) > 1 and index.status(own) is None:
        for older in runs[1:]:
            key = keys.key(row.digest, older)
            if index.status(key) is not None:
                return key
    return own
