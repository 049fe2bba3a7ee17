"""What the truth gate blocks and what the claims' risk finds, with Wilson intervals.

    bench_truth.py --data FOLDER [--out BASELINE.json]

FOLDER holds truth/dev.jsonl, truth/natural.jsonl and public/*.jsonl (labelled data kept outside this
repository); the project's own labelled answers are read from evals/. The "held" rows of evals/ were never
looked at while the rules were written; "tune" rows were.
"""

import argparse
import json
import pathlib
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from avow.evals.mutate import planted
from avow.evals.stats import auroc, wilson
from avow.language.analysis import Text, analyse
from avow.material import cut
from avow.truth.claims import claims
from avow.truth.evidence import Evidence, Hit
from avow.truth.gate import hits
from avow.types import Brief, Material

Row = dict[str, Any]
ROOT = pathlib.Path(__file__).parents[1]
SHARE = 0.4  # of an answer's words that the candidate is asked about


@dataclass
class Table:
    """Lines of (what, hits, of, target), printed and kept."""

    lines: list[Row] = field(default_factory=list)

    def add(self, what: str, hits: int, total: int, target: str = "") -> None:
        low, high = wilson(hits, total)
        rate = hits / total if total else 0.0
        self.lines.append(
            {"what": what, "hits": hits, "of": total, "rate": round(rate, 4), "low": round(low, 4),
             "high": round(high, 4), "target": target}
        )  # fmt: skip
        print(f"{what:<66} {hits:>5}/{total:<5} {rate:>7.1%}  [{low:6.1%}, {high:6.1%}]  {target}")

    def note(self, what: str, value: float, target: str = "") -> None:
        self.lines.append({"what": what, "value": round(value, 4), "target": target})
        print(f"{what:<66} {value:>13.3f}  {target}")


