"""What `avow eval` does behind its flags: plans, providers, the run, and what is told of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from avow.cli.options import ModelFlags, Texts
from avow.errors import UsageError

if TYPE_CHECKING:
    from avow.engines.budget import Budget
    from avow.evals.items import Provider
    from avow.evals.runfile import Kept, RunFile
    from avow.evals.session import Plan, Report


def plan(
    data: str | None,
    only: Texts,
    limit: int | None,
    samples: int,
    workers: int = 1,
    concurrency: int = 8,
) -> "Plan":
    """The plan that the flags describe. UsageError where there is no evals folder."""
    from avow.evals.cases import FOLDER
    from avow.evals.session import Plan

    folder = Path(data) if data else FOLDER
    if not (folder / "cases").is_dir():
        raise UsageError(f"{folder} holds no cases: name the evals folder of the source tree with --data")
    return Plan(folder, tuple(only or ()), limit, samples, workers, concurrency)


def jobs(
    suites: Texts, provider: str | None, models: ModelFlags, plan: "Plan"
) -> "list[tuple[str, Provider | None]]":
    """Suites with their local providers; None stands for the model, opened when its turn comes."""
    from avow.evals.cases import Data
    from avow.evals.providers import LIVE, local
    from avow.evals.session import planned
    from avow.evals.suites import SUITES

    names = suites or [n for n, s in SUITES.items() if provider is None or provider in s.providers]
    jobs: list[tuple[str, Provider | None]] = []
    for name in names:
        if name not in SUITES:
            raise UsageError(f"no suite {name!r}: choose from {', '.join(SUITES)}")
        chosen = provider or SUITES[name].providers[0]
        if chosen not in SUITES[name].providers:
            known = ", ".join(SUITES[name].providers)
            raise UsageError(f"{name} does not run with {chosen}: choose from {known}")
        jobs.append((name, None if chosen in LIVE else local(chosen, plan.data)))
    data = Data(plan.data)
    left = [job for job in jobs if planned(SUITES[job[0]], data, plan)]
    if not left or (suites and len(left) < len(jobs)):
        empty = next(name for name, _ in jobs if name not in dict(left))
        raise UsageError(f"{empty}: no item matches {' '.join(plan.only) or 'the data'}; see avow eval list")
    return left


def run_all(
    jobs: "list[tuple[str, Provider | None]]",
    plan: "Plan",
    file: "RunFile",
    models: ModelFlags,
    *,
    quiet: bool,
    via: str = "live",
) -> None:
    """Runs every job into the run file; `via` is how a model is asked."""
    from avow.cli.progress import Progress
    from avow.evals.cases import Data
    from avow.evals.providers import SCRIPTED_MODEL
    from avow.evals.session import planned, run_suite
    from avow.evals.suites import SUITES

    progress = Progress(quiet=quiet)
    data = Data(plan.data)

    def tell(suite: str, done: int, of: int) -> None:
        progress.step(f"{suite}: {done} of {of}")

    try:
        for name, provider in jobs:
            model = "" if provider is None or provider.name == "offline" else SCRIPTED_MODEL
            chosen = provider or _live(models, via, file)
            items = planned(SUITES[name], data, plan)
            run_suite(SUITES[name], chosen, model or models.model or "", items, file, plan, tell)
    finally:
        progress.clear()


def _live(models: ModelFlags, via: str, file: "RunFile") -> "Provider":
    """The model of the flags as a provider; a model checks itself unless another is named."""
    from avow.cli.models import model_engine, names
    from avow.engines.budget import Budget
    from avow.evals.providers import Live

    chosen = names(models)
    budget = Budget(max_tokens=models.max_tokens, max_usd=models.max_usd)
    if via == "batch-api":
        return _by_jobs(models, budget, file)
    writer = model_engine(chosen.model, models, budget)
    checker = None
    if chosen.verifier is not None:
        checker = writer if chosen.verifier == chosen.model else model_engine(chosen.verifier, models, budget)
    engines = dict.fromkeys(engine for engine in (writer, checker) if engine is not None)
    return Live(writer, checker, tuple(engine.close for engine in engines))


def _by_jobs(models: ModelFlags, budget: "Budget", file: "RunFile") -> "Provider":
    """The same through a batch API: one chat for writer and verifier, its open jobs kept in the run file."""
    from avow.batch.openai_batch import JobChat
    from avow.cli.models import names
    from avow.engines.endpoint import resolve
    from avow.engines.openai import OpenAIEngine
    from avow.evals.providers import Live

    endpoint, chosen = resolve(models.base_url), names(models)

    def note(job: str, state: str) -> None:
        file.append([{"type": "job", "job": job, "state": state}])

    left = [job for job, state in file.kept.jobs.items() if state != "done"]
    chat = JobChat(endpoint, budget, file.journal.path.absolute().parent, note, left)

    def engine(model: str) -> OpenAIEngine:
        return OpenAIEngine(
            model,
            chat,
            endpoint=endpoint,
            mask=not models.no_mask,
            send_withheld=models.send_withheld,
            context=models.context,
        )

    checker = engine(chosen.verifier) if chosen.verifier else None
    return Live(engine(chosen.model), checker, (chat.close,), (chat.tidy,), name="batch-api")


def report(names: list[str], plan: "Plan", kept: "Kept", *, judged: bool = True) -> "Report":
    """The named suites, scored and judged."""
    from avow.evals import session
    from avow.evals.cases import Data
    from avow.evals.suites import SUITES

    unknown = [name for name in names if name not in SUITES]
    if unknown:
        raise UsageError(f"no suite {unknown[0]!r}: choose from {', '.join(SUITES)}")
    data = Data(plan.data)
    return session.report(session.scored(names, data, plan, kept), data, plan, judged=judged)


def tell(
    report: "Report",
    plan: "Plan",
    *,
    html: str | None,
    junit: str | None,
    csv: str | None,
    markdown: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Writes the files, prints the table, and ends with the code of the verdict."""
    from avow.evals.gates import exit_code

    write(report, html=html, junit=junit, csv=csv, markdown=markdown)
    print_report(report, as_json=as_json, quiet=quiet)
    code = exit_code(report.runs, report.verdicts, report.differences)
    if code:
        raise typer.Exit(code)


def write(
    report: "Report",
    *,
    html: str | None = None,
    junit: str | None = None,
    csv: str | None = None,
    markdown: str | None = None,
) -> None:
    """Writes the files that were asked for."""
    from avow.evals.report import write

    for kind, target in (("html", html), ("junit", junit), ("csv", csv), ("markdown", markdown)):
        if target is not None:
            write(kind, report, Path(target))


def print_report(report: "Report", *, as_json: bool, quiet: bool, part: str = "all") -> None:
    """The table, or the changes only, or everything as JSON, on stdout."""
    from avow.cli import show as shows
    from avow.cli.terminal import out, safe
    from avow.evals.report import data, table

    if as_json:
        shows.as_json(data.of(report))
    elif part == "differences":
        for line in table.difference_lines(report.differences, report.against):
            out(safe(line))
    else:
        for line in table.lines(report) if not quiet else table.gate_lines(report):
            out(safe(line))
