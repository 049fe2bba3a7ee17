"""The one Protocol that every engine follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from avow.types import Draft, Finding, Fit, LedgerEntry, Material, Usage


@dataclass(frozen=True, slots=True)
class Request:
    """What a draft is asked for.

    `attempt` counts from 1. From the second attempt on, `previous` is the draft that failed and
    `findings` say which rule failed, where, and what a repair should do. `variant` chooses another
    answer for the same brief (same variant, same answer).
    """

    material: Material
    attempt: int = 1
    variant: int = 0
    previous: Draft | None = None
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft and what it cost, with the fingerprint of each prompt used (name → fingerprint).

    `questions` are what the engine would most like to know from the candidate; `fit` and `left_out` how it
    sees the two sides meet, and why it left statements out. All three are said besides the answer, none of
    them is trusted (see `avow.asides`).
    """

    draft: Draft
    usage: Usage = Usage(attempts=1)
    prompts: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    fit: Fit | None = None
    left_out: tuple[LedgerEntry, ...] = ()
    notes: tuple[str, ...] = ()


class Engine(Protocol):
    """Turns a request into a draft. Raises `avow.errors.EngineError` when it cannot."""

    name: str

    async def draft(self, request: Request) -> Reply:
        """One draft for the request."""
        ...
