"""What a run writes with: names and limits that travel, and the engines opened from them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avow.errors import ConfigurationError
from avow.settings import OFFLINE

if TYPE_CHECKING:
    from avow.engines.base import Engine
    from avow.engines.budget import Budget
    from avow.engines.client import Chat
    from avow.engines.openai import OpenAIEngine
    from avow.pipeline import Verifier
    from avow.types import Material

REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Road:
    """The engine and the verifier by name (None: nobody besides the guards), and how they are asked."""

    model: str = OFFLINE
    verifier: str | None = None
    base_url: str | None = None
    mask: bool = True
    send_withheld: bool = False
    context: int | None = None
    recordings: str | None = None
    attempt_seconds: float = 120.0

    @property
    def local(self) -> bool:
        """Whether nothing is sent and nothing waits."""
        return self.model == OFFLINE and self.verifier is None

    def identity(self) -> dict[str, object]:
        """What the answers depend on, for the run's fingerprint. Raises ConfigurationError."""
        if self.local:
            return {"model": OFFLINE}
        from avow.engines.endpoint import resolve
        from avow.prompts import NAMES, load

        found: dict[str, object] = {
            "model": self.model,
            "verifier": self.verifier,
            "mask": self.mask,
            "send_withheld": self.send_withheld,
            "context": self.context,
            "prompts": {name: load(name).fingerprint for name in NAMES},
        }
        if self.model != REPLAY:
            found["endpoint"] = resolve(self.base_url, need_key=False).base_url
        return found


@dataclass(slots=True)
class Opened:
    """Engines that are open. `writer` is the model's engine, None where the offline engine writes."""

    engine: "Engine"
    writer: "OpenAIEngine | None" = None
    fallback: "Engine | None" = None
    verifier: "Verifier | None" = None
    ends: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def close(self) -> None:
        """Closes every connection."""
        for end in self.ends:
            await end()


def open_road(road: Road, budget: "Budget", wrap: "Callable[[Chat], Chat]") -> Opened:
    """The engines of a road; every chat of a model is `wrap`ped once. Raises ConfigurationError."""
    from avow.engines.offline import OfflineEngine

    offline = OfflineEngine()
    opened = Opened(offline)
    if road.model != OFFLINE:
        opened.writer = _model(road, road.model, budget, wrap)
        opened.engine, opened.fallback = opened.writer, offline
        opened.ends.append(opened.writer.close)
    if road.verifier is not None:
        checker = opened.writer
        if checker is None or road.verifier != road.model:
            checker = _model(road, road.verifier, budget, wrap)
            opened.ends.append(checker.close)
        opened.verifier = _verifier(checker)
    return opened


def _model(road: Road, name: str, budget: "Budget", wrap: "Callable[[Chat], Chat]") -> "OpenAIEngine":
    engine: OpenAIEngine
    if name == REPLAY:
        from avow.engines.replay import replay_engine

        if road.recordings is None:
            raise ConfigurationError("replay needs recordings: set AVOW_RECORDINGS to their folder")
        engine = replay_engine(Path(road.recordings), send_withheld=road.send_withheld)
    else:
        from avow.engines.client import Limits
        from avow.engines.openai import open_engine

        engine = open_engine(
            name,
            base_url=road.base_url,
            budget=budget,
            limits=Limits(attempt_seconds=road.attempt_seconds),
            mask=road.mask,
            send_withheld=road.send_withheld,
            context=road.context,
        )
    engine.caller.chat = wrap(engine.caller.chat)
    return engine


def _verifier(engine: "OpenAIEngine") -> "Verifier":
    from avow.truth.verify import Verification, verify

    async def check(answer: str, material: "Material") -> Verification:
        return await verify(answer, material, engine.completer(material))

    return check


def preview(road: Road, material: "Material") -> Any:
    """What the first call for a brief would send (`avow.engines.calling.Preview`); sends nothing."""
    from avow.engines.base import Request
    from avow.engines.openai import preview_engine

    engine = preview_engine(
        road.model,
        base_url=road.base_url,
        mask=road.mask,
        send_withheld=road.send_withheld,
        context=road.context,
    )
    return engine.preview(Request(material))
