"""evals/mutations.toml, read once: carriers, fillers and the tables of each operator."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from avow.errors import UsageError

DEFAULT = Path(__file__).resolve().parents[4] / "evals" / "mutations.toml"
PLACES = ("open", "sentence", "close", "trail", "front", "mid")


@cache
def tables(path: Path = DEFAULT) -> dict[str, Any]:
    """All tables of the file. UsageError where it is missing or is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; the mutation suite needs the evals folder") from None
    except ValueError as error:
        raise UsageError(f"{path}: {error}; correct the file or restore it from the repository") from None


def table(operator: str) -> dict[str, Any]:
    """The table of one operator."""
    data = tables()
    found: dict[str, Any] = data["operators"].get(operator) or data[operator]
    return found


def words(operator: str, key: str) -> list[str]:
    """One list of an operator's table."""
    return list(table(operator)[key])


def fillers(slot: str) -> list[str]:
    """What may fill a slot."""
    return list(tables()["fillers"][slot])


def carriers(operator: str) -> list[tuple[str, str]]:
    """(place, text) of every carrier of an inserting operator."""
    found = table(operator)
    return [(place, text) for place in PLACES for text in found.get(place, ())]
