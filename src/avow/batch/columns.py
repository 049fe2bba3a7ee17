"""Names of columns to keys of a brief, checked before anything is read; cells to values."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from avow.brief import clean
from avow.brief.text import BULLET, shown_name
from avow.errors import BriefError, UsageError
from avow.types import Brief, Company, Style

_PARTS: dict[str, type[BaseModel]] = {"company": Company, "style": Style}
_LISTS = frozenset({"facts", "withhold", "company.values"})
_NUMBERS = frozenset({"style.seconds"})
TARGETS = (
    *(name for name in Brief.model_fields if name not in _PARTS),
    *_PARTS,
    *(f"{part}.{name}" for part, model in _PARTS.items() for name in model.model_fields),
)


def read_map(pairs: Sequence[str]) -> dict[str, str]:
    """Key of a brief → column, from `KEY=COLUMN` texts. Raises UsageError for what is neither."""
    found: dict[str, str] = {}
    for pair in pairs:
        target, equals, column = pair.partition("=")
        target = target.strip()
        if not equals or not column:
            raise UsageError(
                f"--map {shown_name(pair)}: write KEY=COLUMN, as in --map aspiration=answer_text"
            )
        if target not in TARGETS:
            raise UsageError(
                f"--map {shown_name(pair)}: a brief has no key {shown_name(target)};"
                f" there are {', '.join(TARGETS)}"
            )
        if target in found:
            raise UsageError(f"--map names {target} twice; keep one")
        found[target] = column
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column fills which key."""

    targets: Mapping[str, str]  # key of a brief → column
    unused: tuple[str, ...] = ()

    @classmethod
    def of(cls, header: Sequence[str], mapped: Mapping[str, str], where: str) -> "Columns":
        """The columns of a table with this header; names that are keys of a brief map themselves.

        Raises UsageError where a mapped column is missing, a name stands twice, or nothing fills the
        aspiration.
        """
        twice = next((name for name in header if header.count(name) > 1), None)
        if twice is not None:
            raise UsageError(f"{where}: two columns are named {shown_name(twice)}; rename one")
        check_mapped(header, mapped, where)
        taken = set(mapped.values())
        own = {name: name for name in header if name in TARGETS and name not in mapped and name not in taken}
        targets = {**own, **mapped}
        if "aspiration" not in targets:
            raise UsageError(
                f"{where}: no column holds the aspiration; name it with --map aspiration=COLUMN."
                f" Columns: {_listed(header)}"
            )
        used = set(targets.values())
        return cls(targets, tuple(name for name in header if name not in used))

    def fields(self, row: Mapping[str, object]) -> dict[str, object]:
        """The fields of a brief in a row; empty cells count as not given. Raises BriefError."""
        found: dict[str, object] = {}
        for target, column in self.targets.items():
            cell = row.get(column)
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            part, dot, name = target.partition(".")
            value = _value(cell, target)
            if not dot:
                found[target] = value
                continue
            inside = found.setdefault(part, {})
            if not isinstance(inside, dict):
                raise BriefError(f"row: both {part} and {target} are given; keep one of the columns")
            inside[name] = value
        return found


def check_mapped(names: Iterable[str], mapped: Mapping[str, str], where: str) -> None:
    """Raises UsageError where a mapped column is not among the names."""
    known = list(names)
    for target, column in mapped.items():
        if column not in known:
            raise UsageError(
                f"{where}: --map {target}={shown_name(column)}: there is no such column."
                f" Columns: {_listed(known)}"
            )


def _value(cell: object, target: str) -> object:
    if not isinstance(cell, str):
        return str(cell) if target == "id" and isinstance(cell, int) else cell
    text = cell.strip()
    if target in _LISTS:
        return _entries(text, target)
    if target in _NUMBERS and text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    if target in _PARTS:
        return _json(text, target)
    return clean(cell, f"row: {target}")


def _entries(text: str, target: str) -> object:
    """A cell that holds a list: JSON, or one entry a line with or without list markers."""
    if text.startswith("["):
        return _json(text, target)
    lines = (line.strip() for line in clean(text, f"row: {target}").split("\n"))
    return [BULLET.sub("", line, count=1) for line in lines if any(c.isalnum() for c in line)]


def _json(text: str, target: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BriefError(f"row: {target} is neither plain lines nor JSON; write one entry a line") from None


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(shown_name(name) for name in names[:30])
    return shown + (f" and {len(names) - 30} more" if len(names) > 30 else "") if names else "none"
