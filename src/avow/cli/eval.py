"""`avow eval`: does the product still tell the truth, and is this better than the last one?"""

from pathlib import Path
from typing import Annotated, Any

import typer

from avow.cli import evaluating
from avow.cli.options import Json, ModelFlags, Quiet, Texts, with_groups
from avow.errors import ExitCode, UsageError

EPILOG = """\b
Examples:
  avow eval                                   every suite offline, against gates and baseline
  avow eval --suite guards --only type=number
  avow eval --suite rewrites --model gpt-5-mini --run mini.run --html mini.html
  avow eval compare mini.run other.run
  avow eval bless

\b
Exit codes: 0 all gates hold, 1 a gate failed, 2 wrong input, 3 engine or
environment, 4 not every planned item could be scored, 5 worse than the baseline.
"""

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

File = Annotated[str | None, typer.Option(metavar="FILE")]
DataFolder = Annotated[
    str | None,
    typer.Option("--data", metavar="DIR", help="The evals folder. [default: evals of the source tree]"),
]
Suites = Annotated[
    Texts,
    typer.Option("--suite", metavar="NAME", help="A suite to run. Repeat for more. [default: all offline]"),
]
Only = Annotated[
    Texts,
    typer.Option(
        "--only",
        metavar="RULE",
        help="Only items of a group (type=number, split=held) or an id. Repeat to narrow.",
    ),
]
Samples = Annotated[int, typer.Option("--samples", metavar="N", min=1, max=100, help="Answers to each case.")]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first N items of each suite.")
]
Html = Annotated[str | None, typer.Option("--html", metavar="FILE", help="One page with every item.")]
Junit = Annotated[str | None, typer.Option("--junit", metavar="FILE", help="JUnit XML.")]
Csv = Annotated[
    str | None, typer.Option("--csv", metavar="FILE", help="One row for each check of each item.")
]
Markdown = Annotated[str | None, typer.Option("--markdown", metavar="FILE", help="A summary.")]


@app.callback(invoke_without_command=True, epilog=EPILOG)
@with_groups
def evaluate(
    ctx: typer.Context,
    models: ModelFlags,
    suite: Suites = None,
    provider: Annotated[
        str | None,
        typer.Option(
            "--provider",
            metavar="NAME",
            help="offline, replay, scripted, live or batch-api (with --model). [default: the suite's own]",
        ),
    ] = None,
    data: DataFolder = None,
    only: Only = None,
    limit: Limit = None,
    samples: Samples = 1,
    run: Annotated[
        str | None,
        typer.Option("--run", metavar="FILE", help="Keep the outputs here; the same command goes on there."),
    ] = None,
    concurrency: Annotated[
        int, typer.Option("--concurrency", metavar="N", min=1, max=512, help="Items at a time, with a model.")
    ] = 8,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="Processes, without one. [default: one per core]"),
    ] = None,
    html: Html = None,
    junit: Junit = None,
    csv: Csv = None,
    markdown: Markdown = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Measure whether the product tells the truth: suites, gates, baselines."""
    if ctx.invoked_subcommand is not None:
        return
    import os

    from avow.evals.providers import LIVE
    from avow.evals.session import run_file

    if provider in LIVE and not models.model:
        raise UsageError(f"{provider} needs a model: name it with --model")
    if models.model and models.model not in ("offline", "replay"):
        provider = provider or "live"
    provider = provider or models.model
    if provider in LIVE and run is None:
        raise UsageError("a live run costs time and money: name a run file with --run, so that it can go on")
    plan = evaluating.plan(data, only, limit, samples, workers or os.cpu_count() or 1, concurrency)
    jobs = evaluating.jobs(suite, provider, models, plan)
    with run_file(Path(run) if run else None) as file:
        evaluating.run_all(jobs, plan, file, models, quiet=quiet, via=provider or "live")
        report = evaluating.report([name for name, _ in jobs], plan, file.kept)
    evaluating.tell(
        report, plan, html=html, junit=junit, csv=csv, markdown=markdown, as_json=as_json, quiet=quiet
    )


@app.command("report")
def show(
    run: Annotated[str, typer.Argument(metavar="RUN", help="A file that avow eval --run wrote.")],
    against: Annotated[
        str | None, typer.Option("--against", metavar="RUN", help="Another run; what changed since is told.")
    ] = None,
    suite: Suites = None,
    data: DataFolder = None,
    only: Only = None,
    limit: Limit = None,
    samples: Samples = 1,
    html: Html = None,
    junit: Junit = None,
    csv: Csv = None,
    markdown: Markdown = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Score a run file again and report on it; nothing is run."""
    from avow.evals.runfile import read_run

    plan = evaluating.plan(data, only, limit, samples)
    kept = read_run(Path(run))
    report = evaluating.report(suite or list(kept.headers), plan, kept)
    if against is not None:
        from avow.evals.pairing import against_run

        report = against_run(report, read_run(Path(against)), Path(against).name, plan)
    evaluating.tell(
        report, plan, html=html, junit=junit, csv=csv, markdown=markdown, as_json=as_json, quiet=quiet
    )


