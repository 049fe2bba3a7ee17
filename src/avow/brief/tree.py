"""Plain data of any origin (JSON, YAML, table rows, Python callers) made safe to validate."""

import math
from collections.abc import Mapping

from avow.brief.text import SHOWN, clean, shown
from avow.errors import BriefError

MAX_DEPTH = 20
MAX_NODES = 20_000  # a full brief has fewer than 600; a long JSON Resume a few thousand


def clean_tree(value: object, where: str) -> object:
    """The same data as dicts, lists and scalars, every text cleaned by the rules of `avow.brief.text`.

    Raises BriefError, with the path, for text that must be refused, keys that are not text or appear
    twice, NaN and infinity, and data nested or numbered beyond all need.
    """
    return _Cleaner(where).clean(value, "", 0)


def child(path: str, part: str | int) -> str:
    """The path one step on: "company" and "values" make "company.values", and 0 "company.values[0]"."""
    if isinstance(part, int):
        return f"{path}[{part}]"
    if len(part) <= SHOWN and part.isidentifier():
        return f"{path}.{part}" if path else part
    return f"{path}[{shown(part)}]"


class _Cleaner:
    def __init__(self, where: str) -> None:
        self.where = where
        self.nodes = 0

    def clean(self, value: object, path: str, depth: int) -> object:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise self.error(path, f"nested more than {MAX_DEPTH} levels deep; a brief needs three")
        if self.nodes > MAX_NODES:
            raise BriefError(
                f"{self.where}: more than {MAX_NODES:,} entries; keep what matters for one answer"
            )
        if isinstance(value, str):
            return clean(str(value), self.label(path))
        if isinstance(value, Mapping):
            return self.mapping(value, path, depth)
        if isinstance(value, list | tuple):
            return [self.clean(entry, child(path, i), depth + 1) for i, entry in enumerate(value)]
        if isinstance(value, float) and not math.isfinite(value):
            raise self.error(path, f"{value!r} is not a number that can be used; write a number or remove it")
        return value

    def mapping(self, value: Mapping[object, object], path: str, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, entry in value.items():
            if not isinstance(key, str):
                raise self.error(path, f"the key {shown(key)} is not text; put it in quotes")
            name = clean(str(key), self.label(path))
            if name in found:
                raise self.error(path, f"the key {shown(name)} appears twice; keep one")
            found[name] = self.clean(entry, child(path, name), depth + 1)
        return found

    def label(self, path: str) -> str:
        return f"{self.where}: {path}" if path else self.where

    def error(self, path: str, problem: str) -> BriefError:
        # Paths of hostile data can be as long as the data.
        short = path if len(path) <= 120 else path[:60] + "…" + path[-59:]
        return BriefError(f"{self.label(short)}: {problem}")
