"""Questions to the candidate in a terminal, and what their answers add to the brief."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from avow.cli.terminal import ask, one_line, say

if TYPE_CHECKING:
    from avow.types import Brief

NO = frozenset({"n", "no", "not true", "none", "nothing", "never", "nope", "skip", "s", "-", "n/a"})
YES = frozenset({"y", "yes", "yep", "yeah", "true", "t"})
DONT_KNOW = frozenset(
    {"?", "d", "don't know", "dont know", "don’t know", "i don't know", "not sure", "no idea", "dunno", "idk"}
)
KEYS = "Answer in a sentence, as you would say it. n: not true · ?: don't know · Enter: skip · q: done"
WISH = "I'd like to"
_ASKS_WISH = re.compile(
    r"\bwould you (?:\w+ )?(?:like|want|hope|love|wish)\b|\bdo you (?:want|hope|wish)\b", re.I
)
_FIRST_PERSON = re.compile(
    r"(?:i|i['’]?(?:m|d|ve|ll)|my|we|we['’](?:re|d|ve|ll)|our|in (?:ten|10)|ten years|one day|people)\b", re.I
)


def enriched(brief: "Brief", questions: Sequence[str]) -> "Brief":
    """The brief with every answer in it; the same object where nothing was added.

    What was done becomes a fact; a wish is added to the aspiration. A question that stays unanswered, or is
    answered with "not true" or "don't know", changes nothing. Raises BriefError for an unusable answer.
    """
    say(f"\n{KEYS}")
    facts: list[str] = []
    wishes: list[str] = []
    for number, question in enumerate(questions, 1):
        wish = _ASKS_WISH.search(question) is not None
        begin = f"{WISH} … " if wish else ""
        said = _answer(f"\n{number}. {one_line(question)}\n> {begin}", begin)
        if said is None:
            break
        if said and wish:
            wishes.append(sentence(said if speaks_of_self(said) else joined(WISH, said)))
        elif said:
            facts.append(said)
    return with_additions(brief, facts, wishes) if facts or wishes else brief


def with_additions(brief: "Brief", facts: Sequence[str], wishes: Sequence[str] = ()) -> "Brief":
    """The brief with more facts and wishes. Raises BriefError where one of them cannot be kept."""
    from avow.brief import build, merge
    from avow.brief.context import Context

    # What is added is a sentence of its own.
    said = sentence(brief.aspiration.rstrip()) if wishes else brief.aspiration
    fields = {**brief.model_dump(), "aspiration": "\n".join([said, *wishes])}
    return build(merge(fields, Context(facts=tuple(facts))), where="your answers")


def is_unknown(said: str) -> bool:
    """Whether the reply means "I don't know"."""
    return said.lower().strip(" .!") in DONT_KNOW


def is_no(said: str) -> bool:
    """Whether the reply means "no" or "nothing"."""
    return said.lower().strip(" .!") in NO


def is_yes(said: str) -> bool:
    """Whether the reply is a bare yes."""
    return said.lower().strip(" .!") in YES


def speaks_of_self(said: str) -> bool:
    """Whether the reply is a sentence of its own rather than the end of one that was begun."""
    return _FIRST_PERSON.match(said) is not None


def joined(begin: str, words: str) -> str:
    """An opening and a reply as one sentence; "I'd like to" and "to run a school" share their "to"."""
    start, _, last = begin.rpartition(" ")
    first = words.split(" ", 1)[0].lower()
    if first == last or (first == "to" and last in ("for", "at", "with")):
        begin = start
    return f"{begin} {words}"


def sentence(words: str) -> str:
    """The words with a stop at their end."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _answer(prompt: str, begin: str) -> str | None:
    """What to keep of the reply, "" for nothing, None to stop."""
    said = ask(prompt)
    if said is None or said.lower() in ("q", "quit"):
        return None
    if is_yes(said):
        # "Yes" alone would be kept as a fact that says nothing.
        said = ask(f"Say it in a sentence, as you would in the room.\n> {begin}")
        if said is None:
            return None
    return "" if is_no(said) or is_yes(said) or is_unknown(said) else said
