"""Broken variants of the journal and the results: the sweep must notice each, or it proves nothing."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from torture_crash import SETTINGS, Watcher, sweep

from avow.batch import files, history, journal, results, runner
from avow.batch.index import Index
from avow.batch.work import Record


def _no_tail_repair() -> None:
    def keep(self: journal.Journal, end: int) -> None:
        del end
        self._end = os.fstat(self._descriptor).st_size

    journal.Journal._repair = keep  # type: ignore[method-assign]  # broken on purpose


def _no_resume() -> None:
    read = history.read

    def forgetful(book: journal.Journal, index: Index) -> history.Past:
        return read(book, Index())

    vars(history)["read"] = forgetful


def _ack_before_write() -> None:
    commit = runner._Committer.commit

    def hasty(self: Any, records: Sequence[Record]) -> None:
        Watcher().done(records)
        commit(self, records)

    runner._Committer.commit = hasty  # type: ignore[method-assign]  # broken on purpose


def _no_sync_of_journal() -> None:
    def unsynced(self: journal.Journal, records: Sequence[bytes]) -> list[tuple[int, int]]:
        places = []
        for record in records:
            line = journal.frame(record)
            files.write_all(self._descriptor, line)
            places.append((self._end, len(line)))
            self._end += len(line)
        return places

    journal.Journal._append = unsynced  # type: ignore[method-assign]  # broken on purpose


def _rename_without_sync() -> None:
    @contextlib.contextmanager
    def hasty(path: Path) -> Iterator[Callable[[bytes], None]]:
        beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        yield lambda data: files.write_all(descriptor, data)
        os.close(descriptor)
        os.replace(beside, path)
        files.sync_folder(path.parent)

    vars(results)["replaced"] = hasty


def _results_in_place() -> None:
    @contextlib.contextmanager
    def in_place(path: Path) -> Iterator[Callable[[bytes], None]]:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        yield lambda data: files.write_all(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)

    vars(results)["replaced"] = in_place


def _short_write_again_whole() -> None:
    def again(descriptor: int, data: bytes) -> None:
        while os.write(descriptor, data) < len(data):
            pass

    for module in (files, journal, results):
        vars(module)["write_all"] = again


BROKEN: dict[str, Callable[[], None]] = {
    "no repair of a torn tail": _no_tail_repair,
    "no look at what is done": _no_resume,
    "acknowledged before it is written": _ack_before_write,
    "journal not synced": _no_sync_of_journal,
    "renamed before it is synced": _rename_without_sync,
    "results written in place": _results_in_place,
    "a short write sent again whole": _short_write_again_whole,
}


def caught(step: int = 1) -> dict[str, str]:
    """For each broken variant what the sweep says of it, "" where it does not notice."""
    said = {}
    for name, broken in BROKEN.items():
        _, wrong = sweep(SETTINGS[:2], broken, step=step, first_only=True)
        said[name] = wrong[0] if wrong else ""
    return said
