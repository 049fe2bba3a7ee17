"""docs/cli.md from the program's own --help, so that the two cannot differ. `python tools/cli_page.py`."""

import os
import subprocess
import sys
from pathlib import Path

import typer

from avow.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
_HEAD = """# The command line

Made from `--help` by `make docs`; do not edit.

stdout holds the result, stderr everything else. In a pipe `avow rewrite` writes the answer alone. `--json`
gives the whole result. Exit codes:

| code | meaning |
|------|---------|
| 0 | an answer, or a check that found nothing to block |
| 1 | no answer may be shown, or a gate failed |
| 2 | wrong flags or unreadable input |
| 3 | the engine or the environment failed |
| 4 | a batch stopped before its end |
| 130, 141 | stopped by Ctrl-C; the reader of the pipe went away |
"""


def paths(group: typer.Typer = app, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command as its words after `avow`, groups before their commands; () is `avow` itself."""
    found = [before]
    for command in group.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "")
        found.append((*before, str(name)))
    for inner in group.registered_groups:
        if inner.typer_instance is not None and inner.name:
            found += paths(inner.typer_instance, (*before, str(inner.name)))
    return found


def help_of(words: tuple[str, ...]) -> str:
    """What `avow WORDS --help` writes to a terminal of 80 columns."""
    env = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    command = [str(Path(sys.executable).with_name("avow")), *words, "--help"]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for words in paths():
        parts.append(f"\n## {' '.join(('avow', *words))}\n\n```text\n{help_of(words).rstrip()}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
