"""A brief as a YAML file that `--brief` takes again, readable by its owner only."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from avow.errors import UsageError

if TYPE_CHECKING:
    from avow.types import Brief

ENDINGS = (".yaml", ".yml")


def check_target(path: str, *, source: str | None = None) -> None:
    """Raises UsageError where a brief cannot be saved at `path`; the file it came from may be replaced."""
    target = Path(path)
    if target.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path}: a brief is saved as YAML; end the name in .yaml")
    same = source is not None and target.exists() and Path(source).exists() and target.samefile(source)
    if os.path.lexists(path) and not same:
        raise UsageError(f"{path} exists already; choose another name or remove it")
    if not (target.parent.is_dir() and os.access(target.parent, os.W_OK)):
        raise UsageError(f"{path}: the folder {target.parent} is missing or cannot be written; make it first")


def to_yaml(brief: "Brief") -> str:
    """The brief as YAML, without what is left at its default."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        # A long text is easiest to edit as a block.
        style = "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    fields = brief.model_dump(exclude_defaults=True)
    return yaml.dump(fields, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=90)


def save(brief: "Brief", path: str) -> None:
    """Writes the brief in one step: the file is there whole, or not at all. Raises OSError."""
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(to_yaml(brief))
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
