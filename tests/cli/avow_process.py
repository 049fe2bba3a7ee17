"""Running avow as a process, in pipes or in a terminal, and what a scripted model says to it."""

import contextlib
import fcntl
import io
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

AVOW = str(Path(sys.executable).with_name("avow"))
NOTES = (
    "ok so. i've been a line cook 6 yrs, last 2 at a hotel in leeds. head chef screams at everyone.\n"
    "what i want long term: teach young cooks properly, and be known for it.\n"
)
BASE = {
    key: value
    for key, value in os.environ.items()
    if not key.startswith(("AVOW_", "OPENAI_", "AZURE_", "_AVOW"))
    and key not in ("NO_COLOR", "COLUMNS", "TERM")
}


@dataclass(frozen=True)
class Ran:
    """What a process left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str, stdin: str | bytes = "", cwd: Path | None = None, **env: str) -> Ran:
    """avow in this process, with streams that are no terminal: a pipe without the cost of a start."""
    from avow import cli

    given = stdin.encode() if isinstance(stdin, str) else stdin
    streams = {"stdin": io.BytesIO(given), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
    wrapped = {name: io.TextIOWrapper(raw, encoding="utf-8") for name, raw in streams.items()}
    with (
        contextlib.chdir(cwd or Path.cwd()),
        mock.patch.dict(os.environ, {**BASE, **env}, clear=True),
        mock.patch.multiple(sys, **wrapped),
    ):
        try:
            cli.main(list(arguments))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        for name in ("stdout", "stderr"):
            wrapped[name].flush()
    return Ran(code, streams["stdout"].getvalue().decode(), streams["stderr"].getvalue().decode())


def spawn(*arguments: str, stdin: str = "", cwd: Path | None = None, **env: str) -> Ran:
    """avow in a process of its own, its streams in pipes."""
    done = subprocess.run(
        [AVOW, *arguments],
        input=stdin.encode(),
        capture_output=True,
        env={**BASE, **env},
        cwd=cwd,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def one_line_error(ran: Ran) -> str:
    """The only line on stderr, checked to be one and to come from avow."""
    assert ran.err.endswith("\n"), ran
    assert ran.err.count("\n") == 1, ran.err
    assert ran.err.startswith("avow: "), ran.err
    assert "Traceback" not in ran.err
    return ran.err


@dataclass
class Session:
    """avow in a pseudo-terminal."""

    text: str
    code: int

    @property
    def plain(self) -> str:
        """The text without colours and cursor movement, lines ended by a line feed."""
        return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", self.text).replace("\r\n", "\n")


def in_terminal(
    *arguments: str,
    replies: Sequence[str] = (),
    width: int = 80,
    cwd: Path | None = None,
    interrupt_at: str | None = None,
    **env: str,
) -> Session:
    """Runs avow in a terminal of this width.

    Each reply is typed at the next prompt, a line that begins with ">"; `interrupt_at` is what must be on
    the screen before the process is interrupted.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    process = subprocess.Popen(
        [AVOW, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env={**BASE, "TERM": "xterm-256color", **env},
        start_new_session=True,
    )
    os.close(theirs)
    seen, waiting, answered = b"", list(replies), 0
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.05)[0]:
            try:
                part = os.read(ours, 65_536)
            except OSError:
                break
            if not part:
                break
            seen += part
            if interrupt_at and interrupt_at.encode() in seen:
                process.send_signal(signal.SIGINT)
                interrupt_at = None
        elif waiting and re.search(rb"\n> (?:.*\xe2\x80\xa6 )?\Z", seen[answered:]):
            answered = len(seen)
            os.write(ours, f"{waiting.pop(0)}\n".encode())
    else:
        process.kill()
        process.wait()
        raise AssertionError(f"still running, last seen: {seen[-500:]!r}")
    os.close(ours)
    code = process.wait(timeout=20)
    left = [reply for reply in waiting if reply != "q"]  # "q" ends what may have ended by itself
    assert not left, f"never asked for {left}: {seen.decode(errors='replace')}"
    return Session(seen.decode(errors="replace"), code)


@dataclass
class Model:
    """A scripted model on loopback: what it answers, and the bodies it was sent."""

    url: str = ""
    rewrite: Callable[[dict[str, Any]], object] = lambda body: {}
    verify: Callable[[dict[str, Any]], object] = lambda body: {}
    bodies: list[dict[str, Any]] = field(default_factory=list)
    delay: float = 0.0

    @property
    def env(self) -> dict[str, str]:
        return {"OPENAI_BASE_URL": self.url}


def written(*sentences: tuple[str, str, str]) -> dict[str, object]:
    """A rewrite reply of sentences, each with the statement and the quote it rests on."""
    return {
        "sentences": [
            {"text": text, "claims": [{"cites": [cite], "quote": quote}] if cite else []}
            for text, cite, quote in sentences
        ],
        "left_out": [],
        "fit": {"level": "unknown", "reason": "No employer is described."},
        "wanted": ["Was there a cook you taught? What happened?"],
    }


def judged(body: dict[str, Any], bad: Sequence[str] = ()) -> dict[str, object]:
    """A verify reply: every claim rests on a statement that shares a word with it; the bad ones do not."""
    user = body["messages"][1]["content"]
    statements = {m[1]: json.loads(m[2]) for m in re.finditer(r'^(\w\d+) candidate (".*")$', user, re.M)}
    verdicts: list[dict[str, object]] = []
    for number, match in enumerate(re.finditer(r'^claim \d+ (".*")$', user, re.M), 1):
        claim = json.loads(match[1])
        unsupported = any(part in claim for part in bad)
        word = next((w for w in re.findall(r"\w{4,}", claim) if any(w in s for s in statements.values())), "")
        cite = next((key for key, text in statements.items() if word and word in text), "")
        verdicts.append(
            {
                "claim": number,
                "verdict": "unsupported" if unsupported else "supported",
                "type": "trait" if unsupported else "none",
                "statements": [cite] if cite else [],
                "quote": word,
                "words": claim if unsupported else "",
                "ask": "What do you enjoy in it?" if unsupported else "",
            }
        )
    return {"claims": verdicts}
