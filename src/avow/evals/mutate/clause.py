"""The rest of a clause of the brief, and how it is said again in the answer."""

import re
from random import Random

from avow.evals.mutate import data
from avow.evals.mutate.plant import insert_sentence, with_given
from avow.evals.mutate.text import Edit

_END = re.compile(
    r"[.,;:!?()\n\"“”—–…]| - |\s(?:but|because|so|though|although|any ?more|either|again|since|when|if|unless"
    r"|honestly|haha|please|rather than|which|while|until|like|then|as"
    r"|and (?:I|they|we|he|she|it|not|don't))\b"
)
_POINTING = re.compile(
    r"(?:that|it|this|them|these|those|him|her|me|us|to|more|so|the|a|be|do|anything|anybody)", re.I
)
_LAST_POINTING = re.compile(
    r"\b(?:that|it|this|them|these|those|him|her|me|us|to|the|a|of|my|with|for|in)$", re.I
)


def tail(text: str, start: int, least: int = 1, most: int = 12) -> str | None:
    """The words from `start` to their clause's end; None where too few, too many, or pointing elsewhere."""
    stop = _END.search(text, start)
    words = text[start : stop.start() if stop else len(text)].strip().strip("'’\"")
    if not least <= len(words.split()) <= most:
        return None
    return None if _POINTING.fullmatch(words) or _LAST_POINTING.search(words) else words


def said(operator: str, slot: str, value: str, answer: str, rng: Random) -> Edit:
    """A sentence of the answer made from one of the operator's carriers with this slot."""
    carrier = rng.choice(data.words(operator, slot))
    return insert_sentence(answer, with_given(carrier, {slot: value}), rng)
