"""The report as plain data, for --json and for the page."""

import dataclasses
from typing import Any

from avow.evals.session import Report


def of(report: Report) -> dict[str, Any]:
    """Runs, figures, gates and differences; every number as it was computed."""
    return {
        "runs": [
            {
                "suite": run.suite,
                "provider": run.provider,
                "model": run.model,
                "items": run.items,
                "planned": run.planned,
                "attempted": run.attempted,
                "scored": run.scored,
                "errored": run.errored,
                "errors": [[r.item.id, *r.error] for r in run.results if r.error],
            }
            for run in report.runs
        ],
        "figures": [dataclasses.asdict(metric) for metric in report.figures.values()],
        "gates": [
            {**verdict.gate.model_dump(), "passed": verdict.passed, "said": verdict.said}
            for verdict in report.verdicts
        ],
        "against": report.against,
        "differences": [{**dataclasses.asdict(d), "worse": d.worse} for d in report.differences],
    }
