"""The model path from recordings: parsing, anchors, guards, verification, repair, fallback.

The completions were written for the suite (no model made them); each is found by the hash of the request
that the product sends, so that a changed prompt or brief is a miss, and a miss is an error.
"""

from avow.evals import scorers
from avow.evals.cases import Data, Labelled
from avow.evals.items import Item, Output, Provider, Scores, Suite
from avow.evals.suites import rewrites
from avow.evals.texts import plain

# What a model may send instead of an answer; none of it may come out as one.
BROKEN = {
    "prose": "Of course! Here is an answer that will impress them: I have always been a natural leader.",
    "refusal": "I'm sorry, but I can't help with that request.",
    "cut": '{"sentences": [{"text": "One day I want to',
    "empty": '{"sentences": [], "left_out": [], "fit": {"level": "unknown", "reason": ""}, "wanted": []}',
    "list": '[{"text": "I led the whole region for nine years."}]',
}
VARIANTS = ("good", "mended", "stubborn")


def items(data: Data) -> list[Item]:
    """For every case that has good and fabricated answers by hand: a model that is right at once, one that is
    right when told what is wrong, and one that never is; and broken replies."""
    found = []
    by_case: dict[str, list[Labelled]] = {}
    for row in data.labelled:
        by_case.setdefault(row.case, []).append(row)
    for case_id, rows in by_case.items():
        good = [row.answer for row in rows if row.kind == "good"]
        bad = [row for row in rows if row.kind == "fabricated"]
        if not good or not bad:
            continue
        scripts = {"good": [good[0]], "mended": [bad[0].answer, good[0]], "stubborn": [bad[-1].answer]}
        wrong = [span.text for row in (bad[0], bad[-1]) for span in row.spans]
        for number, variant in enumerate(VARIANTS):
            found.append(_item(data, case_id, variant, number, list(scripts[variant]), wrong))
    for number, (name, raw) in enumerate(BROKEN.items()):
        case_id = next(iter(data.cases))
        found.append(_item(data, case_id, f"broken-{name}", 100 + number, [{"raw": raw}], []))
    return found


def _item(
    data: Data, case_id: str, variant: str, sample: int, script: list[object], wrong: list[str]
) -> Item:
    case = data.cases[case_id]
    checks = {
        "good": ("truth", "accepted"),
        "mended": ("truth", "unlabelled", "repaired"),
        "stubborn": ("truth", "unlabelled", "refused"),
    }.get(variant, ("unanswered",))
    return Item(
        id=f"{case_id}/{variant}",
        cluster=case_id,
        brief=case.brief,
        checks=checks,
        split=case.split,
        groups=(f"variant={variant}", f"split={case.split}"),
        extra={"script": script, "wrong": wrong, "expect": case.expect.model_dump()},
        sample=sample,
    )


async def run(item: Item, provider: Provider) -> Output:
    """The answer that comes of the script. A model that gave none is an outcome, a miss is not."""
    from avow.errors import CompletionError

    try:
        return await rewrites.run(item, provider)
    except CompletionError as error:
        if item.checks != ("unanswered",):
            raise
        return {"text": "", "status": "failed", "kind": error.kind}


def score(item: Item, output: Output) -> Scores:
    """accepted: a good draft is shown as it stands, at once. repaired: the good draft after a bad one.
    refused: the bad draft is not shown whole. unlabelled: nothing labelled as invented is shown."""
    text, own = output["text"], plain(scorers.candidate(item.brief))
    script = item.extra["script"]
    scores = {
        "truth": not scorers.invented(item.brief, text),
        "accepted": output["status"] == "accepted",
        "repaired": output["status"] == "repaired" and text != script[0],
        "refused": output["status"] != "accepted" and text != script[0],
        "unlabelled": not any(
            words in text and plain(words) not in own for words in item.extra["wrong"] if words
        ),
        "unanswered": not text,
    }
    return {name: scores[name] for name in item.checks}


SUITE = Suite(
    name="replay",
    summary="the model path from recorded completions: right, mended, stubborn and broken models",
    providers=("replay", "scripted"),
    items=items,
    run=run,
    score=score,
    breakdown=("variant",),
)
