"""Fit the weights of the claims' risk: `fit_risk.py DATA.jsonl ... --out src/avow/truth/data/weights.toml`.

Rows are labelled answers ({"brief", "answer", "kind", "spans"}), or minimal pairs ({"brief", "good", "bad",
"span", "split"}) of which only the tuning split is used. Plain logistic regression by gradient descent
with L2; prints cross-validated coverage by brief (five folds), which is the figure to believe.
"""

import argparse
import json
import math
import pathlib
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from avow.language.analysis import analyse
from avow.material import cut
from avow.truth.evidence import Evidence
from avow.truth.features import features
from avow.truth.gate import hits
from avow.types import Brief

Example = tuple[dict[str, float], int]


def rows(paths: list[pathlib.Path]) -> list[dict[str, Any]]:
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line.strip():
                continue
            row = json.loads(line)
            if "bad" in row:
                if row["split"] == "tune":
                    found.append({**row, "answer": row["bad"], "spans": [{"text": row["span"]}]})
            elif row["kind"] == "fabricated":
                found.append(row)
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of an answer: its place, its features, its label, and whether the gate hits it."""

    start: int
    end: int
    features: dict[str, float]
    label: int
    hit: bool


def examples(row: dict[str, Any]) -> list[Part]:
    """Every clause of one answer."""
    answer = str(row["answer"])
    brief = dict(row["brief"])
    ev = Evidence(cut(Brief.model_validate(brief)))
    spans = [(answer.find(s["text"]), len(s["text"])) for s in row["spans"] if s["text"]]
    text = analyse(answer)
    found = []
    blocked = hits(text, ev)
    for clause in text.clauses:
        label = int(any(a >= 0 and a < clause.end and clause.start < a + n for a, n in spans))
        hit = any(h.start < clause.end and clause.start < h.end for h in blocked)
        found.append(Part(clause.start, clause.end, features(clause, text, ev), label, hit))
    return found


def fit(data: list[Example], epochs: int = 300, rate: float = 0.5, l2: float = 0.002) -> dict[str, float]:
    names = sorted({name for feats, _ in data for name in feats})
    w = dict.fromkeys(names, 0.0)
    bias = 0.0
    positives = sum(y for _, y in data)
    weight = {1: len(data) / (2 * positives), 0: len(data) / (2 * (len(data) - positives))}
    for _ in range(epochs):
        grad: dict[str, float] = defaultdict(float)
        gb = 0.0
        for feats, y in data:
            score = bias + sum(w[n] * v for n, v in feats.items())
            error = weight[y] * (1 / (1 + math.exp(-score)) - y)
            gb += error
            for n, v in feats.items():
                grad[n] += error * v
        n_rows = len(data)
        for name in names:
            w[name] -= rate * (grad[name] / n_rows + l2 * w[name])
        bias -= rate * gb / n_rows
    return {"bias": round(bias, 3), **{n: round(v, 3) for n, v in w.items() if abs(v) >= 0.02}}


def covered(row: dict[str, Any], parts: list[Part], w: dict[str, float]) -> bool:
    """Whether every fabricated span is blocked, or lies at least half in the riskiest 40 % of the words."""
    answer = str(row["answer"])
    places = [(m.start(), m.end()) for m in re.finditer(r"\S+", answer)]
    ordered = sorted(
        parts, key=lambda p: -(99.0 if p.hit else sum(w.get(n, 0.0) * v for n, v in p.features.items()))
    )
    taken = [place for p in ordered for place in places if p.start <= place[0] < p.end]
    seen = set(taken[: round(0.4 * len(places))])
    for span in row["spans"]:
        start = answer.find(span["text"])
        inside = [p for p in places if p[0] < start + len(span["text"]) and start < p[1]]
        if sum(p in seen for p in inside) * 2 < len(inside):
            return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="+", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument(
        "--repeat", default="", help="count a small file more than once: NAME=TIMES, by file stem"
    )
    args = parser.parse_args()
    repeated, _, times = args.repeat.partition("=")
    labelled = [(path.stem, row, examples(row)) for path in args.data for row in rows([path])]
    briefs = sorted({_brief(row) for _, row, _ in labelled})
    random.Random(7).shuffle(briefs)
    fold = {b: i % 5 for i, b in enumerate(briefs)}
    found: dict[str, list[bool]] = defaultdict(list)
    for k in range(5):
        w = fit(
            [
                (p.features, p.label)
                for name, row, parts in labelled
                if fold[_brief(row)] != k
                for p in parts * (int(times) if name == repeated else 1)
            ]
        )
        for name, row, parts in labelled:
            if fold[_brief(row)] == k:
                found[name].append(covered(row, parts, w))
    for name, marks in sorted(found.items()):
        print(
            f"{name}: cross-validated, spans in the riskiest 40 % of words: {sum(marks)}/{len(marks)} "
            f"= {sum(marks) / len(marks):.1%}"
        )
    w = fit(
        [
            (p.features, p.label)
            for name, _, parts in labelled
            for p in parts * (int(times) if name == repeated else 1)
        ]
    )
    for name, value in sorted(w.items(), key=lambda item: -item[1]):
        print(f"{value:7.3f} {name}")
    if args.out:
        lines = [
            "# Weights of the claims' risk, written by tools/fit_risk.py; see docs/evals.md.",
            "[weights]",
        ]
        args.out.write_text(
            "\n".join([*lines, *(f"{n} = {v}" for n, v in sorted(w.items()))]) + "\n", encoding="utf-8"
        )


def _brief(row: dict[str, Any]) -> str:
    return str(row["brief"]["aspiration"])


if __name__ == "__main__":
    main()
