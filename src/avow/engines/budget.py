"""What a run may spend. Every call, retries too, reserves its worst case before it is sent.

Reserving keeps calls in flight at the same time from passing the limit together.
"""

from dataclasses import dataclass

from avow.errors import BudgetError


@dataclass(slots=True)
class Budget:
    """Limits of a run; None means no limit. Tokens count prompt and completion together."""

    max_tokens: int | None = None
    max_usd: float | None = None
    max_calls: int | None = None
    tokens: int = 0
    usd: float = 0.0
    calls: int = 0
    _held_tokens: int = 0
    _held_usd: float = 0.0

    def reserve(self, tokens: int, usd: float | None, model: str) -> None:
        """Holds back a call's worst case.

        Raises BudgetError where the call could pass a limit, or where dollars are limited and the model's
        price is not known.
        """
        if self.max_usd is not None and usd is None:
            raise BudgetError(
                f"no price is known for {model!r}, so --max-usd cannot be kept: use --max-tokens"
            )
        if self.max_calls is not None and self.calls >= self.max_calls:
            raise BudgetError(f"the budget of {self.max_calls} calls is used up: raise --max-calls to go on")
        if self.max_tokens is not None and self.tokens + self._held_tokens + tokens > self.max_tokens:
            raise BudgetError(
                f"the next call may take {tokens:,} tokens, {self.tokens:,} of {self.max_tokens:,} are used: "
                "raise --max-tokens to go on"
            )
        if self.max_usd is not None and self.usd + self._held_usd + (usd or 0.0) > self.max_usd:
            raise BudgetError(
                f"the next call may cost ${usd or 0.0:.4f}, ${self.usd:.4f} of ${self.max_usd:.4f} is used: "
                "raise --max-usd to go on"
            )
        self.calls += 1
        self._held_tokens += tokens
        self._held_usd += usd or 0.0

    def settle(self, tokens: int, usd: float | None, *, spent_tokens: int, spent_usd: float | None) -> None:
        """Gives back what was held for a call and books what it cost."""
        self._held_tokens -= tokens
        self._held_usd -= usd or 0.0
        self.tokens += spent_tokens
        self.usd += spent_usd or 0.0
