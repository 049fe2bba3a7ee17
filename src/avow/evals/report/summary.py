"""Markdown: figures, gates and changes, for a pull request or docs/evals.md."""

from collections.abc import Iterable, Iterator

from avow.evals.compare import Difference
from avow.evals.metrics import Metric
from avow.evals.report.table import SHOWN, shown
from avow.evals.session import Report
from avow.evals.suites import SUITES
from avow.evals.suites.guards import per_guard


def markdown(report: Report) -> str:
    """The summary."""
    parts = ["# avow eval", *_gates(report), *_changes(report.differences, report.against)]
    for run in report.runs:
        model = f", model `{cell(run.model)}`" if run.model else ""
        parts += [
            f"## {run.suite}",
            f"{SUITES[run.suite].summary}. Provider {run.provider}{model}. Planned {run.planned}, attempted "
            f"{run.attempted}, scored {run.scored}, errored {run.errored}; items `{run.items}`.",
            figure_table(shown(report.figures.values(), run.suite)),
        ]
        if run.suite == "guards":
            parts += ["### Per guard", guard_table(report)]
    return "\n\n".join(parts) + "\n"


def cell(text: str) -> str:
    """Text that stays in its cell and is no markup."""
    flat = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    for character in "\\`*_{}[]<>|#!":
        flat = flat.replace(character, f"\\{character}")
    return flat


def figure_table(figures: Iterable[Metric]) -> str:
    """Name, passed, of, rate, interval, missing."""
    lines = ["| check | passed | of | rate | 95 % interval | missing |", "|---|---:|---:|---:|---|---:|"]
    for m in figures:
        name = cell(m.name.split(".", 1)[1])
        missing = m.planned - m.scored
        if m.rate:
            lines.append(
                f"| {name} | {m.hits} | {m.planned} | {100 * m.value:.1f} % "
                f"| {100 * m.low:.1f} to {100 * m.high:.1f} % | {missing} |"
            )
        else:
            lines.append(
                f"| {name} | mean | {m.scored} | {m.value:.3f} | {m.low:.3f} to {m.high:.3f} | {missing} |"
            )
    return "\n".join(lines)


def guard_table(report: Report) -> str:
    """For each guard: good answers blocked, labelled answers caught."""
    run = next(run for run in report.runs if run.suite == "guards")
    rows = per_guard((r.item, r.output) for r in run.results if r.output is not None)
    lines = [
        "| guard | good answers blocked | of | labelled answers caught | of |",
        "|---|---:|---:|---:|---:|",
    ]
    return "\n".join([*lines, *(f"| {code} | {a} | {b} | {c} | {d} |" for code, a, b, c, d in rows)])


def _gates(report: Report) -> Iterator[str]:
    if not report.verdicts:
        return
    failed = [verdict for verdict in report.verdicts if not verdict.passed]
    yield f"Gates: {len(report.verdicts) - len(failed)} of {len(report.verdicts)} hold."
    if failed:
        yield "\n".join(f"- **{cell(v.gate.metric)}**: {cell(v.said)}. {cell(v.gate.why)}" for v in failed)


def _changes(differences: Iterable[Difference], against: str) -> Iterator[str]:
    changed = [d for d in differences if d.lost or d.won or d.before != d.after]
    if not changed:
        return
    yield f"Changed against {cell(against)}:"
    lines = []
    for d in changed:
        p = "" if d.p is None else f"; lost {len(d.lost)}, won {len(d.won)}, McNemar p {d.p:.3g}"
        names = f": {cell(' '.join(d.lost[:SHOWN]))}" if d.lost else ""
        mark = "**worse** " if d.worse else ""
        lines.append(f"- {mark}{cell(d.name)} {d.before:.3f} → {d.after:.3f}{p}{names}")
    yield "\n".join(lines)
