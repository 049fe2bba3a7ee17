"""`avow check --jsonl`: answers by the thousand, one row in, one row out, in order.

A row that cannot be checked gives an error row; nothing short of an unwritable output stops the run.
"""

import contextlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from avow.cli.terminal import is_terminal, out, say
from avow.errors import AvowError, UsageError

if TYPE_CHECKING:
    from avow.pipeline import Verifier
    from avow.types import Material

STDIO = "-"
_EVERY_SECONDS = 2.0


async def run(
    source: str, target: str | None, verifier: "Verifier | None" = None, *, quiet: bool = False
) -> None:
    """Checks every row of `source` and writes its verdict to `target`; "-" and None are the standard streams.

    Raises UsageError for a source or target that cannot be opened.
    """
    from avow.brief import json_lines

    counts: Counter[str] = Counter()
    progress = _Progress(quiet=quiet)
    reader = _Reader()
    with _opened(source, target) as (rows, write):
        for number, line in json_lines(rows):
            found = await reader.check(number, line, verifier)
            counts[str(found["verdict"])] += 1
            write(json.dumps(found, ensure_ascii=True, allow_nan=False) + "\n")
            progress.row(sum(counts.values()))
    progress.clear()
    if not quiet:
        told = ", ".join(f"{counts[name]:,} {name}" for name in ("pass", "ask", "block", "error"))
        say(f"avow: {sum(counts.values()):,} rows: {told}.")


class _Reader:
    """Checks lines; the material of the last brief is kept, since rows of one brief mostly stand together."""

    def __init__(self) -> None:
        self._brief: object = None
        self._material: Material | None = None

    async def check(self, number: int, line: bytes, verifier: "Verifier | None") -> dict[str, object]:
        from avow.brief import parse
        from avow.cli.verdict import check_answer, row

        row_id: object = None
        try:
            row_id = _read_id(line)
            fields = parse(line, "json", where=f"line {number}")
            answer = fields.get("answer")
            if not isinstance(answer, str):
                raise UsageError(
                    f"line {number}: answer is missing or not a text; a row is id, brief, answer"
                )
            checked = await check_answer(answer, self._cut(fields.get("brief"), number), verifier)
        except AvowError as error:
            return {"id": row_id, "verdict": "error", "findings": [], "claims": [], "error": str(error)}
        found = row(checked, row_id)
        given = json.loads(line.decode("utf-8-sig"))["answer"]
        return found if given == answer else _placed(found, given, answer)

    def _cut(self, brief: object, number: int) -> "Material":
        from avow.brief import build
        from avow.material import cut

        if not isinstance(brief, dict):
            raise UsageError(f"line {number}: brief is missing or not an object; a row is id, brief, answer")
        if self._material is None or brief != self._brief:
            self._material = cut(build(brief, where=f"line {number}: brief"))
            self._brief = brief
        return self._material


def _read_id(line: bytes) -> object:
    """The id of a row, a text or whole number, even where the rest of the row cannot be used; else None."""
    try:
        value = json.loads(line.decode("utf-8-sig"))["id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def _placed(found: dict[str, Any], given: str, read: str) -> dict[str, object]:
    """The row with offsets of the answer as given; hidden characters were taken out before reading."""
    places, at = [], 0
    for character in read:
        hit = given.find(character, at)
        at = at if hit < 0 else hit  # a line end of another kind stands in its own place
        places.append(at)
        at += 1
    for entry in (*found["findings"], *found["claims"]):
        start, end = entry["start"], entry["end"]
        entry["start"] = places[start] if start < len(places) else len(given)
        entry["end"] = places[end - 1] + 1 if 0 < end <= len(places) else entry["start"]
    return found


@contextlib.contextmanager
def _opened(source: str, target: str | None) -> Iterator[tuple[IO[bytes], Callable[[str], object]]]:
    if source != STDIO and target not in (None, STDIO) and _same(source, str(target)):
        raise UsageError(f"--jsonl and --out are both {source}; write to another file")
    with contextlib.ExitStack() as stack:
        rows: IO[bytes] = sys.stdin.buffer
        if source != STDIO:
            rows = stack.enter_context(_open(source, "rb", "--jsonl"))
        if target in (None, STDIO):
            yield rows, lambda text: out(text, end="")
            return
        file = stack.enter_context(_open(str(target), "wb", "--out"))
        yield rows, lambda text: file.write(text.encode())


def _open(path: str, mode: str, flag: str) -> IO[bytes]:
    try:
        return open(path, mode)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a possible file name"
        raise UsageError(f"{flag} {path}: {reason}; check the path") from None


def _same(source: str, target: str) -> bool:
    return os.path.exists(target) and os.path.exists(source) and Path(source).samefile(target)


class _Progress:
    """Rows so far on a terminal's stderr, now and then."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and is_terminal(sys.stderr)
        self._next = time.monotonic() + _EVERY_SECONDS
        self._written = False

    def row(self, number: int) -> None:
        if self._shown and time.monotonic() >= self._next:
            say(f"\r\x1b[K{number:,} rows checked", end="")
            self._next = time.monotonic() + _EVERY_SECONDS
            self._written = True

    def clear(self) -> None:
        if self._written:
            say("\r\x1b[K", end="")
