"""The results of several shards made one, in the order of the input, with flat memory."""

import csv
import heapq
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from avow.batch.files import replaced
from avow.batch.results import ROW, format_of, write_csv, write_results
from avow.batch.rows import STDIO, pyarrow_module
from avow.brief import MAX_BYTES
from avow.errors import UsageError

Numbered = tuple[int, dict[str, Any]]


def merge(parts: Sequence[str], out: str, rows: int | None = None) -> int:
    """Writes the rows of all parts in their order and returns how many there are.

    Every row must be there exactly once, 1 to the last (`rows`, where given). Raises UsageError, naming the
    row and the part, BatchError where the disk does not take the result.
    """
    kinds = {format_of(part) for part in parts} | {format_of(out)}
    if STDIO in parts or len(kinds) > 1:
        raise UsageError("avow merge takes files of one format, and writes the same: name them all alike")
    if any(Path(part).exists() and Path(out).exists() and Path(part).samefile(out) for part in parts):
        raise UsageError(f"{out} is one of the parts; write to another file")
    kind = kinds.pop()
    with ExitStack() as stack:
        opened = [(part, stack.enter_context(_open(part))) for part in parts]
        fields = _fields(opened, kind)
        streams = [_read(name, file, kind) for name, file in opened]
        counter = _Counter(rows)
        merged = counter.checked(heapq.merge(*streams, key=lambda item: item[0]))
        if kind == "csv" and out != STDIO:
            # Cells are passed on as they stand: they were made safe when they were written.
            delimiter = "\t" if out.lower().endswith(".tsv") else ","
            with replaced(Path(out)) as write:
                write_csv(write, merged, fields, delimiter, as_is=True)
        else:
            write_results(out, merged, fields)
    return counter.seen


class _Counter:
    """Sees to it that every row passes once."""

    def __init__(self, rows: int | None) -> None:
        self.seen = 0
        self._rows = rows

    def checked(self, rows: Iterable[Numbered]) -> Iterator[dict[str, Any]]:
        for number, row in rows:
            if number == self.seen:
                raise UsageError(f"row {number:,} is in two parts; name each shard once")
            if number != self.seen + 1:
                raise UsageError(f"row {self.seen + 1:,} is in no part; a shard is missing or unfinished")
            self.seen = number
            yield row
        if self._rows is not None and self.seen != self._rows:
            raise UsageError(f"the parts hold {self.seen:,} rows, not {self._rows:,}; a shard is missing")


def _open(part: str) -> IO[bytes]:
    try:
        return open(part, "rb")
    except OSError as error:
        raise UsageError(f"{part}: {error.strerror}; check the path") from None


def _fields(opened: Sequence[tuple[str, IO[bytes]]], kind: str) -> list[str]:
    """The columns, which must be the same in all parts. JSON lines bring their own."""
    if kind == "jsonl":
        return []
    found: list[str] | None = None
    for name, file in opened:
        if kind == "csv":
            text = file.readline(MAX_BYTES).decode("utf-8-sig", "replace").strip("\r\n")
            fields = text.split("\t" if "\t" in text else ",")
        else:
            fields = list(pyarrow_module().parquet.ParquetFile(file).schema_arrow.names)
        file.seek(0)
        if found is not None and fields != found:
            raise UsageError(f"{name} has other columns than {opened[0][0]}; use the same --fields for all")
        found = fields
    return found or []


def _read(name: str, file: IO[bytes], kind: str) -> Iterator[Numbered]:
    read: dict[str, Callable[[IO[bytes]], Iterator[dict[str, Any]]]]
    read = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
    try:
        for row in read[kind](file):
            number = row.get(ROW)
            if isinstance(number, str) and number.isdecimal():
                number = int(number)
            if not isinstance(number, int) or isinstance(number, bool):
                raise UsageError(f"{name}: a line without its row number; keep {ROW!r} among --fields")
            yield number, row
    except (ValueError, csv.Error) as error:
        raise UsageError(f"{name} is not a result of avow batch: {error}") from None


def _jsonl(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    for line in file:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("a line is not an object")
        yield row


def _csv(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    import io

    csv.field_size_limit(MAX_BYTES)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    first = file.peek(MAX_BYTES).split(b"\n")[0] if isinstance(file, io.BufferedReader) else b""
    yield from csv.DictReader(text, delimiter="\t" if b"\t" in first else ",")


def _parquet(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    for batch in pyarrow_module().parquet.ParquetFile(file).iter_batches(batch_size=500):
        yield from batch.to_pylist()
