"""Reports in colour; the only place that imports rich. Text is never read as markup."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from avow.cli.report import Block

_STYLES = {
    "answer": "bold",
    "line": "dim",
    "heading": "bold cyan",
    "item": "",
    "detail": "dim",
    "warning": "bold yellow",
}
_INDENT = {"item": 2, "detail": 5, "span": 5}


def write(blocks: Iterable[Block], width: int, *, stderr: bool = False) -> None:
    """Prints the blocks to a terminal; NO_COLOR and TERM=dumb are heeded."""
    console = Console(
        file=sys.stderr if stderr else sys.stdout, width=width, highlight=False, markup=False, emoji=False
    )
    for number, block in enumerate(blocks):
        if block.kind == "answer":
            console.print(Padding(Text(block.text, _STYLES["answer"]), (1, 2, 0, 2), expand=False))
            continue
        if number and block.kind in ("heading", "line"):
            console.print()
        if block.kind == "span":
            marked = Text.assemble(
                (block.lead, "dim"), (block.text, "underline bold red"), (block.after, "dim")
            )
            console.print(Padding(marked, (0, 0, 0, _INDENT["span"]), expand=False))
            continue
        text = Text(block.text, _STYLES[block.kind])
        if not block.lead:
            console.print(Padding(text, (0, 0, 0, _INDENT.get(block.kind, 0)), expand=False))
            continue
        row = Table.grid(padding=(0, 2, 0, 0))
        row.add_column(no_wrap=True)
        row.add_column()
        row.add_row(Text(block.lead, "cyan" if block.kind == "item" else "dim cyan"), text)
        console.print(Padding(row, (0, 0, 0, _INDENT.get(block.kind, 0)), expand=False))
