"""Where drafts and verdicts come from.

| name      | writes                                        | verifies                    | network |
|-----------|-----------------------------------------------|-----------------------------|---------|
| offline   | the offline engine                            | nobody besides the guards   | none    |
| replay    | recorded completions; a miss is an error      | recorded verdicts           | none    |
| scripted  | the texts that an item prescribes             | an oracle that knows the labels | none |
| live      | the model named with --model                  | the same, or --verifier     | yes     |
| batch-api | the same through OpenAI's Batch API           | the same                    | yes     |
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from avow.engines.base import Engine
from avow.engines.offline import OfflineEngine
from avow.engines.openai import OpenAIEngine
from avow.errors import ReplayMissError, UsageError
from avow.evals.items import Item, Provider, Road
from avow.evals.script import ScriptedChat
from avow.pipeline import Verifier
from avow.truth.verify import Verification, verify
from avow.types import Material

LIVE = ("live", "batch-api")
SCRIPTED_MODEL = "scripted-1"  # the name under which the suite's own recordings are kept


def checking(engine: OpenAIEngine) -> Verifier:
    """A verifier that asks this engine's model."""

    async def check(answer: str, material: Material) -> Verification:
        return await verify(answer, material, engine.completer(material))

    return check


class Offline:
    """The offline engine and the guards."""

    name = "offline"
    waits = False

    def road(self, item: Item, material: Material) -> Road:
        """The same for every item."""
        return Road(OfflineEngine())

    async def close(self, *, whole: bool = False) -> None:
        """Nothing to close."""


class Scripted:
    """A model that says what the item prescribes, with a verifier that knows the labels."""

    name = "scripted"
    waits = False

    def road(self, item: Item, material: Material) -> Road:
        """An engine with the item's script."""
        engine = OpenAIEngine("scripted", ScriptedChat(item, material), model=SCRIPTED_MODEL)
        return Road(engine, OfflineEngine(), checking(engine))

    async def close(self, *, whole: bool = False) -> None:
        """Nothing to close."""


@dataclass
class Replay:
    """Recorded completions; opened in each process when first used."""

    folder: Path
    name: str = "replay"
    waits: bool = False

    def road(self, item: Item, material: Material) -> Road:
        """The engine over the recordings. Raises ConfigurationError where there are none."""
        from avow.engines.replay import replay_engine

        engine = _once(self.folder, lambda: replay_engine(self.folder, SCRIPTED_MODEL))
        return Road(engine, OfflineEngine(), _strict(checking(engine)))

    async def close(self, *, whole: bool = False) -> None:
        """Nothing to close."""


def _strict(verifier: Verifier) -> Verifier:
    """A verifier whose missing recording is an error: to the product it is one more verifier that failed."""

    async def check(answer: str, material: Material) -> Verification:
        verification = await verifier(answer, material)
        for note in verification.notes:
            if "no recording" in note:
                raise ReplayMissError(note)
        return verification

    return check


_OPENED: dict[Path, OpenAIEngine] = {}


def _once(folder: Path, make: Callable[[], OpenAIEngine]) -> OpenAIEngine:
    if folder not in _OPENED:
        _OPENED[folder] = make()
    return _OPENED[folder]


@dataclass
class Live:
    """A model at an endpoint. `model` writes; `verifier` checks, None for nobody besides the guards."""

    engine: Engine
    checker: OpenAIEngine | None
    ends: tuple[Callable[[], Awaitable[None]], ...] = ()
    tidy: tuple[Callable[[], Awaitable[None]], ...] = ()
    name: str = "live"
    waits: bool = True
    fallback: bool = False  # a fallback's answer would be measured as the model's

    def road(self, item: Item, material: Material) -> Road:
        """The same for every item."""
        verifier = checking(self.checker) if self.checker else None
        return Road(self.engine, OfflineEngine() if self.fallback else None, verifier)

    async def close(self, *, whole: bool = False) -> None:
        """Closes the connections; tidies up first where the run is whole."""
        for end in (*(self.tidy if whole else ()), *self.ends):
            await end()


def local(name: str, data: Path) -> Provider:
    """The provider of this name that needs no network. UsageError for any other."""
    makers: dict[str, Callable[[], Any]] = {
        "offline": Offline,
        "scripted": Scripted,
        "replay": lambda: Replay(data / "recorded"),
    }
    if name not in makers:
        raise UsageError(
            f"no provider {name!r}: choose from {', '.join(makers)}, or name a model with --model"
        )
    provider: Provider = makers[name]()
    return provider
