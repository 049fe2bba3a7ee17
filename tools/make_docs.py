"""docs/guards.md from the guards and principles themselves. `python tools/make_docs.py`."""

from collections.abc import Mapping
from pathlib import Path

from avow.guards import GUARDS
from avow.guards.base import Example, Guard
from avow.prompts import Principle, principles

PAGE = Path(__file__).parent.parent / "docs" / "guards.md"
_HEAD = """# Guards

Made from the guards themselves by `make docs`; do not edit. `avow explain CODE` shows one of them.

*block*: a text with such a finding is never shown as an answer. *ask*: the candidate or a verifier must
settle it. *warn*: advice. Where a guard is less certain than its severity says, it asks or warns. The
examples are run as tests.
"""


def page() -> str:
    """The whole page: each principle with its guards and their examples."""
    parts = [_HEAD, "\n", *_table()]
    for principle in principles():
        parts += _principle(principle)
    return "".join(parts)


def _table() -> list[str]:
    rows = ["| guard | principle | severity | an answer that … |\n", "|---|---|---|---|\n"]
    return rows + [
        f"| [{g.code}](#{g.code}) | {g.principle} | {g.severity.value} | {_cell(g.summary)} |\n"
        for g in GUARDS
    ]


def _principle(principle: Principle) -> list[str]:
    parts = [f"\n## {principle.id}: {principle.title}\n\n{principle.asks}\n\n*{principle.why}*\n"]
    parts += [f"\nNo {part}: {reason}.\n" for part, reason in principle.none.items()]
    for guard in GUARDS:
        if guard.principle == principle.id:
            parts += _guard(guard)
    return parts


def _guard(guard: Guard) -> list[str]:
    parts = [f"\n### {guard.code}\n\n*{guard.severity.value}*: {guard.summary}.\n\n{guard.explanation}\n"]
    for title, examples in (("Passes", guard.allows), ("Does not", guard.flags)):
        if examples:
            parts += [f"\n{title}:\n\n", *(_example(example) for example in examples)]
    return parts


def _example(example: Example) -> str:
    told = f" (where {_told(example.brief)})" if example.brief else ""
    return f"- {_code(example.answer)}{told}\n"


def _told(brief: Mapping[str, object]) -> str:
    return "; ".join(f"{key}: {_flat(value)}" for key, value in brief.items())


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_flat(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_flat(inner) for inner in value)
    return _code(str(value)) if isinstance(value, str) else str(value)


def _code(text: str) -> str:
    """Text as a code span on one line, whatever it holds; what a reader could not see is written out."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in " ⏎ ".join(text.split("\n")))
    fence = "`" * (max((len(run) for run in _runs(shown)), default=0) + 1)
    pad = " " if shown[:1] in ("`", "") or shown[-1:] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _runs(text: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in text).split(" ") if run]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
