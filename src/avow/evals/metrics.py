"""From scores to figures with denominators. What is missing has not passed.

A check of an item is planned before anything runs. It is attempted when the run file has a row for the
item, errored when that row is an error, scored when it has an output. Rates are over the planned ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from avow.evals.cases import digest
from avow.evals.items import Item, Output, Scores, Suite
from avow.evals.runfile import Done, Failed, Kept
from avow.evals.stats import cluster_bootstrap, wilson


@dataclass(frozen=True, slots=True)
class Result:
    """One item with what came of it; no output and no error: not attempted."""

    item: Item
    output: Output | None = None
    error: Failed | None = None
    scores: Scores | None = None


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """All planned items of a suite, scored."""

    suite: str
    provider: str
    model: str
    items: str  # their digest
    results: tuple[Result, ...]

    @property
    def planned(self) -> int:
        return len(self.results)

    @property
    def attempted(self) -> int:
        return sum(r.output is not None or r.error is not None for r in self.results)

    @property
    def errored(self) -> int:
        return sum(r.error is not None for r in self.results)

    @property
    def scored(self) -> int:
        return sum(r.scores is not None for r in self.results)


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure. `rate`: hits of planned with Wilson's interval; else a mean, bootstrapped over briefs."""

    name: str  # suite.check or suite.check[group=value]
    planned: int
    attempted: int
    scored: int
    errored: int
    value: float
    low: float
    high: float
    hits: int = 0
    rate: bool = True


def items_digest(items: Iterable[Item]) -> str:
    """The hash of everything that decides what is measured: ids, briefs, answers, spans, expectations."""
    return digest(
        "\x1f".join(
            (
                i.id,
                i.brief.model_dump_json(),
                i.answer,
                repr(i.spans),
                repr(sorted(i.extra.items())),
                repr(i.checks),
            )
        )
        for i in items
    )


def scored_run(suite: Suite, items: Sequence[Item], kept: Kept) -> SuiteRun:
    """The items of a suite with their rows of a run file, scored now."""
    header = kept.headers.get(suite.name, {})
    results = []
    for item in items:
        row = kept.rows.get((suite.name, item.id))
        results.append(_result(suite, item, row))
    return SuiteRun(
        suite.name,
        str(header.get("provider", "")),
        str(header.get("model", "")),
        str(header.get("items", "")),
        tuple(results),
    )


def _result(suite: Suite, item: Item, row: Done | None) -> Result:
    if row is None:
        return Result(item)
    if row.output is None:
        return Result(item, error=row.error or ("unknown", ""))
    try:
        return Result(item, row.output, scores=suite.score(item, row.output))
    except Exception as error:  # a scorer that fails is an error of this item, not the end of the report
        return Result(item, row.output, error=("scorer", f"{type(error).__name__}: {error}"))


def metrics(run: SuiteRun) -> list[Metric]:
    """Every check over all its items, then over each group."""
    pots: dict[str, list[Result]] = defaultdict(list)
    for result in run.results:
        for check in result.item.checks:
            pots[f"{run.suite}.{check}"].append(result)
    for result in run.results:
        for check in result.item.checks:
            for group in result.item.groups:
                pots[f"{run.suite}.{check}[{group}]"].append(result)
    return [_metric(name, pot) for name, pot in pots.items()]


def _metric(name: str, pot: Sequence[Result]) -> Metric:
    check = name.split(".", 1)[1].split("[")[0]
    values = [(r.item.cluster, r.scores[check]) for r in pot if r.scores is not None]
    attempted = sum(r.output is not None or r.error is not None for r in pot)
    errored = sum(r.error is not None for r in pot)
    counts = (len(pot), attempted, len(values), errored)
    if any(isinstance(value, float) for _, value in values):
        by_cluster: dict[str, list[float]] = defaultdict(list)
        for cluster, value in values:
            by_cluster[cluster].append(float(value))
        low, high = cluster_bootstrap(list(by_cluster.values()))
        return Metric(name, *counts, fmean(float(v) for _, v in values), low, high, rate=False)
    hits = sum(bool(value) for _, value in values)
    low, high = wilson(hits, len(pot))
    return Metric(name, *counts, hits / len(pot), low, high, hits)


def scores_by_id(run: SuiteRun) -> dict[str, dict[str, bool | float]]:
    """check → item → score, for the items that were scored."""
    found: dict[str, dict[str, bool | float]] = defaultdict(dict)
    for result in run.results:
        for check, value in (result.scores or {}).items():
            found[check][result.item.id] = value
    return dict(found)


def headline(all_metrics: Iterable[Metric]) -> Iterator[Metric]:
    """The figures over whole suites."""
    return (metric for metric in all_metrics if "[" not in metric.name)
