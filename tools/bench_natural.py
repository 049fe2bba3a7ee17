"""What is left of a strong model's inventions after the pipeline, with a verifier that answers as judged.

    bench_natural.py --data FOLDER

FOLDER/truth/natural.jsonl holds answers as a chat model writes them, with the spans that a careful reader
found unsupported. A scripted engine returns each answer as its draft, whatever it is asked; a scripted
verifier blocks exactly the judged spans. Printed: how many judged spans are still in the text that would be
shown, with the verifier and with the deterministic part alone.
"""

import argparse
import json
import pathlib
import re
from typing import Any

from avow.engines.base import Reply, Request
from avow.engines.offline import OfflineEngine
from avow.evals.stats import wilson
from avow.language.analysis import analyse
from avow.pipeline import rewrite, run_now
from avow.truth.claims import claims
from avow.truth.evidence import evidence
from avow.truth.gate import hits
from avow.truth.verify import CODE, Verification
from avow.types import Brief, Draft, Finding, Material, Sentence, Severity

Row = dict[str, Any]


class Scripted:
    """An engine that always returns the same answer."""

    name = "scripted"

    def __init__(self, answer: str) -> None:
        parts = [p for p in re.split(r"(?<=[.!?])\s+", answer) if p]
        self.draft_ = Draft(sentences=tuple(Sentence(text=p) for p in parts), engine=self.name)

    async def draft(self, request: Request) -> Reply:
        return Reply(self.draft_)


def judge(row: Row) -> Any:
    """A verifier that finds exactly the judged spans."""

    async def verify(answer: str, material: Material) -> Verification:
        ev = evidence(material)
        found = claims(answer, ev, hits(analyse(answer), ev))
        findings = []
        for span in row["spans"]:
            start = answer.find(span["text"])
            if span["text"] and start >= 0:
                findings.append(
                    Finding(
                        code=CODE,
                        principle="truthful",
                        severity=Severity.BLOCK,
                        message="judged unsupported",
                        start=start,
                        end=start + len(span["text"]),
                        type=span["type"],
                    )
                )
        return Verification(found, tuple(findings))

    return verify


def shown(row: Row, verifier: Any) -> tuple[str, str]:
    """The text that would be shown, and its status."""
    brief = Brief.model_validate(row["brief"])
    answer = run_now(
        rewrite(brief, Scripted(row["answer"]), fallback=OfflineEngine(), verifier=verifier, attempts=2)
    )
    return answer.text, answer.status.value


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, required=True)
    args = parser.parse_args()
    path = args.data / "truth/natural.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    for name, with_verifier in (("verifier as judged", True), ("deterministic part alone", False)):
        left = total = 0
        statuses: dict[str, int] = {}
        for row in rows:
            text, status = shown(row, judge(row) if with_verifier else None)
            statuses[status] = statuses.get(status, 0) + 1
            spans = [s["text"] for s in row["spans"] if s["text"]]
            total += len(spans)
            left += sum(s in text for s in spans)
        low, high = wilson(left, total)
        print(
            f"{name}: judged spans shown {left}/{total} = {left / total:.1%} "
            f"[{low:.1%}, {high:.1%}]; {statuses}"
        )


if __name__ == "__main__":
    main()
