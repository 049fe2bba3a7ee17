"""How long to wait before a call is made again, and one cool-down that all calls share."""

import asyncio
import email.utils
import random
import time
from collections.abc import Callable, Mapping

MOST_SECONDS = 20.0  # of one backoff step
MOST_ASKED = 60.0  # a server that asks for more is not waited for: the caller is told to come later


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """The seconds a server asks to wait: `retry-after-ms`, then Retry-After as seconds or date.

    None where it asks for nothing, or for something that is no time to come.
    """
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        said = headers.get(name)
        if said is None:
            continue
        try:
            seconds = float(said) * scale
        except ValueError:
            seconds = _until(said, now())
        if 0 <= seconds < float("inf"):
            return seconds
    return None


def _until(date: str, now: float) -> float:
    try:
        return max(0.0, email.utils.parsedate_to_datetime(date).timestamp() - now)
    except (ValueError, OverflowError, TypeError):
        return -1.0


def backoff(failed: int, base: float, rng: random.Random) -> float:
    """Seconds before the next call after so many failed ones: doubling to a cap, less a quarter at most."""
    step = min(MOST_SECONDS, base * 2.0 ** (failed - 1))
    return float(step * (0.75 + rng.random() / 4))


class Cooldown:
    """When the endpoint says "slow down", every call waits, not only the one that was told."""

    def __init__(self, rng: random.Random) -> None:
        self._until = 0.0
        self._rng = rng

    def extend(self, seconds: float) -> None:
        """No call before so many seconds from now."""
        self._until = max(self._until, time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds until calls may be made again."""
        return max(0.0, self._until - time.monotonic())

    async def wait(self) -> None:
        """Returns when the cool-down has passed; the waiting calls start spread out, not all at once.

        Through two cool-downs at most: else the calls that were told later would hold this one for ever.
        """
        for _ in range(2):
            left = self.left()
            if left <= 0:
                return
            await asyncio.sleep(left + self._rng.random() * min(left, 1.0) / 4)
