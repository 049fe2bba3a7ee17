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
from collections import defaultdict

from avow.language.analysis import analyse
from avow.material import cut
from avow.truth.evidence import Evidence
from avow.truth.features import features
from avow.types import Brief

Example = tuple[dict[str, float], int]


def rows(paths: list[pathlib.Path]) -> list[dict[str, object]]:
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


def examples(row: dict[str, object]) -> list[tuple[int, int, dict[str, float], int]]:
    """(start, end, features, label) for every clause of one answer."""
    answer = str(row["answer"])
    brief = dict(row["brief"])  # type: ignore[call-overload]  # rows are checked JSON
    ev = Evidence(cut(Brief.model_validate(brief)))
    spans = [(answer.find(s["text"]), len(s["text"])) for s in row["spans"] if s["text"]]  # type: ignore[attr-defined]
    text = analyse(answer)
    found = []
    for clause in text.clauses:
        label = int(any(a >= 0 and a < clause.end and clause.start < a + n for a, n in spans))
        found.append((clause.start, clause.end, features(clause, text, ev), label))
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


def covered(row: dict[str, object], parts: list[tuple[int, int, dict[str, float], int]], w: dict[str, float]) -> bool:
    """Whether the riskiest 40 % of the words hold the fabricated span."""
    answer = str(row["answer"])
    total = len(answer.split())
    scored = sorted(parts, key=lambda p: -sum(w.get(n, 0.0) * v for n, v in p[2].items()))
    taken, hit = 0, False
    for start, end, _, label in scored:
        size = len(answer[start:end].split())
        if taken and taken + size > 0.4 * total:
            break
        taken += size
        hit = hit or bool(label)
    return hit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="+", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    labelled = [(row, examples(row)) for row in rows(args.data)]
    briefs = sorted({str(row["brief"]["aspiration"]) for row, _ in labelled})  # type: ignore[index,call-overload]
    random.Random(7).shuffle(briefs)
    fold = {b: i % 5 for i, b in enumerate(briefs)}
    good = 0
    for k in range(5):
        train = [(f, y) for row, parts in labelled if fold[str(row["brief"]["aspiration"])] != k for _, _, f, y in parts]  # type: ignore[index,call-overload]
        w = fit(train)
        good += sum(covered(row, parts, w) for row, parts in labelled if fold[str(row["brief"]["aspiration"])] == k)  # type: ignore[index,call-overload]
    print(f"cross-validated: span within the riskiest 40 % of words in {good}/{len(labelled)} = {good / len(labelled):.1%}")
    w = fit([(f, y) for _, parts in labelled for _, _, f, y in parts])
    for name, value in sorted(w.items(), key=lambda item: -item[1]):
        print(f"{value:7.3f} {name}")
    if args.out:
        lines = ["# Weights of the claims' risk, written by tools/fit_risk.py; see docs/evals.md.", "[weights]"]
        args.out.write_text("\n".join([*lines, *(f"{n} = {v}" for n, v in sorted(w.items()))]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
