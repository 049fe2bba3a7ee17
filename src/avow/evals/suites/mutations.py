"""Good answers with one defect planted in each: how many are killed, per operator."""

from avow.evals.cases import Data, Span
from avow.evals.items import Item, Output, Scores, Suite
from avow.evals.mutate import OPERATORS, planted
from avow.evals.suites import guards
from avow.types import Brief

PER_ANSWER = 2
SEED = 20_261
# Defects in a closed slot, which code alone must see.
SLOTS = frozenset(
    "number_invented number_changed name_invented credential_invented title_invented tenure_promised "
    "history_of_wanting".split()
)


def items(data: Data) -> list[Item]:
    """Up to PER_ANSWER mutants of every good answer, the same for the same data."""
    good: list[tuple[str, str, str, Brief, str]] = [
        (row.id, row.case, row.split, data.cases[row.case].brief, row.answer)
        for row in data.labelled
        if row.kind == "good"
    ]
    good += [(f"{pair.id}:good", pair.id, pair.split, pair.brief, pair.good) for pair in data.pairs]
    found = []
    # The generator yields mutants with their brief only; asking it row by row would lose its balance between
    # operators, so a brief object of its own marks each row.
    marked = [(row[3].model_copy(), row[4]) for row in good]
    index = {id(brief): number for number, (brief, _) in enumerate(marked)}
    for brief, mutant in planted(marked, per_answer=PER_ANSWER, seed=SEED, operators=OPERATORS):
        name, cluster, split, own, _ = good[index[id(brief)]]
        text = mutant.answer[mutant.start : mutant.end]
        slot = ("class=slot",) if mutant.operator in SLOTS else ("class=open",)
        found.append(
            Item(
                id=f"{name}/{mutant.operator}",
                cluster=cluster,
                brief=own,
                checks=("killed",),
                split=split,
                groups=(f"operator={mutant.operator}", f"split={split}", *slot),
                answer=mutant.answer,
                spans=(Span.model_validate({"text": text, "type": mutant.type}),) if text else (),
                at=(mutant.start, mutant.end),
                extra={"type": mutant.type},
            )
        )
    return found


def score(item: Item, output: Output) -> Scores:
    """killed: a block stands on the planted words, or is of the whole answer and bears the defect's type."""
    assert item.at is not None
    start, end = item.at
    for finding in output["findings"]:
        if finding["severity"] != "block":
            continue
        a, b = finding.get("start", 0), finding.get("end", 0)
        if (a < end and start < b) if b > a else finding.get("type") == item.extra["type"]:
            return {"killed": True}
    return {"killed": False}


SUITE = Suite(
    name="mutations",
    summary="one planted defect in a good answer: killed or not, per operator",
    providers=("offline", "scripted", "live", "batch-api"),
    items=items,
    run=guards.judged,
    score=score,
    breakdown=("class", "operator"),
)
