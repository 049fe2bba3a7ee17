"""Labelled answers past the guards: what is caught, per type, and what good answers are blocked."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from avow import guards
from avow.evals.cases import INVENTED, Data, Span
from avow.evals.items import Item, Output, Provider, Scores, Suite
from avow.language.analysis import analyse
from avow.material import cut
from avow.truth.claims import claims
from avow.truth.evidence import evidence
from avow.truth.gate import hits
from avow.types import Draft, Material, Sentence, Severity

SHARE = 0.4  # of an answer's words that a candidate is asked about, riskiest first


def items(data: Data) -> list[Item]:
    """Every labelled answer, and both sides of every minimal pair."""
    found = []
    for row in data.labelled:
        kinds = dict.fromkeys(span.type for span in row.spans)
        found.append(
            _item(
                row.id,
                row.case,
                data.cases[row.case].brief,
                row.split,
                row.answer,
                tuple(row.spans),
                tuple(kinds),
            )
        )
    for pair in data.pairs:
        found.append(_item(f"{pair.id}:good", pair.id, pair.brief, pair.split, pair.good, (), ()))
        span = Span(text=pair.span, type=pair.type)
        found.append(
            _item(f"{pair.id}:bad", pair.id, pair.brief, pair.split, pair.bad, (span,), (pair.type,))
        )
    return found


def _item(
    name: str,
    cluster: str,
    brief: Any,
    split: Any,
    answer: str,
    spans: tuple[Span, ...],
    kinds: tuple[str, ...],
) -> Item:
    invented = any(kind in INVENTED for kind in kinds)
    if not spans:
        # The good side of a pair is true, and no more than that: it is too short to be held to the rest.
        checks: tuple[str, ...] = ("passed_truth",) if name.endswith(":good") else ("passed", "passed_truth")
    else:
        checks = ("caught", "found") if invented else ("caught",)
    groups = (f"split={split}", *(f"type={kind}" for kind in kinds))
    return Item(name, cluster, brief, checks, split, groups, answer, spans)


def draft_of(answer: str) -> Draft:
    """An answer from elsewhere as a draft of one sentence, so that offsets are the answer's own."""
    return Draft(sentences=(Sentence(text=answer),), engine="given")


async def judged(item: Item, provider: Provider) -> Output:
    """What the guards (and the provider's verifier, where they are content) say of the item's answer."""
    material = cut(item.brief)
    found = list(guards.check(draft_of(item.answer), material))
    verifier = provider.road(item, material).verifier
    if verifier is not None and not any(f.severity is Severity.BLOCK for f in found):
        found += (await verifier(item.answer, material)).findings
    return {"findings": [as_json(f) for f in found], "claims": _claims(item.answer, material)}


def as_json(finding: Any) -> dict[str, Any]:
    """A finding without what is empty."""
    full = finding.model_dump(mode="json")
    return {key: value for key, value in full.items() if value not in ("", None)}


def _claims(answer: str, material: Material) -> list[list[float]]:
    """(start, end, risk) of each claim, riskiest first."""
    ev = evidence(material)
    found = claims(answer, ev, hits(analyse(answer), ev))
    return [[c.start, c.end, c.risk] for c in sorted(found, key=lambda c: -c.risk)]


def score(item: Item, output: Output) -> Scores:
    """Which checks of a labelled answer hold.

    passed        nothing blocks a good answer
    passed_truth  no finding on its truth does
    caught        a block stands on a labelled span, or bears the type of a fault of the whole answer
    found         every span is blocked, or among the riskiest SHARE of the words
    """
    blocks = [f for f in output["findings"] if f["severity"] == "block"]
    if not item.spans:
        of_truth = any(block["principle"] == "truthful" for block in blocks)
        both = {"passed": not blocks, "passed_truth": not of_truth}
        return {name: both[name] for name in item.checks}
    places = [(_place(item.answer, span), span.type) for span in item.spans]
    caught = any(_meets(block, place, label) for block in blocks for place, label in places)
    scores = {"caught": caught}
    if "found" in item.checks:
        asked = _asked(item.answer, output["claims"])
        scores["found"] = all(
            any(_meets(block, place, label) for block in blocks) or _inside(item.answer, place, asked)
            for place, label in places
        )
    return scores


def _place(answer: str, span: Span) -> tuple[int, int]:
    start = answer.find(span.text) if span.text else 0
    return start, start + len(span.text) if span.text else len(answer)


def _meets(block: dict[str, Any], place: tuple[int, int], label: str) -> bool:
    start, end = block.get("start", 0), block.get("end", 0)
    if end <= start or label not in INVENTED:
        return bool(block.get("type") == label)
    return bool(start < place[1] and place[0] < end)


def _asked(answer: str, claimed: list[list[float]]) -> list[tuple[int, int]]:
    """The places of the words that a candidate would be asked about."""
    places = _words(answer)
    ordered = [p for start, end, _ in claimed for p in places if start <= p[0] < end]
    return ordered[: round(SHARE * len(places))]


def _inside(answer: str, place: tuple[int, int], asked: list[tuple[int, int]]) -> bool:
    own = [p for p in _words(answer) if p[0] < place[1] and place[0] < p[1]]
    return sum(p in asked for p in own) * 2 >= len(own)


def _words(answer: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in answer.split():
        start = answer.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found


def per_guard(judged_items: Iterable[tuple[Item, Output]]) -> list[tuple[str, int, int, int, int]]:
    """(code, good answers it blocks, of how many, bad answers where it blocks a labelled span, of how many).

    Only answers of the kinds that a guard may be held to: the good sides of pairs for guards of truth only.
    """
    wrong: Counter[str] = Counter()
    right: Counter[str] = Counter()
    full = pairs = bad = 0
    for item, output in judged_items:
        blocks = [f for f in output["findings"] if f["severity"] == "block"]
        if item.spans:
            bad += 1
            places = [(_place(item.answer, span), span.type) for span in item.spans]
            right.update({b["code"] for b in blocks if any(_meets(b, *place) for place in places)})
            continue
        whole = "passed" in item.checks
        full, pairs = full + whole, pairs + (not whole)
        wrong.update({b["code"] for b in blocks if whole or b["principle"] == "truthful"})
    rows = []
    for guard in guards.GUARDS:
        held_to = full + pairs if guard.principle == "truthful" else full
        rows.append((guard.code, wrong[guard.code], held_to, right[guard.code], bad))
    return rows


SUITE = Suite(
    name="guards",
    summary="answers with hand-made labels: what is caught, what is blocked wrongly",
    providers=("offline", "scripted", "live", "batch-api"),
    items=items,
    run=judged,
    score=score,
    breakdown=("split", "type"),
)
