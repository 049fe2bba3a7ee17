"""Questions to the candidate in a terminal, and what their answers add to the brief."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from avow.cli.terminal import ask, one_line, say

if TYPE_CHECKING:
    from avow.types import Brief

NO = frozenset({"n", "no", "not true", "none", "never", "nope", "no."})
DONT_KNOW = frozenset(
    {"?", "d", "don't know", "dont know", "don’t know", "not sure", "no idea", "dunno", "idk", "i don't know"}
)
YES = frozenset({"y", "yes", "yes.", "yep", "yeah", "true", "t"})
KEYS = "Answer in a sentence, as you would say it. n: not true · ?: don't know · Enter: skip · q: done"


def enriched(brief: "Brief", questions: Sequence[str]) -> "Brief":
    """The brief with every answer as one more fact; the same object where nothing was added.

    A question that stays unanswered, or is answered with "not true" or "don't know", changes nothing.
    """
    say(f"\n{KEYS}")
    facts: list[str] = []
    for number, question in enumerate(questions, 1):
        said = _answer(f"\n{number}. {one_line(question)}\n> ")
        if said is None:
            break
        if said:
            facts.append(said)
    return with_facts(brief, facts) if facts else brief


def with_facts(brief: "Brief", facts: Sequence[str]) -> "Brief":
    """The brief with more facts. Raises BriefError where one of them cannot be kept."""
    from avow.brief import build, merge
    from avow.brief.context import Context

    return build(merge(brief.model_dump(), Context(facts=tuple(facts))), where="your answers")


def is_unknown(said: str) -> bool:
    """Whether the reply means "I don't know"."""
    return said.lower().strip(" .!") in DONT_KNOW


def _answer(prompt: str) -> str | None:
    """What to keep of the reply, "" for nothing, None to stop."""
    said = ask(prompt)
    if said is None or said.lower() in ("q", "quit"):
        return None
    if said.lower() in YES:
        # "Yes" alone would be kept as a fact that says nothing.
        said = ask("What happened, in a sentence?\n> ")
        if said is None:
            return None
    plain = said.lower()
    return "" if plain in NO or plain in YES or is_unknown(said) else said
