"""What the environment says, read once at the edge of the program.

| variable              | meaning                                                              |
|-----------------------|----------------------------------------------------------------------|
| AVOW_MODEL            | engine when --model is not given: `offline` (default) or a model name |
| AVOW_VERIFIER         | model that verifies claims; default: the model in use                |
| OPENAI_API_KEY        | key for the endpoint                                                 |
| OPENAI_BASE_URL       | endpoint; default: OpenAI's                                          |
| AVOW_RECORDINGS       | folder of recorded completions for the replay engine                 |
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment, as far as avow heeds it. The key never appears in its repr."""

    model: str = OFFLINE
    verifier: str | None = None
    base_url: str | None = None
    recordings: str | None = None

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Settings from the environment; empty variables count as unset."""
        values = os.environ if env is None else env
        return cls(
            model=values.get("AVOW_MODEL") or OFFLINE,
            verifier=values.get("AVOW_VERIFIER") or None,
            base_url=values.get("OPENAI_BASE_URL") or None,
            recordings=values.get("AVOW_RECORDINGS") or None,
        )
