"""What a run will take, before it starts: rows, tokens, dollars, from a sample of the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from avow.batch.plan import Plan
from avow.batch.road import REPLAY, Road, preview
from avow.batch.work import Shared, Task, brief_of
from avow.errors import AvowError

if TYPE_CHECKING:
    from avow.batch.runner import Job, Watcher

ANSWER_TOKENS = 600  # a draft with its quotes, and a verdict, come to about this each


@dataclass(frozen=True, slots=True)
class Estimate:
    """For the rows still to be done. `usd` is None where no price is known."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    usd: float | None
    counted: str  # what the tokens were counted with


def estimate(road: Road, shared: Shared, sample: Sequence[dict[str, object]], rows: int) -> Estimate | None:
    """Tokens and cost of so many rows like the sample: one draft and one verification each.

    None where nothing is sent, or where no row of the sample is a brief.
    """
    if road.local or road.model in (REPLAY, "offline") or not rows:
        return None
    from avow.engines.endpoint import resolve
    from avow.engines.prices import price
    from avow.material import cut

    tokens, counted, briefs = 0, "", 0
    for fields in sample:
        try:
            shown = preview(road, cut(brief_of(Task(b"", fields), shared)))
        except AvowError:
            continue
        briefs += 1
        tokens += shown.tokens.tokens
        counted = shown.tokens.by + (" (estimated)" if shown.tokens.estimated else "")
    if not briefs:
        return None
    turns = 1 if road.verifier is None else 2
    asked = round(tokens / briefs * rows * turns)
    answered = ANSWER_TOKENS * rows * turns
    endpoint = resolve(road.base_url, need_key=False)
    return Estimate(rows * turns, asked, answered, price(road.model, endpoint, asked, answered), counted)


def dry_run(job: "Job", watcher: "Watcher") -> None:
    """Reads and checks the input and tells the watcher what it holds; writes nothing.

    What an existing journal holds is not counted: reading it would need its lock.
    """
    import sys
    import tempfile
    from pathlib import Path

    from avow.batch.index import Index
    from avow.batch.plan import make_plan
    from avow.batch.rows import open_source
    from avow.batch.runner import check_out

    check_out(job)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    source = open_source(job.source, stdin, job.mapped, Path(tempfile.gettempdir()))
    index = Index()
    try:
        watcher.planned(make_plan(source, index, ["dry"], job.shard), 0, job, source)
    finally:
        index.close()
        source.close()


def told(found: Estimate | None, plan: Plan, finished: int) -> str:
    """The estimate as a line."""
    left = plan.rows - finished
    line = f"{plan.rows:,} rows, {left:,} to do"
    if plan.distinct < plan.rows:
        line += f" ({plan.rows - plan.distinct:,} repeat another row)"
    if found is None:
        return line
    cost = "price unknown" if found.usd is None else f"about ${found.usd:,.2f}"
    return (
        f"{line}; about {found.calls:,} calls, {found.prompt_tokens:,} tokens in and"
        f" {found.completion_tokens:,} out, {cost}, if every draft passes at once"
        f" (counted by {found.counted})"
    )
