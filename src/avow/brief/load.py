"""Briefs and their parts from text and files."""

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from avow.brief.build import build, validate
from avow.brief.files import read_path
from avow.brief.formats import Kind, parse, parse_value
from avow.brief.resume import facts_from_resume
from avow.brief.text import BULLET, decode, shown, shown_name
from avow.errors import BriefError
from avow.types import MAX_FACT, MAX_FACTS, MAX_VOICE, Brief, Company, Fact

TEXT: Final = "text"
_SUFFIXES: dict[str, Kind | Literal["text"]] = {
    ".txt": TEXT,
    ".md": TEXT,
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
}


class _Facts(BaseModel):
    model_config = ConfigDict(strict=True, str_strip_whitespace=True)

    facts: Annotated[list[Fact], Field(max_length=MAX_FACTS)]


def load_text(text: str, *, where: str = "text") -> Brief:
    """A brief of nothing but an aspiration. Raises BriefError where it is empty, too long or unsafe."""
    return build({"aspiration": text}, where=where)


def load_path(path: str | Path) -> Brief:
    """The brief in a file: .txt and .md hold an aspiration, .json, .yaml and .yml a whole brief.

    Raises BriefError, naming the file, for whatever cannot be read or is no brief.
    """
    return build(read_fields(path), where=shown_name(path))


def read_fields(path: str | Path) -> dict[str, object]:
    """The fields of the brief in a file, not yet validated, so that context can be laid over them."""
    data, kind, where = _open(path)
    if kind != TEXT:
        return parse(data, kind, where=where)
    return {"aspiration": decode(data, where)}


def load_facts(path: str | Path) -> list[str]:
    """Facts from a file: one a line in .txt and .md (list markers, blank lines and .md headings left
    out), or a list of texts in .json, .yaml and .yml. Raises BriefError, with the line or entry."""
    data, kind, where = _open(path)
    if kind != TEXT:
        return _listed_facts(data, kind, where)
    facts = []
    for number, line in enumerate(decode(data, where).split("\n"), start=1):
        words = line.strip()
        if words.startswith("#") and Path(path).suffix.lower() == ".md":
            continue
        marker = BULLET.match(words)
        fact = words[marker.end() :] if marker else words
        if not any(c.isalnum() for c in fact):
            continue
        if len(fact) > MAX_FACT:
            raise BriefError(
                f"{where}: line {number}: {len(fact):,} characters, at most {MAX_FACT:,}; split it"
            )
        facts.append(fact)
    return _some(facts, where)


def load_company(path: str | Path) -> dict[str, object]:
    """Company fields from a file: .txt and .md hold a posting, .json, .yaml and .yml the fields.

    Raises BriefError as `load_path` does.
    """
    data, kind, where = _open(path)
    if kind != TEXT:
        company = validate(Company, parse(data, kind, where=where), where=where)
        return company.model_dump(exclude_unset=True)
    return {"posting": _words(data, where)}


def load_posting(path: str | Path) -> str:
    """The text of a job posting in a .txt or .md file. Raises BriefError as `load_path` does."""
    data, kind, where = _open(path)
    if kind != TEXT:
        raise BriefError(f"{where}: a posting is plain text (.txt or .md); for company fields use --company")
    return _words(data, where)


def load_voice(path: str | Path) -> str:
    """A sample of how the candidate writes or speaks, from a .txt or .md file.

    Raises BriefError as `load_path` does, and for more than a sample.
    """
    data, kind, where = _open(path)
    if kind != TEXT:
        raise BriefError(f"{where}: a voice sample is plain text (.txt or .md)")
    text = _words(data, where)
    if len(text) > MAX_VOICE:
        raise BriefError(
            f"{where}: {len(text):,} characters, at most {MAX_VOICE:,}; keep what sounds most like you"
        )
    return text


def load_resume(path: str | Path) -> list[str]:
    """The facts of a JSON Resume (.json, .yaml or .yml). Raises BriefError as `load_path` does."""
    data, kind, where = _open(path)
    if kind != TEXT:
        return facts_from_resume(parse(data, kind, where=where), where=where)
    raise BriefError(f"{where}: a JSON Resume is .json or .yaml; for facts as lines of text use --facts")


def _open(path: str | Path) -> tuple[bytes, Kind | Literal["text"], str]:
    """Bytes, kind of file by its suffix, and its name for errors."""
    data, where = read_path(path), shown_name(path)
    suffix = Path(path).suffix.lower()
    kind = _SUFFIXES.get(suffix)
    if kind is None:
        decode(data, where)  # a PDF or Word file is better named than its suffix
        ending = f"the ending {shown(suffix)} is not known" if suffix else "the name has no ending"
        kinds = ", ".join(_SUFFIXES)
        raise BriefError(f"{where}: {ending}, so what is in it cannot be told; rename it to one of {kinds}")
    return data, kind, where


def _listed_facts(data: bytes, kind: Kind, where: str) -> list[str]:
    value = parse_value(data, kind, where=where)
    if isinstance(value, dict):
        raise BriefError(
            f"{where}: expected a list of texts, got an object; a whole brief goes to --brief, a JSON Resume"
            " to --resume"
        )
    return _some(validate(_Facts, {"facts": value}, where=where).facts, where)


def _some(facts: list[str], where: str) -> list[str]:
    if not facts:
        raise BriefError(f"{where}: no facts in it; write one a line")
    if len(facts) > MAX_FACTS:
        raise BriefError(f"{where}: {len(facts):,} facts, at most {MAX_FACTS:,}; keep the strongest")
    return facts


def _words(data: bytes, where: str) -> str:
    text = decode(data, where).strip()
    if not text:
        raise BriefError(f"{where}: the file is empty")
    return text
