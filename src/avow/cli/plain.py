"""Reports as plain text: for pipes, files and terminals without colour."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from avow.cli.report import Block

_INDENT = {
    "answer": "",
    "line": "",
    "heading": "",
    "item": "  ",
    "detail": "     ",
    "span": "     ",
    "warning": "",
}


def write(blocks: Iterable[Block], width: int) -> str:
    """The blocks wrapped to a width, with an empty line before each heading."""
    return "\n".join(_lines(blocks, width))


def _lines(blocks: Iterable[Block], width: int) -> Iterator[str]:
    for number, block in enumerate(blocks):
        if number and block.kind in ("heading", "line"):
            yield ""
        indent = _INDENT[block.kind]
        if block.kind == "span":
            yield from _marked(block, width, indent)
            continue
        lead = f"{indent}{block.lead}  " if block.lead else indent
        yield from wrapped(block.text, width, lead, " " * len(lead))


def _marked(block: Block, width: int, indent: str) -> Iterator[str]:
    """The words with a line under them; what stands around them gives way where there is no room for it."""
    room = width - len(indent)
    if columns_of(block.text) > room:
        yield from wrapped(block.text, width, indent, indent)
        return
    spare = room - columns_of(block.text)
    before = block.lead if columns_of(block.lead) <= spare // 2 else ""
    after = block.after if columns_of(before + block.after) <= spare else ""
    yield f"{indent}{before}{block.text}{after}"
    yield indent + " " * columns_of(before) + "^" * columns_of(block.text)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a text no wider than `width` columns; wide characters (East Asian, emoji) count as two."""
    if columns_of(text) == len(text):
        return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest) or [first.rstrip()]
    lines, line, used = [], first, columns_of(first)
    for word in text.split():
        size = columns_of(word)
        if used + size > width and line.strip():
            lines.append(line.rstrip())
            line, used = rest, columns_of(rest)
        for character in word:
            wide = columns_of(character)
            if used + wide > width:
                lines.append(line)
                line, used = rest, columns_of(rest)
            line, used = line + character, used + wide
        line, used = line + " ", used + 1
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def columns_of(text: str) -> int:
    """How many columns a terminal needs for a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
