"""From what stands on the command line to a brief or an answer.

A text argument is the words themselves, `-` for standard input, or the name of a file that holds them.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from avow.cli.options import BriefFlags
from avow.cli.terminal import is_terminal
from avow.errors import UsageError

if TYPE_CHECKING:
    from avow.brief import Context
    from avow.types import Brief

STDIN = "-"
_SUFFIXES = (".txt", ".md", ".json", ".yaml", ".yml")
_BRIEF_ENDINGS = (".json", ".yaml", ".yml")


def read_brief(
    flags: BriefFlags, text: str | None, *, needs_text: bool = True, voice: str | None = None
) -> "Brief":
    """The brief that the flags and the text argument make.

    `voice` is the file of a voice sample.
    Without `needs_text` (the text argument is something else), standard input is read for `--brief -` only.
    Raises BriefError or UsageError, one line each.
    """
    from avow.brief import build, merge

    fields, where = _fields(flags, text, needs_text=needs_text)
    return build(merge(fields, _context(flags, voice)), where=where)


def read_text(text: str | None, *, what: str) -> tuple[str, str]:
    """The words of a text argument and the name of their source. `what` names them in errors."""
    from avow.brief import decode, read_path

    if text is None or text == STDIN:
        return decode(_standard_input(what), "standard input"), "standard input"
    if _is_file(text):
        return decode(read_path(text), text), text
    from avow.brief import clean

    return clean(text, what), "the text given"


def from_stdin(flags: BriefFlags, text: str | None) -> bool:
    """Whether reading the brief uses up standard input."""
    return STDIN in (text, flags.brief) or (text is None and flags.brief is None)


def _fields(flags: BriefFlags, text: str | None, *, needs_text: bool) -> tuple[dict[str, object], str]:
    from avow.brief import parse, read_fields

    fields: dict[str, object] = {}
    where = "the command line"
    if flags.brief == STDIN:
        if text == STDIN:
            raise UsageError(
                "both the text and --brief are read from standard input; name a file for one of them"
            )
        data = _standard_input("brief")
        fields = parse(data, "json" if data.lstrip()[:1] == b"{" else "yaml", where="standard input")
        where = "standard input"
    elif flags.brief is not None:
        fields, where = read_fields(flags.brief), flags.brief
    if not needs_text or (text is None and flags.brief is not None):
        return fields, where
    if text is not None and _is_file(text) and text.lower().endswith(_BRIEF_ENDINGS):
        if flags.brief is not None:
            raise UsageError(f"{text} and --brief {flags.brief} are both whole briefs; keep one")
        return read_fields(text), text
    words, source = read_text(text, what="aspiration")
    return {**fields, "aspiration": words}, where if flags.brief is not None else source


def _context(flags: BriefFlags, voice: str | None) -> "Context":
    from avow.brief import Context, load_company, load_facts, load_posting, load_resume, load_voice

    facts = [
        *(load_resume(flags.resume) if flags.resume is not None else ()),
        *(load_facts(flags.facts) if flags.facts is not None else ()),
        *(flags.fact or ()),
    ]
    return Context(
        question=flags.question,
        company_name=flags.company_name,
        role=flags.role,
        mission=flags.mission,
        culture=flags.culture,
        posting=load_posting(flags.posting) if flags.posting is not None else None,
        voice=load_voice(voice) if voice is not None else None,
        seconds=flags.seconds,
        locale=flags.locale,
        values=tuple(flags.value or ()),
        facts=facts,
        withhold=tuple(flags.withhold or ()),
        company=load_company(flags.company) if flags.company is not None else {},
    )


def _standard_input(what: str) -> bytes:
    from avow.brief import read_stream

    if sys.stdin is None:
        raise UsageError(
            f"standard input is closed, so there is no {what} to read; name a file or give the text"
        )
    return read_stream(sys.stdin.buffer)


def nothing_given(text: str | None, flags: BriefFlags) -> bool:
    """Whether there is neither text nor brief, and nobody piped anything in."""
    return text is None and flags.brief is None and is_terminal(sys.stdin)


def _is_file(text: str) -> bool:
    """Whether the argument names a file or folder rather than being the words themselves."""
    if len(text) > 1024 or "\n" in text or "\0" in text:
        return False
    if os.path.lexists(text):
        return True
    # A mistyped file name must not be rewritten as if it were an aspiration.
    return " " not in text and Path(text).suffix.lower() in _SUFFIXES
