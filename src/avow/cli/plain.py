"""Reports laid out in lines, and written as plain text: for pipes, files and terminals without colour."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from avow.cli.report import Block, Kind

_INDENT = {
    "answer": "  ",
    "line": "",
    "heading": "",
    "item": "  ",
    "detail": "     ",
    "span": "     ",
    "warning": "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report. `lead` characters at its start are a number or an id; `mark` is a marked part."""

    text: str
    kind: Kind
    lead: int = 0
    mark: tuple[int, int] | None = None


def write(blocks: Iterable[Block], width: int) -> str:
    """The blocks wrapped to a width; marked words get a line under them."""
    written = []
    for line in lines(blocks, width):
        written.append(line.text)
        if line.mark is not None:
            start, end = line.mark
            written.append(" " * columns_of(line.text[:start]) + "^" * columns_of(line.text[start:end]))
    return "\n".join(written)


def lines(blocks: Iterable[Block], width: int) -> Iterator[Line]:
    """The lines of a report, with an empty one before each heading."""
    for number, block in enumerate(blocks):
        if number and block.kind in ("heading", "line"):
            yield Line("", "line")
        indent = _INDENT[block.kind]
        if block.kind == "span":
            yield from _marked(block, width, indent)
            continue
        lead = f"{indent}{block.lead}  " if block.lead else indent
        for i, text in enumerate(wrapped(block.text, width, lead, " " * len(lead))):
            yield Line(text, block.kind, len(lead) if i == 0 and block.lead else 0)


def _marked(block: Block, width: int, indent: str) -> Iterator[Line]:
    """The words, marked; what stands around them gives way where there is no room for it."""
    spare = width - len(indent) - columns_of(block.text)
    if spare < 0:
        yield from (
            Line(text, "span", mark=(len(indent), len(text)))
            for text in wrapped(block.text, width, indent, indent)
        )
        return
    before, after = block.lead, block.after
    while columns_of(before + after) > spare:
        # The longer side loses a word; the words beside the mark stay longest.
        if columns_of(before) >= columns_of(after):
            before = before.removeprefix("…").partition(" ")[2]
            before = f"…{before}" if before.strip() else ""
        else:
            after = after.removesuffix("…").rpartition(" ")[0]
            after = f"{after}…" if after.strip() else ""
    start = len(indent) + len(before)
    yield Line(f"{indent}{before}{block.text}{after}", "span", mark=(start, start + len(block.text)))


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a text no wider than `width` columns; wide characters (East Asian, emoji) count as two."""
    done: list[str] = []
    if columns_of(text) == len(text):
        done = textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
        return done or [first.rstrip()]
    line, used = first, columns_of(first)
    for word in text.split():
        if used + columns_of(word) > width and line.strip():
            done.append(line.rstrip())
            line, used = rest, columns_of(rest)
        for character in word:
            wide = columns_of(character)
            if used + wide > width:
                done.append(line)
                line, used = rest, columns_of(rest)
            line, used = line + character, used + wide
        line, used = line + " ", used + 1
    return [*done, line.rstrip()] if line.strip() or not done else done


def columns_of(text: str) -> int:
    """How many columns a terminal needs for a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
