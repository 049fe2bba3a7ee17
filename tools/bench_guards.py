"""Measures the guards on labelled answers: how often a good answer is blocked, how many bad ones are caught.

Each --data file is JSON Lines: `answer`, `kind` ("good", "other", …), `spans` of {"text", "type"}, and
`brief`, or `case`, the id of a row of evals/cases. Prints one line per guard and one per type, with
Wilson's 95 % interval; `--show` prints the answers behind the figures, `--time` the cost per answer.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from avow.guards import GUARDS, check
from avow.language.analysis import analyse
from avow.material import cut
from avow.types import Brief, Draft, Finding, Material, Sentence, Severity

ROOT = Path(__file__).parents[1]
GUARDED = ("negativity", "disclosure", "misfit", "unaligned", "horizon", "value", "length", "voice")


def wilson(hits: int, of: int, z: float = 1.96) -> str:
    """The share with its 95 % interval (E. B. Wilson, 1927)."""
    if not of:
        return "no rows"
    p = hits / of
    centre = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * ((p * (1 - p) + z * z / (4 * of)) / of) ** 0.5 / (1 + z * z / of)
    return (
        f"{hits:4d} of {of:<4d} {100 * p:5.1f} %  [{100 * (centre - half):.1f}, {100 * (centre + half):.1f}]"
    )


def rows(paths: list[Path], split: str | None) -> Iterator[dict[str, Any]]:
    """The rows of the files, of one split if given, each with its brief."""
    cases: dict[str, dict[str, Any]] = {}
    for path in sorted((ROOT / "evals/cases").glob("*.jsonl")):
        for line in path.read_text("utf-8").split("\n"):
            if line:
                case = json.loads(line)
                cases[case["id"]] = case["brief"]
    for path in paths:
        for line in path.read_text("utf-8").split("\n"):
            if not line:
                continue
            row = json.loads(line)
            if split is None or row.get("split", split) == split:
                row["brief"] = row.get("brief") or cases[row["case"]]
                yield row


def prepared(row: dict[str, Any]) -> tuple[Draft, Material]:
    """The row's answer as a draft, and its brief's material."""
    brief = {key: value for key, value in row["brief"].items() if value is not None}
    return Draft(sentences=(Sentence(text=row["answer"]),), engine="given"), cut(Brief.model_validate(brief))


def blocks(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that keep an answer from being shown."""
    return [f for f in findings if f.severity is Severity.BLOCK]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--split")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--time", action="store_true")
    options = parser.parse_args()

    wrongly: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    caught: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    good = any_wrong = 0
    spent, timed = 0.0, 0
    for row in rows(options.data, options.split):
        draft, material = prepared(row)
        if options.time:
            check(draft, material)
            _forget(draft.text)
            before = time.perf_counter()
            check(draft, material)
            spent, timed = spent + time.perf_counter() - before, timed + 1
        findings = check(draft, material)
        blocked = blocks(findings)
        if row["kind"] == "good":
            good += 1
            codes = {f.code for f in blocked}
            any_wrong += bool(codes)
            wrongly.update(codes)
            warned.update({f.code for f in findings} - codes)
            if options.show and codes:
                _show("BLOCKED", row, blocked)
        elif row["kind"] == "other":
            for kind in {span["type"] for span in row["spans"]}:
                seen = caught[kind]
                hit = any(f.type == kind for f in blocked)
                seen[0] += hit
                seen[1] += bool(blocked)
                seen[2] += 1
                if options.show and not hit:
                    _show(f"MISSED {kind}", row, list(findings))
    print(f"good answers blocked by any guard   {wilson(any_wrong, good)}")
    for guard in GUARDS:
        if wrongly[guard.code] or warned[guard.code]:
            print(f"  {guard.code:24s} {wilson(wrongly[guard.code], good)}   warned {warned[guard.code]}")
    for kind in GUARDED:
        hits, stopped, of = caught[kind]
        if of:
            print(f"{kind:12s} blocked as such {wilson(hits, of)}   blocked for any reason {stopped}")
    if timed:
        print(f"{len(GUARDS)} guards: {1000 * spent / timed:.2f} ms an answer, analysis included")


def _forget(text: str) -> None:
    """Empties the caches that hold this answer, so that a first check is timed."""
    from avow.guards import lexicon
    from avow.reading import private

    for cached in (analyse, lexicon._hits, private._topics, private._told):
        cached.cache_clear()


def _show(head: str, row: dict[str, Any], findings: list[Finding]) -> None:
    print(f"--- {head} {row['id']} ({row.get('why', '')})\n    {row['answer']}")
    print(f"    company: {json.dumps(row['brief'].get('company'), ensure_ascii=False)}")
    for f in findings:
        print(f"    {f.severity.value} {f.code}: {f.message}")


if __name__ == "__main__":
    main()
