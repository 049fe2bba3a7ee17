import contextlib
import errno
import io
import os
from pathlib import Path

import pytest

from avow.brief.files import MAX_BYTES, read_path, read_stream
from avow.errors import BriefError, ExitCode


def refusal(path: str | Path) -> str:
    with pytest.raises(BriefError) as caught:
        read_path(path)
    assert caught.value.exit_code is ExitCode.USAGE
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * MAX_BYTES)
    assert len(read_path(file)) == MAX_BYTES


def test_what_is_no_readable_file_is_named(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.txt")
    assert "no such file" in refusal("")
    assert "this is a folder" in refusal(tmp_path)
    assert "part of the path is not a folder" in refusal(Path(__file__) / "x.txt")
    assert "too long" in refusal("word " * 100)
    assert "not a possible file name" in refusal("a\x00b")
    assert "not a possible file name" in refusal("a\ud800b")
    (tmp_path / "loop").symlink_to("loop")
    assert "leads back to itself" in refusal(tmp_path / "loop")
    (tmp_path / "gone").symlink_to("nowhere")
    assert "no such file" in refusal(tmp_path / "gone")


def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "pipe or device" in refusal(pipe)
    assert "pipe or device" in refusal("/dev/zero")


def test_a_file_without_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may read whatever the mode says, so the system's answer is played.
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("avow.brief.files.os.open", refuse)
    assert "secret.txt: no permission to read it" in refusal("secret.txt")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    assert "1,099,511,627,776 bytes, at most 2,097,152" in refusal(file)


def test_descriptors_are_closed(tmp_path: Path) -> None:
    before = os.dup(0)
    os.close(before)
    for path in (tmp_path, Path(__file__), "/dev/null"):
        with contextlib.suppress(BriefError):
            read_path(path)
    after = os.dup(0)
    os.close(after)
    assert after == before


class Endless(io.RawIOBase):
    """A stream like /dev/zero that counts what was taken."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        assert size >= 0
        self.taken += size
        return bytes(size)


def test_an_endless_stream_costs_no_more_than_the_limit() -> None:
    stream = Endless()
    with pytest.raises(BriefError, match="standard input: more than 2,097,152 bytes"):
        read_stream(stream)
    assert stream.taken == MAX_BYTES + 1


def test_a_stream_that_fails_is_named() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(BriefError, match="standard input: cannot be read: Input/output error"):
        read_stream(Broken())
