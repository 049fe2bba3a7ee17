"""What a suite is: items, how to run one, and how to score what came out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from avow.engines.base import Engine
from avow.evals.cases import Data, Span
from avow.pipeline import Verifier
from avow.types import Brief, Material

Output = dict[str, Any]  # what the product did, as JSON; kept in the run file, scored as often as wanted
Scores = Mapping[str, bool | float]  # check → passed, or how much


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to run and score. Intervals resample clusters: the items of one brief hang together."""

    id: str
    cluster: str
    brief: Brief
    checks: tuple[str, ...]  # what will be scored, known before anything runs: missing has not passed
    split: str = "held"
    groups: tuple[str, ...] = ()  # "type=number": breakdowns of the checks
    answer: str = ""  # the text to judge, where the suite brings one
    spans: tuple[Span, ...] = ()
    at: tuple[int, int] | None = None  # where a planted defect stands
    extra: Mapping[str, Any] = field(default_factory=dict)
    sample: int = 0


@dataclass(frozen=True, slots=True)
class Road:
    """Who writes, who stands in, who verifies."""

    engine: Engine
    fallback: Engine | None = None
    verifier: Verifier | None = None


class Provider(Protocol):
    """Where drafts and verdicts come from."""

    name: str
    waits: bool  # True: needs an event loop and may be asked for several items at once

    def road(self, item: Item, material: Material) -> Road:
        """The road for one item."""
        ...

    async def close(self, *, whole: bool = False) -> None:
        """Ends connections; `whole`: every item has its output in the run file."""
        ...


@dataclass(frozen=True, slots=True)
class Suite:
    """One question asked of the product."""

    name: str
    summary: str
    providers: tuple[str, ...]  # the first is the default
    items: Callable[[Data], list[Item]]
    run: Callable[[Item, Provider], Awaitable[Output]]
    score: Callable[[Item, Output], Scores]
    breakdown: tuple[str, ...] = ()  # groups that the table shows one by one
    samples: bool = False  # whether an item may be run several times, each with another variant
