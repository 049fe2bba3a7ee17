"""The guided questions of `avow discover`: which of them to ask, and the brief that the replies make.

The questions are data (prompts/discover.toml). A reply is kept in the candidate's own words; an opening such
as "I'd like to" is set before a reply that does not speak in the first person already.
"""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from avow.cli.asking import NO, YES, is_unknown

_FIRST_PERSON = re.compile(
    r"(?:i|i['’]?[a-z]{1,2}|my|we|we['’][a-z]{1,2}|our|in (?:ten|10)|ten years|one day|people)\b", re.I
)
_STOPS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Guided:
    """One question of prompts/discover.toml; its comment there says what each field means."""

    id: str
    ask: str
    into: str
    begin: str = ""
    yes: str = ""
    answered: tuple[str, ...] = ()
    enough: int | None = None


@dataclass(slots=True)
class Replies:
    """What was answered so far, laid over the fields of a brief."""

    fields: dict[str, Any] = field(default_factory=dict)

    def wants(self, question: Guided) -> bool:
        """Whether the brief leaves this question open."""
        part, _, key = question.into.rpartition(".")
        if part or question.into == "question":
            holder = self.fields.get(part, {}) if part else self.fields
            return not (isinstance(holder, Mapping) and holder.get(key))
        facts = self.fields.get("facts") or []
        if question.enough is not None and len(facts) >= question.enough:
            return False
        if question.into == "withhold":
            return not self.fields.get("withhold")
        own = "\n".join([str(self.fields.get("aspiration") or ""), *map(str, facts)])
        return not any(_pattern(phrase).search(own) for phrase in question.answered)

    def add(self, question: Guided, reply: str) -> None:
        """Keeps a reply; an empty one, a "no" and a "don't know" change nothing."""
        text = told(question, reply)
        if not text:
            return
        part, _, key = question.into.rpartition(".")
        if part:
            self.fields[part] = {**self.fields.get(part, {}), key: text}
        elif question.into in ("facts", "withhold"):
            self.fields[question.into] = [*(self.fields.get(question.into) or []), text]
        elif question.into == "aspiration":
            before = str(self.fields.get("aspiration") or "").rstrip()
            self.fields["aspiration"] = f"{before} {text}".strip()
        else:
            self.fields[question.into] = text


@functools.cache
def guided() -> tuple[Guided, ...]:
    """The questions of prompts/discover.toml, in their order."""
    from avow.prompts import folder

    rows = tomllib.loads((folder() / "discover.toml").read_text("utf-8"))["question"]
    return tuple(Guided(**{**row, "answered": tuple(row.get("answered", ()))}) for row in rows)


def told(question: Guided, reply: str) -> str:
    """What a reply says, as it goes into the brief; "" where it says nothing."""
    words = " ".join(reply.split())
    plain = words.lower().rstrip(".!")
    if not words or is_unknown(words) or plain in NO:
        return ""
    if question.yes:
        return question.yes if plain in YES else words
    if plain in YES:
        return ""
    if question.begin and not _FIRST_PERSON.match(words):
        # "I'd like to" and "to run a school" share their "to".
        last = question.begin.rsplit(" ", 1)[-1]
        if plain.startswith(f"{last} "):
            words = words[len(last) + 1 :]
        words = f"{question.begin} {words}"
    if question.into == "aspiration" and not words.endswith(_STOPS):
        words += "."
    return words


@functools.cache
def _pattern(phrase: str) -> re.Pattern[str]:
    ending = r"\w*" if phrase.endswith("*") else ""
    return re.compile(rf"\b{re.escape(phrase.removesuffix('*'))}{ending}\b", re.I)
