"""What is said before a run starts."""

from batching import rows

from avow.batch.estimate import estimate, told
from avow.batch.plan import Plan
from avow.batch.road import Road
from avow.batch.work import Shared


def test_tokens_and_cost_come_from_a_sample() -> None:
    road = Road(model="gpt-4o-mini", verifier="gpt-4o-mini", base_url="https://api.openai.com/v1")
    found = estimate(road, Shared(), rows(3), 1_000)
    assert found is not None
    assert found.calls == 2_000
    assert 2_000 * 1_000 < found.prompt_tokens < 2_000 * 8_000
    assert found.usd is not None
    assert 0.1 < found.usd < 20
    half = estimate(road, Shared(), rows(3), 500)
    assert half is not None
    assert half.usd is not None
    assert abs(half.usd * 2 - found.usd) < 0.01


def test_nothing_is_estimated_where_nothing_is_sent() -> None:
    assert estimate(Road(), Shared(), rows(3), 1_000) is None
    model = Road(model="m", base_url="http://127.0.0.1:9/v1")
    assert estimate(model, Shared(), [{"no": "brief"}], 10) is None
    unpriced = estimate(model, Shared(), rows(1), 10)
    assert unpriced is not None
    assert unpriced.usd is None
    assert "price unknown" in told(unpriced, Plan(10, 9, "", ()), 0)
    assert told(None, Plan(10, 9, "", ()), 4) == "10 rows, 6 to do (1 repeat another row)"
