"""What a batch survives, with counts: python tools/torture.py [crash kills disk storm] [--short]

Prints one table for each part; exits 1 where anything was lost, duplicated or torn, or a broken variant of
the code went unnoticed.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

Table = list[tuple[str, Any, bool]]  # what, figure, whether it is as it must be


def crash(short: bool) -> Table:
    import torture_crash

    step = 12 if short else 1
    tried, wrong = torture_crash.sweep(torture_crash.SETTINGS, step=step)
    rows: Table = [
        ("points", tried, tried >= (80 if short else 1_000)),
        ("lost", sum("lost" in w for w in wrong), not any("lost" in w for w in wrong)),
        ("duplicated", sum("dupl" in w for w in wrong), not any("dupl" in w for w in wrong)),
        ("torn", sum("torn" in w for w in wrong), not any("torn" in w for w in wrong)),
        ("anything else wrong", len(wrong), not wrong),
        *((f"  {w}", "", False) for w in wrong[:5]),
    ]
    for name, said in torture_crash.caught(step=3 if short else 1).items():
        rows.append((f"caught: {name}", "yes" if said else "no", bool(said)))
    return rows


PARTS: dict[str, Callable[[bool], Table]] = {"crash": crash}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--short", action="store_true", help="few of each, for the test suite")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    ok, figures = True, {}
    for part in arguments.parts or PARTS:
        start = time.monotonic()
        table = PARTS[part](arguments.short)
        print(f"{part} ({time.monotonic() - start:.0f} s)")
        for what, figure, good in table:
            print(f"  {what:<58} {figure!s:>12} {'' if good else '  <-- WRONG'}")
            ok = ok and good
        sys.stdout.flush()
        figures[part] = {what: figure for what, figure, _ in table}
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump(figures, file, indent=1)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
