"""The table for a terminal and for logs: every figure with its denominators."""

from collections.abc import Iterable, Iterator

from avow.evals.compare import Difference
from avow.evals.metrics import Metric
from avow.evals.session import Report
from avow.evals.suites import SUITES

SHOWN = 12  # items listed of a change; the other reports list all


def lines(report: Report) -> Iterator[str]:
    """The whole report in lines of at most about a hundred columns."""
    for run in report.runs:
        model = f", model {run.model}" if run.model else ""
        yield f"{run.suite} ({run.provider}{model}): {SUITES[run.suite].summary}"
        counts = (
            f"planned {run.planned}, attempted {run.attempted}, scored {run.scored}, errored {run.errored}"
        )
        yield f"  {counts}; items {run.items}"
        yield from figure_lines(shown(report.figures.values(), run.suite))
        yield from error_lines(report, run.suite)
        yield ""
    yield from gate_lines(report)
    yield from difference_lines(report.differences, report.against)


def shown(figures: Iterable[Metric], suite: str) -> Iterator[Metric]:
    """The figures of a suite that a table shows: the whole, then the breakdowns that the suite asks for."""
    own = [metric for metric in figures if metric.name.split(".", 1)[0] == suite]
    yield from (metric for metric in own if "[" not in metric.name)
    for key in SUITES[suite].breakdown:
        yield from sorted((m for m in own if f"[{key}=" in m.name), key=lambda m: m.name)


def figure_lines(figures: Iterable[Metric]) -> Iterator[str]:
    """One line a figure: passed of planned, rate, interval; what is missing is told."""
    for m in figures:
        name = m.name.split(".", 1)[1]
        missing = m.planned - m.scored
        note = f"  {missing} missing" if missing else ""
        if m.rate:
            yield (
                f"  {name:<44}{m.hits:>6} of {m.planned:<6}{100 * m.value:>6.1f} %  "
                f"[{100 * m.low:5.1f}, {100 * m.high:5.1f}]{note}"
            )
        else:
            yield (
                f"  {name:<44}{'mean of':>9} {m.scored:<6}{m.value:>6.3f}    "
                f"[{m.low:5.3f}, {m.high:5.3f}]{note}"
            )


def error_lines(report: Report, suite: str) -> Iterator[str]:
    """The first errors of a suite, each in one line."""
    failed = [r for run in report.runs if run.suite == suite for r in run.results if r.error]
    for result in failed[:SHOWN]:
        assert result.error is not None
        kind, message = result.error
        yield f"  error {result.item.id}: {kind}: {' '.join(message.split())[:160]}"
    if len(failed) > SHOWN:
        yield f"  … and {len(failed) - SHOWN} more"
    if any(result.error and result.error[0] == "replaymiss" for result in failed):
        yield "  what a model is sent has changed: if that was meant, run make recordings"


def gate_lines(report: Report) -> Iterator[str]:
    """The gates that fail, or that all hold."""
    failed = [verdict for verdict in report.verdicts if not verdict.passed]
    if report.verdicts:
        yield f"gates: {len(report.verdicts) - len(failed)} of {len(report.verdicts)} hold"
    for verdict in failed:
        yield f"  FAILED {verdict.gate.metric} ({verdict.gate.rule}): {verdict.said}. {verdict.gate.why}"


def difference_lines(differences: Iterable[Difference], against: str) -> Iterator[str]:
    """What changed: lost and won items, McNemar's p, the interval of the difference."""
    found = list(differences)
    if not found:
        return
    changed = [d for d in found if d.lost or d.won or d.before != d.after]
    yield f"against {against}: {len(found)} checks compared, {len(changed)} changed"
    for d in changed:
        mark = "WORSE " if d.worse else ""
        p = "" if d.p is None else f", lost {len(d.lost)}, won {len(d.won)}, McNemar p {d.p:.3g}"
        yield (
            f"  {mark}{d.name}: {d.before:.3f} → {d.after:.3f} over {d.pairs} pairs "
            f"[{d.low:+.3f}, {d.high:+.3f}]{p}"
        )
        for word, names in (("lost", d.lost), ("won", d.won)):
            if names:
                more = f" … {len(names) - SHOWN} more" if len(names) > SHOWN else ""
                yield f"    {word}: {' '.join(names[:SHOWN])}{more}"
