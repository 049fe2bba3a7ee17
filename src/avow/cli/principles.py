"""`avow principles`: what every answer is held to."""

from avow.cli.options import Json

EPILOG = """\b
Examples:
  avow principles
  avow principles --json
  avow explain discreet
"""


def principles(as_json: Json = False) -> None:
    """List the principles that every answer is held to."""
    import dataclasses

    from avow import prompts
    from avow.cli import show
    from avow.cli.report import Block

    rows = prompts.principles()
    if as_json:
        show.as_json([dataclasses.asdict(row) for row in rows])
        return
    blocks = []
    for row in rows:
        blocks += [
            Block("heading", f"{row.id} · {row.title}"),
            Block("item", row.asks),
            Block("item", f"Why: {row.why}"),
        ]
    show.on_stdout(blocks)
