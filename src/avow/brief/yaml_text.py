"""YAML as far as a brief needs it: safe types, no aliases, no tags, no key twice.

Importing this module imports PyYAML; `avow.brief.formats` does so only for YAML.
"""

from typing import Any

import yaml

from avow.brief.text import shown
from avow.brief.tree import MAX_DEPTH, MAX_NODES
from avow.errors import BriefError

_QUOTES = "put the text in quotes"
_STRING_TAG = "tag:yaml.org,2002:str"
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def load_yaml(text: str, where: str) -> object:
    """The value of one YAML document. Raises BriefError, with line and column where YAML gives them."""
    try:
        _check_events(text, where)
        return _document(text)
    except yaml.MarkedYAMLError as error:
        raise BriefError(f"{where}: {_at(error.problem_mark)}not valid YAML: {_problem(error)}") from None
    except yaml.YAMLError as error:
        raise BriefError(f"{where}: not valid YAML: {_one_line(str(error))}") from None
    except (ValueError, ArithmeticError, LookupError, TypeError) as error:
        # A scalar that looks like a number or a date without being one: 2019-13-45, 0b_, 5,000 digits.
        detail = "too many digits" if "digits" in str(error) else _one_line(str(error))
        raise BriefError(
            f"{where}: a value that only looks like a number or date ({detail}); {_QUOTES}"
        ) from None


def _document(text: str) -> object:
    loader = _LOADER(text)
    try:
        value: object = loader.get_single_data()
    finally:
        loader.dispose()
    return value


def _check_events(text: str, where: str) -> None:
    """Refuses, before anything is built, what could grow without bound or read other than it looks."""
    keys: list[set[str] | None] = []  # of each open mapping; None for a list
    expects_key: list[bool] = []
    nodes = 0

    def refuse(event: yaml.Event, problem: str) -> None:
        raise BriefError(f"{where}: {_at(event.start_mark)}{problem}")

    def value_done() -> None:
        if expects_key:
            expects_key[-1] = not expects_key[-1]

    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            refuse(
                event, f"YAML alias *{event.anchor}; write the text out (or quote it, if it begins with *)"
            )
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > MAX_NODES:
                refuse(event, f"more than {MAX_NODES:,} entries; keep what matters for one answer")
            tag = getattr(event, "tag", None)
            if tag not in (None, "!", _STRING_TAG):
                refuse(event, f"YAML tag {shown(tag)} is not used in a brief; {_QUOTES}")
        if isinstance(event, yaml.ScalarEvent):
            if keys and (seen := keys[-1]) is not None and expects_key[-1]:
                if event.value in seen:
                    refuse(event, f"the key {shown(event.value)} appears twice in one object; keep one")
                seen.add(event.value)
            value_done()
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            keys.append(set() if isinstance(event, yaml.MappingStartEvent) else None)
            expects_key.append(True)
            if len(keys) > MAX_DEPTH:
                refuse(event, f"nested more than {MAX_DEPTH} levels deep; a brief needs three")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            keys.pop()
            expects_key.pop()
            value_done()


def _at(mark: Any) -> str:
    """The place of a mark; the C parser's marks are of a class of their own."""
    return f"line {mark.line + 1}, column {mark.column + 1}: " if mark is not None else ""


def _problem(error: yaml.MarkedYAMLError) -> str:
    problem = _one_line(error.problem or "unreadable")
    if "mapping values are not allowed" in problem or "block end" in problem:
        return f"{problem}; a text that holds ': ' or begins with a sign must stand in quotes"
    if "document" in problem:
        return f"{problem}; keep one brief per file"
    return f"{problem}; {_QUOTES}, or indent with spaces"


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]
