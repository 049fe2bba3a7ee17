"""An engine over the cases: is what it shows true, discreet, tied, far-sighted and sayable?"""

from typing import Any

from avow.evals import scorers
from avow.evals.cases import Case, Data
from avow.evals.items import Item, Output, Provider, Scores, Suite
from avow.evals.suites.guards import as_json
from avow.material import cut
from avow.pipeline import rewrite
from avow.types import Answer

_FIT = {"none": "unknown"}  # the cases' word → the product's

# The figure that measures each principle (ids of prompts/principles.toml); `mutations.…` from that suite.
MEASURES = {
    "truthful": "rewrites.truth",
    "positive": "rewrites.discreet",  # complaints stand among what a case wants avoided
    "discreet": "rewrites.withheld",
    "aligned": "rewrites.tie",
    "honest-fit": "rewrites.fit",
    "far-sighted": "rewrites.horizon",
    "ambitious": "rewrites.aspiration",
    "loyal": "mutations.killed[operator=tenure_promised]",
    "brief": "rewrites.length",
    "spoken": "rewrites.voice",
}


def items(data: Data) -> list[Item]:
    """Every case."""
    return [item_of(case) for case in data.cases.values()]


def item_of(case: Case) -> Item:
    """A case as an item; craft is only asked for where an answer must be shown.

    Where wish and employer conflict, an answer is due only if a true one exists that helps: there advice in
    its place is right as well, so that no craft is asked for.
    """
    checks = ["truth", "discreet", "status", "fit", "voice"]
    checks += ["withheld"] if case.brief.withhold else []
    if case.expect.status == "accepted" and case.expect.fit != "conflict":
        checks += ["length", "readability", "horizon"]
        checks += ["aspiration", "kept"] if case.expect.aspiration else []
        checks += ["tie"] if case.expect.fit != "none" else []
    specials = [t.replace(":", "=") for t in case.tags if t.split(":")[0] in ("special", "register")]
    return Item(
        id=case.id,
        cluster=case.id,
        brief=case.brief,
        checks=tuple(checks),
        split=case.split,
        groups=(f"split={case.split}", *specials),
        extra={"expect": case.expect.model_dump(), "tags": list(case.tags)},
    )


async def run(item: Item, provider: Provider) -> Output:
    """The answer to a case."""
    road = provider.road(item, cut(item.brief))
    answer = await rewrite(
        item.brief, road.engine, fallback=road.fallback, verifier=road.verifier, variant=item.sample
    )
    return output_of(answer)


def output_of(answer: Answer) -> Output:
    """What is kept of an answer."""
    full = answer.model_dump(mode="json", include=set(_KEPT))
    full["findings"] = [as_json(f) for f in answer.findings]
    full["fit"] = answer.fit.level.value
    return full


_KEPT = (
    "text",
    "status",
    "sentences",
    "ledger",
    "follow_ups",
    "questions",
    "usage",
    "prompts",
    "notes",
    "engine",
)


def score(item: Item, output: Output) -> Scores:
    """Every check of the item; see `avow.evals.scorers` for what each reads."""
    expect, text = item.extra["expect"], output["text"]
    shown = bool(text)
    scores: dict[str, bool | float] = {
        "truth": not scorers.invented(item.brief, text),
        "withheld": not scorers.leaked(text, item.brief.withhold),
        "discreet": not scorers.leaked(text, expect["avoid"]),
        "status": shown == (expect["status"] == "accepted")
        or (expect["fit"] == output["fit"] == "conflict" and not shown),
        "fit": output["fit"] == _FIT.get(expect["fit"], expect["fit"]),
        "voice": not shown or scorers.spoken(text),
        "length": shown and scorers.well_measured(text, item.brief.style.seconds),
        "readability": shown and scorers.sayable(text),
        "horizon": shown and scorers.far_sighted(text),
        "tie": shown and scorers.tied(item.brief, text),
        "kept": scorers.keeps(text, expect["aspiration"]) if shown else 0.0,
    }
    scores["aspiration"] = scores["kept"] >= scorers.KEPT
    return {name: scores[name] for name in item.checks}


def faults(item: Item, output: Output) -> list[dict[str, Any]]:
    """The words behind a failed check, for reports."""
    text = output["text"]
    said = scorers.leaked(text, [*item.brief.withhold, *item.extra["expect"]["avoid"]])
    return [
        *({"check": "truth", "type": f.type, "text": f.text} for f in scorers.invented(item.brief, text)),
        *({"check": "discreet", "type": "disclosure", "text": words} for words in said),
    ]


SUITE = Suite(
    name="rewrites",
    summary="an engine over hand-written cases: truth, discretion, craft",
    providers=("offline", "live", "batch-api"),
    items=items,
    run=run,
    score=score,
    breakdown=("split",),
    samples=True,
)
