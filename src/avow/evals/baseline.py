"""The blessed run: what each check said of each item when somebody last decided that it was good."""

import json
from pathlib import Path
from typing import Any

from avow.errors import UsageError
from avow.evals.metrics import Metric, SuiteRun, scores_by_id

FORM = 1


def path_of(folder: Path, suite: str, provider: str) -> Path:
    """Where the baseline of a suite under a provider stands."""
    return folder / "baselines" / f"{suite}-{provider}.json"


def bless(folder: Path, run: SuiteRun, figures: list[Metric], extra: dict[str, Any] | None = None) -> Path:
    """Writes the baseline, with whatever `extra` docs/evals.md shows besides.

    UsageError for a run that is not whole: missing has not passed.
    """
    if run.scored < run.planned:
        raise UsageError(
            f"{run.suite}: {run.scored} of {run.planned} items are scored; finish the run, then bless it"
        )
    path = path_of(folder, run.suite, run.provider)
    path.parent.mkdir(parents=True, exist_ok=True)
    checks: dict[str, dict[str, Any]] = {}
    for check, scores in sorted(scores_by_id(run).items()):
        if all(isinstance(value, bool) for value in scores.values()):
            checks[check] = {
                "passed": sorted(i for i, value in scores.items() if value),
                "failed": sorted(i for i, value in scores.items() if not value),
            }
        else:
            checks[check] = {"scores": {i: round(float(value), 4) for i, value in sorted(scores.items())}}
    body: dict[str, Any] = {
        "form": FORM,
        "suite": run.suite,
        "provider": run.provider,
        "model": run.model,
        "items": run.items,
        **(extra or {}),
        "figures": {
            m.name: {
                "hits": m.hits if m.rate else None,
                "of": m.planned,
                "value": round(m.value, 4),
                "low": round(m.low, 4),
                "high": round(m.high, 4),
            }
            for m in figures
        },
        "checks": checks,
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    # One line a list keeps the file readable and its diffs small.
    path.write_text(_folded(text) + "\n", "utf-8")
    return path


def _folded(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("    ") and lines:
            lines[-1] += line.strip() if lines[-1].endswith(("[", "{")) else " " + line.strip()
        else:
            lines.append(line)
    return "\n".join(lines)


def load(folder: Path, suite: str, provider: str) -> dict[str, dict[str, bool | float]] | None:
    """check → item → score, or None where nothing has been blessed. UsageError for a file that is none."""
    path = path_of(folder, suite, provider)
    if not path.exists():
        return None
    try:
        body = json.loads(path.read_text("utf-8"))
        found: dict[str, dict[str, bool | float]] = {}
        for check, sides in body["checks"].items():
            scores: dict[str, bool | float] = dict(sides.get("scores", {}))
            scores |= dict.fromkeys(sides.get("passed", ()), True)
            scores |= dict.fromkeys(sides.get("failed", ()), False)
            found[check] = scores
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise UsageError(f"{path}: {error!r}; restore it or bless a run again") from None
    return found
