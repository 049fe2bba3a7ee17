"""Which engine and which verifier the flags and the environment name, and how a run of them is driven."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from avow.cli.options import ModelFlags
from avow.cli.progress import Progress
from avow.errors import ConfigurationError, UsageError
from avow.settings import OFFLINE, Settings

if TYPE_CHECKING:
    from avow.engines.base import Engine
    from avow.engines.budget import Budget
    from avow.engines.openai import OpenAIEngine
    from avow.pipeline import Verifier
    from avow.types import Material

REPLAY = "replay"
NONE = "none"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Models:
    """The names of a run: `model` writes, `verifier` checks (None: nobody besides the guards)."""

    model: str
    verifier: str | None

    @property
    def local(self) -> bool:
        """Whether nothing is sent and nothing waits."""
        return self.model == OFFLINE and self.verifier is None


@dataclass(slots=True)
class Opened:
    """What a run works with; `fallback` writes where no draft of the engine passes."""

    engine: "Engine"
    fallback: "Engine | None" = None
    verifier: "Verifier | None" = None
    ends: tuple[Callable[[], Awaitable[None]], ...] = ()

    async def close(self) -> None:
        """Closes every connection."""
        for end in self.ends:
            await end()


def names(flags: ModelFlags) -> Models:
    """The names in the flags, else in the environment; a model checks itself unless told otherwise."""
    settings = Settings.load()
    model = flags.model or settings.model
    verifier = flags.verifier or settings.verifier or (None if model == OFFLINE else model)
    return Models(model, None if verifier in (NONE, OFFLINE) else verifier)


def drive(flags: ModelFlags, work: Callable[[Opened], Awaitable[T]], progress: Progress) -> T:
    """The result of `work` with engine and verifier opened for it, in an event loop only where one is needed.

    Raises EngineError as they do.
    """
    chosen = names(flags)
    if chosen.local:
        from avow.engines.offline import OfflineEngine
        from avow.pipeline import run_now

        return run_now(_call(work, Opened(OfflineEngine())))
    import asyncio

    async def run() -> T:
        opened = _open(chosen, flags, progress)
        try:
            return await work(opened)
        finally:
            progress.clear()
            await opened.close()

    return asyncio.run(run())


async def _call(work: Callable[[Opened], Awaitable[T]], opened: Opened) -> T:
    return await work(opened)


def _open(chosen: Models, flags: ModelFlags, progress: Progress) -> Opened:
    from avow.engines.budget import Budget
    from avow.engines.offline import OfflineEngine
    from avow.engines.verifying import ModelVerifier

    budget = Budget(max_tokens=flags.max_tokens, max_usd=flags.max_usd)
    offline = OfflineEngine()
    writer: OpenAIEngine | None = None
    if chosen.model != OFFLINE:
        writer = model_engine(chosen.model, flags, budget)
    checker: OpenAIEngine | None = writer
    if chosen.verifier is None:
        checker = None
    elif writer is None or chosen.verifier != chosen.model:
        checker = model_engine(chosen.verifier, flags, budget)
    engines = [engine for engine in dict.fromkeys((writer, checker)) if engine is not None]
    return Opened(
        engine=progress.engine(writer) if writer else offline,
        fallback=offline if writer else None,
        verifier=progress.verifier(ModelVerifier(checker), checker.name) if checker else None,
        ends=tuple(engine.close for engine in engines),
    )


def model_engine(name: str, flags: ModelFlags, budget: "Budget") -> "OpenAIEngine":
    """The engine of a model name. Raises ConfigurationError for a missing key, URL or folder."""
    if name == REPLAY:
        from avow.engines.replay import replay_engine

        folder = Settings.load().recordings
        if folder is None:
            raise ConfigurationError("replay needs recordings: set AVOW_RECORDINGS to their folder")
        return replay_engine(Path(folder), send_withheld=flags.send_withheld)
    from avow.engines.openai import open_engine

    return open_engine(
        name,
        base_url=flags.base_url,
        budget=budget,
        mask=not flags.no_mask,
        send_withheld=flags.send_withheld,
        context=flags.context,
    )


def preview(name: str, flags: ModelFlags, material: "Material", variant: int = 0) -> Any:
    """What the first call to a model would send (`avow.engines.calling.Preview`); sends nothing."""
    if name == REPLAY:
        raise UsageError("replay sends nothing; name the model that was recorded to see its messages")
    from avow.engines.base import Request
    from avow.engines.openai import preview_engine

    engine = preview_engine(
        name,
        base_url=flags.base_url,
        mask=not flags.no_mask,
        send_withheld=flags.send_withheld,
        context=flags.context,
    )
    return engine.preview(Request(material, variant=variant))
