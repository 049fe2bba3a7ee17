"""How fast and how far: requests and tokens a minute, and a budget that holds across resumes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from avow.engines.budget import Budget
from avow.engines.client import Chat
from avow.engines.dialect import ChatRequest
from avow.engines.shape import Completion
from avow.engines.tokens import count_messages
from avow.errors import BudgetError

T = TypeVar("T")
MINUTE = 60.0
_SLICES = (
    60  # a minute's allowance is given out evenly: a burst of all of it would run into the limit at once
)


class Pace:
    """No more requests and tokens than the endpoint allows in a minute; None means no limit.

    A token bucket that holds one slice of a minute, so that a start after a pause is no burst.
    """

    def __init__(
        self, rpm: float | None = None, tpm: float | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rpm = rpm
        self.tpm = tpm
        self._clock = clock
        self._next = clock()

    def learn(self, headers: Mapping[str, str]) -> None:
        """Takes over the limits a minute that an endpoint tells of, where none was given.

        The names are those of OpenAI's API, which most compatible servers use too.
        """
        self.rpm = self.rpm or _limit(headers.get("x-ratelimit-limit-requests"))
        self.tpm = self.tpm or _limit(headers.get("x-ratelimit-limit-tokens"))

    def delay(self, tokens: int) -> float:
        """Seconds to wait before a request of so many tokens; calling takes a place in the queue."""
        cost = max(MINUTE / self.rpm if self.rpm else 0.0, MINUTE * tokens / self.tpm if self.tpm else 0.0)
        now = self._clock()
        start = max(self._next, now - MINUTE / _SLICES)
        self._next = start + cost
        return max(0.0, start - now)


class Room:
    """Waiting for room in a budget: what is held for calls in flight may yet come back.

    Only a call that no other one is in flight beside has really come to the end of the budget.
    """

    def __init__(self) -> None:
        self._inside = 0
        self._left = 0  # how many have left so far
        self._changed = asyncio.Condition()

    async def enter(self, call: Callable[[], Awaitable[T]]) -> T:
        """What `call` returns, tried again as long as a BudgetError may be a matter of waiting."""
        while True:
            self._inside += 1
            try:
                return await call()
            except BudgetError:
                if self._inside == 1:
                    raise
            finally:
                self._inside -= 1
                self._left += 1
                seen = self._left
                async with self._changed:
                    self._changed.notify_all()
            async with self._changed:
                while self._left == seen:
                    await self._changed.wait()


class PacedChat:
    """A chat whose requests keep to a pace."""

    def __init__(self, chat: Chat, pace: Pace) -> None:
        """The chat to ask, in its turn."""
        self._chat = chat
        self._pace = pace
        self._room = Room()

    async def send(self, request: ChatRequest, /) -> Completion:
        """The completion of the other chat, asked for in its turn."""
        tokens = 0
        if self._pace.tpm:
            tokens = count_messages(request.messages, request.model).tokens + request.max_tokens
        await asyncio.sleep(self._pace.delay(tokens))
        return await self._room.enter(lambda: self._chat.send(request))

    async def close(self) -> None:
        """Closes the other chat."""
        await self._chat.close()


class LeasedBudget(Budget):
    """A budget that is never passed, also when the process is killed and the batch resumed.

    Before money is spent it is written down: a lease in the journal covers the next calls. A run that is
    killed counts the whole lease as spent; one that ends in order gives back what is left of it.
    """

    def __init__(
        self,
        *,
        max_usd: float | None,
        max_tokens: int | None,
        usd: float,
        tokens: int,
        ahead: int,
        write: Callable[[float, int], None],
    ) -> None:
        """`usd`, `tokens`: spent by all runs so far; `ahead`: calls a lease covers; `write` keeps one."""
        super().__init__(max_tokens=max_tokens, max_usd=max_usd, tokens=tokens, usd=usd)
        self._ahead = ahead
        self._write = write
        self._leased_usd = usd
        self._leased_tokens = tokens

    def reserve(self, tokens: int, usd: float | None, model: str) -> None:
        """Holds back a call's worst case, under a lease. Raises BudgetError as `Budget` does."""
        super().reserve(tokens, usd, model)
        if self.max_usd is None and self.max_tokens is None:
            return
        need_usd, need_tokens = self.usd + self._held_usd, self.tokens + self._held_tokens
        if need_usd <= self._leased_usd and need_tokens <= self._leased_tokens:
            return
        self._leased_usd = max(need_usd, _capped(need_usd + self._ahead * (usd or 0.0), self.max_usd))
        self._leased_tokens = max(
            need_tokens, int(_capped(need_tokens + self._ahead * tokens, self.max_tokens))
        )
        self._write(self._leased_usd, self._leased_tokens)


def _limit(text: str | None) -> float | None:
    return float(text) if text is not None and text.isdecimal() and int(text) > 0 else None


def _capped(value: float, limit: float | None) -> float:
    return value if limit is None else min(value, limit)
