"""Modality and intent: a wish or a plan told as fact, or another's wish in its place."""

import re
from random import Random

from avow.evals.mutate import data
from avow.evals.mutate.clause import said, tail
from avow.evals.mutate.plant import fill
from avow.evals.mutate.text import Edit, candidate_text, replaced, sentences
from avow.types import Brief

_IN_PROGRESS = re.compile(
    r"\b(?:learning|studying|teaching myself|training in|reading up on|in the middle of|enrolled (?:in|on)"
    r"|(?:partway|halfway|part way|half way) through|working towards?(?: my)?|working on(?: my)? (?=[A-Z])"
    r"|preparing for|studying for|signed up for)\s+"
    r"(?!from|with|to\b|at\b|in\b|how|and|by\b|here|is\b|was\b|took)",
    re.I,
)
# Truth rule 3: a qualification studied for and told as held is a credential.
_QUALIFYING = re.compile(
    r"\b(?:towards?|for|on|enrolled)\b|licen[cs]e|cert|diploma|degree|exam|qualif|course", re.I
)
_WISHED = re.compile(
    r"\b(?:I (?:want|hope|wish|plan|intend|long) to|I(?:['’]d| would) (?:like|love) to"
    r"|(?:dream|goal|aim|plan|ambition|idea) is to|want to)\s+",
    re.I,
)
_DENYING = re.compile(r"(?:n['’]t|not|never|no|rather|sure) $", re.I)
_SAID_WISH = re.compile(
    r"(?P<lead>(?:[A-Z][^.!?;,]{2,40}, )?)"
    r"(?:I(?:['’]d| would) (?:like|love) to|I (?:want|hope|wish|plan|intend) to)"
    r" (?P<verb>\w+)(?P<rest>[^.!?;]*)"
)
_LATER = re.compile(
    r",? ?\b(?:one day|some ?day|in time|eventually|in the (?:long run|future|end)|down the (?:road|line)"
    r"|later(?: on)?|long[- ]term|(?:in|within) \w+ (?:or \w+ )?years(?:['’] time)?|in the years ahead)\b,?",
    re.I,
)
_WISH_SENTENCE = re.compile(
    r"\b(?:I(?:['’]d| would) (?:like|love)|I want|I hope|I wish|dream|ambition|goal|aspir\w+|picture|vision"
    r"|one day|I['’]m after)\b",
    re.I,
)


_BEING = re.compile(r"\s*(?:an?|the|in charge|one of|lead|head|known|some(?:one|body) who|\w+ing)\b")


def _present(verb: str, rest: str) -> str | None:
    """The verb of a wish as a fact of today, or None where that would not be English or not be false."""
    if (
        verb.lower() in data.table("modality")["vague"]
        or not verb.isalpha()
        or re.search(r"^,|\b(?:instead|rather)\b", rest)
    ):
        return None
    if verb == "be" and not _BEING.match(rest):
        return None
    return "am" if verb == "be" else verb


def _from_brief(text: str) -> list[tuple[str, str, str]]:
    """(slot, words, label) of what the brief has as a plan or a wish."""
    found = []
    for m in _IN_PROGRESS.finditer(text):
        if t := tail(text, m.end(), most=7):
            found.append(("thing", t, "credential" if _QUALIFYING.search(m.group() + t) else "modality"))
    for m in _WISHED.finditer(text):
        t = tail(text, m.end(), 3)
        if not t or _DENYING.search(text[max(0, m.start() - 8) : m.start()]):
            continue
        verb, _, rest = t.partition(" ")
        if now := _present(verb, rest):
            found.append(("vp", f"{now} {_LATER.sub('', rest).strip()}", "modality"))
    return found


def modality(brief: Brief, answer: str, rng: Random) -> tuple[Edit, str] | None:
    """What is wished for, learned or planned, told as had or done; with its label."""
    retold = []
    for start, end in sentences(answer):
        wish = _SAID_WISH.match(answer, start, end)
        if not wish or (wish["lead"] and not _LATER.match(wish["lead"])):
            continue
        if now := _present(wish["verb"], wish["rest"]):
            retold.append((start, wish.end(), f"I already {now}{_LATER.sub('', wish['rest'])}"))
    planned = _from_brief(candidate_text(brief))
    if not planned and not retold:
        return None
    choice = rng.randrange(len(planned) + len(retold))
    if choice >= len(planned):
        return replaced(answer, *retold[choice - len(planned)]), "modality"
    slot, words, label = planned[choice]
    return said("modality", slot, words, answer, rng), label


def intent_flip(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """The sentence with the main wish replaced by a wish of somebody else."""
    hits = [s for s in sentences(answer) if _WISH_SENTENCE.search(answer[s[0] : s[1]])]
    text = fill(rng.choice(data.words("intent_flip", "sentence")), brief, answer, rng)
    return replaced(answer, *hits[0], text) if hits and text else None
