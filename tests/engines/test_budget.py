import pytest

from avow.engines.budget import Budget
from avow.errors import BudgetError


def test_calls_in_flight_cannot_pass_the_limit_together() -> None:
    budget = Budget(max_tokens=1_000)
    budget.reserve(400, None, "m")
    budget.reserve(400, None, "m")
    with pytest.raises(BudgetError, match="400 tokens, 0 of 1,000"):
        budget.reserve(400, None, "m")
    budget.settle(400, None, spent_tokens=100, spent_usd=None)
    budget.reserve(400, None, "m")
    assert (budget.tokens, budget.calls) == (100, 3)


def test_dollars() -> None:
    budget = Budget(max_usd=0.01)
    budget.reserve(10, 0.008, "m")
    with pytest.raises(BudgetError, match=r"\$0\.0080"):
        budget.reserve(10, 0.008, "m")
    budget.settle(10, 0.008, spent_tokens=5, spent_usd=0.001)
    budget.reserve(10, 0.008, "m")
    assert budget.usd == pytest.approx(0.001)


def test_an_unknown_price_cannot_be_kept_to() -> None:
    with pytest.raises(BudgetError, match="no price is known for 'llama'"):
        Budget(max_usd=1.0).reserve(1, None, "llama")


def test_calls() -> None:
    budget = Budget(max_calls=1)
    budget.reserve(1, None, "m")
    with pytest.raises(BudgetError, match="1 calls"):
        budget.reserve(1, None, "m")
