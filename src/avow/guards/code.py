"""Principle "spoken": nobody says code, markup or a web address aloud."""

import re
from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.types import Draft, Finding, Material, Severity

_SIGNS = re.compile(r"[<>{}\\_|~^]+\S*")
# A word, a dot, a word: an address unless the material writes it so ("Node.js", "e.g.").
_DOTTED = re.compile(r"\b[\w-]{2,}\.(?:[a-z]{2,})(?:\.[a-z]{2,})*\b", re.I)


def _code(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    for match in _SIGNS.finditer(text):
        yield CODE.finding(
            f"{match.group()[:40]!r} is code or markup, not speech",
            match.start(),
            match.end(),
            type="voice",
            hint="say it in plain words, or leave it out",
        )
    for match in _DOTTED.finditer(text):
        said = match.group().casefold()
        if not any(said in s.text.casefold() for s in material.candidate):
            yield CODE.finding(
                f"{match.group()!r} looks like a web address, which nobody says aloud",
                match.start(),
                match.end(),
                type="voice",
                hint="leave the address out, and put a space after a full stop",
            )


CODE: Guard = Guard(
    code="voice-code",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="holds code, markup or a web address",
    explanation=(
        "An answer is said across a table. Angle brackets, braces, underscores and addresses in it come from "
        "a page, a template or a planted instruction. A name with a dot in it passes where the candidate "
        "writes it so."
    ),
    check=_code,
    allows=(
        Example("I write Node.js services.", {"aspiration": "i write Node.js services"}),
        Example("I cut waste by half. Then I taught the others."),
        Example("I'd like to run a kiln, e.g. for tiles.", {"aspiration": "run a kiln, e.g. for tiles"}),
        Example("It took 3.5 years."),
    ),
    flags=(
        Example("I want to bake <b>bread</b>."),
        Example("I want to bake {bread}."),
        Example("See my work at ovens.example.", {"aspiration": "bake for a village"}),
        Example("I'd call send_email first."),
    ),
)
