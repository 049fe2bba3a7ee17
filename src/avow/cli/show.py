"""Where a report goes: in colour to a terminal, as text to anything else."""

import sys
from collections.abc import Sequence

from avow.cli.report import Block
from avow.cli.terminal import columns, is_terminal, out, say


def on_stdout(blocks: Sequence[Block]) -> None:
    """The blocks on stdout."""
    if is_terminal(sys.stdout):
        from avow.cli import render

        render.write(blocks, columns())
    else:
        from avow.cli import plain

        out(plain.write(blocks, columns()))


def on_stderr(blocks: Sequence[Block]) -> None:
    """The blocks on stderr."""
    if is_terminal(sys.stderr):
        from avow.cli import render

        render.write(blocks, columns(), stderr=True)
    else:
        from avow.cli import plain

        say(plain.write(blocks, columns()))


def as_json(value: object) -> None:
    """A JSON value on stdout, indented; characters that a terminal would obey are escaped."""
    import json
    import re

    text = json.dumps(value, ensure_ascii=False, indent=2)
    unseen = (
        "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    )
    out(re.sub(unseen, lambda m: f"\\u{ord(m[0]):04x}", text))
