"""Full disks and failing ones: every step of a size limit, every write and sync that fails once.

No acknowledgement may be false, the end must be clear, and the run must go on once there is room again.
"""

import errno
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torture_crash
from torture_crash import Left, Setting, check, journal_keys, run_child
from torture_shim import WRITE, Point, Shim

from avow.errors import ExitCode

SETTING = Setting(commit=2)


@dataclass
class Figures:
    steps: int = 0
    stopped: int = 0  # runs that the fault ended
    wrong: list[str] = field(default_factory=list)


class Failing(Shim):
    """Raises an error at the point instead of dying."""

    def die(self) -> None:
        assert self._point is not None
        raise OSError(getattr(errno, self._point.cut or "EIO"), os.strerror(errno.EIO))

    def write(self, descriptor: int, data: object) -> int:
        raw = bytes(data)  # type: ignore[call-overload]  # any buffer that os.write takes
        if self._ours(descriptor) and self._here("write"):
            WRITE(descriptor, raw[: len(raw) // 2])
            self.die()
        return WRITE(descriptor, raw)


def _tried(point: Point | None, limit: int | None, whole: bytes, figures: Figures) -> None:
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        torture_crash._input(folder)

        def broken() -> None:
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            if point is not None:
                vars(torture_crash)["Shim"] = Failing

        crashed = run_child(folder, SETTING, point, broken)
        what = f"{point or f'limit {limit}'}"
        out = folder / "out.jsonl"
        left = Left(journal_keys(folder / "run.journal"), out.read_bytes() if out.exists() else None)
        figures.steps += 1
        figures.stopped += crashed.code != 0
        # 70 is what the child makes of an exception; which one it was is in its report.
        if crashed.code not in (0, 70):
            figures.wrong.append(f"{what}: ended with {crashed.code}")
        if crashed.code == 70 and "BatchError" not in crashed.error:
            figures.wrong.append(f"{what}: {crashed.error[-160:]}")
        went_on = run_child(folder, SETTING, None)
        figures.wrong += [f"{what}: {w}" for w in check(folder, SETTING, crashed, went_on, left, whole)]


def faults(step: int = 1) -> Figures:
    """Every n-th write and sync fails once, and the size limit goes up byte by byte (by `step` × 16)."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        torture_crash._input(folder)
        reference = run_child(folder, SETTING, None)
        whole = (folder / "out.jsonl").read_bytes()
        size = (folder / "run.journal").stat().st_size
    for point in list(_points(reference.counts))[::step]:
        _tried(point, None, whole, figures)
    for limit in range(0, max(size, len(whole)) + 16, 16 * step):
        _tried(None, limit, whole, figures)
    return figures


def _points(counts: Counter[str]) -> Iterator[Point]:
    for call in ("write", "fsync"):
        for n in range(1, counts[call] + 1):
            for name in ("ENOSPC", "EIO", "EDQUOT"):
                yield Point(call, n, name)


def full_pipe() -> list[str]:
    """Standard output on /dev/full: what is wrong about how the command takes it."""
    wrong = []
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        torture_crash._input(folder)
        command = [str(Path(sys.executable).with_name("avow")), "batch", "in.jsonl", "-", "--journal", "j"]
        with open("/dev/full", "wb") as full:
            first = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
        last = first.stderr.decode().strip().split("\n")[-1]
        if first.returncode != ExitCode.INCOMPLETE or "no space left" not in last or "Traceback" in last:
            wrong.append(f"/dev/full: {first.returncode} {last}")
        second = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        if second.returncode != 0 or len(second.stdout.splitlines()) != torture_crash.ROWS:
            wrong.append("/dev/full: the results could not be had afterwards")
    return wrong


def small_disk() -> list[str] | None:
    """A file system of 64 KiB: what is wrong; None where none may be mounted here."""
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "small"
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
        if (
            shutil.which("mount") is None
            or subprocess.run(mount, capture_output=True, check=False).returncode
        ):
            return None
        try:
            rows = [f'{{"aspiration": "I want to run a bakery in town {n}"}}' for n in range(200)]
            (Path(base) / "in.jsonl").write_text("\n".join(rows))
            command = [str(Path(sys.executable).with_name("avow")), "batch", "../in.jsonl", "out.jsonl"]
            first = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            told = first.stderr.decode().strip().split("\n")[-1]
            wrong = []
            if first.returncode != ExitCode.INCOMPLETE or "no space left" not in told:
                wrong.append(f"small disk: {first.returncode} {told}")
            before = set(journal_keys(folder / "out.jsonl.journal"))
            subprocess.run(["mount", "-o", "remount,size=16m", str(folder)], check=True)
            second = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            after = journal_keys(folder / "out.jsonl.journal")
            if second.returncode != 0 or len(after) != 200 or not before <= set(after):
                wrong.append(f"small disk: not continued ({second.returncode}, {len(after)} rows)")
            return wrong
        finally:
            subprocess.run(["umount", str(folder)], check=False)
