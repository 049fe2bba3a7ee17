"""How a batch goes, on stderr: a live line on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from avow.batch.estimate import estimate, told
from avow.batch.work import FAILED
from avow.cli.terminal import is_terminal, one_line, say

if TYPE_CHECKING:
    from avow.batch.plan import Plan
    from avow.batch.rows import Source
    from avow.batch.runner import Job, Summary
    from avow.batch.work import Record


class Progress:
    """Watches a run (`avow.batch.runner.Watcher`); counts only rows that are on the disk."""

    def __init__(self, job: "Job", *, every: float, quiet: bool) -> None:
        self._job = job
        self._every = every
        self._quiet = quiet
        self._live: Any = None
        self._row: Any = None
        self._total = self._finished = self._before = 0
        self._statuses: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._usd = 0.0
        self._start = self._last = time.monotonic()

    def planned(self, plan: "Plan", finished: int, job: "Job", source: "Source") -> None:
        """Says what the run will take."""
        self._total = plan.rows
        self._finished = self._before = finished
        self._start = self._last = time.monotonic()
        if self._quiet:
            return
        if source.unused:
            say(f"avow: columns not used: {one_line(', '.join(source.unused))}")
        found = estimate(job.road, job.shared, plan.sample, plan.rows - finished)
        say(f"avow: {told(found, plan, finished)}")
        if finished:
            say(f"avow: {finished:,} rows are done already; going on")
        if is_terminal(sys.stderr):
            self._live = _bar()
            self._row = self._live.add_task("", total=plan.rows, completed=finished, told="")
            self._live.start()

    def done(self, records: Sequence["Record"]) -> None:
        """Counts finished rows."""
        self._finished += len(records)
        for record in records:
            self._statuses[record.status] += 1
            self._usd += record.usd
            if record.kind:
                self._kinds[record.kind] += 1
        if self._quiet:
            return
        if self._live is not None:
            self._live.update(self._row, completed=self._finished, told=self._told())
        elif time.monotonic() - self._last >= self._every:
            self._last = time.monotonic()
            rate = (self._finished - self._before) / max(self._last - self._start, 1e-9)
            left = (self._total - self._finished) / rate if rate else 0.0
            say(
                f"avow: {self._finished:,} of {self._total:,} rows, {rate:,.1f} a second,"
                f" {_time(left)} to go{self._told()}"
            )

    def close(self) -> None:
        """Takes the live line away."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _told(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self._kinds.most_common(4))
        parts = [
            f"{self._statuses[FAILED]:,} failed ({kinds})" if kinds else "",
            f"${self._usd:,.2f}" if self._usd else "",
        ]
        return "".join(f", {part}" for part in parts if part)


def show_summary(summary: "Summary", job: "Job", *, quiet: bool) -> None:
    """The end of a run: what was planned, done, failed, withheld, and where the journal is."""
    for note in () if quiet else summary.notes:
        say(f"avow: {one_line(note)}")
    if quiet and not summary.stopped:
        return
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(summary.kinds.items()))
    failed = f"{summary.failed:,} failed" + (f" ({kinds})" if kinds else "")
    spent = f", {summary.tokens:,} tokens" if summary.tokens else ""
    spent += f", ${summary.usd:,.2f}" if summary.usd else ""
    say(
        f"avow: planned {summary.planned:,}, done {summary.done:,}, {failed},"
        f" withheld {summary.withheld:,}{spent}"
    )
    say(f"avow: journal {one_line(str(summary.journal))}")
    if summary.stopped:
        say(
            f"avow: {one_line(summary.stopped)}; {summary.left:,} rows are left:"
            " run the same command to go on"
        )
    elif summary.failed and not summary.left:
        say("avow: add --retry-failed to the same command to try the failed rows again")


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.speed:,.1f} a second" if False else "", markup=False)
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        rate,
        TimeRemainingColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    )
