"""The run file: what the product did on each item, appended and synced, scored as often as wanted.

It is a journal as batches keep one (CRC-framed JSON lines, one writer, a torn tail cut off). Records:

| type | holds                                                                                     |
|------|-------------------------------------------------------------------------------------------|
| run  | one per suite and start: provider, model, hash of the items, how many are planned, version |
| row  | suite, item and its output, or the error that came instead                                |
| job  | a job of a batch API and its state: what to ask for after a restart                       |

Scores are never stored: a better scorer judges old runs too. A later row of the same item wins, so that a
resumed run can mend what failed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from avow.batch.journal import Journal, open_journal, unframed, written
from avow.errors import UsageError
from avow.evals.items import Output

Failed = tuple[str, str]  # kind of the error, message


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one item: an output, or an error."""

    suite: str
    id: str
    output: Output | None = None
    error: Failed | None = None

    def record(self) -> bytes:
        """The row as JSON."""
        row: dict[str, Any] = {"type": "row", "suite": self.suite, "id": self.id}
        row |= {"error": list(self.error)} if self.error else {"output": self.output}
        return written(row)


@dataclass(slots=True)
class Kept:
    """What a run file holds: the last header of each suite and the last row of each item."""

    headers: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[tuple[str, str], Done] = field(default_factory=dict)
    jobs: dict[str, str] = field(default_factory=dict)

    def add(self, record: dict[str, Any]) -> None:
        """Takes one record in."""
        if record.get("type") == "run" and isinstance(record.get("suite"), str):
            self.headers[record["suite"]] = record
        elif record.get("type") == "job":
            self.jobs[str(record.get("job"))] = str(record.get("state"))
        elif record.get("type") == "row" and "suite" in record:
            error = record.get("error")
            done = Done(
                record["suite"], record["id"], record.get("output"), (error[0], error[1]) if error else None
            )
            self.rows[done.suite, done.id] = done

    def done(self, suite: str) -> set[str]:
        """The items of a suite that have an output; those that failed are tried again."""
        return {name for (of, name), row in self.rows.items() if of == suite and row.output is not None}


class RunFile:
    """An open run file. Use `open_run`."""

    def __init__(self, journal: Journal, kept: Kept) -> None:
        self.journal = journal
        self.kept = kept

    def begin(self, header: dict[str, Any]) -> None:
        """Notes that a suite starts, or goes on. UsageError where the file holds a run of something else."""
        before = self.kept.headers.get(header["suite"])
        if before is not None:
            changed = [key for key in ("provider", "model", "items", "prompts") if before[key] != header[key]]
            if changed:
                raise UsageError(
                    f"{self.journal.path} holds a run of {header['suite']} with other {', '.join(changed)}; "
                    "name a new file with --run"
                )
        self.append([{"type": "run", **header}])

    def append(self, records: Iterable[dict[str, Any]]) -> None:
        """Appends and syncs."""
        rows = list(records)
        self.journal.append([written(record) for record in rows])
        for record in rows:
            self.kept.add(record)

    def keep(self, done: Sequence[Done]) -> None:
        """Appends and syncs finished items."""
        self.journal.append([row.record() for row in done])
        for row in done:
            self.kept.rows[row.suite, row.id] = row

    def close(self) -> None:
        """Lets go of the file."""
        self.journal.close()


def open_run(path: Path) -> RunFile:
    """The run file at this path, made where it is missing; raises as `open_journal` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    journal = open_journal(path)
    kept = Kept()
    for _, _, record in journal.records():
        kept.add(record)
    return RunFile(journal, kept)


def read_run(path: Path) -> Kept:
    """What a run file holds, without writing to it. UsageError where it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that avow eval --run wrote") from None
    kept = Kept()
    for line in data.split(b"\n"):
        record = unframed(line + b"\n")
        if record is not None:
            kept.add(record)
    if not kept.headers:
        raise UsageError(f"{path} holds no run; name a file that avow eval --run wrote")
    return kept
