"""A prompt filled in, sent, and its answer read: the one way in which avow asks a model anything.

Values are masked before they are rendered and restored after; the reply must be one JSON object of the
asked shape, without a run of our own prompt in it. A damaged or misshapen reply is asked for once more,
with what was wrong; a refusal, or prose where JSON was asked for, is not: it would come again.
"""

import dataclasses
from typing import Any

from avow import prompts
from avow.answers import Completed, Shape
from avow.engines.client import Chat
from avow.engines.dialect import ChatRequest
from avow.engines.endpoint import Endpoint
from avow.engines.prices import context_window, price
from avow.engines.privacy import Mask, each_text, texts
from avow.engines.schema import schema_of
from avow.engines.shape import Completion
from avow.engines.tokens import Count, count_messages
from avow.engines.unpack import UnreadableError, unpack
from avow.errors import CompletionError
from avow.types import Usage

MAX_TOKENS = 4_096  # for the answer; thinking models need most of it before the first word
CHECKER_TOKENS = 64  # a checker says Yes or No
TEMPERATURES = {"rewrite": 0.4, "repair": 0.2, "verify": 0.0}


@dataclasses.dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent, counted and priced; `usd` is the most that the call may cost, None if unknown."""

    messages: prompts.Messages
    model: str
    endpoint: str
    tokens: Count
    answer_tokens: int
    usd: float | None
    notes: tuple[str, ...] = ()


class Caller:
    """Asks one model at one chat endpoint. `complete` follows `avow.answers.Complete`."""

    def __init__(
        self,
        chat: Chat,
        model: str,
        *,
        endpoint: Endpoint | None = None,
        mask: bool = True,
        context: int | None = None,
    ) -> None:
        """`endpoint` prices the calls (None: no price); `context` is the most tokens the model reads."""
        self.chat = chat
        self.model = model
        self.endpoint = endpoint
        self.context = context or (context_window(model, endpoint) if endpoint else None)
        self.max_tokens = min(MAX_TOKENS, self.context // 3) if self.context else MAX_TOKENS
        self._mask = mask

    async def complete(
        self, prompt: str, values: dict[str, Any], shape: type[Shape], /, *, variant: int = 0
    ) -> Completed[Shape]:
        """The model's answer to a prompt, in this shape.

        Raises CompletionError (see its kinds) with the usage of all calls, BudgetError,
        ConfigurationError, ReplayMissError.
        """
        messages, mask, notes = self._render(prompt, values)
        request = self._request(messages, shape, variant)
        spent = _Spent()
        for last in (False, True):
            completion = await self._send(request, spent)
            try:
                value, removed = unpack(completion.text, messages, mask, shape)
            except UnreadableError as bad:
                if last or not bad.again:
                    raise spent.error(f"{self.model} answered with {bad}", bad.kind, bad.again) from None
                again = (
                    f"Your last reply could not be used: {bad}. Send one JSON object of the shape described."
                )
                request = dataclasses.replace(request, messages=(*request.messages, ("user", again)))
                continue
            if removed:
                notes += (f"characters that cannot be said, removed from the model's reply: {removed}",)
            identity = (messages.prompt, messages.fingerprint)
            return Completed(value, self._usage(spent), identity, (*notes, *spent.notes))
        raise AssertionError("unreachable")

    async def ask(self, text: str) -> tuple[str, Usage]:
        """A plain question and its plain answer, for a dedicated checker. Raises as `complete` does."""
        mask = Mask(text)
        request = ChatRequest(
            prompt="checker",
            fingerprint="",
            mark="",
            messages=(("user", mask.hide(text) if self._mask else text),),
            model=self.model,
            schema_name="",
            schema=None,
            max_tokens=min(self.max_tokens, CHECKER_TOKENS),
            temperature=0.0,
        )
        spent = _Spent()
        completion = await self._send(request, spent)
        return completion.text, self._usage(spent)

    def preview(self, prompt: str, values: dict[str, Any], *, seed: str | None = None) -> Preview:
        """Exactly the messages that `complete` would send, with their count and price; sends nothing."""
        messages, _, notes = self._render(prompt, values, seed)
        tokens = count_messages(_pairs(messages), self.model)
        usd = price(self.model, self.endpoint, tokens.tokens, self.max_tokens) if self.endpoint else None
        where = self.endpoint.name if self.endpoint else "recordings"
        return Preview(messages, self.model, where, tokens, self.max_tokens, usd, notes)

    def system(self, prompt: str) -> str:
        """The system message of a prompt, the same for every call."""
        return prompts.load(prompt).system

    def _render(
        self, prompt: str, values: dict[str, Any], seed: str | None = None
    ) -> tuple[prompts.Messages, Mask, tuple[str, ...]]:
        mask = Mask("\n".join(texts(values)))
        shown = each_text(values, mask.hide) if self._mask else values
        notes = (f"contact details masked before sending: {mask.hidden}",) if mask.hidden else ()
        return prompts.load(prompt).render(shown, seed=seed), mask, notes

    def _request(self, messages: prompts.Messages, shape: type[Shape], variant: int) -> ChatRequest:
        return ChatRequest(
            prompt=messages.prompt,
            fingerprint=messages.fingerprint,
            mark=messages.mark,
            messages=_pairs(messages),
            model=self.model,
            schema_name=shape.__name__,
            schema=schema_of(shape),
            max_tokens=self.max_tokens,
            temperature=TEMPERATURES[messages.prompt],
            seed=variant,
        )

    async def _send(self, request: ChatRequest, spent: "_Spent") -> Completion:
        try:
            completion = await self.chat.send(request)
        except CompletionError as error:
            if not spent.calls:
                raise
            spent.add(error.prompt_tokens, error.completion_tokens, error.calls)
            raise spent.error(str(error), error.kind, error.retryable, error.status) from None
        spent.add(completion.prompt_tokens, completion.completion_tokens, completion.calls)
        spent.notes += completion.notes
        return completion

    def _usage(self, spent: "_Spent") -> Usage:
        usd = None
        if self.endpoint and spent.prompt is not None and spent.completion is not None:
            usd = price(self.model, self.endpoint, spent.prompt, spent.completion)
        return Usage(attempts=1, prompt_tokens=spent.prompt, completion_tokens=spent.completion, usd=usd)


@dataclasses.dataclass(slots=True)
class _Spent:
    prompt: int | None = None
    completion: int | None = None
    calls: int = 0
    notes: tuple[str, ...] = ()

    def add(self, prompt: int | None, completion: int | None, calls: int) -> None:
        self.calls += calls
        if prompt is not None:
            self.prompt = (self.prompt or 0) + prompt
        if completion is not None:
            self.completion = (self.completion or 0) + completion

    def error(self, message: str, kind: str, retryable: bool, status: int | None = None) -> CompletionError:
        return CompletionError(
            message,
            kind=kind,
            retryable=retryable,
            status=status,
            prompt_tokens=self.prompt,
            completion_tokens=self.completion,
            calls=self.calls,
        )


def _pairs(messages: prompts.Messages) -> tuple[tuple[str, str], ...]:
    return (("system", messages.system), ("user", messages.user))
