"""Reads the offline engine's answers: every brief of a file with its answer, and the counts over them.

    .venv/bin/python tools/bench_offline.py --data FILE.jsonl [--split tune] [--quiet]

Rows are cases (`{"id", "brief", "expect"}`) or labelled answers (`{"brief"}`; each brief counts once).
Counted: answers withheld, words, content words that neither material nor licence holds, wish present,
tie present, fit as expected, what should have been avoided, milliseconds a brief against rouge_score.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from avow.engines.base import Request
from avow.engines.offline import OfflineEngine
from avow.engines.offline.licence import unlicensed
from avow.material import cut
from avow.reading.fit import assess
from avow.types import Brief, Draft, FitLevel, Material


def rows(path: Path, split: str) -> Iterator[tuple[str, Brief, dict[str, Any]]]:
    """(id, brief, expectations) of each brief of a file, once."""
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if split and row.get("split") != split:
            continue
        brief = row["brief"]
        key = str(brief.get("id") or row["id"])
        if key not in seen:
            seen.add(key)
            yield key, Brief.model_validate(brief), row.get("expect", {})


def has_wish(draft: Draft) -> bool:
    """Whether a sentence voices a wish that cites the candidate."""
    marks = ("I'd like", "I'd love", "I want", "I hope", "aspiration", "aiming", "I would like", "What I'd")
    return any(
        any(m in s.text for m in marks) and any(c[0] in "AF" for c in s.cites) for s in draft.sentences
    )


def has_tie(draft: Draft, material: Material) -> bool:
    """Whether a sentence cites the employer."""
    owners = {s.id for s in material.company}
    return any(owners & set(s.cites) for s in draft.sentences)


def cost(briefs: list[Brief], answers: list[str]) -> tuple[float, float]:
    """Milliseconds a brief: cutting, reading and drafting here; rouge1 and rougeL on the same pairs."""
    from rouge_score.rouge_scorer import RougeScorer

    engine = OfflineEngine()
    engine.write(Request(cut(briefs[0])))
    fresh = [b.model_copy(update={"aspiration": b.aspiration + " ."}) for b in briefs]  # nothing remembered
    start = time.perf_counter()
    for brief in fresh:
        engine.write(Request(cut(brief)))
    own = time.perf_counter() - start
    scorer = RougeScorer(["rouge1", "rougeL"], use_stemmer=True)
    start = time.perf_counter()
    for brief, answer in zip(briefs, answers, strict=True):
        scorer.score(" ".join((brief.aspiration, *brief.facts)), answer)
    return 1e3 * own / len(briefs), 1e3 * (time.perf_counter() - start) / len(briefs)


def main() -> int:
    """Prints answers, then counts; the exit code is 0 whatever they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="")
    parser.add_argument("--quiet", action="store_true", help="counts only")
    parser.add_argument("--seconds", type=int, default=0)
    args = parser.parse_args()
    engine = OfflineEngine()
    briefs: list[Brief] = []
    answers: list[str] = []
    empty, wishless, tieless, odd, avoided, misfit = [], [], [], [], [], []
    for key, brief, expect in rows(args.data, args.split):
        if args.seconds:
            brief = brief.model_copy(
                update={"style": brief.style.model_copy(update={"seconds": args.seconds})}
            )
        material = cut(brief)
        draft = engine.write(Request(material)).draft
        fit = assess(material)
        briefs.append(brief)
        answers.append(draft.text)
        if not draft.sentences:
            empty.append(key)
        else:
            wishless += [] if has_wish(draft) else [key]
            told = material.company and fit.level is not FitLevel.CONFLICT
            tieless += [key] if told and not has_tie(draft, material) else []
        odd += [f"{key}: {word}" for word in unlicensed(material, draft)]
        avoided += [f"{key}: {a}" for a in expect.get("avoid", []) if a.lower() in draft.text.lower()]
        wanted = expect.get("fit", "")
        if wanted and wanted.replace("none", "unknown") != fit.level.value:
            misfit.append(f"{key}: {fit.level.value}, expected {wanted}")
        if not args.quiet:
            print(f"=== {key} · {brief.question}\n{brief.aspiration}")
            print(*(f"  - {f}" for f in brief.facts), sep="\n")
            print(f"  {brief.company.model_dump_json(exclude_defaults=True)} withhold={brief.withhold}")
            print(f"  fit {fit.level.value}: {fit.reason}")
            print(*(f"  > {s.text} {list(s.cites)}" for s in draft.sentences), "", sep="\n")
    if not briefs:
        print(f"no rows in {args.data} for split {args.split!r}", file=sys.stderr)
        return 2
    counts = [len(a.split()) for a in answers if a]
    own, rouge = cost(briefs, answers)
    print(f"briefs {len(briefs)} · withheld {len(empty)} {empty}")
    print(f"words: median {statistics.median(counts):.0f}, {min(counts)} to {max(counts)}")
    print(f"without a wish {wishless}\nwithout a tie {tieless}\nunlicensed {odd}\navoided yet said {avoided}")
    print(f"fit other than expected {misfit}")
    print(f"ms a brief {own:.2f} · rouge_score {rouge:.2f} · ratio {own / rouge:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
