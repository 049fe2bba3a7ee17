"""Operators that leave the claims alone and spoil the form: markdown, length; and the item to withhold."""

import re
from random import Random

from avow.evals.mutate import data
from avow.evals.mutate.plant import plant
from avow.evals.mutate.text import Edit, sentences
from avow.types import Brief

_WORDS_A_SECOND = 2.5  # 150 words a minute, the usual pace of speech
_FAR_TOO_LONG = 1.8  # times what the time allows, so that no tolerance covers it
_LEAST_SECONDS = 60
_KIN = r"(?:brother|sister|wife|husband|son|daughter|mother|father|partner|family|child)"
# Reads as a noun phrase without "my" before it.
_STANDS = re.compile(r"(?:my|the|an?|any|that|how|why|our|all)\b|\w+ing \w|(?:\w+ ){0,3}\w+s\b")
_PHRASE = re.compile(r"(?<![\w'’])[a-z]{4,} [a-z]{3,}(?: [a-z]{3,})?(?![\w'’])")


def markdown(answer: str, rng: Random) -> Edit | None:
    """The answer with a heading, a list or a marked phrase, as a chat window would have it."""
    style = rng.choice(("head", "wrap", "wrap", "list"))
    spans = sentences(answer)
    if style == "list" and len(spans) > 1:
        bullet = rng.choice(data.words("markdown", "bullets"))
        text = "\n".join(bullet + answer[start:end] for start, end in spans)
        return Edit(text, 0, len(text))
    phrases = list(_PHRASE.finditer(answer))
    if style == "wrap" and phrases:
        phrase = rng.choice(phrases)
        left, right = rng.choice(data.table("markdown")["wraps"])
        new = f"{left}{phrase.group()}{right}"
        return Edit(
            answer[: phrase.start()] + new + answer[phrase.end() :], phrase.start(), phrase.start() + len(new)
        )
    head = rng.choice(data.words("markdown", "heads"))
    return Edit(f"{head}\n\n{answer}", 0, len(head))


def filler_too_long(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """The answer drawn out with harmless sentences far beyond the time allowed."""
    limit = _FAR_TOO_LONG * _WORDS_A_SECOND * max(_LEAST_SECONDS, brief.style.seconds)
    pool = data.words("filler_too_long", "sentences")
    rng.shuffle(pool)
    text = answer.rstrip()
    start = len(text) + 1
    for sentence in pool:
        text = f"{text} {sentence}"
        if len(text.split()) > limit:
            return Edit(text, start, len(text))
    return None


def withheld_item(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """An item that the brief asks to withhold, told."""
    items = [i.strip().rstrip(".") for i in brief.withhold]
    items = [i for i in items if 0 < len(i.split()) <= 14]
    if not items:
        return None
    item = re.sub(rf"\bthe (?={_KIN}\b)", "my ", rng.choice(items))
    item = re.sub(r"\b(?:his|her|their|the candidate['’]s)\b", "my", item)
    if re.match(r"(?!the|my)[a-z]+ (?:an?|the|my)\b", item):
        item = f"the plan to {item}"
    elif re.match(r"[a-z]", item) and not _STANDS.match(item):
        item = f"my {item}"
    return plant("withheld_item", brief, answer, rng, {"item": item})
