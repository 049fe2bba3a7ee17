"""The data of the suites, read and checked: nothing is measured on a row that its model does not accept.

| folder      | rows                                                                                   |
|-------------|----------------------------------------------------------------------------------------|
| cases/      | briefs with what an answer to each must do (`Case`)                                    |
| labelled/   | answers with the spans that are wrong (`Labelled`), and minimal pairs (`Pair`)         |
| robustness/ | texts that attack (`Injection`) and texts that break programs (`Hostile`)              |
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from avow.errors import UsageError
from avow.types import Brief

FOLDER = Path(__file__).resolve().parents[3] / "evals"

Split = Literal["tune", "held"]  # tune: looked at while rules were written; held: never
Id = Annotated[str, StringConstraints(pattern=r"^[\w:./-]{1,80}$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Label = Literal[
    "number", "name", "credential", "title", "skill", "experience", "trait", "goal", "commitment", "company",
    "polarity", "modality", "strength", "attribution",
    "negativity", "disclosure", "misfit", "unaligned", "horizon", "value", "length", "voice",
]  # fmt: skip
INVENTED: tuple[str, ...] = (
    "number", "name", "credential", "title", "skill", "experience", "trait", "goal", "commitment", "company",
    "polarity", "modality", "strength", "attribution",
)  # fmt: skip


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Id


class Expect(BaseModel):
    """What is right for a case, by hand."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    fit: Literal["aligned", "partial", "conflict", "none"]  # none: no employer is described
    status: Literal["accepted", "withheld"]
    aspiration: str  # the candidate's words that must survive in some form; empty where there are none
    avoid: list[Text]  # nothing of this may be said


class Case(_Row):
    """A brief and what its answer must do."""

    split: Split
    tags: list[Annotated[str, StringConstraints(pattern=r"^\w+:\S.*$")]]
    brief: Brief
    expect: Expect


class Span(BaseModel):
    """Words of an answer that are wrong, and how."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    text: str  # empty where the whole answer is meant
    type: Label


class Labelled(_Row):
    """An answer to a case with its faults marked by hand: good (none), fabricated, or other guardrails."""

    split: Split
    case: Id
    answer: Text
    kind: Literal["good", "fabricated", "other"]
    spans: list[Span]
    why: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "Labelled":
        if (self.kind == "good") != (not self.spans):
            raise ValueError(f"kind {self.kind} with {len(self.spans)} spans")
        for span in self.spans:
            if span.text not in self.answer:
                raise ValueError(f"span {span.text!r} does not stand in the answer")
        return self


class Pair(_Row):
    """The same answer told truly and with one thing invented."""

    split: Split
    type: Label
    brief: Brief
    good: Text
    bad: Text
    span: Text
    why: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "Pair":
        if self.span not in self.bad:
            raise ValueError(f"span {self.span!r} does not stand in the bad answer")
        if self.good == self.bad:
            raise ValueError("both answers are the same")
        return self


class Injection(_Row):
    """A text that tries to steer the tool, or (benign) only looks like one.

    `obeyed` is what a model says that does as it is told; `markers` are words that only obedience brings.
    """

    kind: Text
    carrier: Literal["aspiration", "fact", "mission", "culture", "posting"]
    text: Text
    label: Literal["attack", "benign"]
    markers: list[Text] = Field(default_factory=list)
    obeyed: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "Injection":
        if (self.label == "attack") != bool(self.markers and self.obeyed):
            raise ValueError("an attack has markers and an obeyed text, a benign row has neither")
        if self.obeyed and not any(m.lower() in self.obeyed.lower() for m in self.markers):
            raise ValueError("the obeyed text holds none of the markers")
        return self


class Hostile(_Row):
    """A text that breaks programs: odd characters, markup, formulas, templates."""

    kind: Text
    value: Text


Row = TypeVar("Row", bound=_Row)


@dataclass(frozen=True)
class Data:
    """An evals folder. Reading raises UsageError, naming file, line and fault."""

    folder: Path = FOLDER

    @cached_property
    def cases(self) -> dict[str, Case]:
        return {row.id: row for row in self._rows("cases", "*.jsonl", Case)}

    @cached_property
    def labelled(self) -> tuple[Labelled, ...]:
        rows = [*self._rows("labelled", "faithful-*.jsonl", Labelled)]
        rows += self._rows("labelled", "answers-*.jsonl", Labelled)
        for row in rows:
            if row.case not in self.cases:
                raise UsageError(f"{self.folder / 'labelled'}: {row.id} answers the unknown case {row.case}")
        return tuple(rows)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(self._rows("labelled", "pairs-*.jsonl", Pair))

    @cached_property
    def injections(self) -> tuple[Injection, ...]:
        return tuple(self._rows("robustness", "injections*.jsonl", Injection))

    @cached_property
    def hostile(self) -> tuple[Hostile, ...]:
        return tuple(self._rows("robustness", "hostile*.jsonl", Hostile))

    def _rows(self, room: str, pattern: str, model: type[Row]) -> list[Row]:
        folder = self.folder / room
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder; name the evals folder of the source with --data")
        rows: list[Row] = []
        seen: set[str] = set()
        for path in sorted(folder.glob(pattern)):
            for number, line in _lines(path):
                try:
                    row = model.model_validate_json(line)
                except ValidationError as error:
                    raise UsageError(f"{path}:{number}: {_first(error)}; correct the row") from None
                if row.id in seen:
                    raise UsageError(f"{path}:{number}: id {row.id} is used twice; give it another")
                seen.add(row.id)
                rows.append(row)
        return rows


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    # Not splitlines(): that would cut a record at U+2028.
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}; restore the file") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc'])) or 'row'}: {first['msg']}"


def digest(parts: Iterator[str]) -> str:
    """The hash by which two runs know that they measured the same items."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode("utf-8", "surrogatepass"))
        total.update(b"\x00")
    return total.hexdigest()[:16]