@app.command()
def compare(
    before: Annotated[str, typer.Argument(metavar="A", help="A run file.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another run file.")],
    suite: Suites = None,
    data: DataFolder = None,
    only: Only = None,
    limit: Limit = None,
    samples: Samples = 1,
    html: Html = None,
    as_json: Json = False,
) -> None:
    """Compare two runs item by item: lost, won, McNemar's test, intervals. Exit 5 where B is worse."""
    from avow.evals.pairing import against_run
    from avow.evals.runfile import read_run

    plan = evaluating.plan(data, only, limit, samples)
    first, second = read_run(Path(before)), read_run(Path(after))
    shared = suite or [name for name in second.headers if name in first.headers]
    if not shared:
        raise UsageError(f"{before} and {after} share no suite; nothing can be compared")
    report = against_run(
        evaluating.report(shared, plan, second, judged=False), first, Path(before).name, plan
    )
    evaluating.write(report, html=html)
    evaluating.print_report(report, as_json=as_json, quiet=False, part="differences")
    if any(d.worse for d in report.differences):
        raise typer.Exit(ExitCode.REGRESSED)


@app.command()
def bless(
    run: Annotated[
        str | None,
        typer.Argument(metavar="[RUN]", help="A run file. [default: every offline suite, run now]"),
    ] = None,
    suite: Suites = None,
    provider: Annotated[
        str | None,
        typer.Option("--provider", metavar="NAME", help="offline, replay or scripted, where it is run now."),
    ] = None,
    data: DataFolder = None,
    samples: Samples = 1,
    quiet: Quiet = False,
) -> None:
    """Make a run the baseline that later ones are compared with."""
    import os

    from avow.cli.terminal import out
    from avow.evals import baseline
    from avow.evals.providers import LIVE
    from avow.evals.report.table import shown
    from avow.evals.runfile import read_run
    from avow.evals.session import run_file
    from avow.evals.suites.guards import per_guard

    plan = evaluating.plan(data, None, None, samples, os.cpu_count() or 1)
    if run is None:
        if provider in LIVE:
            raise UsageError(f"{provider} runs are blessed from their run file: avow eval bless RUN")
        jobs = evaluating.jobs(suite, provider, ModelFlags(), plan)
        with run_file(None) as file:
            evaluating.run_all(jobs, plan, file, ModelFlags(), quiet=quiet)
            report = evaluating.report([name for name, _ in jobs], plan, file.kept, judged=False)
    else:
        kept = read_run(Path(run))
        report = evaluating.report(suite or list(kept.headers), plan, kept, judged=False)
    for one in report.runs:
        extra = {}
        if one.suite == "guards":
            extra = {"per_guard": per_guard((r.item, r.output) for r in one.results if r.output is not None)}
        figures = list(shown(report.figures.values(), one.suite))
        path = baseline.bless(plan.data, one, figures, extra)
        out(f"{path}: {one.scored} items of {one.suite} are the baseline now")


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORM", help="What for: promptfoo.")],
    folder: Annotated[str, typer.Argument(metavar="DIR", help="An empty folder.")],
    data: DataFolder = None,
) -> None:
    """Write the cases for another harness."""
    from avow.cli.terminal import out
    from avow.evals.adapters import promptfoo
    from avow.evals.cases import Data

    if form != "promptfoo":
        raise UsageError(
            f"no form {form!r}: choose promptfoo (Inspect AI reads the cases itself, see docs/evals.md)"
        )
    plan = evaluating.plan(data, None, None, 1)
    for path in promptfoo.export(Data(plan.data), Path(folder)):
        out(str(path))


@app.command("list")
def list_suites(data: DataFolder = None, as_json: Json = False) -> None:
    """List the suites with their items, checks and groups."""
    from avow.cli import show as shows
    from avow.cli.terminal import out
    from avow.evals.cases import Data
    from avow.evals.suites import SUITES

    plan = evaluating.plan(data, None, None, 1)
    rows: list[dict[str, Any]] = []
    for suite in SUITES.values():
        items = suite.items(Data(plan.data))
        checks = sorted({check for item in items for check in item.checks})
        groups = sorted({group for item in items for group in item.groups})
        rows.append(
            {
                "suite": suite.name,
                "summary": suite.summary,
                "items": len(items),
                "checks": checks,
                "groups": groups,
            }
        )
    if as_json:
        shows.as_json(rows)
        return
    for row in rows:
        out(f"{row['suite']}: {row['summary']}")
        out(f"  {row['items']} items; checks {', '.join(row['checks'])}")
        out(f"  --only {' '.join(row['groups'])}")
