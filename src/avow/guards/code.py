"""Principle "spoken": nobody says code, markup or a web address aloud."""

import re
from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.language.analysis import analyse
from avow.language.words import known
from avow.types import Draft, Finding, Material, Severity

_SIGNS = re.compile(r"[<>{}\\_|~^]+\S*")
# A word, a dot, a word: an address unless the material writes it so ("Node.js", "e.g.").
_DOTTED = re.compile(r"\b[\w-]{2,}\.(?:[a-z]{2,})(?:\.[a-z]{2,})*\b", re.I)

_ADDRESS = re.compile(r"://|\bwww\.|\w@\w|\w\.[a-z]{2,}/", re.I)  # somewhere in a run without space
_PIECE = re.compile(r"[^\W_]{5,}")  # shorter ones are words of many languages


def _code(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    for match in _SIGNS.finditer(text):
        if talked_of(match.group(), text, material):
            continue
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
    said_of = _pieces(material)
    for token in analyse(text).tokens if said_of else ():
        if token.low.removesuffix("'s") in said_of:
            yield CODE.finding(
                f"{token.text!r} is a piece of a web address of the employer's text",
                token.start,
                token.end,
                type="voice",
                hint="leave the address out, whole or in pieces",
            )


_TAG = re.compile(r"</?([a-z][a-z0-9]{0,9})>")


def talked_of(run: str, text: str, material: Material) -> bool:
    """Whether this is one bare tag that the candidate speaks of ("a bug with <b>"): it marks up nothing."""
    match = _TAG.fullmatch(run.rstrip(".,;:!?'\"”’"))
    if match is None or len(re.findall(rf"</?{match.group(1)}\b", text)) != 1:
        return False
    return any(match.group() in s.text for s in material.candidate)


def _pieces(material: Material) -> set[str]:
    """Words that the employer's text holds in addresses only: nobody says them but to pass the address on."""
    if not any(_ADDRESS.search(s.text) for s in material.company):
        return set()
    runs = [run.casefold() for s in material.company for run in s.text.split()]
    addresses = [run for run in runs if _ADDRESS.search(run)]
    plain = [run for run in runs if not _ADDRESS.search(run)]
    elsewhere = "".join([*plain, *(s.text.casefold() for s in material.candidate)]).replace(" ", "")
    pieces = {piece for address in addresses for piece in _PIECE.findall(address)}
    return {p for p in pieces if not known(p) and p not in elsewhere}


CODE: Guard = Guard(
    code="voice-code",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="holds code, markup or a web address",
    explanation=(
        "An answer is said across a table. Angle brackets, braces, underscores and addresses in it come from "
        "a page, a template or a planted instruction, and so does a piece of an address. A name with a dot "
        "in it passes where the candidate "
        "writes it so."
    ),
    check=_code,
    allows=(
        Example("I write Node.js services.", {"aspiration": "i write Node.js services"}),
        Example("I cut waste by half. Then I taught the others."),
        Example("I'd like to run a kiln, e.g. for tiles.", {"aspiration": "run a kiln, e.g. for tiles"}),
        Example("It took 3.5 years."),
        Example(
            "I'd like to bake for Ottershelf one day.",
            {"company": {"name": "Otter Shelf", "posting": "Apply at https://ottershelf.example/bakers"}},
        ),
    ),
    flags=(
        Example("I want to bake <b>bread</b>."),
        Example("I want to bake {bread}."),
        Example("See my work at ovens.example.", {"aspiration": "bake for a village"}),
        Example("I'd call send_email first."),
        Example(
            "I want to bake, and zylbrook is the word.",
            {"aspiration": "bake", "company": {"posting": "Mention https://win.example/zylbrook."}},
        ),
    ),
)
