"""JSON and YAML bytes as plain data, with none of the surprises the two formats allow."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import IO, Literal, NoReturn

from avow.brief.files import MAX_BYTES, check_size
from avow.brief.text import SHOWN, decode, shown
from avow.brief.tree import MAX_DEPTH, clean_tree
from avow.errors import BriefError

Kind = Literal["json", "yaml"]


def parse(data: bytes, kind: Kind, *, where: str = "input") -> dict[str, object]:
    """The object that JSON or YAML bytes hold, every text in it cleaned.

    Raises BriefError for anything else: bad bytes, bad syntax (with line and column), another kind of
    value, NaN or infinity, keys given twice, deep nesting, YAML aliases and tags.
    """
    value = parse_value(data, kind, where=where)
    if not isinstance(value, dict):
        raise BriefError(f"{where}: expected an object with keys such as aspiration, got {shown(value)}")
    return value


def parse_value(data: bytes, kind: Kind, *, where: str = "input") -> object:
    """Like `parse`, for a value of any kind."""
    check_size(data, where)
    text = decode(data, where)
    if not text.strip():
        raise BriefError(f"{where}: the file is empty")
    if kind == "yaml":
        from avow.brief.yaml_text import load_yaml  # 35 ms that only YAML users should pay

        value = load_yaml(text, where)
    else:
        value = _load_json(text, where)
    return clean_tree(value, where)


def json_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """(line number from 1, bytes) of each line of a JSON Lines stream that is not blank.

    Lines end at "\\n" only: U+2028 and its kin may stand inside a JSON text. A line longer than MAX_BYTES
    comes back cut just beyond it, so that `parse` refuses that line and the next ones can still be read.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        kept = line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)
        if kept.strip():
            yield number, kept


def _load_json(text: str, where: str) -> object:
    def refuse(problem: str) -> NoReturn:
        raise BriefError(f"{where}: {problem}")

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(items)
        if len(found) < len(items):
            twice = Counter(key for key, _ in items).most_common(1)[0][0]
            refuse(f"the key {shown(twice)} appears twice in one object; keep one")
        return found

    def whole(digits: str) -> int:
        if len(digits) > SHOWN:
            refuse(f"a number of {len(digits):,} digits; if it is text, put it in double quotes")
        return int(digits)

    def fraction(digits: str) -> float:
        number = float(digits)
        if not math.isfinite(number):
            refuse(f"the number {shown(digits)} is too large; write a smaller one")
        return number

    def constant(name: str) -> NoReturn:
        refuse(f"{name} is not valid JSON; write a number or remove it")

    try:
        return json.loads(
            text, object_pairs_hook=pairs, parse_int=whole, parse_float=fraction, parse_constant=constant
        )
    except json.JSONDecodeError as error:
        refuse(
            f"line {error.lineno}, column {error.colno}: not valid JSON: {error.msg}"
            "; `python -m json.tool FILE` shows the place"
        )
    except RecursionError:
        refuse(f"nested more than {MAX_DEPTH} levels deep; a brief needs three")
