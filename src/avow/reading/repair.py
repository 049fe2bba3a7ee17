"""A fragment of a candidate's words made sayable, or refused.

Spelling and grammar are mended only where the mend cannot change what is meant (articles, "to",
agreement, capitals, shorthand); what is then still not English is shortened to a well-formed head, and
what has none is refused. Rules are in data/repair.toml.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from avow.language.tokens import Token
from avow.reading.commas import tidied
from avow.reading.mending import LOOSE, mend, trim
from avow.reading.sayable import ALONE, LEAST, fits
from avow.reading.shorthand import Form, flatten
from avow.reading.tagger import tag


@dataclass(frozen=True, slots=True)
class Said:
    """Sayable words; `cut` tells that a tail was dropped."""

    text: str
    cut: bool


@lru_cache(maxsize=4_096)
def say(tokens: tuple[Token, ...], form: Form, strict: bool = False, joiner: str = "and") -> Said | None:
    """The tokens as words that can be said in this form, or None.

    `strict` is for texts in broken English: there a word that no dictionary knows, or a fragment that
    needs a costly reading, is not trusted.
    """
    row = mend(flatten(tokens, joiner), form)
    if not row:
        return None
    if strict and form == "clause":
        row = _first_part(row)
        if len(row) <= 5 and sum(w in ("a", "an") for w in row) > sum(t.low in ("a", "an") for t in tokens):
            return None  # "I fix bus": one bus or many cannot be told
    for shorter, cut in _shorter(row, form):
        candidate = tidied(shorter, form) if cut else shorter
        if candidate and fits(tuple(candidate), form, strict):
            return Said(join(candidate), cut)
    return None


def _first_part(row: list[str]) -> list[str]:
    """Up to the first comma that no duration follows."""
    for i in range(4, len(row) - 1):
        if row[i] == "," and not (
            row[i + 2 : i + 3] and row[i + 2].rstrip("s") in ("year", "month", "season")
        ):
            return trim(row[:i])
    return row


def say_words(text: str, form: Form) -> str | None:
    """The same for a text made of parts already clean."""
    row = text.split(" ")
    return text if fits(tuple(row), form, False) else None


def join(row: list[str]) -> str:
    """Words and signs as a written line."""
    text = ""
    for word in row:
        text += word if word in (",", "%") or not text else " " + word
    return text.replace(" ,", ",")


_OF_A_FIELD = frozenset("authority expert specialist reference voice advocate".split())
_RESTRICTS = frozenset("if unless except only but without when until till not no though although".split())


def _shorter(row: list[str], form: Form) -> Iterator[tuple[list[str], bool]]:
    yield row, False
    for i in range(len(row) - 1, 0, -1):
        low = row[i].lower()
        if (
            low in _RELATIVE
            and form != "clause"
            and row[i - 1] != ","
            and "the" in (w.lower() for w in row[i - 3 : i])
        ):
            continue  # "the bloke who writes …": the one who cannot be told without it
        if row[i - 1].lower() in _OF_A_FIELD and low in ("on", "in", "for", "of"):
            continue  # "the authority on …": of what, belongs to it
        if low in LOOSE or low in _RESTRICTS or low in _PREPOSITIONS:
            if (
                form == "clause"
                and low in _RESTRICTS | {"than", "to", "that", "who"}
                and not (low == "but" or low == "when")
            ):
                if low in _RESTRICTS:
                    return
                continue
            if low in _PREPOSITIONS and (i < 5 or (form == "clause" and i < 6) or _reduced(row[:i])):
                continue
            head = trim(row[:i])
            if len(head) > 3 and head[-3] == "," and head[-2] == "the" and head[-1] in _HEADLESS:
                head = trim(head[:-3])
            if len(head) >= LEAST[form]:
                yield head, True
    if form == "vp" and row[0] in ALONE and len(row) > 1:
        yield [row[0]], True


_PREPOSITIONS = frozenset(("with", "since", "for", "in", "at", "to", "on", "by", "about"))


_RELATIVE = frozenset("who that which where".split())
_HEADLESS = frozenset("bloke fella lad guy one person man woman".split())


def _reduced(row: list[str]) -> bool:
    """ "the name people | in Tel Aviv know": two nouns in a row may open a clause that a cut would break."""
    tags = tag(tuple(row)).tags
    return tags[-2:] in (("N", "NS"), ("N", "O"), ("NS", "NS"))
