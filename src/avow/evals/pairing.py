"""One run against another run, item by item, both scored by the scorers of today."""

from dataclasses import replace

from avow.evals.cases import Data
from avow.evals.compare import Difference, compare
from avow.evals.metrics import scores_by_id
from avow.evals.runfile import Kept
from avow.evals.session import Plan, Report, clusters, scored


def against_run(report: Report, other: Kept, name: str, plan: Plan) -> Report:
    """The report with the differences from another run instead of those from the baseline."""
    shared = [run.suite for run in report.runs if run.suite in other.headers]
    before = {run.suite: run for run in scored(shared, Data(plan.data), plan, other)}
    found: list[Difference] = []
    for run in report.runs:
        if run.suite in before:
            found += compare(run.suite, scores_by_id(before[run.suite]), scores_by_id(run), clusters(run))
    return replace(report, differences=tuple(found), against=name, before=dict.fromkeys(shared, other))
