"""From what a person gives (text, files, flags, table rows) to a `Brief`, or one line that says why not.

text.py      bytes to safe text: what is refused, what is removed
files.py     bytes of files and streams, never more than a brief can need
tree.py      plain data made safe to validate
formats.py   JSON, YAML, JSON Lines
build.py     fields to a Brief; pydantic's findings as one line
load.py      the loaders
resume.py    JSON Resume to facts
context.py   context given by flags, laid over a brief
question.py  the question's variant and horizon; variants.py holds them as data
"""

from avow.brief.build import build
from avow.brief.context import Context, merge
from avow.brief.files import MAX_BYTES, read_path, read_stream
from avow.brief.formats import json_lines, parse
from avow.brief.load import (
    load_company,
    load_facts,
    load_path,
    load_posting,
    load_resume,
    load_text,
    load_voice,
    read_fields,
)
from avow.brief.question import recognise
from avow.brief.resume import facts_from_resume
from avow.brief.text import clean, decode

__all__ = [
    "MAX_BYTES",
    "Context",
    "build",
    "clean",
    "decode",
    "facts_from_resume",
    "json_lines",
    "load_company",
    "load_facts",
    "load_path",
    "load_posting",
    "load_resume",
    "load_text",
    "load_voice",
    "merge",
    "parse",
    "read_fields",
    "read_path",
    "read_stream",
    "recognise",
]
