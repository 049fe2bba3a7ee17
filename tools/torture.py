"""What a batch survives, with counts: python tools/torture.py [crash kills disk storm] [--short]

Prints one table for each part; exits 1 where anything was lost, duplicated or torn, or a broken variant of
the code went unnoticed.
"""

import sys
from collections.abc import Callable

from figures import Figure, command


def crash(short: bool) -> list[Figure]:
    import torture_broken
    import torture_crash

    tried, wrong = torture_crash.sweep(torture_crash.SETTINGS, step=12 if short else 1)
    least = 80 if short else 1_000
    found = [Figure("points of the sweep", tried, f"at least {least:,}", tried >= least)]
    for kind in ("lost", "duplicated", "torn"):
        count = sum(kind in each for each in wrong)
        found.append(Figure(kind, count, "0", not count))
    found += [Figure("anything wrong", len(wrong), "0", not wrong), *_told(wrong)]
    caught = torture_broken.caught(step=3 if short else 1)
    for name, said in caught.items():
        found.append(Figure(f"caught: {name}", "yes" if said else "no", "", bool(said)))
    seen = sum(bool(said) for said in caught.values())
    found.append(
        Figure("broken variants that the sweep notices", seen, f"{len(caught)}", seen == len(caught))
    )
    return found


def kills(short: bool) -> list[Figure]:
    import torture_kills

    wanted = 6 if short else 200
    model = torture_kills.forked(wanted, rows=120 if short else 2_500)
    real = torture_kills.commands(2 if short else 20, rows=200 if short else 1_500)
    most = model.rows + model.kills * torture_kills.CONCURRENCY
    return [
        Figure("kills at concurrency 8", model.kills, f"at least {wanted}", model.kills >= wanted),
        Figure("rows", model.rows),
        Figure("lost", model.lost, "0", not model.lost),
        Figure("duplicated", model.duplicated, "0", not model.duplicated),
        Figure("calls", model.calls, f"at most {most:,} (rows + kills x 8)", not model.beyond),
        Figure("kills of the real command, offline, all cores", real.kills, "", real.kills > 0),
        Figure("lost there", real.lost, "0", not real.lost),
        Figure("duplicated there", real.duplicated, "0", not real.duplicated),
        *_told(model.wrong + real.wrong),
    ]


def disk(short: bool) -> list[Figure]:
    import torture_disk

    figures = torture_disk.faults(9 if short else 1)
    small = torture_disk.small_disk()
    wrong = figures.wrong + torture_disk.full_pipe() + (small or [])
    least = 40 if short else 300
    return [
        Figure(
            "failing writes, syncs, size limits", figures.steps, f"at least {least}", figures.steps >= least
        ),
        Figure("runs that they ended", figures.stopped, "", figures.stopped > figures.steps / 2),
        Figure("false acknowledgement, lost, unclear, not resumable", len(wrong), "0", not wrong),
        Figure("/dev/full as standard output", "tried"),
        Figure("file system of 64 KiB", "not allowed here" if small is None else "tried"),
        *_told(wrong),
    ]


def storm(short: bool) -> list[Figure]:
    import torture_storm

    found = []
    for seed in (1,) if short else (1, 2, 3, 4, 5):
        f = torture_storm.storm(500 if short else 10_000, seed)
        told = ", ".join(f"{count} {status}" for status, count in sorted(f.statuses.items()))
        most = torture_storm.CONCURRENCY
        found += [
            Figure(f"seed {seed}, ids exactly once", f.once, f"{f.rows}", f.once == f.rows and not f.mixed),
            Figure(f"seed {seed}, {told}", "", "", sum(f.statuses.values()) == f.rows),
            Figure(f"seed {seed}, calls a row", round(f.calls / f.rows, 2), "", f.calls / f.rows < 2),
            Figure(f"seed {seed}, most at once", f.most_at_once, f"at most {most}", f.most_at_once <= most),
            Figure(f"seed {seed}, memory at the end", round(f.growth, 3), "< 1.05", short or f.growth < 1.05),
            Figure(f"seed {seed}, seconds", f"{f.seconds:.0f}"),
        ]
    return found


def _told(wrong: list[str]) -> list[Figure]:
    return [Figure(f"  {each}", "", "", False) for each in wrong[:5]]


PARTS: dict[str, Callable[[bool], list[Figure]]] = {
    "crash": crash,
    "kills": kills,
    "disk": disk,
    "storm": storm,
}


if __name__ == "__main__":
    sys.exit(command(str(__doc__), PARTS))
