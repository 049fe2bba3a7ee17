"""CSV: one row for each check of each item. No cell can be a formula."""

import csv
import io

from avow.evals.session import Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLUMNS = (
    "suite",
    "provider",
    "model",
    "item",
    "cluster",
    "split",
    "groups",
    "check",
    "state",
    "score",
    "error",
)


def csv_text(report: Report) -> str:
    """The sheet, RFC 4180, with a header. `state` is passed, failed, scored, errored or missing."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for run in report.runs:
        for result in run.results:
            item = result.item
            for check in item.checks:
                score = result.scores.get(check) if result.scores else None
                if score is None:
                    state = "errored" if result.error else "missing"
                elif isinstance(score, bool):
                    state = "passed" if score else "failed"
                else:
                    state = "scored"
                number = "" if score is None else f"{float(score):.4f}"
                error = ": ".join(result.error) if result.error else ""
                row = (run.suite, run.provider, run.model, item.id, item.cluster, item.split,
                       " ".join(item.groups), check, state, number, error)  # fmt: skip
                writer.writerow([safe(cell) for cell in row])
    return target.getvalue()


def safe(cell: str) -> str:
    """The text with an apostrophe before what a spreadsheet would compute, and without control characters."""
    clean = "".join(c for c in cell if c.isprintable() or c in "\t\n")
    number = clean.replace(".", "", 1).removeprefix("-").isdigit()
    return f"'{clean}" if cell.startswith(_FORMULA) and not number else clean
