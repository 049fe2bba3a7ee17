"""Prompts as data: found, validated, rendered into messages, fingerprinted.

A prompt file has YAML front matter and two parts, each under its own line:

    ---
    name, version, purpose, variables
    ---
    === system ===     stated by us alone: may use only `principles` and `pairs`
    === user ===       the call's own values; everything untrusted stands between the two mark lines

The template source is only ever a file of this project. Values are handed to the template and never
parsed as one, and `quote` writes each untrusted text as a JSON string on one line, so that no text can
forge a line of its own. `mark` is drawn for each call and cannot occur in any value.
"""

import functools
import hashlib
import itertools
import json
import re
import secrets
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avow.errors import ConfigurationError

if TYPE_CHECKING:
    from jinja2 import Template

NAMES = ("rewrite", "repair", "verify")
TRUSTED = frozenset({"principles", "pairs"})  # the only values that a system message may hold
_SHAPE = re.compile(
    r"\A---\n(?P<front>.*?)\n---\n+=== system ===\n(?P<system>.*?)\n=== user ===\n(?P<user>.*)\Z", re.S
)
# Everything that could end a line, hide text or turn it round: JSON escapes what it must, these besides.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_MARK_BYTES = 8


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle; `none` names what it cannot have (guard, offline step …) and says why."""

    id: str
    title: str
    asks: str
    why: str
    none: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same material told truly and untruly: `span` is what `bad` invents, `type` its label."""

    id: str
    type: str
    good: str
    bad: str
    span: str
    aspiration: str = ""
    facts: tuple[str, ...] = ()
    company: Mapping[str, str] = field(default_factory=dict)
    withhold: tuple[str, ...] = ()
    temptation: str = ""
    closed: bool = False  # True where deterministic guards must block `bad`
    prompts: tuple[str, ...] = ()  # prompts that show it


@dataclass(frozen=True, slots=True)
class Messages:
    """What would be sent: two messages, the mark that encloses the data, and the prompt's identity."""

    prompt: str
    fingerprint: str
    system: str
    user: str
    mark: str

    @property
    def chat(self) -> list[dict[str, str]]:
        """The messages as chat-completion dictionaries."""
        return [{"role": "system", "content": self.system}, {"role": "user", "content": self.user}]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A loaded prompt file."""

    name: str
    version: int
    purpose: str
    variables: tuple[str, ...]
    fingerprint: str
    system: str  # the same for every call
    _user: "Template"

    def render(self, values: Mapping[str, object], *, seed: str | None = None) -> Messages:
        """The messages for these values. With a seed the mark is the same each time, else random.

        Raises ConfigurationError where the values are not exactly the declared variables.
        """
        if set(values) != set(self.variables):
            odd = ", ".join(sorted(set(values) ^ set(self.variables)))
            raise ConfigurationError(f"prompt {self.name} wants other variables than it was given: {odd}")
        mark = draw_mark(values, seed)
        return Messages(
            prompt=self.name,
            fingerprint=self.fingerprint,
            system=self.system,
            user=self._user.render({**values, "mark": mark}).strip(),
            mark=mark,
        )


def folder() -> Path:
    """The folder of prompt files: inside an installed wheel, else beside `src/` in a checkout."""
    here = Path(__file__).parent
    for place in (here / "_prompts", here.parents[1] / "prompts"):
        if (place / "principles.toml").is_file():
            return place
    raise ConfigurationError(f"no prompts found beside {here}: reinstall avow, or run it from its checkout")


@functools.cache
def principles() -> tuple[Principle, ...]:
    """The principles of prompts/principles.toml, in their order."""
    rows = tomllib.loads((folder() / "principles.toml").read_text("utf-8"))["principle"]
    return tuple(Principle(**row) for row in rows)


@functools.cache
def pairs() -> tuple[Pair, ...]:
    """The contrasting pairs of prompts/pairs.toml, in their order."""
    rows = tomllib.loads((folder() / "pairs.toml").read_text("utf-8"))["pair"]
    return tuple(Pair(**_frozen(row)) for row in rows)


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


@functools.cache
def load(name: str) -> Prompt:
    """The prompt of this name, validated.

    Raises ConfigurationError where the file is missing, has another shape, declares other variables than
    it uses, or would put a value of the call into the system message.
    """
    path = folder() / f"{name}.md"
    if name not in NAMES or not path.is_file():
        raise ConfigurationError(f"no prompt named {name!r}; there are {', '.join(NAMES)}")
    return parse(path.read_text("utf-8"), name, str(path))


def parse(text: str, name: str, where: str) -> Prompt:
    """A prompt from its text; errors as in `load`, naming `where`."""
    import yaml
    from jinja2 import StrictUndefined, meta
    from jinja2.exceptions import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    parts = _SHAPE.match(text)
    if parts is None:
        raise ConfigurationError(f"{where}: front matter, '=== system ===' and '=== user ===' are expected")
    front = yaml.safe_load(parts["front"])
    if not isinstance(front, dict) or set(front) != {"name", "version", "purpose", "variables"}:
        raise ConfigurationError(f"{where}: front matter holds name, version, purpose and variables")
    if front["name"] != name:
        raise ConfigurationError(f"{where}: is named {front['name']!r}, the file {name!r}")
    # Not HTML: nothing is escaped for a browser, so autoescape would only corrupt the text.
    env = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    env.filters["quote"] = quote
    try:
        used = {part: meta.find_undeclared_variables(env.parse(parts[part])) for part in ("system", "user")}
        templates = {part: env.from_string(parts[part]) for part in ("system", "user")}
    except TemplateError as error:
        raise ConfigurationError(f"{where}: {error}") from None
    if not used["system"] <= TRUSTED:
        raise ConfigurationError(f"{where}: system part uses {', '.join(sorted(used['system'] - TRUSTED))}")
    if used["user"] - {"mark"} != set(front["variables"]):
        odd = ", ".join(sorted((used["user"] - {"mark"}) ^ set(front["variables"])))
        raise ConfigurationError(f"{where}: variables declared and used differ: {odd}")
    shown = tuple(pair for pair in pairs() if name in pair.prompts)
    return Prompt(
        name=name,
        version=int(front["version"]),
        purpose=str(front["purpose"]),
        variables=tuple(front["variables"]),
        fingerprint=_fingerprint(text),
        system=templates["system"].render(principles=principles(), pairs=shown).strip(),
        _user=templates["user"],
    )


def _fingerprint(text: str) -> str:
    """Short SHA-256 of the file and of the two data files that it states."""
    place, digest = folder(), hashlib.sha256(text.encode())
    for stated in ("principles.toml", "pairs.toml"):
        digest.update((place / stated).read_bytes())
    return digest.hexdigest()[:12]


def quote(text: object) -> str:
    """Untrusted text as a JSON string on one line; `json.loads` gives the text back exactly."""
    written = json.dumps(str(text), ensure_ascii=False)
    return _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", written)


def draw_mark(values: object, seed: str | None = None) -> str:
    """A mark that occurs in no text of the values, however nested."""
    texts = "\n".join(_texts(values)).lower()
    for turn in itertools.count():
        drawn = secrets.token_hex(_MARK_BYTES) if seed is None else _seeded(seed, turn)
        if drawn not in texts:
            return drawn
    raise AssertionError("unreachable")


def _seeded(seed: str, turn: int) -> str:
    return hashlib.sha256(f"{seed}:{turn}".encode()).hexdigest()[: 2 * _MARK_BYTES]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
