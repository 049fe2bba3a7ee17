"""The journal of a batch: one line for each finished row, on the disk before the row counts as done.

A line is the CRC-32 of what follows in eight hex digits, a blank, JSON, and a line feed. JSON escapes line
feeds, so that a line feed is always the end of a record. Kinds of records (`type`):

| type  | holds                                                                                  |
|-------|----------------------------------------------------------------------------------------|
| run   | one for each start: fingerprint, settings, pid                                         |
| row   | key, status, and what goes into the results                                            |
| lease | dollars and tokens that may have been spent from here on, before they are              |
| spent | dollars and tokens that were spent, at an orderly end: takes the place of the lease    |
| job   | a job of a batch API: what to ask for after a restart                                  |

Only the last line can be torn by a crash; it is cut off when the journal is opened. A damaged line further
up (a failing disk) is passed over and its row done again.
"""

import contextlib
import fcntl
import json
import os
import re
import threading
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from avow.batch.files import disk_error, sync_folder, write_all
from avow.errors import BatchError, LockedError, UsageError

_TORN_START = re.compile(rb"[0-9a-f]{0,8}|[0-9a-f]{8} (?:\{.*)?", re.S)
_READ = 1 << 20
MAX_LINE = 64 << 20  # no record comes near; a foreign file may


def frame(record: bytes) -> bytes:
    """The line of a record that is already JSON."""
    return b"%08x %s\n" % (zlib.crc32(record), record)


def written(record: dict[str, Any]) -> bytes:
    """The JSON of a record. Halves of surrogate pairs, which UTF-8 lacks, come out as JSON escapes."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def unframed(line: bytes) -> dict[str, Any] | None:
    """The record of a line, or None for a line that is torn, damaged or no record."""
    body = line[9:-1]
    try:
        if line[8:9] != b" " or line[-1:] != b"\n" or int(line[:8], 16) != zlib.crc32(body):
            return None
        record = json.loads(body)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


class Journal:
    """An open journal with its writer lock held. Use `open_journal`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.damaged = 0  # lines passed over, known after `records` has run to its end
        self.torn = 0  # bytes cut off the end
        self._descriptor = descriptor
        self._end = os.fstat(descriptor).st_size
        self.broken = False
        self._turn = threading.Lock()  # a lease may be written while another thread commits rows

    def records(self) -> Iterator[tuple[int, int, dict[str, Any]]]:
        """(offset, length, record) of each whole record. Must run to its end before anything is appended:
        what stands after the last line feed is cut off there."""
        start = self.damaged = 0
        for line in self._lines():
            if line.endswith(b"\n"):
                record = unframed(line)
                if record is None:
                    self.damaged += 1
                else:
                    yield start, len(line), record
                start += len(line)
        self._repair(start)

    def _lines(self) -> Iterator[bytes]:
        rest, at = b"", 0
        while block := os.pread(self._descriptor, _READ, at):
            at += len(block)
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                yield line + b"\n"
            if len(rest) > MAX_LINE:
                raise UsageError(f"{self.path} is not a journal; name another file with --journal")
        if rest:
            yield rest

    def _repair(self, end: int) -> None:
        """Cuts off what a crash left of the last record."""
        if end < self._end:
            self.torn = self._end - end
            try:
                os.ftruncate(self._descriptor, end)
                os.fsync(self._descriptor)
            except OSError as error:
                raise disk_error(error, self.path) from None
        self._end = end

    def append(self, records: Sequence[bytes]) -> list[tuple[int, int]]:
        """Appends records (JSON), syncs, and returns offset and length of each: they are durable now.

        Raises BatchError where the disk does not take them; then none of them counts.
        """
        with self._turn:
            return self._append(records)

    def _append(self, records: Sequence[bytes]) -> list[tuple[int, int]]:
        if self.broken:
            raise BatchError(f"{self.path}: writing failed before; run the same command: it continues")
        places, at, frames = [], self._end, []
        for record in records:
            line = frame(record)
            places.append((at, len(line)))
            frames.append(line)
            at += len(line)
        try:
            write_all(self._descriptor, b"".join(frames))
            os.fsync(self._descriptor)
        except OSError as error:
            self.broken = True  # after a failed sync nobody knows what is on the disk: read it again first
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self._end)
            raise disk_error(error, self.path) from None
        self._end = at
        return places

    def read(self, at: int, length: int) -> dict[str, Any]:
        """The record at this place. Raises BatchError where it is damaged by now."""
        record = unframed(os.pread(self._descriptor, length, at))
        if record is None:
            raise BatchError(
                f"{self.path}: damaged at byte {at:,} since it was opened; run the same command again"
            )
        return record

    def close(self) -> None:
        """Lets go of the file and the lock."""
        os.close(self._descriptor)


def open_journal(path: Path, *, fresh: bool = False) -> Journal:
    """The journal at this path, made if it is missing, with its writer lock.

    The lock is the kernel's: a process that died holds none. With `fresh` an old journal is put aside as
    `NAME.old` under the lock. Raises LockedError, UsageError (a file that is no journal), BatchError.
    """
    try:
        descriptor = _locked(path)
        if fresh and os.fstat(descriptor).st_size:
            _refuse_foreign(path, descriptor)
            os.replace(path, path.with_name(path.name + ".old"))
            os.close(descriptor)
            descriptor = _locked(path)
    except OSError as error:
        raise disk_error(error, path) from None
    try:
        _refuse_foreign(path, descriptor)
        sync_folder(path.parent)
    except BaseException as error:
        os.close(descriptor)
        if isinstance(error, OSError):
            raise disk_error(error, path) from None
        raise
    return Journal(path, descriptor)


def _locked(path: Path) -> int:
    while True:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is not a file; name another with --journal")
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            there = os.stat(path)
        except BlockingIOError:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise LockedError(
                f"{path}: another avow{holder} is writing this journal; wait for it, or name another OUT"
            ) from None
        except FileNotFoundError:
            os.close(descriptor)
            continue
        if os.path.samestat(there, os.fstat(descriptor)):
            return descriptor
        os.close(descriptor)  # put aside by the one who had the lock before us


def _holder(descriptor: int) -> str:
    """The pid in the last run record near the start or end of the journal, for the message only."""
    size = os.fstat(descriptor).st_size
    for at in (max(0, size - _READ), 0):
        for line in reversed(os.pread(descriptor, _READ, at).split(b"\n")):
            record = unframed(line + b"\n")
            if record and record.get("type") == "run" and isinstance(record.get("pid"), int):
                return f" (process {record['pid']})"
    return ""


def _refuse_foreign(path: Path, descriptor: int) -> None:
    """Raises UsageError for a file that avow did not write, before a byte of it is changed."""
    head = os.pread(descriptor, _READ, 0)
    first, feed, _ = head.partition(b"\n")
    if feed and not re.fullmatch(rb"[0-9a-f]{8} \{.*", first, re.S) and b'"type":"r' not in head:
        raise UsageError(f"{path} is not a journal of avow; name another file with --journal")
    if not feed and not _TORN_START.fullmatch(first):
        raise UsageError(f"{path} is not a journal of avow; name another file with --journal")
