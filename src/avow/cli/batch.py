"""`avow batch`: a table of briefs in, a table of answers out, and a journal between them."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from avow.cli.options import Attempts, ModelFlags, Posting, Question, Quiet, Texts, Variant, with_groups
from avow.errors import UsageError

if TYPE_CHECKING:
    from avow.batch.runner import Job, Summary
    from avow.brief import Context

STDIO = "-"
CONCURRENCY = 16
JOB_ROWS = 5_000  # in flight at once with a batch API: each holds its brief in memory until the job ends
EPILOG = """\b
Examples:
  avow batch briefs.jsonl answers.jsonl
  avow batch people.csv answers.csv --map aspiration=story --company acme.yaml
  avow batch briefs.jsonl answers.parquet --model gpt-5-mini --max-usd 20
  avow batch briefs.jsonl part2.jsonl --shard 2/8     (then avow merge)
  cat briefs.jsonl | avow batch - - --journal run.journal | jq .answer

\b
Each finished row goes to a journal (OUT.journal) before it counts. Stop at any
time and run the same command again: it continues where it stopped.
Exit codes: 0 every row has an answer or a reason why not, 1 some rows failed,
2 wrong input, 3 engine or environment, 4 stopped before the end, 130 and 143
stopped by a signal.
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SharedFlags:
    """What all rows have in common; single values win over a row's own."""

    question: Question = None
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="FILE", help="The employer of all rows, as .yaml or .json."),
    ] = None
    posting: Posting = None
    withhold: Annotated[
        Texts,
        typer.Option("--withhold", metavar="TEXT", help="Something no answer may say. Repeat for more."),
    ] = None
    seconds: Annotated[
        int | None,
        typer.Option("--seconds", metavar="N", help="How long an answer may take to say: 10 to 180."),
    ] = None
    locale: Annotated[
        str | None, typer.Option("--locale", metavar="NAME", help="Spelling: en-GB or en-US.")
    ] = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RunFlags:
    """How the run goes: how fast, how far, and from where."""

    journal: Annotated[
        str | None, typer.Option("--journal", metavar="FILE", help="[default: OUT.journal]")
    ] = None
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start again; the old journal is kept as NAME.old.")
    ] = False
    continue_anyway: Annotated[
        bool,
        typer.Option("--continue-anyway", help="Go on although rows or settings changed; keep what is done."),
    ] = False
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try rows that failed last time again.")
    ] = False
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Only write OUT from the journal, as far as it goes.")
    ] = False
    shard: Annotated[
        str | None,
        typer.Option("--shard", metavar="I/N", help="Only every N-th row, starting with the I-th."),
    ] = None
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", min=0, help="Processes to work in; 0: one a core."),
    ] = 0
    concurrency: Annotated[
        int | None,
        typer.Option(
            "--concurrency",
            metavar="N",
            min=1,
            max=50_000,
            help="Rows in flight with a model. [default: 16; 5000 by --via batch-api]",
        ),
    ] = None
    via: Annotated[
        str,
        typer.Option("--via", metavar="HOW", help="online, or batch-api: OpenAI's Batch API, within a day."),
    ] = "online"
    poll_seconds: Annotated[
        float, typer.Option("--poll-seconds", metavar="X", min=0.1, help="Between looks at a batch job.")
    ] = 30.0
    rpm: Annotated[
        float | None, typer.Option("--rpm", metavar="X", min=0.1, help="Most requests a minute.")
    ] = None
    tpm: Annotated[float | None, typer.Option("--tpm", metavar="X", min=1, help="Most tokens a minute.")] = (
        None
    )
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="For one call of a model.")
    ] = 120.0
    max_failures: Annotated[
        int | None, typer.Option("--max-failures", metavar="N", min=0, help="Stop when more rows failed.")
    ] = None
    progress_seconds: Annotated[
        float,
        typer.Option(
            "--progress-seconds", metavar="X", min=0.1, help="Between lines where no terminal watches."
        ),
    ] = 10.0


