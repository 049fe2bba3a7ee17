"""Records to JSONL, CSV and Parquet, in the order of the input.

JSON keeps every text as it is. In CSV a text that a spreadsheet would take for a formula gets a leading
apostrophe; lists and objects stand as JSON in their cell, in Parquet as JSON text.
"""

import contextlib
import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from avow.batch.files import Write, disk_error, replaced, write_all
from avow.batch.index import Index
from avow.batch.journal import Journal, written
from avow.batch.rows import FORMATS, STDIO
from avow.batch.work import KEPT, fields_of
from avow.errors import UsageError

ROW = "row"
DEFAULT = (ROW, "id", "status", "answer", "findings", "ledger", "fit", "questions", "usage", "error")
FIELDS = (ROW, "id", "status", "answer", *KEPT, "error")
PENDING = "pending"  # of a row without a result, where the results are written before the end
_NUMBERS = frozenset({ROW, "words", "seconds"})
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫−]")
_PARQUET_ROWS = 1_000


def read_fields(text: str | None) -> tuple[str, ...]:
    """The fields named in a list with commas, else the usual ones. Raises UsageError."""
    if text is None:
        return DEFAULT
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = next((name for name in names if name not in FIELDS), None)
    if unknown is not None or not names:
        raise UsageError(f"--fields: there is no {unknown or 'field named'}; there are {', '.join(FIELDS)}")
    return names


def format_of(out: str) -> str:
    """The format of an output by its name. Raises UsageError."""
    if out == STDIO:
        return "jsonl"
    kind = FORMATS.get(Path(out).suffix.lower())
    if kind is None:
        raise UsageError(f"{out}: results are written as {', '.join(sorted(FORMATS))}; name it so")
    return kind


def in_order(journal: Journal, index: Index, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The result of every row of the input."""
    for place in index.in_order():
        record = fields_of(journal.read(place.at, place.size)) if place.at >= 0 else {"status": PENDING}
        whole = {ROW: place.n, "id": place.id, **record}
        yield {name: whole.get(name) for name in fields}


def write_results(out: str, rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> None:
    """Writes all results: a file whole or not at all, standard output as they come.

    Raises BatchError where the disk does not take them, BrokenPipeError where the reader has gone.
    """
    kind = format_of(out)
    with _to_stdout() if out == STDIO else replaced(Path(out)) as write:
        if kind == "jsonl":
            for row in rows:
                write(written(row) + b"\n")
        elif kind == "csv":
            write_csv(write, rows, fields, "\t" if out.lower().endswith(".tsv") else ",")
        else:
            _write_parquet(write, rows, fields)


def cell(value: object) -> str:
    """A value as a CSV cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.encode("utf-8", "replace").decode()
        return "'" + text if _FORMULA.match(text) else text
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def write_csv(
    write: Write,
    rows: Iterable[dict[str, Any]],
    fields: Sequence[str],
    delimiter: str,
    *,
    as_is: bool = False,
) -> None:
    """Rows as CSV with a header. With `as_is` the values are cells already."""
    text = io.StringIO(newline="")
    line = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")

    def put(cells: Iterable[object]) -> None:
        line.writerow(cells)
        write(text.getvalue().encode())
        text.seek(0)
        text.truncate()

    put(fields)
    for row in rows:
        put([row.get(name) if as_is else cell(row.get(name)) for name in fields])


def arrow_table(rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> Any:
    """Rows as a pyarrow table: numbers and texts as they are, everything else as JSON text."""
    from avow.batch.rows import pyarrow_module

    plain = [{name: _plain(row.get(name), name) for name in fields} for row in rows]
    return pyarrow_module().Table.from_pylist(plain, schema=_schema(fields))


def _schema(fields: Sequence[str]) -> Any:
    from avow.batch.rows import pyarrow_module

    arrow = pyarrow_module()
    kinds = {name: arrow.int64() if name in _NUMBERS else arrow.string() for name in fields}
    return arrow.schema(list(kinds.items()))


def _write_parquet(write: Write, rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> None:
    from avow.batch.rows import pyarrow_module

    arrow = pyarrow_module()
    with arrow.parquet.ParquetWriter(arrow.PythonFile(_Sink(write), mode="w"), _schema(fields)) as table:
        for some in _groups(rows):
            table.write_table(arrow_table(some, fields))


def _plain(value: Any, name: str) -> Any:
    if value is None or name in _NUMBERS:
        return value
    if isinstance(value, str):  # a text, or JSON text already, of a part that is merged
        return value.encode("utf-8", "replace").decode()
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == _PARQUET_ROWS:
            yield some
            some = []
    if some:
        yield some


class _Sink(io.RawIOBase):
    """A file object over a write function, for pyarrow."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        super().__init__()
        self._write = write
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        taken = bytes(data)
        self._write(taken)
        self._at += len(taken)
        return len(taken)

    def tell(self) -> int:
        return self._at


@contextlib.contextmanager
def _to_stdout() -> Iterator[Write]:
    sys.stdout.flush()
    descriptor = sys.stdout.fileno()
    try:
        yield lambda data: write_all(descriptor, data)
    except BrokenPipeError:
        # The interpreter flushes stdout once more at exit; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
        raise
    except OSError as error:
        raise disk_error(error, "standard output") from None
