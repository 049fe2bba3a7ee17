"""Reports in colour; the only place that imports rich. Text is never read as markup."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from avow.cli.plain import lines
from avow.cli.report import Block

_STYLES = {
    "answer": "bold",
    "line": "dim",
    "heading": "bold cyan",
    "item": "",
    "detail": "dim",
    "span": "dim",
    "warning": "bold yellow",
}


def write(blocks: Iterable[Block], width: int, *, stderr: bool = False) -> None:
    """Prints the blocks to a terminal; NO_COLOR and TERM=dumb are heeded."""
    console = Console(
        file=sys.stderr if stderr else sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True
    )
    for line in lines(blocks, width):
        text = Text(line.text, _STYLES[line.kind])
        if line.lead:
            text.stylize("not bold cyan", 0, line.lead)
        if line.mark is not None:
            text.stylize("not dim underline bold red", *line.mark)
        console.print(text)
