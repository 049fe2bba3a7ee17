"""JSONL, CSV and Parquet to the fields of one brief each, row by row, as often as asked.

A row that cannot be read is a row with an error, never a stop. What makes the table as a whole unreadable
(no header, an unclosed quote, a missing column) is said before anything is spent.
"""

import csv
import io
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from avow.batch.columns import TARGETS, Columns, check_mapped
from avow.batch.keys import bad_content, canonical, content
from avow.brief import MAX_BYTES, json_lines, parse
from avow.brief.files import Readable
from avow.brief.text import shown_name
from avow.errors import BriefError, UsageError

STDIO = "-"
FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet"}
MAX_ENDLESS = 64 << 20  # bytes without a line feed in a stream: no table looks like that
_PARQUET_ROWS = 512


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input. `n` counts rows from 1; `error` says why there are no fields."""

    n: int
    digest: bytes
    fields: dict[str, object] | None = None
    error: str = ""

    @property
    def id(self) -> str | None:
        value = (self.fields or {}).get("id")
        return value if isinstance(value, str) else None


@dataclass
class Source:
    """A table that can be read from its start any number of times."""

    name: str
    kind: str
    file: BinaryIO
    mapped: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def rows(self) -> Iterator[Row]:
        """Every row. Raises UsageError where the table as a whole cannot be read."""
        self.file.seek(0)
        read = {"jsonl": self._jsonl, "csv": self._csv, "parquet": self._parquet}[self.kind]
        yield from read()

    def close(self) -> None:
        """Closes the file."""
        self.file.close()

    def _jsonl(self) -> Iterator[Row]:
        checked = not self.mapped
        names = tuple(t for t in TARGETS if "." not in t)
        targets = {**{t: t for t in names if t not in self.mapped}, **self.mapped}
        columns = Columns(targets)
        for n, (number, line) in enumerate(json_lines(self.file), 1):
            try:
                fields = parse(line, "json", where=f"line {number}")
                if not checked:
                    check_mapped(fields, self.mapped, self.name)
                    checked = True
                yield _row(n, columns.fields(fields) if self.mapped else fields)
            except BriefError as error:
                yield Row(n, bad_content(line), error=str(error))

    def _csv(self) -> Iterator[Row]:
        csv.field_size_limit(MAX_BYTES)
        text = io.TextIOWrapper(self.file, encoding="utf-8-sig", errors="surrogateescape", newline="")
        try:
            reader = csv.reader(_lines(text, self.name), delimiter=self._delimiter(), strict=False)
            header = next(reader, None)
            if not header:
                raise UsageError(f"{self.name}: the table is empty; its first line must name the columns")
            names = [name.strip() for name in header]
            columns = Columns.of(names, self.mapped, self.name)
            self.unused = columns.unused
            n = 0
            for cells in reader:
                if not any(cells):
                    continue
                n += 1
                yield _table_row(n, names, cells, columns)
        except csv.Error as error:
            raise UsageError(
                f"{self.name}: line {reader.line_num:,}: {error}; is a quote opened there"
                " that is never closed?"
            ) from None
        finally:
            text.detach()

    def _delimiter(self) -> str:
        """Tab, semicolon or comma, whichever the first line has most of."""
        at = self.file.tell()
        first = self.file.readline(MAX_BYTES)
        self.file.seek(at)
        return max(",;\t", key=lambda c: first.count(c.encode()))

    def _parquet(self) -> Iterator[Row]:
        parquet = pyarrow_module().parquet
        try:
            table = parquet.ParquetFile(self.file)
            columns = Columns.of(list(table.schema_arrow.names), self.mapped, self.name)
            self.unused = columns.unused
            wanted = list(dict.fromkeys(columns.targets.values()))
            n = 0
            for batch in table.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    n += 1
                    yield _parsed(n, row, columns)
        except (OSError, ValueError) as error:  # pyarrow's own errors are subclasses of these
            raise UsageError(f"{self.name}: not a Parquet file that can be read: {error}") from None


def open_source(name: str, stdin: Readable | None, mapped: Mapping[str, str], folder: Path) -> Source:
    """The table of this name; "-" is standard input (JSONL), kept in an unnamed file in `folder`.

    Raises UsageError for a name or format that cannot be read.
    """
    if name == STDIO:
        if stdin is None:
            raise UsageError("standard input is closed, so there are no rows to read; name a file")
        return Source("standard input", "jsonl", _kept(stdin, "standard input", folder), mapped)
    where = shown_name(name)
    kind = FORMATS.get(Path(name).suffix.lower())
    try:
        mode = os.stat(name).st_mode
        if stat.S_ISDIR(mode):
            raise UsageError(f"{where}: this is a folder; give a file in it")
        if stat.S_ISREG(mode) and kind is None:
            known = ", ".join(sorted(FORMATS))
            raise UsageError(f"{where}: rows are read from {known}; rename it to one of them")
        with ExitStack() as opened:
            file = opened.enter_context(open(name, "rb"))
            if not stat.S_ISREG(mode):
                return Source(where, kind or "jsonl", _kept(file, where, folder), mapped)
            opened.pop_all()  # the source closes it
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a possible file name"
        raise UsageError(f"{where}: {reason}; check the path") from None
    return Source(where, kind or "jsonl", cast(BinaryIO, file), mapped)


def _kept(stream: Readable, name: str, folder: Path) -> BinaryIO:
    """The bytes of a stream in a file without a name, since they are read twice."""
    with ExitStack() as opened:
        kept = opened.enter_context(tempfile.TemporaryFile(dir=folder))
        since = 0
        while block := stream.read(1 << 20):
            feed = block.rfind(b"\n")
            since = since + len(block) if feed < 0 else len(block) - feed - 1
            if since > MAX_ENDLESS:
                raise UsageError(
                    f"{name}: {MAX_ENDLESS >> 20} MiB without an end of line; rows are one JSON object a line"
                )
            kept.write(block)
        opened.pop_all()  # the source closes it
    return cast(BinaryIO, kept)


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    while line := text.readline(2 * MAX_BYTES):
        if len(line) >= 2 * MAX_BYTES:
            raise UsageError(
                f"{name}: a line of more than {len(line):,} characters; that is no row of a table"
            )
        yield line


def _row(n: int, fields: dict[str, object]) -> Row:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        fields = {**fields, "id": str(value)}
    return Row(n, content(fields), fields)


def _table_row(n: int, names: Sequence[str], cells: Sequence[str], columns: Columns) -> Row:
    if len(cells) > len(names):
        told = (
            f"row: {len(cells)} cells under {len(names)} columns; put cells that hold the delimiter in quotes"
        )
        return Row(n, bad_content(canonical(cells)), error=told)
    return _parsed(n, dict(zip(names, cells, strict=False)), columns)


def _parsed(n: int, row: Mapping[str, object], columns: Columns) -> Row:
    try:
        return _row(n, columns.fields(row))
    except BriefError as error:
        return Row(n, bad_content(canonical(dict(row))), error=str(error))


def pyarrow_module() -> Any:
    """pyarrow with its Parquet part. Raises UsageError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow: pip install 'avow[parquet]', or convert the table to CSV"
        ) from None
    return pyarrow
