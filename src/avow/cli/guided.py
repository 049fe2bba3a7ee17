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

from avow.cli.asking import is_no, is_unknown, is_yes, joined, sentence, speaks_of_self


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
    if not words or is_unknown(words) or is_no(words):
        return ""
    if is_yes(words):
        return question.yes
    if question.begin and not speaks_of_self(words):
        words = joined(question.begin, words)
    return sentence(words) if question.into == "aspiration" else words


@functools.cache
def _pattern(phrase: str) -> re.Pattern[str]:
    ending = r"\w*" if phrase.endswith("*") else ""
    return re.compile(rf"\b{re.escape(phrase.removesuffix('*'))}{ending}\b", re.I)
