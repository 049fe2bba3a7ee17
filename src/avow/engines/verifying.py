"""The verifier of a run: the general form for chat models, the Yes-or-No form for dedicated checkers."""

from avow.engines.openai import OpenAIEngine
from avow.truth.verify import Verification, ask_checker, verify
from avow.types import Material

DEDICATED = ("minicheck",)  # parts of model names that read `Document: … Claim: …` and answer Yes or No


class ModelVerifier:
    """Settles the claims of an answer with a model; what `avow.pipeline.rewrite` takes as `verifier`."""

    def __init__(self, engine: OpenAIEngine) -> None:
        self._engine = engine
        self._dedicated = any(part in engine.name.lower() for part in DEDICATED)

    async def __call__(self, answer: str, material: Material) -> Verification:
        """The verification; never raises for what the model says, but blocks what it cannot settle."""
        if self._dedicated:
            return await ask_checker(answer, material, self._engine.caller.ask)
        return await verify(answer, material, self._engine.completer(material))
