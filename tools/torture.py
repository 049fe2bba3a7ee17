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


def kills(short: bool) -> Table:
    import torture_kills

    wanted = 12 if short else 200
    figures = torture_kills.forked(wanted, rows=200 if short else 2_500)
    real = torture_kills.commands(3 if short else 20, rows=300 if short else 1_500)
    return [
        ("kills of the process group", figures.kills, figures.kills >= wanted),
        ("rows, in batches", f"{figures.rows}, {figures.batches}", True),
        ("lost", figures.lost, not figures.lost),
        ("duplicated", figures.duplicated, not figures.duplicated),
        ("calls", figures.calls, True),
        ("batches with calls > rows + kills x 8", figures.beyond, not figures.beyond),
        *((f"  {w}", "", False) for w in (*figures.wrong, *real.wrong)),
        ("kills of the real command, offline", real.kills, real.kills > 0),
        ("lost, duplicated there", f"{real.lost}, {real.duplicated}", not real.lost + real.duplicated),
    ]


def disk(short: bool) -> Table:
    import torture_disk

    figures = torture_disk.faults(9 if short else 1)
    wrong = figures.wrong + torture_disk.full_pipe()
    small = torture_disk.small_disk()
    return [
        ("failing writes, syncs and size limits", figures.steps, figures.steps >= (40 if short else 300)),
        ("runs that they ended", figures.stopped, figures.stopped > figures.steps / 2),
        ("wrong: false acknowledgement, lost, unclear, not resumable", len(wrong), not wrong),
        ("/dev/full as standard output", "tried", True),
        ("file system of 64 KiB", "not allowed here" if small is None else "tried", not small),
        *((f"  {w}", "", False) for w in (*wrong, *(small or []))[:5]),
    ]


def storm(short: bool) -> Table:
    import torture_storm

    table: Table = []
    for seed in (1,) if short else (1, 2, 3, 4, 5):
        f = torture_storm.storm(500 if short else 10_000, seed)
        told = ", ".join(f"{count} {status}" for status, count in sorted(f.statuses.items()))
        table += [
            (f"seed {seed}: ids exactly once, of {f.rows}", f.once, f.once == f.rows and not f.mixed),
            (f"  {told}", "", sum(f.statuses.values()) == f.rows),
            ("  calls a row", round(f.calls / f.rows, 2), f.calls / f.rows < 2),
            ("  most at once", f.most_at_once, f.most_at_once <= torture_storm.CONCURRENCY * 2),
            ("  memory, last tenth against the second", round(f.growth, 3), short or f.growth < 1.05),
            ("  seconds", round(f.seconds), True),
        ]
    return table


PARTS: dict[str, Callable[[bool], Table]] = {"crash": crash, "kills": kills, "disk": disk, "storm": storm}


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
