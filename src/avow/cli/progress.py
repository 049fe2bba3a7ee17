"""Which step is running, on one line of a terminal's stderr that is gone when the answer comes."""

import os
import sys
from typing import TYPE_CHECKING

from avow.cli.terminal import is_terminal, say, short

if TYPE_CHECKING:
    from avow.engines.base import Engine, Reply, Request
    from avow.pipeline import Verifier
    from avow.truth.verify import Verification
    from avow.types import Material, Usage


class Progress:
    """Watches an engine and a verifier at work; says nothing where nobody watches a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self.shown = not quiet and is_terminal(sys.stderr)
        # A dumb terminal cannot erase a line: there each step gets its own.
        self._erases = os.environ.get("TERM") != "dumb"
        self._tokens = 0

    def step(self, text: str) -> None:
        """Shows the step that begins now."""
        if not self.shown:
            return
        used = f" · {self._tokens:,} tokens so far" if self._tokens else ""
        if self._erases:
            say(f"\r\x1b[K{short(text, 50)}{used}", end="")
        else:
            say(f"{short(text, 50)}{used}")

    def clear(self) -> None:
        """Takes the line away."""
        if self.shown and self._erases:
            say("\r\x1b[K", end="")

    def spent(self, usage: "Usage") -> None:
        """Counts the tokens of a finished step."""
        self._tokens += (usage.prompt_tokens or 0) + (usage.completion_tokens or 0)

    def engine(self, engine: "Engine") -> "Engine":
        """The engine, watched."""
        return _Watched(engine, self) if self.shown else engine

    def verifier(self, verifier: "Verifier", name: str) -> "Verifier":
        """The verifier, watched."""
        if not self.shown:
            return verifier

        async def watched(answer: str, material: "Material") -> "Verification":
            self.step(f"{name} checks each claim")
            verification = await verifier(answer, material)
            self.spent(verification.usage)
            return verification

        return watched


class _Watched:
    def __init__(self, engine: "Engine", progress: Progress) -> None:
        self.name = engine.name
        self._engine = engine
        self._progress = progress

    async def draft(self, request: "Request") -> "Reply":
        what = "writes a draft" if request.previous is None else f"repairs it, attempt {request.attempt}"
        self._progress.step(f"{self.name} {what}")
        reply = await self._engine.draft(request)
        self._progress.spent(reply.usage)
        return reply