def read(path: pathlib.Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def own(split: str, *, retold: bool = False) -> Iterator[Row]:
    """The project's own labelled answers of one split, in the form {"brief", "answer", "kind", "spans"}.

    With `retold` those of retold-*.jsonl alone: true answers whose writers were asked to retell every number,
    name and paper in other words than the material's.
    """
    cases = {r["id"]: r["brief"] for f in sorted(ROOT.glob("evals/cases/*.jsonl")) for r in read(f)}
    for path in sorted(ROOT.glob("evals/labelled/*.jsonl")):
        for row in read(path):
            if row["split"] != split or path.stem.startswith("retold") != retold:
                continue
            if "bad" in row:
                base = {"brief": row["brief"], "file": path.stem}
                yield {**base, "answer": row["good"], "kind": "good", "spans": []}
                span = {"text": row["span"], "type": row["type"]}
                yield {**base, "answer": row["bad"], "kind": "fabricated", "spans": [span]}
            else:
                yield {**row, "brief": cases[row["case"]], "file": path.stem}


def judge(row: Row) -> tuple[Evidence, list[Hit]]:
    ev = Evidence(cut(Brief.model_validate(row["brief"])))
    return ev, hits(analyse(row["answer"]), ev)


def false_blocks(rows: Iterable[Row]) -> tuple[int, int]:
    blocked = total = 0
    for row in rows:
        if row["kind"] in ("good", "other"):
            total += 1
            blocked += bool(judge(row)[1])
    return blocked, total


def spans_of(row: Row) -> list[tuple[int, int, str]]:
    found = []
    for span in row["spans"]:
        start = row["answer"].find(span["text"]) if span["text"] else -1
        if start >= 0:
            found.append((start, start + len(span["text"]), span["type"]))
    return found


def recall(rows: Iterable[Row]) -> tuple[Counter[str], Counter[str]]:
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        if row["kind"] != "fabricated":
            continue
        _, found = judge(row)
        for start, end, label in spans_of(row):
            total[label] += 1
            caught[label] += any(h.start < end and start < h.end for h in found)
    return caught, total


def risky(row: Row) -> tuple[list[bool], list[bool]]:
    """For each span of an answer: (blocked, at least half inside the riskiest SHARE of the words)."""
    ev, found = judge(row)
    answer = row["answer"]
    places = [(m.start(), m.end()) for m in re.finditer(r"\S+", answer)]
    ordered = sorted(claims(answer, ev, found), key=lambda c: -c.risk)
    taken = [p for c in ordered for p in places if c.start <= p[0] < c.end]
    seen = set(taken[: round(SHARE * len(places))])
    blocked, inside = [], []
    for start, end, _ in spans_of(row):
        words = [p for p in places if p[0] < end and start < p[1]]
        blocked.append(any(h.start < end and start < h.end for h in found))
        inside.append(sum(p in seen for p in words) * 2 >= len(words))
    return blocked, inside


def risk_order(table: Table, what: str, rows: Iterable[Row], target: str) -> None:
    whole = count = 0
    for row in rows:
        if row["kind"] == "fabricated" and spans_of(row):
            blocked, inside = risky(row)
            count += 1
            whole += all(b or i for b, i in zip(blocked, inside, strict=True))
    table.add(what, whole, count, target)


def plant(table: Table, what: str, rows: list[Row], seed: int) -> None:
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    good = [(Brief.model_validate(r["brief"]), r["answer"]) for r in rows if r["kind"] == "good"]
    slots = ("number_invented", "number_changed", "name_invented", "credential_invented", "title_invented",
             "tenure_promised", "history_of_wanting", "number_rebound")  # fmt: skip
    for brief, mutant in planted(good, operators=slots, per_answer=1, seed=seed):
        ev = Evidence(cut(brief))
        found = hits(Text(mutant.answer), ev)
        total[mutant.operator] += 1
        caught[mutant.operator] += any(h.start < mutant.end and mutant.start < h.end for h in found)
    for operator in slots:
        if operator != "number_rebound":
            table.add(f"planted {operator}, {what}", caught[operator], total[operator])
    together = [o for o in slots if o != "number_rebound"]
    table.add(f"planted slots together, {what}", sum(caught[o] for o in together),
              sum(total[o] for o in together), ">= 95 %")  # fmt: skip
    table.add(f"planted number_rebound, {what}", caught["number_rebound"], total["number_rebound"], "apart")


def speed(table: Table, rows: list[Row]) -> None:
    """The whole deterministic check beside rouge1+rougeL on the same pair, cold texts, median of five."""
    from rouge_score import rouge_scorer

    from avow.language import analysis

    scorer = rouge_scorer.RougeScorer(["rouge1", "rougeL"], use_stemmer=True)
    ratios = []
    sample = rows[:: max(1, len(rows) // 120)]
    for row in sample[:20]:
        judge(row)
        scorer.score(_text(row["brief"]), row["answer"])
    for _ in range(5):
        start = time.process_time()
        for row in sample:
            analysis.analyse.cache_clear()
            ev, found = judge(row)
            claims(row["answer"], ev, found)
        ours = time.process_time() - start
        start = time.process_time()
        for row in sample:
            scorer.score(_text(row["brief"]), row["answer"])
        ratios.append(ours / (time.process_time() - start))
    table.note("check (gate and claims) / rouge1+rougeL, CPU, median of 5", median(ratios), "<= 1")


def _text(brief: Row) -> str:
    company = brief.get("company") or {}
    return " ".join([brief["aspiration"], *brief.get("facts", []), *map(str, company.values())])


def public(table: Table, path: pathlib.Path) -> None:
    scores: dict[bool, list[float]] = {True: [], False: []}
    blocked: Counter[bool] = Counter()
    for row in read(path):
        source = row["source"][:20_000]
        material: Material = cut(Brief(aspiration=source))
        ev = Evidence(material)
        found = hits(Text(row["answer"]), ev)
        risks = [c.risk for c in claims(row["answer"], ev, found)]
        scores[row["supported"]].append(max(risks, default=0.0))
        blocked[row["supported"]] += bool(found)
    table.add(f"public {path.stem}: unsupported, blocked", blocked[False], len(scores[False]), "recorded")
    table.add(f"public {path.stem}: supported, blocked", blocked[True], len(scores[True]), "recorded")
    table.note(
        f"public {path.stem}: AUROC of the highest risk", auroc(scores[False], scores[True]), "recorded"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, help="write the figures here as JSON")
    args = parser.parse_args()
    table = Table()
    dev, natural = read(args.data / "truth/dev.jsonl"), read(args.data / "truth/natural.jsonl")
    held, tune = list(own("held")), list(own("tune"))
    sets = (("dev", dev), ("own tune", tune), ("own held", held))
    for name, rows in sets:
        table.add(f"false blocks on good and other, {name}", *false_blocks(rows), "<= 2 %")
    for split in ("tune", "held"):
        rows = list(own(split, retold=True))
        table.add(f"false blocks on very free rewrites, own {split}", *false_blocks(rows), "recorded")
    plant(table, "dev", dev, seed=11)
    plant(table, "own held", held, seed=12)
    for name, rows in sets:
        caught, total = recall(rows)
        table.add(f"fabricated spans blocked, {name}", sum(caught.values()), sum(total.values()))
        for label in sorted(total):
            table.add(f"  {label}, {name}", caught[label], total[label])
    for name, rows in sets:
        risk_order(table, f"span blocked or in the riskiest 40 % of words, {name}", rows, ">= 75 %")
    marks = [risky(row) for row in natural if row["kind"] == "fabricated"]
    blocked = sum(map(sum, (b for b, _ in marks)))
    total_spans = sum(len(b) for b, _ in marks)
    either = sum(x or y for b, i in marks for x, y in zip(b, i, strict=True))
    table.add("natural spans blocked", blocked, total_spans)
    table.add("natural spans blocked or in the riskiest 40 % of words", either, total_spans, ">= 80 %")
    for path in sorted((args.data / "public").glob("*.jsonl")):
        public(table, path)
    speed(table, dev)
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps({"lines": table.lines}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
