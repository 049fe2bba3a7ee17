"""What makes two rows, and two runs, the same."""

import hashlib
import json
from collections.abc import Mapping

KEY_BYTES = 16  # 128 bits: a million million rows without a collision worth fearing


def canonical(value: object) -> bytes:
    """The same bytes for the same plain data, whatever the order of its keys."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str).encode()


def content(fields: Mapping[str, object]) -> bytes:
    """The digest of a row's content: everything in it but its id."""
    rest = {name: value for name, value in fields.items() if name != "id"}
    return hashlib.sha256(b"row\0" + canonical(rest)).digest()


def bad_content(raw: bytes) -> bytes:
    """The digest of a row that could not be read; never that of one that could."""
    return hashlib.sha256(b"bad\0" + raw).digest()


def fingerprint(settings: Mapping[str, object]) -> str:
    """The digest of everything besides the row that an answer depends on."""
    return hashlib.sha256(b"run\0" + canonical(settings)).hexdigest()[: 2 * KEY_BYTES]


def key(row: bytes, run: str) -> bytes:
    """The key of a finished row: its content under the settings of a run."""
    return hashlib.sha256(row + run.encode()).digest()[:KEY_BYTES]
