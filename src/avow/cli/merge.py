"""`avow merge`: the results of shards made one."""

from typing import Annotated

import typer

EPILOG = """\b
Example:
  avow batch briefs.jsonl part1.jsonl --shard 1/2     (on one machine)
  avow batch briefs.jsonl part2.jsonl --shard 2/2     (on another)
  avow merge part1.jsonl part2.jsonl --out answers.jsonl
"""


def merge(
    parts: Annotated[list[str], typer.Argument(metavar="PARTS…", help="The results of every shard.")],
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="FILE", help="Where the whole goes; - for JSON lines.")
    ],
    rows: Annotated[
        int | None, typer.Option("--rows", metavar="N", min=0, help="How many rows there must be.")
    ] = None,
) -> None:
    """Put the results of all shards together, in the order of the input."""
    from avow.batch import shards
    from avow.cli.terminal import say

    count = shards.merge(parts, out, rows)
    say(f"avow: {count:,} rows of {len(parts)} parts in {out}")
