"""A chat that gives prepared replies and keeps what it was asked."""

import json
from typing import Any

from avow.engines.dialect import ChatRequest
from avow.engines.shape import Completion
from avow.material import cut
from avow.types import Brief, Company, Material


class Scripted:
    def __init__(self, *replies: str | Exception) -> None:
        self.replies = list(replies)
        self.asked: list[ChatRequest] = []
        self.closed = False

    async def send(self, request: ChatRequest, /) -> Completion:
        self.asked.append(request)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return Completion(reply, 1_000, 100)

    async def close(self) -> None:
        self.closed = True


def material(**more: Any) -> Material:
    brief: dict[str, Any] = {
        "question": "Where do you see yourself in ten years?",
        "aspiration": "I weld hulls. One day I want to inspect welds instead. My knee is bad.",
        "facts": ["Crew of 12 named best of the yard, 2023", "Reach me at jo@mail.example"],
        "company": Company(name="Norrby Yard", mission="Ships that come home"),
        **more,
    }
    return cut(Brief(**brief))


def answer(*sentences: tuple[str, list[tuple[list[str], str]]], **more: Any) -> str:
    return json.dumps(
        {
            "sentences": [
                {"text": text, "claims": [{"cites": cites, "quote": quote} for cites, quote in claims]}
                for text, claims in sentences
            ],
            "left_out": [],
            "fit": {"level": "aligned", "reason": "both want welds that hold"},
            "wanted": [],
            **more,
        },
        ensure_ascii=False,
    )


GOOD = answer(("One day I want to inspect welds.", [(["A2"], "One day I want to inspect welds")]))
