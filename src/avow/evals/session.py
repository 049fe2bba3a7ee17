"""One evaluation from plan to figures: which items, run what is missing, score all, judge."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from avow import __version__, prompts
from avow.evals import baseline, gates
from avow.evals.cases import FOLDER, Data
from avow.evals.compare import Difference, compare
from avow.evals.items import Item, Provider, Suite
from avow.evals.metrics import Metric, SuiteRun, items_digest, metrics, scored_run, scores_by_id
from avow.evals.runfile import Done, Kept, RunFile, open_run
from avow.evals.runner import attempt, run_on_cores, run_waiting
from avow.evals.suites import SUITES

Tell = Callable[[str, int, int], None]  # suite, finished, planned


@dataclass(frozen=True, slots=True)
class Plan:
    """What to evaluate. `only` keeps items of these groups or ids; two values of one key are alternatives."""

    data: Path = FOLDER
    only: tuple[str, ...] = ()
    limit: int | None = None
    samples: int = 1
    workers: int = 1
    concurrency: int = 8

    @property
    def part(self) -> bool:
        """Whether something is left out."""
        return bool(self.only) or self.limit is not None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told of an evaluation."""

    runs: tuple[SuiteRun, ...]
    figures: dict[str, Metric]
    verdicts: tuple[gates.Verdict, ...] = ()
    differences: tuple[Difference, ...] = ()
    against: str = ""  # what the differences are from
    before: dict[str, Kept] = field(default_factory=dict)  # suite → the other run, where it is a run


def planned(suite: Suite, data: Data, plan: Plan) -> list[Item]:
    """The items of a suite under a plan; none where nothing matches."""
    items = [item for item in _all(suite.name, data) if _wanted(item, plan.only)][: plan.limit]
    if not suite.samples or plan.samples == 1:
        return items
    return [
        item if not n else replace(item, id=f"{item.id}.{n}", sample=n)
        for n in range(plan.samples)
        for item in items
    ]


@cache
def _all(name: str, data: Data) -> tuple[Item, ...]:
    """Every item of a suite: planting mutants takes seconds, and a run asks twice."""
    return tuple(SUITES[name].items(data))


def _wanted(item: Item, only: Sequence[str]) -> bool:
    keys: dict[str, set[str]] = {}
    for rule in only:
        key, sign, value = rule.partition("=")
        keys.setdefault(key if sign else "id", set()).add(value if sign else key)
    own = [group.partition("=")[::2] for group in item.groups]
    return all(
        item.id in values or item.cluster in values
        if key == "id"
        else any(k == key and v in values for k, v in own)
        for key, values in keys.items()
    )


def run_suite(
    suite: Suite, provider: Provider, model: str, items: Sequence[Item], file: RunFile, plan: Plan, tell: Tell
) -> None:
    """Runs what the run file does not hold yet."""
    told = {} if provider.name == "offline" else {n: prompts.load(n).fingerprint for n in prompts.NAMES}
    file.begin(
        {
            "suite": suite.name,
            "provider": provider.name,
            "model": model,
            "items": items_digest(items),
            "planned": len(items),
            "prompts": told,
            "avow": __version__,
        }
    )
    done = file.kept.done(suite.name)
    left = [item for item in items if item.id not in done]
    count = len(items) - len(left)

    def keep(rows: Sequence[Done]) -> None:
        nonlocal count
        file.keep(rows)
        count += len(rows)
        tell(suite.name, count, len(items))

    tell(suite.name, count, len(items))
    if not provider.waits:
        run_on_cores(suite, provider, left, keep, plan.workers)
        return
    import asyncio

    async def live() -> None:
        whole = False
        # A batch job is sent once everything waits for it, so nothing may stay outside.
        crowd = len(left) if provider.name == "batch-api" else plan.concurrency
        try:
            await run_waiting(left, lambda item: attempt(suite, provider, item), keep, crowd)
            whole = True
        finally:
            await provider.close(whole=whole)

    asyncio.run(live())


@contextlib.contextmanager
def run_file(path: Path | None) -> Iterator[RunFile]:
    """The run file at a path, or one that goes away."""
    import tempfile

    with contextlib.ExitStack() as stack:
        if path is None:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="avow-eval-"))) / "run"
        file = open_run(path)
        stack.callback(file.close)
        yield file


def scored(names: Sequence[str], data: Data, plan: Plan, kept: Kept) -> tuple[SuiteRun, ...]:
    """The named suites of a run file, scored with the scorers of today."""
    return tuple(scored_run(SUITES[name], planned(SUITES[name], data, plan), kept) for name in names)


def report(runs: tuple[SuiteRun, ...], data: Data, plan: Plan, *, judged: bool = True) -> Report:
    """Figures, gates and the differences from the baseline."""
    figures = {metric.name: metric for run in runs for metric in metrics(run)}
    if not judged:
        return Report(runs, figures)
    rules = gates.load(data.folder / "gates.toml")
    verdicts = gates.judge(rules, runs, figures, part=plan.part)
    found: list[Difference] = []
    for run in runs:
        blessed = baseline.load(data.folder, run.suite, run.provider)
        if blessed is not None:
            found += compare(run.suite, blessed, scores_by_id(run), clusters(run))
    return Report(runs, figures, tuple(verdicts), tuple(found), "the baseline" if found else "")


def clusters(run: SuiteRun) -> dict[str, str]:
    """item → the brief it belongs to."""
    return {result.item.id: result.item.cluster for result in run.results}
