"""The shape of each prompt's answer: what a model is asked to return, checked before anything uses it.

Types are strict and keys that were not asked for are dropped; nothing here is trusted to be true.
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, Protocol, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from avow.types import Usage

# The fourteen labels of the truth rules, in their order.
Fabrication = Literal[
    "number",
    "name",
    "credential",
    "title",
    "skill",
    "experience",
    "trait",
    "goal",
    "commitment",
    "company",
    "polarity",
    "modality",
    "strength",
    "attribution",
]
FABRICATIONS: tuple[Fabrication, ...] = get_args(Fabrication)


class _Returned(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


def _as_list(value: object) -> object:
    """Small models write "A1" or "A1, F2" where a list was asked for."""
    if isinstance(value, str):
        return [part.strip(" []") for part in value.split(",") if part.strip(" []")]
    return value


Ids = Annotated[list[Annotated[str, Field(max_length=20)]], BeforeValidator(_as_list), Field(max_length=20)]
Line = Annotated[str, Field(max_length=2_000)]


class AnchoredClaim(_Returned):
    """What one claim of a sentence rests on."""

    cites: Ids
    quote: Line


class WrittenSentence(_Returned):
    """One sentence of the answer; no claims where it asserts nothing checkable."""

    text: Annotated[str, Field(min_length=1, max_length=2_000)]
    claims: Annotated[list[AnchoredClaim], Field(max_length=20)]


class LeftOut(_Returned):
    """A statement that the answer leaves out on purpose."""

    id: Annotated[str, Field(max_length=20)]
    why: Line


class SeenFit(_Returned):
    """How the model sees wish and employer meet; for the candidate's eyes, never part of the answer."""

    level: Literal["aligned", "partial", "conflict", "unknown"]
    reason: Line


class RewriteAnswer(_Returned):
    """The answer of rewrite.md and repair.md."""

    sentences: Annotated[list[WrittenSentence], Field(min_length=1, max_length=40)]
    left_out: Annotated[list[LeftOut], Field(max_length=500)]
    fit: SeenFit
    wanted: Annotated[list[Line], Field(max_length=10)]


class Judgement(_Returned):
    """The verdict on one claim. `words` are the claim's own words that nothing supports."""

    claim: Annotated[int, Field(ge=1)]
    verdict: Literal["supported", "unsupported"]
    type: Literal["none", Fabrication]
    statements: Ids
    quote: Line
    words: Line
    ask: Line


class VerifyAnswer(_Returned):
    """The answer of verify.md."""

    claims: Annotated[list[Judgement], Field(max_length=200)]


Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Completed(Generic[Shape]):
    """A parsed answer and what it cost."""

    value: Shape
    usage: Usage
    prompt: tuple[str, str]  # name, fingerprint
    notes: tuple[str, ...] = ()


class Complete(Protocol):
    """Renders a prompt with these values, asks a model, and returns its answer in this shape.

    Raises `avow.errors.EngineError` when no well-formed answer could be had. What comes back is
    well-formed, not true.
    """

    def __call__(
        self, prompt: str, values: dict[str, Any], shape: type[Shape], /
    ) -> Awaitable[Completed[Shape]]: ...
