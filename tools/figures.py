"""Figures of a bench: printed as a table, and kept under evals/baselines for docs/evals.md."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One line: what, how much, what was asked for, and whether it is so. A text is printed but not kept."""

    what: str
    value: float | str
    asked: str = ""
    good: bool = True


def show(part: str, figures: Sequence[Figure]) -> bool:
    """Prints a part; whether all of it is as asked."""
    print(part)
    for figure in figures:
        value = f"{figure.value:,.10g}" if isinstance(figure.value, int | float) else figure.value
        print(
            f"  {figure.what:<64} {value:>14}  {figure.asked}{'' if figure.good else '  <-- MISSED'}",
            flush=True,
        )
    return all(figure.good for figure in figures)


def keep(path: Path, part: str, figures: Sequence[Figure]) -> None:
    """Puts the figures of a part in place of its old ones in a file that several benches share."""
    lines: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["lines"] if path.exists() else []
    kept = [line for line in lines if not line["what"].startswith(f"{part}: ")]
    for figure in figures:
        if not isinstance(figure.value, str):
            kept.append({"what": f"{part}: {figure.what}", "value": figure.value, "target": figure.asked})
    path.write_text(json.dumps({"lines": kept}, indent=1) + "\n", "utf-8")


def command(about: str, parts: Mapping[str, Callable[[bool], list[Figure]]]) -> int:
    """The command line of a bench: the named parts in turn, shown and kept; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(parts)}; all by default")
    parser.add_argument("--short", action="store_true", help="little of each, for the test suite")
    parser.add_argument("--out", type=Path, help="keep the figures in this baseline")
    arguments = parser.parse_args()
    ok = True
    for part in arguments.parts or parts:
        figures = parts[part](arguments.short)
        ok = show(part, figures) and ok
        if arguments.out:
            keep(arguments.out, part, figures)
    return 0 if ok else 1
