"""Bytes of files and streams, never more than a brief can need."""

import errno
import os
import stat
from pathlib import Path
from typing import Protocol

from avow.brief.text import shown_name
from avow.errors import BriefError

# All text that the limits in avow.types allow comes to less than this in any language.
MAX_BYTES = 2 * 1024 * 1024

_PROBLEMS = {
    errno.ENOENT: "no such file; check the path",
    errno.EACCES: "no permission to read it; check with ls -l",
    errno.EPERM: "no permission to read it; check with ls -l",
    errno.ELOOP: "a symbolic link that leads back to itself; give the real path",
    errno.ENAMETOOLONG: "the name is too long to be a file; to pass the words themselves, give them as text",
    errno.ENOTDIR: "part of the path is not a folder; check the path",
}


def read_path(path: str | Path) -> bytes:
    """The bytes of a regular file.

    Raises BriefError for a missing or unreadable file, a folder, a pipe or device (which may have no end),
    and a file larger than MAX_BYTES, before it is read.
    """
    where = shown_name(path)
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise BriefError(f"{where}: {_problem(error)}") from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise BriefError(f"{where}: this is a folder; give a file in it")
        if not stat.S_ISREG(status.st_mode):
            raise BriefError(f"{where}: this is a pipe or device, not a file; save it to a file first")
        if status.st_size > MAX_BYTES:
            raise BriefError(f"{where}: {status.st_size:,} bytes, {_too_large()}")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return read_stream(file, where)
    finally:
        os.close(descriptor)


class Readable(Protocol):
    """What gives bytes, up to `size` of them, and none at its end."""

    def read(self, size: int, /) -> bytes: ...


def read_stream(stream: Readable, where: str = "standard input") -> bytes:
    """All bytes of a binary stream. Raises BriefError when there are more than MAX_BYTES."""
    try:
        data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BriefError(f"{where}: {_problem(error)}") from None
    check_size(data, where)
    return data


def check_size(data: bytes, where: str) -> None:
    """Raises BriefError when there are more than MAX_BYTES bytes."""
    if len(data) > MAX_BYTES:
        raise BriefError(f"{where}: more than {MAX_BYTES:,} bytes, {_too_large()}")


def _too_large() -> str:
    return f"at most {MAX_BYTES:,} can be read; keep what matters for this one answer"


def _problem(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        known = _PROBLEMS.get(error.errno or 0)
        return known or f"cannot be read: {error.strerror or type(error).__name__}"
    return "not a possible file name; check the path"
