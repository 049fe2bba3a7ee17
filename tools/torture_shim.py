"""`os.write`, `os.fsync` and `os.replace` that fail at a chosen point, and know what is safe on the disk."""

import contextlib
import os
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WRITE, _FSYNC, _REPLACE = os.write, os.fsync, os.replace


@dataclass(frozen=True)
class Point:
    """Where to fail: at the n-th `write` (dying after a cut of it, or cut short), `fsync` or `replace`."""

    call: str
    n: int
    cut: str = ""


class Shim:
    """Counts the calls that concern the run's own files and fails at the point."""

    def __init__(self, folder: Path, point: Point | None, power: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._folder = str(folder)
        self._point = point
        self._power = power
        self._synced: dict[int, int] = {}  # inode → bytes that are safe
        self._paths: dict[int, str] = {}

    def install(self) -> None:
        """From here on the process writes through it."""
        os.write, os.fsync, os.replace = self.write, self.fsync, self.replace  # type: ignore[assignment]  # the calls under test, replaced

    def write(self, descriptor: int, data: Any) -> int:
        if not self._ours(descriptor):
            return WRITE(descriptor, data)
        raw = bytes(data)
        if self._here("write"):
            assert self._point is not None
            cut = _cut(raw, self._point.cut.removeprefix("short "))
            _write_all(descriptor, raw[:cut])
            if self._point.cut.startswith("short "):
                return cut
            self.die()
        return WRITE(descriptor, raw)

    def fsync(self, descriptor: int) -> None:
        ours = self._ours(descriptor)
        if ours and self._here("fsync"):
            self.die()
        _FSYNC(descriptor)
        if ours:
            found = os.fstat(descriptor)
            self._synced[found.st_ino] = found.st_size

    def replace(self, source: Any, target: Any) -> None:
        here = self._here("replace")
        if here and self._point is not None and self._point.cut == "before":
            self.die()
        _REPLACE(source, target)
        self._paths[os.stat(target).st_ino] = str(target)
        if here:
            self.die()

    def die(self) -> None:
        """SIGKILL; under power loss, first whatever was not synced is gone."""
        for inode, path in self._paths.items() if self._power else ():
            with contextlib.suppress(FileNotFoundError):
                if os.stat(path).st_ino == inode and not os.path.isdir(path):
                    os.truncate(path, min(self._synced.get(inode, 0), os.stat(path).st_size))
        os.kill(os.getpid(), signal.SIGKILL)

    def _ours(self, descriptor: int) -> bool:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        if not path.startswith(self._folder):
            return False
        self._paths[os.fstat(descriptor).st_ino] = path
        return True

    def _here(self, call: str) -> bool:
        self.counts[call] += 1
        return self._point is not None and (self._point.call, self._point.n) == (call, self.counts[call])


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[WRITE(descriptor, data) :]


def _cut(data: bytes, where: str) -> int:
    if where == "mid":
        inside = next((at + 1 for at, byte in enumerate(data) if byte >= 0xC0), len(data) // 2)
        return min(inside, len(data))
    return {"0": 0, "1": min(1, len(data)), "len-1": max(0, len(data) - 1), "len": len(data)}[where]
