"""What reaches a terminal or a pipe, and what is read from the person in front of it.

stdout holds the answer; questions, progress and errors go to stderr. Text by others is stripped of
everything that a terminal would obey before it is written.
"""

import os
import re
import sys
from typing import NoReturn, TextIO

import typer

CLOSED_PIPE = 141  # 128 + SIGPIPE: what a shell sees of a program whose reader went away
STOPPED = 130  # 128 + SIGINT
COMFORTABLE = 76  # columns; longer lines tire the eye

_UNSAFE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequence
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # command string
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def safe(text: str) -> str:
    """The text without control characters, escape sequences and marks that turn or hide text."""
    return _UNSAFE.sub("", text)


def one_line(text: str) -> str:
    """Safe text with every run of space as one blank."""
    return " ".join(safe(text).split())


def short(text: str, limit: int = 160) -> str:
    """One line, cut at a word where it is longer than `limit`."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads or writes at the other end."""
    return stream is not None and not stream.closed and stream.isatty()


def columns() -> int:
    """The width to write to: the terminal's, but no wider than is comfortable."""
    import shutil

    return max(20, min(shutil.get_terminal_size((80, 24)).columns, COMFORTABLE))


def out(text: str, end: str = "\n") -> None:
    """Writes to stdout at once. Raises typer.Exit, quietly, where the reader has gone."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        reader_gone()


def reader_gone() -> NoReturn:
    """Ends the program without a word, since nobody is left to read it."""
    # The interpreter flushes stdout once more at exit; let that go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(CLOSED_PIPE)


def say(text: str = "", end: str = "\n") -> None:
    """Writes to stderr; a reader who has gone is no reason to fail."""
    try:
        sys.stderr.write(text + end)
        sys.stderr.flush()
    except OSError:
        pass


def fail(message: str) -> None:
    """One line on stderr that says what is wrong."""
    say(f"avow: {one_line(message)}")


def ask(prompt: str) -> str | None:
    """One line from the person, stripped; None at the end of input. The prompt goes to stderr."""
    say(prompt, end="")
    try:
        line = sys.stdin.readline() if sys.stdin else ""
    except UnicodeDecodeError:
        say("That was not UTF-8 text; say it again.")
        return ask(prompt)
    if not line:
        say()
        return None
    return line.strip()
