"""One shared client: a request goes out, a completion comes back, or one typed error.

Every attempt stands under its own deadline, the whole call under another; retries follow the table in
`failures`; refusals that name a parameter change the dialect instead of counting as tries.
"""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from avow.engines.budget import Budget
from avow.engines.dialect import ChatRequest, Dialect
from avow.engines.endpoint import Endpoint
from avow.engines.exchange import exchange
from avow.engines.failures import Failure
from avow.engines.prices import price
from avow.engines.shape import Completion
from avow.engines.tokens import count_messages
from avow.engines.transport import sdk_client
from avow.engines.waiting import MOST_ASKED, Cooldown, backoff

CUT_SHARE = 0.6  # below this share of the estimate, the prompt was cut and not only counted otherwise
MOST_ADAPTATIONS = 6
MOST_FAILURES = 5  # of one request, whatever the kinds
MOST_LIMITED = 10  # where the endpoint refuses this request by its rate but serves others meanwhile


@dataclass(frozen=True, slots=True)
class Limits:
    """Time for one attempt, for the call with all its attempts and waiting, and the first pause."""

    attempt_seconds: float = 120.0
    total_seconds: float = 300.0
    pause_seconds: float = 0.5

    @classmethod
    def of_attempts(cls, seconds: float) -> "Limits":
        """The limits for attempts of so many seconds, with time for a second one however long they are."""
        return cls(attempt_seconds=seconds, total_seconds=max(cls().total_seconds, 2.5 * seconds))


class Chat(Protocol):
    """Sends one request. Raises `avow.errors.EngineError` when no completion could be had."""

    async def send(self, request: ChatRequest, /) -> Completion:
        """The completion of this request."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...


class Client:
    """The one client of a run. Use it within one event loop and close it at the end."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        limits: Limits | None = None,
        budget: Budget | None = None,
        seed: int = 0,
        on_headers: Callable[[Mapping[str, str]], None] | None = None,
    ) -> None:
        """`on_headers` sees the headers of every response."""
        self.endpoint = endpoint
        self.limits = limits or Limits()
        self.budget = budget or Budget()
        self._rng = random.Random(seed or None)
        self._cooldown = Cooldown(self._rng)
        self._dialects: dict[str, Dialect] = {}
        self._served = 0.0  # when the last completion came
        self._sdk = sdk_client(endpoint, on_headers=on_headers)

    async def close(self) -> None:
        """Closes the connections."""
        await self._sdk.close()

    async def send(self, request: ChatRequest, /) -> Completion:
        """The completion of this request.

        Raises CompletionError with the kind of the last failure and all usage, BudgetError before a call
        that the budget does not allow.
        """
        dialect = self._dialects.setdefault(request.model, Dialect.of(self.endpoint))
        start = time.monotonic()
        end = start + self.limits.total_seconds
        told = len(dialect.notes)
        calls = adapted = 0
        tried: dict[str, int] = {}
        spent = _Spent()
        max_tokens = request.max_tokens
        while True:
            await self._cool_down(end, calls, spent)
            body = dialect.body(request, max_tokens)
            calls += 1
            outcome, said = await self._attempt(request, body, max_tokens, end)
            spent.add(outcome.prompt_tokens, outcome.completion_tokens)
            if isinstance(outcome, Completion):
                self._served = time.monotonic()
                notes = (*dialect.notes[told:], *_cut(outcome, request))
                return replace(
                    outcome,
                    calls=calls,
                    prompt_tokens=spent.prompt,
                    completion_tokens=spent.completion,
                    notes=notes,
                )
            if adapted < MOST_ADAPTATIONS and dialect.adapt(outcome, said, body):
                adapted += 1
                continue
            tried[outcome.kind] = tried.get(outcome.kind, 0) + 1
            failed = sum(tried.values())
            pause = self._pause(outcome, failed)
            crowded = outcome.kind == "rate_limit" and self._served > start
            spent_up = (
                failed >= MOST_LIMITED
                if crowded
                else (tried[outcome.kind] >= outcome.calls or failed >= MOST_FAILURES)
            )
            if spent_up or time.monotonic() + pause >= end:
                raise outcome.error(calls, spent.prompt, spent.completion)
            if outcome.kind == "length":
                max_tokens *= 2
            if outcome.wait is not None and outcome.later:
                self._cooldown.extend(pause)
                continue
            if outcome.kind == "rate_limit":
                # No time was named: everyone holds back a moment, this call as long as its failures say.
                self._cooldown.extend(backoff(1, self.limits.pause_seconds, self._rng))
            await asyncio.sleep(pause)

    async def _cool_down(self, end: float, calls: int, spent: "_Spent") -> None:
        """Waits until calls may be made; gives up at once where that is past the deadline of this one."""
        if time.monotonic() + self._cooldown.left() >= end:
            name = self.endpoint.name
            failure = Failure(
                "rate_limit", f"{name} asked to wait longer than this call may take", later=True
            )
            raise failure.error(calls, spent.prompt, spent.completion)
        await self._cooldown.wait()

    def _pause(self, failure: Failure, failed: int) -> float:
        if not failure.later:
            return 0.0
        least = backoff(failed, self.limits.pause_seconds, self._rng)
        if failure.wait is None:
            return least
        # A server that says "at once" to everybody would be stormed by all of them.
        return max(failure.wait, min(least, 1.0)) if failure.wait <= MOST_ASKED else float("inf")

    async def _attempt(
        self, request: ChatRequest, body: dict[str, Any], max_tokens: int, end: float
    ) -> tuple[Completion | Failure, str]:
        """One call under its deadline and within the budget, with what an error body said."""
        asking = count_messages(request.messages, request.model).tokens
        tokens = asking + max_tokens
        worst = price(request.model, self.endpoint, asking, max_tokens)
        self.budget.reserve(tokens, worst, request.model)
        spent, cost = tokens, worst
        try:
            seconds = min(self.limits.attempt_seconds, end - time.monotonic())
            outcome, said = await exchange(self._sdk, self.endpoint, body, seconds)
            asked, written = outcome.prompt_tokens, outcome.completion_tokens
            if asked is not None and written is not None:
                spent, cost = asked + written, price(request.model, self.endpoint, asked, written)
            elif isinstance(outcome, Failure) and outcome.kind != "timeout":
                spent, cost = 0, 0.0  # a refused request costs nothing; a broken-off one may
            return outcome, said
        finally:
            self.budget.settle(tokens, worst, spent_tokens=spent, spent_usd=cost)


@dataclass(slots=True)
class _Spent:
    """Tokens of all calls; None until an endpoint reports any."""

    prompt: int | None = None
    completion: int | None = None

    def add(self, prompt: int | None, completion: int | None) -> None:
        if prompt is not None:
            self.prompt = (self.prompt or 0) + prompt
        if completion is not None:
            self.completion = (self.completion or 0) + completion


def _cut(completion: Completion, request: ChatRequest) -> tuple[str, ...]:
    """Says so where the endpoint read far fewer tokens than were sent; Ollama cuts without a word."""
    expected = count_messages(request.messages, request.model).tokens
    seen = completion.prompt_tokens
    if seen is None or seen >= CUT_SHARE * expected:
        return ()
    return (
        f"the endpoint read {seen:,} of about {expected:,} prompt tokens: the prompt was probably cut "
        "(Ollama: raise num_ctx)",
    )
