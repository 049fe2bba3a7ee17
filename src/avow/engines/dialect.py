"""What one endpoint understands, learnt from its own refusals and remembered.

Structured output goes down a ladder, json_schema to json_object to plain text, one rung when a refusal
names the format. Parameters that a refusal names are swapped (`max_completion_tokens`, which OpenAI and
Azure want, and `max_tokens`, which the others want) or left out (temperature on reasoning models).
"""

import re
from dataclasses import dataclass, field
from typing import Any

from avow.engines.endpoint import Endpoint
from avow.engines.failures import Failure

RUNGS = ("json_schema", "json_object", "text")
_REFUSALS = frozenset({400, 404, 415, 422, 500, 501})
_FORMAT = re.compile(r"response_format|json_schema|json_object|structured output|guided_|grammar", re.I)
_LIMITS = ("max_completion_tokens", "max_tokens")


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One call as meant, before it is put in an endpoint's dialect."""

    prompt: str
    fingerprint: str
    mark: str
    messages: tuple[tuple[str, str], ...]  # role, text
    model: str
    schema_name: str
    schema: dict[str, Any] | None = field(compare=False)  # None: plain text is wanted
    max_tokens: int = 4_096
    temperature: float | None = None
    seed: int | None = None


@dataclass(slots=True)
class Dialect:
    """The state of one endpoint and model; changed only by `adapt`."""

    limit: str
    rung: int = 0
    refused: set[str] = field(default_factory=set)  # names for the limit that did not work
    dropped: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, endpoint: Endpoint) -> "Dialect":
        """What to try first at this endpoint."""
        return cls(limit=_LIMITS[0] if endpoint.openai or endpoint.azure else _LIMITS[1])

    def body(self, request: ChatRequest, max_tokens: int) -> dict[str, Any]:
        """The request body in this dialect."""
        body: dict[str, Any] = {
            "model": request.model,
            "messages": [{"role": role, "content": text} for role, text in request.messages],
            self.limit: max_tokens,
            "temperature": request.temperature,
            "seed": request.seed,
        }
        if request.schema is None:
            pass
        elif RUNGS[self.rung] == "json_schema":
            schema = {"name": request.schema_name, "strict": True, "schema": request.schema}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif RUNGS[self.rung] == "json_object":
            body["response_format"] = {"type": "json_object"}
        return {key: value for key, value in body.items() if value is not None and key not in self.dropped}

    def adapt(self, failure: Failure, said: str, sent: dict[str, Any]) -> bool:
        """True where the refusal names something that can be changed, and the call is worth making again.

        `said` is the endpoint's message and code; `sent` the body it refused. Several calls in flight may
        be refused for the same reason: what another has changed already counts as changed.
        """
        if failure.status not in _REFUSALS:
            return False
        named = f"{failure.param} {said}"
        if "response_format" in sent and _FORMAT.search(named):
            if sent["response_format"]["type"] == RUNGS[self.rung]:
                self.rung += 1
                self.notes.append(
                    f"the endpoint does not take {RUNGS[self.rung - 1]}; asked for {RUNGS[self.rung]}"
                )
            return True
        for limit in _LIMITS:
            if limit in sent and re.search(rf"\b{limit}\b", named):
                self._swap(limit)
                return True
        for name in ("temperature", "seed"):
            # In quotes or as the named parameter only: a message may repeat the candidate's own words.
            if name in sent and (failure.param == name or re.search(rf"['\"`]{name}['\"`]", said)):
                self._drop(name)
                return True
        return False

    def _swap(self, refused: str) -> None:
        if self.limit != refused:
            return
        self.refused.add(refused)
        other = _LIMITS[1 - _LIMITS.index(refused)]
        if other in self.refused:
            self._drop(refused)  # neither name is taken: the endpoint's own limit has to do
        else:
            self.limit = other

    def _drop(self, name: str) -> None:
        if name not in self.dropped:
            self.dropped.add(name)
            self.notes.append(f"the endpoint does not take {name}; left out")
