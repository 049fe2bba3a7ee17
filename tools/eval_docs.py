"""Writes the generated parts of docs/evals.md from evals/baselines; `--check` says whether they are current.

A generated part stands between `<!-- made: NAME -->` and `<!-- end -->`. NAME is a baseline: one of a suite
(`rewrites-offline`, made by `avow eval bless`), a bench that writes {"lines": [...]} (`truth` by
tools/bench_truth.py, `injections` by tools/bench_injections.py), or a blind comparison of pairs
({"rows": [...]}). A bench without a file yet is told as such.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evals.md"
FOLDER = ROOT / "evals" / "baselines"
_PART = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)


def part(name: str) -> str:
    """The table of one baseline."""
    path = FOLDER / f"{name}.json"
    if not path.exists():
        return f"Not measured yet: {path.relative_to(ROOT)} is missing.\n"
    body: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if "lines" in body:
        return bench(body["lines"])
    return compared(body) if "rows" in body else suite(body)


def suite(body: dict[str, Any]) -> str:
    """Figures of a suite, and of each guard where there are any."""
    rows = ["| check | passed | of | rate | 95 % interval |", "|---|---:|---:|---:|---|"]
    for name, figure in body["figures"].items():
        label = name.split(".", 1)[1].replace("|", "\\|")
        if figure["hits"] is None:
            value = f"| {label} | mean | {figure['of']} | {figure['value']:.3f} "
            rows.append(f"{value}| {figure['low']:.3f} to {figure['high']:.3f} |")
        else:
            value = f"| {label} | {figure['hits']} | {figure['of']} | {100 * figure['value']:.1f} % "
            rows.append(f"{value}| {100 * figure['low']:.1f} to {100 * figure['high']:.1f} % |")
    text = f"Items `{body['items']}`.\n\n" + "\n".join(rows) + "\n"
    if body.get("per_guard"):
        text += "\n| guard | good answers blocked | bad answers caught |\n|---|---:|---:|\n"
        for code, wrong, good, right, bad in body["per_guard"]:
            text += f"| {code} | {wrong} of {good} | {right} of {bad} |\n"
    return text


def bench(lines: list[dict[str, Any]]) -> str:
    """Lines of a bench: a rate with its interval, or a value."""
    rows = ["| measure | figure | 95 % interval | asked |", "|---|---:|---|---|"]
    for line in lines:
        what, asked = str(line["what"]).replace("|", "\\|"), line.get("target", "")
        if "of" in line:
            figure = f"{line['hits']} of {line['of']}, {100 * line['rate']:.1f} %"
            interval = f"{100 * line['low']:.1f} to {100 * line['high']:.1f} %"
        else:
            figure, interval = f"{line['value']:g}", ""
        rows.append(f"| {what} | {figure} | {interval} | {asked} |")
    return "\n".join(rows) + "\n"


def compared(body: dict[str, Any]) -> str:
    """A blind comparison of pairs, before and after the product's questions were answered."""
    columns = [body["rows"], body["after_questions"]["rows"]]
    measures = [
        ("answers by avow with an invention", lambda row: row["inventions_avow"] > 0, "0"),
        ("free answers with an invention", lambda row: row["inventions_free"] > 0, ""),
        ("avow's is the one to advise", lambda row: row["advise"] == "avow", ">= 60 %"),
        ("avow's impresses more at face value", lambda row: row["impress"] == "avow", ""),
    ]
    rows = ["| measure | before questions | after questions | asked |", "|---|---:|---:|---|"]
    for what, holds, asked in measures:
        before, after = (f"{sum(map(holds, pairs))} of {len(pairs)}" for pairs in columns)
        rows.append(f"| {what} | {before} | {after} | {asked} |")
    text = "\n".join(rows) + "\n"
    return f"{text}\nBefore: {body['what']}\n\nAfter: {body['after_questions']['what']}\n"


def page(text: str) -> str:
    """The page with every generated part written anew."""
    return _PART.sub(lambda match: f"{match[1]}\n{part(match[2])}\n{match[3]}", text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    before = PAGE.read_text("utf-8")
    after = page(before)
    if options.check:
        if before != after:
            sys.exit("docs/evals.md is not what the baselines say: run .venv/bin/python tools/eval_docs.py")
        return
    PAGE.write_text(after, "utf-8")


if __name__ == "__main__":
    main()
