import asyncio
import random
import time

import pytest

from avow.engines.waiting import MOST_SECONDS, Cooldown, backoff, retry_after

NOW = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.25"}, 0.25),
        ({"retry-after": "86400"}, 86_400.0),
        ({"retry-after-ms": "150", "retry-after": "9"}, 0.15),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": "Tue, 14 Nov 2023 22:13:30 GMT"}, 10.0),
        ({"retry-after": "Tue, 14 Nov 2023 22:13:00 GMT"}, 0.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "soon; -5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Tue, 99 Nov 2023"}, None),
    ],
)
def test_what_a_server_asks_for(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, lambda: NOW) == pytest.approx(seconds)


def test_jitter_never_hides_that_waits_grow() -> None:
    rng = random.Random(5)
    for _ in range(500):
        first, second, third = (backoff(failed, 0.5, rng) for failed in (1, 2, 3))
        assert second > first * 1.3
        assert third > second * 1.3


def test_backoff_doubles_with_jitter_and_a_cap() -> None:
    rng = random.Random(1)
    for failed, most in ((1, 0.5), (2, 1.0), (3, 2.0), (12, MOST_SECONDS)):
        pauses = [backoff(failed, 0.5, rng) for _ in range(200)]
        assert most / 2 <= min(pauses) < max(pauses) <= most
    assert len({backoff(1, 0.5, rng) for _ in range(20)}) == 20


def test_a_cooldown_holds_everyone_and_lets_them_go_one_after_the_other() -> None:
    async def run() -> list[float]:
        cooldown = Cooldown(random.Random(1))
        await cooldown.wait()  # nothing to wait for
        cooldown.extend(0.2)
        cooldown.extend(0.1)  # never shorter than was asked
        began = time.monotonic()

        async def one() -> float:
            await cooldown.wait()
            return time.monotonic() - began

        return await asyncio.gather(*(one() for _ in range(20)))

    waits = asyncio.run(run())
    assert min(waits) >= 0.2
    assert max(waits) - min(waits) > 0.02
