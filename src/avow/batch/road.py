"""What a run writes with: names and limits that travel, and the engines opened from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avow.errors import ConfigurationError
from avow.settings import OFFLINE

if TYPE_CHECKING:
    from avow.engines.base import Engine
    from avow.engines.budget import Budget
    from avow.engines.client import Chat, Client
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
    """Engines that are open. `fallback` writes where no draft of the engine passes."""

    engine: "Engine"
    fallback: "Engine | None" = None
    verifier: "Verifier | None" = None


def open_road(road: Road, chat_of: "Callable[[str], Chat]") -> Opened:
    """The engines of a road, over the chats that `chat_of` gives for a model's name, once for each name.

    Raises ConfigurationError.
    """
    from avow.engines.offline import OfflineEngine

    offline = OfflineEngine()
    opened = Opened(offline)
    writer: OpenAIEngine | None = None
    if road.model != OFFLINE:
        writer = _model(road, road.model, chat_of)
        opened.engine, opened.fallback = writer, offline
    if road.verifier is not None:
        from avow.engines.verifying import ModelVerifier

        same = writer is not None and road.verifier == road.model
        checker = writer if same else _model(road, road.verifier, chat_of)
        assert checker is not None
        opened.verifier = ModelVerifier(checker)
    return opened


def _model(road: Road, name: str, chat_of: "Callable[[str], Chat]") -> "OpenAIEngine":
    if name == REPLAY:
        from avow.engines.replay import replay_engine

        if road.recordings is None:
            raise ConfigurationError("replay needs recordings: set AVOW_RECORDINGS to their folder")
        return replay_engine(Path(road.recordings), send_withheld=road.send_withheld)
    from avow.engines.endpoint import resolve
    from avow.engines.openai import OpenAIEngine

    return OpenAIEngine(
        name,
        chat_of(name),
        endpoint=resolve(road.base_url, need_key=False),  # for prices and names; the chat holds the key
        mask=road.mask,
        send_withheld=road.send_withheld,
        context=road.context,
    )


def client(
    road: Road, budget: "Budget", on_headers: "Callable[[Mapping[str, str]], None] | None" = None
) -> "Client":
    """The client of the road's endpoint; `on_headers` sees those of every response.

    Raises ConfigurationError; opens no connection yet.
    """
    from avow.engines.client import Client, Limits
    from avow.engines.endpoint import resolve

    return Client(
        resolve(road.base_url),
        limits=Limits.of_attempts(road.attempt_seconds),
        budget=budget,
        on_headers=on_headers,
    )


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
