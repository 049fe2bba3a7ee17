"""Reads the offline engine's answers: every brief of a file with its answer, and the counts over them.

    .venv/bin/python tools/bench_offline.py --data FILE.jsonl [--split tune] [--quiet]
    .venv/bin/python tools/bench_offline.py --data DEV.jsonl --reading evals/baselines/reading-dev.jsonl

Rows are cases (`{"id", "brief", "expect"}`) or labelled answers (`{"brief"}`; each brief counts once).
Counted: answers withheld, words, content words that neither material nor licence holds, wish present,
tie present, fit as expected, what should have been avoided, what the whole pipeline makes of the briefs,
milliseconds a brief against rouge_score. `--reading` adds what a person found who read every answer aloud:
one row a brief, five yes-or-no questions and a note.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from avow.engines.base import Request
from avow.engines.offline import OfflineEngine
from avow.engines.offline.licence import unlicensed
from avow.engines.offline.parts import stems_of
from avow.material import cut
from avow.pipeline import blocking, rewrite
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


def has_aspiration(draft: Draft, wanted: object) -> bool:
    """Whether half the content words of the aspiration that a case names are in the answer."""
    wish = stems_of(" ".join(wanted) if isinstance(wanted, list) else str(wanted))
    return 2 * len(wish & stems_of(draft.text)) >= max(1, len(wish))


def piped(briefs: list[Brief]) -> str:
    """What the whole pipeline makes of the briefs: statuses, and blocks that an engine's draft met."""

    async def run() -> Counter[str]:
        engine, found = OfflineEngine(), Counter[str]()
        for brief in briefs:
            answer = await rewrite(brief, engine)
            found[answer.status.value] += 1
            found["shown with a block"] += bool(answer.text and blocking(answer.findings))
        return found

    return " · ".join(f"{name} {count}" for name, count in asyncio.run(run()).items())


QUESTIONS = ("true", "grammatical", "answers", "wish_and_value", "would_say")


def reading(path: Path, known: set[str]) -> Iterator[str]:
    """The totals of a reading, one line a question, and the briefs that the reading does not cover."""
    judged = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    here = [row for row in judged if row["id"] in known]
    for question in QUESTIONS:
        no = [row["id"] for row in here if not row[question]]
        share = 1 - len(no) / max(1, len(here))
        yield f"read: {question} {len(here) - len(no)} of {len(here)} ({share:.0%}) · not {no}"
    if missing := sorted(known - {row["id"] for row in here}):
        yield f"read: not judged {missing}"


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
    parser.add_argument("--reading", type=Path, help="judgements of a person, one row a brief")
    args = parser.parse_args()
    engine = OfflineEngine()
    briefs: list[Brief] = []
    answers: list[str] = []
    empty, wishless, tieless, odd, avoided, misfit, lost = [], [], [], [], [], [], []
    keys: set[str] = set()
    aspired = 0
    for key, brief, expect in rows(args.data, args.split):
        if args.seconds:
            brief = brief.model_copy(
                update={"style": brief.style.model_copy(update={"seconds": args.seconds})}
            )
        material = cut(brief)
        draft = engine.write(Request(material)).draft
        fit = assess(material)
        briefs.append(brief)
        keys.add(key)
        answers.append(draft.text)
        if not draft.sentences:
            empty.append(key)
        else:
            wishless += [] if has_wish(draft) else [key]
            if wanted := expect.get("aspiration"):
                aspired += 1
                lost += [] if has_aspiration(draft, wanted) else [key]
            told = material.company and fit.level is not FitLevel.CONFLICT
            tieless += [key] if told and not has_tie(draft, material) else []
        odd += [f"{key}: {word}" for word in unlicensed(material, draft)]
        avoided += [f"{key}: {a}" for a in expect.get("avoid", []) if a.lower() in draft.text.lower()]
        level = expect.get("fit", "")
        if level and level.replace("none", "unknown") != fit.level.value:
            misfit.append(f"{key}: {fit.level.value}, expected {level}")
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
    answered = max(1, len(counts))
    print(f"coverage: wish {1 - len(wishless) / answered:.0%} · tie {1 - len(tieless) / answered:.0%}")
    if aspired:
        print(f"expected aspiration {aspired - len(lost)} of {aspired} by half its words · not {lost}")
    print(f"pipeline: {piped(briefs)}")
    if args.reading:
        print(*reading(args.reading, keys), sep="\n")
    print(f"ms a brief {own:.2f} · rouge_score {rouge:.2f} · ratio {own / rouge:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
