import base64
import json
from pathlib import Path

import pytest

from avow import prompts
from avow.engines.leak import repeats_prompt

SYSTEM = prompts.load("rewrite").system
LABELLED = Path(__file__).parents[2] / "evals" / "labelled"
PIECE = SYSTEM[200:320]


@pytest.mark.parametrize(
    "text",
    [
        PIECE,
        PIECE.upper(),
        PIECE.replace(" ", "\n"),
        "I said: " + PIECE[::-1],
        base64.b64encode(PIECE.encode()).decode(),
        base64.urlsafe_b64encode(PIECE.encode()).decode().rstrip("="),
        "see ab12ab12ab12ab12",
    ],
)
def test_seen(text: str) -> None:
    assert repeats_prompt(text, SYSTEM, "ab12ab12ab12ab12")


def test_no_answer_that_a_person_wrote_is_taken_for_a_leak() -> None:
    lines = [
        line for path in LABELLED.glob("faithful-*.jsonl") for line in path.read_text("utf-8").split("\n")
    ]
    rows = [json.loads(line) for line in lines if line]
    assert len(rows) > 50
    taken = [row["answer"] for row in rows if repeats_prompt(row["answer"], SYSTEM, "ab" * 8)]
    assert taken == []
