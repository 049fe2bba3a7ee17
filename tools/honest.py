"""Briefs whose every statement can be said aloud, and a model that says no more than that."""

import json
import re
from typing import Any

_STATEMENT = re.compile(r'^([AF]\d+) candidate (".*")$', re.M)
_CLAIM = re.compile(r"^claim (\d+) ", re.M)


def brief(n: int) -> dict[str, object]:
    """A brief whose text names its number, and whose every statement can be said aloud."""
    return {
        "id": f"row {n}",
        "aspiration": f"In the long run I want to run a seed bank, ref {n}. I have looked after the"
        " greenhouse of a community garden for five years. I keep the records of what we sow and what"
        " comes up.",
        "facts": ["I taught two evening classes on grafting last winter."],
    }


def content(asked: Any) -> dict[str, Any]:
    """An honest answer in the shape that the prompt asks for."""
    said = (
        asked["messages"][-1]["content"] if len(asked["messages"]) == 2 else asked["messages"][1]["content"]
    )
    found = [(name, json.loads(text)) for name, text in _STATEMENT.findall(said)]
    if asked["messages"][0]["content"].startswith("You check"):
        numbers = [int(n) for n in _CLAIM.findall(said)] or [1]
        name, text = found[0]
        verdict = {"verdict": "supported", "type": "none", "statements": [name], "quote": text}
        return {"claims": [{"claim": n, **verdict, "words": "", "ask": ""} for n in numbers]}
    return {
        "sentences": [{"text": t, "claims": [{"cites": [n], "quote": t}]} for n, t in found[:6]],
        "left_out": [],
        "fit": {"level": "unknown", "reason": "no employer is described"},
        "wanted": [],
    }
