"""Bytes that are on the disk when the call returns.

A file that is replaced is written beside its place, synced, renamed, and the folder synced: a reader sees
the old file or the new one, also after a power cut.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from avow.errors import BatchError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BLOCK = 1 << 16
Write = Callable[[bytes], None]


def write_all(descriptor: int, data: bytes) -> None:
    """Writes every byte; a short write is followed by the rest. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(path: Path) -> None:
    """Makes the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[Write]:
    """Gives a function that takes the new content piece by piece; the file changes only if all went well.

    Raises BatchError where the disk is full or fails; then the old file stands and nothing is left over.
    """
    place = Path(os.path.realpath(path))
    beside = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    buffer = bytearray()
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        try:

            def write(data: bytes) -> None:
                buffer.extend(data)
                if len(buffer) >= _BLOCK:
                    write_all(descriptor, bytes(buffer))
                    buffer.clear()

            yield write
            write_all(descriptor, bytes(buffer))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(beside, place)
        sync_folder(place.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        if isinstance(error, OSError):
            raise disk_error(error, path) from None
        raise


def remove_leftovers(path: Path) -> None:
    """Removes what a killed run left beside the file. Only with the lock of the run held."""
    place = Path(os.path.realpath(path))
    for left in place.parent.glob(f".{_escaped(place.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def disk_error(error: OSError, path: Path | str) -> BatchError:
    """One line for a disk that did not take the bytes."""
    if error.errno in _FULL:
        return BatchError(
            f"{path}: no space left ({error.strerror}); free some, then run the same command: it continues"
        )
    return BatchError(
        f"{path}: cannot be written ({error.strerror or error}); mend that, then run the same command:"
        " it continues"
    )


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "[*?" else c for c in name)
