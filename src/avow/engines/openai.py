"""The model engine: any endpoint that speaks OpenAI's chat protocol, one call for each draft."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from avow.answers import Complete, Completed, RewriteAnswer, Shape
from avow.engines.base import Reply, Request
from avow.engines.budget import Budget
from avow.engines.calling import Caller, Preview
from avow.engines.client import Chat, Client, Limits
from avow.engines.dialect import ChatRequest
from avow.engines.endpoint import Endpoint, resolve
from avow.engines.privacy import withheld
from avow.engines.reply import reply
from avow.engines.selection import Selection, fitting, without_withheld, without_withheld_sentences
from avow.engines.shape import Completion
from avow.engines.tokens import count
from avow.errors import ConfigurationError
from avow.language.speech import WORDS_PER_SECOND
from avow.types import (
    Brief,
    Draft,
    Finding,
    Horizon,
    Material,
)

HORIZONS = {
    Horizon.NEAR: "up to three years",
    Horizon.MIDDLE: "about five years",
    Horizon.FAR: "ten to twenty years",
}
SHORTEST_SHARE = 0.6  # of the time allowed; a true answer may well be shorter than it may be
_OVERHEAD_TOKENS = 400  # of the user message besides the statements


class OpenAIEngine:
    """Writes drafts with a model; `avow.engines.base.Engine`."""

    def __init__(
        self,
        name: str,
        chat: Chat,
        *,
        model: str | None = None,
        endpoint: Endpoint | None = None,
        mask: bool = True,
        send_withheld: bool = False,
        context: int | None = None,
    ) -> None:
        """`name` is shown in answers; `model` (default: the name) is what the endpoint is asked for."""
        self.name = name
        self.caller = Caller(chat, model or name, endpoint=endpoint, mask=mask, context=context)
        self._send_withheld = send_withheld

    async def draft(self, request: Request) -> Reply:
        """One draft: rewritten at first, repaired where a previous draft and its findings are given."""
        prompt, values, notes = self.values(request)
        done = await self.caller.complete(prompt, values, RewriteAnswer, variant=request.variant)
        return reply(done, request, self.name, notes)

    def completer(self, material: Material) -> Complete:
        """What asks this model any other prompt about the same material, for the verifier.

        Statements that `draft` would not send are left out of its values too.
        """

        async def complete(prompt: str, values: dict[str, Any], shape: type[Shape], /) -> Completed[Shape]:
            sent = {s.id for s in self._selected(material, prompt).statements}
            kept = [s for s in values.get("statements", ()) if s["id"] in sent]
            return await self.caller.complete(prompt, {**values, "statements": kept}, shape)

        return complete

    def preview(self, request: Request) -> Preview:
        """What `draft` would send, counted and priced; sends nothing."""
        prompt, values, notes = self.values(request)
        shown = self.caller.preview(prompt, values)
        return dataclasses.replace(shown, notes=(*notes, *shown.notes))

    async def close(self) -> None:
        """Closes the connections."""
        await self.caller.chat.close()

    def values(self, request: Request) -> tuple[str, dict[str, Any], tuple[str, ...]]:
        """The prompt for a request, its values, and notes on what was not sent."""
        material, brief = request.material, request.material.brief
        selection = self._selected(material, "rewrite")
        high = round(brief.style.seconds * WORDS_PER_SECOND)
        values: dict[str, Any] = {
            "question": brief.question,
            "horizon": HORIZONS[material.question.horizon],
            "years": material.question.years,
            "seconds": brief.style.seconds,
            "words_low": round(high * SHORTEST_SHARE),
            "words_high": high,
            "locale": brief.style.locale,
            "statements": [
                {"id": s.id, "owner": s.owner.value, "field": s.field, "text": s.text}
                for s in selection.statements
            ],
            "withhold": list(brief.withhold) if self._send_withheld else [],
            "voice": self._voice(brief),
        }
        if request.previous is None or not request.findings:
            return "rewrite", values, selection.notes
        values["draft"] = [s.text for s in request.previous.sentences]
        values["findings"] = self._told(request.findings, request.previous, selection, brief.withhold)
        return "repair", values, selection.notes

    def _voice(self, brief: Brief) -> str:
        return brief.voice if self._send_withheld else without_withheld_sentences(brief)

    def _selected(self, material: Material, prompt: str) -> Selection:
        chosen = Selection(material.statements) if self._send_withheld else without_withheld(material)
        room = None
        if self.caller.context is not None:
            system = count(self.caller.system(prompt), self.caller.model).tokens
            # The verifier is not sent the sample.
            voice = 0 if prompt == "verify" else count(self._voice(material.brief), self.caller.model).tokens
            room = self.caller.context - self.caller.max_tokens - system - voice - _OVERHEAD_TOKENS
        fits = fitting(
            chosen.statements,
            material.brief.question,
            room,
            lambda text: count(text, self.caller.model).tokens,
        )
        return Selection(fits.statements, (*chosen.notes, *fits.notes))

    def _told(
        self, findings: Sequence[Finding], previous: Draft, selection: Selection, items: Sequence[str]
    ) -> list[dict[str, str]]:
        """Findings as the repair prompt shows them; a message that names a withheld item is left blank."""
        sent = {s.id for s in selection.statements}

        def told(text: str) -> str:
            return "" if not self._send_withheld and withheld([text], items)[0] else text

        return [
            {
                "rule": finding.code,
                "principle": finding.principle,
                "type": finding.type,
                "nearest": finding.nearest if finding.nearest in sent else "",
                "span": previous.text[finding.start : finding.end],
                "message": told(finding.message),
                "hint": told(finding.hint),
            }
            for finding in findings
        ]


class Unsent:
    """A chat for previews: it has no connection, so that nothing can be sent."""

    async def send(self, request: ChatRequest, /) -> Completion:
        """Always raises ConfigurationError."""
        raise ConfigurationError(f"a preview of {request.prompt} sends nothing")

    async def close(self) -> None:
        """Nothing to close."""


def open_engine(
    model: str,
    *,
    base_url: str | None = None,
    env: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    budget: Budget | None = None,
    mask: bool = True,
    send_withheld: bool = False,
    context: int | None = None,
) -> OpenAIEngine:
    """The engine for a model at the endpoint that the arguments and the environment name.

    Raises ConfigurationError for a missing key or a base URL that cannot be used; opens no connection yet.
    """
    endpoint = resolve(base_url, env=env)
    client = Client(endpoint, limits=limits, budget=budget)
    return OpenAIEngine(
        model, client, endpoint=endpoint, mask=mask, send_withheld=send_withheld, context=context
    )


def preview_engine(
    model: str,
    *,
    base_url: str | None = None,
    env: Mapping[str, str] | None = None,
    mask: bool = True,
    send_withheld: bool = False,
    context: int | None = None,
) -> OpenAIEngine:
    """An engine that can only `preview`: for `avow prompt` and `--dry-run`. Needs no key."""
    endpoint = resolve(base_url, env=env, need_key=False)
    return OpenAIEngine(
        model, Unsent(), endpoint=endpoint, mask=mask, send_withheld=send_withheld, context=context
    )
