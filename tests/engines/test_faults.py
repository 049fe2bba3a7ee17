"""Every recipe of faults.jsonl through the engine: the right kind of error, never more calls than allowed.

`python tools/faults.py FILE` runs the same judge over any other file of recipes.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from faults import judge

RECIPES = Path(__file__).with_name("faults.jsonl")
ROWS = [json.loads(line) for line in RECIPES.read_text("utf-8").split("\n") if line]
LONG = {"every-cut", "storm", "weather", "stream-trickle"}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=row["id"],
            marks=[pytest.mark.slow] if row["id"] in LONG or row["group"] == "network" else [],
        )
        for row in ROWS
    ],
)
def test_recipe(row: dict[str, Any]) -> None:
    passed, line = asyncio.run(judge(row))
    assert passed, line


def test_the_judge_can_fail() -> None:
    row = {
        "id": "x",
        "group": "http",
        "server": {"status": 500, "times": 2},
        "outcome": ["ok"],
        "max_calls": 2,
    }
    passed, line = asyncio.run(judge(row))
    assert not passed
    assert "3 calls, at most 2" in line
    wrong = {"id": "x", "group": "http", "server": {"status": 500}, "outcome": ["quota"], "max_calls": 9}
    passed, line = asyncio.run(judge(wrong))
    assert not passed
    assert "server, not quota" in line
