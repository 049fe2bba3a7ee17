"""The frames of frames.toml, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def frames() -> dict[str, Any]:
    """The engine's own words, by slot."""
    return tomllib.loads(files("avow.engines.offline").joinpath("frames.toml").read_text(encoding="utf-8"))
