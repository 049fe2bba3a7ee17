"""The gates of evals/gates.toml: what a run must reach, and how the whole of it ends.

| rule  | holds where                                                            |
|-------|------------------------------------------------------------------------|
| every | every planned item passed: zero tolerance                              |
| low   | the lower 95 % bound is at least `at_least`                            |
| rate  | the rate itself is at least `at_least`, where a measure names one      |
| mean  | the mean of a score is at least `at_least`                             |
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from avow.errors import ExitCode, UsageError
from avow.evals.compare import Difference
from avow.evals.metrics import Metric, SuiteRun


class Gate(BaseModel):
    """One line to hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str
    rule: Literal["every", "low", "rate", "mean"]
    provider: str  # the runs it is for
    at_least: float | None = None
    why: str

    @model_validator(mode="after")
    def _whole(self) -> "Gate":
        if (self.rule == "every") != (self.at_least is None):
            raise ValueError("every has no at_least, the other rules need one")
        return self


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate held against a run."""

    gate: Gate
    passed: bool
    said: str


def load(path: Path) -> list[Gate]:
    """The gates of a file. UsageError where it cannot be read as such."""
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["gate"]
        return [Gate.model_validate(row) for row in rows]
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; gates need the evals folder") from None
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        first = " ".join(str(error).split())[:200]
        raise UsageError(f"{path}: {first}; correct the file") from None


def judge(
    gates: Sequence[Gate], runs: Sequence[SuiteRun], figures: Mapping[str, Metric], *, part: bool
) -> list[Verdict]:
    """Every gate of the suites and providers that ran. Of a part of a suite only `every` can be asked."""
    verdicts = []
    ran = {(run.suite, run.provider) for run in runs}
    for gate in gates:
        if (gate.metric.split(".")[0], gate.provider) not in ran or (part and gate.rule != "every"):
            continue
        metric = figures.get(gate.metric)
        if metric is None:
            if not part:
                verdicts.append(Verdict(gate, False, "no such figure in this run"))
            continue
        verdicts.append(_verdict(gate, metric))
    return verdicts


def _verdict(gate: Gate, metric: Metric) -> Verdict:
    if gate.rule == "every":
        said = f"{metric.hits} of {metric.planned}"
        return Verdict(gate, metric.hits == metric.planned > 0, said)
    floor = gate.at_least or 0.0
    value = metric.low if gate.rule == "low" else metric.value
    return Verdict(gate, value >= floor, f"{_named(gate.rule)} {value:.3f}, asked {floor:.3f}")


def _named(rule: str) -> str:
    return {"low": "lower bound", "rate": "rate", "mean": "mean"}[rule]


def exit_code(
    runs: Sequence[SuiteRun], verdicts: Iterable[Verdict], differences: Iterable[Difference]
) -> ExitCode:
    """How the run ends. A broken zero-tolerance gate outweighs an incomplete run, which outweighs every
    other gate (its figures mean little then); a regression is told where nothing else is wrong."""
    failed = [verdict.gate for verdict in verdicts if not verdict.passed]
    whole = all(run.scored == run.planned for run in runs)
    if not whole:
        broken = any(_broken(gate, runs) for gate in failed if gate.rule == "every")
        return ExitCode.WITHHELD if broken else ExitCode.INCOMPLETE
    if failed:
        return ExitCode.WITHHELD
    return ExitCode.REGRESSED if any(d.worse for d in differences) else ExitCode.OK


def _broken(gate: Gate, runs: Sequence[SuiteRun]) -> bool:
    """Whether a scored item breaks the gate, not merely one that is missing."""
    suite, check = gate.metric.split("[")[0].split(".")
    group = gate.metric.partition("[")[2].rstrip("]")
    return any(
        result.scores.get(check) is False and (not group or group in result.item.groups)
        for run in runs
        if run.suite == suite and run.provider == gate.provider
        for result in run.results
        if result.scores
    )
