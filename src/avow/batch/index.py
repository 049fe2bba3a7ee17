"""Where each row of the input stands in the journal: on disk, so that memory stays flat.

A temporary SQLite database without a name: it is gone when the process ends, and made again from the
journal at every start. Nothing that matters is only here.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from avow.errors import BatchError

_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-2048; PRAGMA temp_store=FILE;
CREATE TABLE rows (n INTEGER PRIMARY KEY, key BLOB NOT NULL, id TEXT);
CREATE TABLE first (key BLOB PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE done (key BLOB PRIMARY KEY, at INTEGER, size INTEGER, status TEXT, kind TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the input, in order: its number, its id, and where its record stands (-1: nowhere)."""

    n: int
    id: str | None
    at: int
    size: int


class Index:
    """Rows of the input and finished rows by key."""

    def __init__(self) -> None:
        self._turn = threading.RLock()  # rows are handed out while another thread commits
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def finished(self, records: Iterable[tuple[bytes, int, int, str, str]]) -> None:
        """Notes (key, offset, length, status, kind of error) of finished rows; a later record wins."""
        with self._turn, _Told():
            self._db.executemany("INSERT OR REPLACE INTO done VALUES (?,?,?,?,?)", records)

    def forget(self, status: str) -> int:
        """Takes the finished rows of a status for unfinished; returns how many."""
        with self._turn, _Told():
            return self._db.execute("DELETE FROM done WHERE status=?", (status,)).rowcount

    def planned(self, rows: Iterable[tuple[int, bytes, str | None]]) -> None:
        """Notes (number, key, id) of rows of the input."""
        rows = list(rows)
        with self._turn, _Told():
            self._db.executemany("INSERT INTO rows VALUES (?,?,?)", rows)
            self._db.executemany("INSERT OR IGNORE INTO first VALUES (?,?)", ((k, n) for n, k, _ in rows))

    def status(self, key: bytes) -> str | None:
        """The status of a finished row, None while it is not."""
        with self._turn, _Told():
            row = self._db.execute("SELECT status FROM done WHERE key=?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def key(self, n: int) -> bytes | None:
        """The key that the row of this number was planned with."""
        with self._turn, _Told():
            row = self._db.execute("SELECT key FROM rows WHERE n=?", (n,)).fetchone()
        return None if row is None else bytes(row[0])

    def is_first(self, key: bytes, n: int) -> bool:
        """Whether this row is the first of its content: the one that is worked on."""
        with self._turn, _Told():
            row = self._db.execute("SELECT n FROM first WHERE key=?", (key,)).fetchone()
        return row is not None and row[0] == n

    def count(self) -> tuple[int, int]:
        """How many rows the input has, and how many of their contents differ."""
        with self._turn, _Told():
            rows = self._db.execute("SELECT count(*) FROM rows").fetchone()[0]
            return rows, self._db.execute("SELECT count(*) FROM first").fetchone()[0]

    def by_status(self) -> dict[tuple[str, str], int]:
        """(status, kind of error) → rows of the input that have it."""
        asked = "SELECT status, kind, count(*) FROM rows JOIN done USING (key) GROUP BY status, kind"
        with self._turn, _Told():
            return {(status, kind): count for status, kind, count in self._db.execute(asked)}

    def in_order(self) -> Iterator[Place]:
        """Every row of the input in its order."""
        asked = (
            "SELECT n, id, coalesce(at, -1), coalesce(size, 0)"
            " FROM rows LEFT JOIN done USING (key) ORDER BY n"
        )
        with self._turn, _Told():
            for row in self._db.execute(asked):
                yield Place(*row)

    def close(self) -> None:
        """Removes it."""
        self._db.close()


class _Told:
    """Turns SQLite's errors into one line for a person."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise BatchError(
                f"the temporary index cannot be kept ({error}); free space where SQLITE_TMPDIR or /var/tmp"
                " stands, then run the same command: it continues"
            ) from None