@with_groups
def batch(
    shared: SharedFlags,
    models: ModelFlags,
    run_flags: RunFlags,
    source: Annotated[
        str, typer.Argument(metavar="IN", help="Rows: .jsonl, .csv, .tsv, .parquet, or - for JSON lines.")
    ],
    out: Annotated[str, typer.Argument(metavar="OUT", help="Results, in the order of IN; - for JSON lines.")],
    map_: Annotated[
        Texts, typer.Option("--map", metavar="KEY=COLUMN", help="Which column holds a key of a brief.")
    ] = None,
    fields: Annotated[
        str | None,
        typer.Option("--fields", metavar="NAMES", help="Columns of OUT, with commas between them."),
    ] = None,
    variant: Variant = 0,
    max_attempts: Attempts = 3,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the input and estimate the cost; send and write nothing.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Rewrite a table of briefs: nothing lost, nothing done twice, whatever stops it."""
    from avow.batch import runner
    from avow.batch.work import Shared
    from avow.cli.batch_progress import Progress, show_summary

    job = _job(source, out, models, run_flags, map_, fields, Shared(_context(shared), max_attempts, variant))
    if dry_run:
        from avow.batch.estimate import dry_run as estimate

        estimate(job, Progress(job, every=run_flags.progress_seconds, quiet=False))
        return
    progress = Progress(job, every=run_flags.progress_seconds, quiet=quiet)
    try:
        summary: Summary = runner.run(job, progress)
    except BrokenPipeError:
        from avow.cli.terminal import CLOSED_PIPE

        raise typer.Exit(CLOSED_PIPE) from None
    finally:
        progress.close()
    show_summary(summary, job, quiet=quiet)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def _job(
    source: str,
    out: str,
    models: ModelFlags,
    flags: RunFlags,
    mapped: Texts,
    fields: str | None,
    shared: object,
) -> "Job":
    from avow.batch.columns import read_map
    from avow.batch.jobs import Pauses
    from avow.batch.online import BATCH_API, ONLINE
    from avow.batch.plan import Shard
    from avow.batch.results import ROW, read_fields
    from avow.batch.road import Road
    from avow.batch.runner import Job
    from avow.batch.work import Shared
    from avow.cli.models import names
    from avow.settings import Settings

    assert isinstance(shared, Shared)
    if flags.journal is None and out == STDIO:
        raise UsageError("with results on standard output, name the journal: --journal FILE")
    if flags.fresh and (flags.continue_anyway or flags.rebuild or flags.retry_failed):
        raise UsageError("--fresh throws away what the other flags would keep; leave one of them out")
    chosen = names(models)
    by_jobs = flags.via == BATCH_API
    if flags.via not in (ONLINE, BATCH_API):
        raise UsageError(f"--via {flags.via}: write {ONLINE} or {BATCH_API}")
    if by_jobs and chosen.local:
        raise UsageError("--via batch-api asks a model: name one with --model")
    kept = read_fields(fields)
    shard = Shard.read(flags.shard) if flags.shard else Shard()
    if shard.count > 1 and ROW not in kept:
        kept = (ROW, *kept)  # avow merge goes by it
    return Job(
        source=source,
        out=out,
        journal=Path(flags.journal or f"{out}.journal"),
        road=Road(
            model=chosen.model,
            verifier=chosen.verifier,
            base_url=models.base_url,
            mask=not models.no_mask,
            send_withheld=models.send_withheld,
            context=models.context,
            recordings=Settings.load().recordings,
            attempt_seconds=flags.timeout,
        ),
        shared=shared,
        mapped=read_map(mapped or []),
        fields=kept,
        shard=shard,
        workers=flags.workers,
        concurrency=flags.concurrency or (JOB_ROWS if by_jobs else CONCURRENCY),
        via=flags.via,
        pauses=Pauses(quiet=min(2.0, flags.poll_seconds), poll=flags.poll_seconds),
        rpm=flags.rpm,
        tpm=flags.tpm,
        max_failures=flags.max_failures,
        max_usd=models.max_usd,
        max_tokens=models.max_tokens,
        fresh=flags.fresh,
        continue_anyway=flags.continue_anyway,
        retry_failed=flags.retry_failed,
        rebuild=flags.rebuild,
    )


def _context(flags: SharedFlags) -> "Context":
    from avow.brief import Context, load_company, load_posting

    return Context(
        question=flags.question,
        posting=load_posting(flags.posting) if flags.posting is not None else None,
        seconds=flags.seconds,
        locale=flags.locale,
        withhold=tuple(flags.withhold or ()),
        company=load_company(flags.company) if flags.company is not None else {},
    )
