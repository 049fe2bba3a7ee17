"""JSON schemas as strict structured output wants them."""

import functools
from typing import Any

from pydantic import BaseModel


@functools.cache
def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a shape: closed objects, all fields required, no limits stated."""
    return dict(_strict(shape.model_json_schema()))


# Limits are checked by us in any case; strict mode of several servers refuses schemas that state them.
_UNSTATED = frozenset(
    {"title", "description", "default", "minLength", "maxLength", "minItems", "maxItems", "minimum"}
)


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _strict(value) for key, value in node.items() if key not in _UNSTATED or isinstance(value, dict)
    }
    if "properties" in kept:
        kept["additionalProperties"] = False
        kept["required"] = list(kept["properties"])
    return kept
