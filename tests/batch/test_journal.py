"""The journal: what is acknowledged is there, what is torn is cut off, and only one process writes."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from avow.batch.journal import Journal, frame, open_journal, unframed, written
from avow.errors import BatchError, LockedError, UsageError

RECORDS = [written({"type": "row", "key": f"{n:032x}", "text": f"naïve 日本 \u2028 {n}"}) for n in range(3)]


def filled(path: Path) -> Journal:
    journal = open_journal(path)
    assert list(journal.records()) == []
    journal.append(RECORDS)
    return journal


def read(path: Path) -> tuple[list[str], Journal]:
    journal = open_journal(path)
    found = [record["text"] for _, _, record in journal.records()]
    return found, journal


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    journal = filled(tmp_path / "j")
    places = journal.append([written({"n": 1}), written({"n": 2})])
    assert [journal.read(*place) for place in places] == [{"n": 1}, {"n": 2}]
    journal.close()
    assert (tmp_path / "j").stat().st_mode & 0o777 == 0o600


def test_every_cut_of_the_last_record_is_repaired_and_the_rest_is_kept(tmp_path: Path) -> None:
    filled(tmp_path / "j").close()
    whole = (tmp_path / "j").read_bytes()
    last = len(frame(RECORDS[-1]))
    for cut in range(1, last):
        (tmp_path / "j").write_bytes(whole[:-cut])
        found, journal = read(tmp_path / "j")
        assert len(found) == 2
        assert journal.torn == last - cut
        journal.append([RECORDS[-1]])
        journal.close()
        assert (tmp_path / "j").read_bytes() == whole


def test_every_cut_of_a_single_record_leaves_an_empty_journal(tmp_path: Path) -> None:
    line = frame(written({"type": "run", "run": "x"}))
    for cut in range(len(line)):
        (tmp_path / "j").write_bytes(line[:cut])
        found, journal = read(tmp_path / "j")
        journal.close()
        assert found == []
        assert (tmp_path / "j").read_bytes() == b""


@pytest.mark.parametrize("at", [0, 8, 9, 30])
def test_a_damaged_record_is_passed_over_and_counted(tmp_path: Path, at: int) -> None:
    filled(tmp_path / "j").close()
    data = bytearray((tmp_path / "j").read_bytes())
    data[len(frame(RECORDS[0])) + at] ^= 0x01
    (tmp_path / "j").write_bytes(bytes(data))
    found, journal = read(tmp_path / "j")
    journal.close()
    assert [text[-1] for text in found] == ["0", "2"]
    assert journal.damaged == 1


def test_half_a_surrogate_pair_survives(tmp_path: Path) -> None:
    record = {"text": "half \ud800 pair"}
    assert unframed(frame(written(record))) == record


@pytest.mark.parametrize("line", [b"", b"x", b"00000000 {}\n", b"zzzzzzzz {}\n", frame(b"[1]"), frame(b"{")])
def test_what_is_no_record_is_none(line: bytes) -> None:
    assert unframed(line) is None


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b'{"id": 1}\n{"id": 2}\n', b"no line feed here"])
def test_a_file_of_something_else_is_not_touched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "j").write_bytes(content)
    for fresh in (False, True):
        with pytest.raises(UsageError, match="is not a journal"):
            open_journal(tmp_path / "j", fresh=fresh)
    assert (tmp_path / "j").read_bytes() == content


def test_fresh_puts_the_old_one_aside(tmp_path: Path) -> None:
    filled(tmp_path / "j").close()
    old = (tmp_path / "j").read_bytes()
    open_journal(tmp_path / "j", fresh=True).close()
    assert (tmp_path / "j").read_bytes() == b""
    assert (tmp_path / "j.old").read_bytes() == old


def test_two_writers_are_one_too_many_and_the_message_names_the_first(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "j")
    list(journal.records())
    journal.append([written({"type": "run", "run": "x", "pid": 4711})])
    with pytest.raises(LockedError, match=r"\(process 4711\) is writing this journal"):
        open_journal(tmp_path / "j")
    journal.close()
    open_journal(tmp_path / "j").close()


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, time; from avow.batch.journal import open_journal;"
        "j = open_journal(pathlib.Path(sys.argv[1])); print('locked', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "j")], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"locked\n"
    with pytest.raises(LockedError):
        open_journal(tmp_path / "j")
    holder.kill()
    holder.wait()
    holder.stdout.close()
    open_journal(tmp_path / "j").close()


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_fails_acknowledges_nothing_and_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    journal = filled(tmp_path / "j")
    before = (tmp_path / "j").read_bytes()

    def broken(*_: object) -> int:
        raise OSError(errno.ENOSPC if call == "write" else errno.EIO, "as asked")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, broken)
        with pytest.raises(BatchError, match="run the same command: it continues"):
            journal.append([written({"lost": True})])
    with pytest.raises(BatchError, match="writing failed before"):
        journal.append([written({"after": True})])
    journal.close()
    assert (tmp_path / "j").read_bytes() == before


def test_a_short_write_is_followed_by_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data)[:5]))
    filled(tmp_path / "j").close()
    monkeypatch.undo()
    found, journal = read(tmp_path / "j")
    journal.close()
    assert len(found) == 3


def test_the_format_is_as_documented(tmp_path: Path) -> None:
    filled(tmp_path / "j").close()
    line = (tmp_path / "j").read_text().split("\n")[0]
    assert json.loads(line[9:])["type"] == "row"
    assert line[8] == " "
    assert int(line[:8], 16) == __import__("zlib").crc32(line[9:].encode())
