"""Plain fields to a validated model, and pydantic's findings as one line for a person."""

import datetime
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from avow.brief.text import SHOWN, shown
from avow.brief.tree import child, clean_tree
from avow.errors import BriefError
from avow.types import Brief, Company, Style

M = TypeVar("M", bound=BaseModel)
Location = Sequence[str | int]

_PARTS: dict[str, type[BaseModel]] = {"company": Company, "style": Style}
_EMPTY_ASPIRATION = "say in your own words what you hope for, a sentence or two will do"


def build(fields: Mapping[str, object], *, where: str) -> Brief:
    """The brief that these fields make. `where` names their source in errors.

    Raises BriefError, one line that names the key, the value and what to do about it.
    """
    return validate(Brief, fields, where=where)


def validate(model: type[M], fields: Mapping[str, object], *, where: str) -> M:
    """The fields as an instance of the model, texts cleaned. Raises BriefError as `build` does."""
    try:
        return model.model_validate(clean_tree(fields, where))
    except ValidationError as error:
        # A key that is not known is often the reason why another is missing: say that first.
        details = sorted(error.errors(include_url=False), key=lambda d: d["type"] != "extra_forbidden")
        more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
        raise BriefError(f"{where}: {_explain(details[0], model)}{more}") from None


def _explain(error: ErrorDetails, model: type[BaseModel]) -> str:
    location, value, kind = error["loc"], error["input"], error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    path = reduce(child, location, "")
    match kind:
        case "missing":
            return f"{path} is missing; {_EMPTY_ASPIRATION if path == 'aspiration' else 'add it'}"
        case "extra_forbidden":
            return f"{path}: unknown key (value {shown(value)}); {_suggest(location, model)}"
        case "string_too_short":
            return (
                f"{path} is empty; {_EMPTY_ASPIRATION if path == 'aspiration' else 'write it or remove it'}"
            )
        case "string_too_long":
            return f"{path}: {_count(value)} characters, at most {context['max_length']:,}; shorten it"
        case "too_long":
            return f"{path}: {_count(value)} entries, at most {context['max_length']:,}; keep the strongest"
        case "greater_than_equal":
            return f"{path}: {shown(value)} is too small; at least {context['ge']}"
        case "less_than_equal":
            return f"{path}: {shown(value)} is too large; at most {context['le']}"
        case "literal_error":
            return f"{path}: {shown(value)} is not known; use {context['expected']}"
        case "string_type":
            if value is None and path == "aspiration":
                return f"{path} is empty; {_EMPTY_ASPIRATION}"
            return f"{path}: expected text, got {_unwanted(value)}"
        case "list_type":
            hint = (
                "write it as a list, even if it has one entry" if isinstance(value, str) else "write a list"
            )
            return f"{path}: expected a list of texts, got {shown(value)}; {hint}"
        case "int_type" | "int_from_float":
            return f"{path}: expected a whole number without quotes, got {shown(value)}"
        case "model_type" | "dict_type":
            part = _PARTS.get(path)
            known = f" with keys such as {', '.join(part.model_fields)}" if part else ""
            return f"{path}: expected an object{known}, got {shown(value)}"
    return f"{path}: {error['msg']}, got {shown(value)}"


def _count(value: object) -> str:
    return f"{len(value):,}" if isinstance(value, str | list) else "too many"


def _unwanted(value: object) -> str:
    """What stands where a text should, and how to make it one."""
    if value is None:
        return "no value; write the text or remove the key"
    if isinstance(value, bool):
        return f"{shown(value)} (YAML reads yes, no, on and off so); put it in quotes"
    if isinstance(value, datetime.date | datetime.time):
        return f"the date {value.isoformat()}; put it in quotes"
    if isinstance(value, int | float):
        return f"the number {shown(value)}; put it in quotes"
    if isinstance(value, dict):
        return f"{shown(value)}; if the text holds ': ', put all of it in quotes"
    if isinstance(value, list):
        return f"{shown(value)}; join the entries into one text"
    return shown(value)


def _suggest(location: Location, model: type[BaseModel]) -> str:
    """What an unknown key may have been meant to be."""
    from difflib import get_close_matches  # only errors need it

    key = str(location[-1])[:SHOWN]  # comparing takes the square of the length
    inside = _PARTS.get(str(location[0]), model) if len(location) > 1 else model
    known = list(inside.model_fields)
    close = get_close_matches(key.lower(), known, n=1)
    if close:
        return f"did you mean {close[0]!r}? Known keys: {', '.join(known)}"
    if model is Brief:
        elsewhere = {name: f"{part}.{name}" for part, inner in _PARTS.items() for name in inner.model_fields}
        elsewhere |= {name: name for name in Brief.model_fields}
        close = get_close_matches(key.lower(), elsewhere, n=1)
        if close:
            return f"did you mean {elsewhere[close[0]]!r}?"
    return f"remove it. Known keys: {', '.join(known)}"
