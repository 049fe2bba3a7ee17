"""Polarity: what the candidate denies, asserted."""

import re
from random import Random

from avow.evals.mutate.clause import said, tail
from avow.evals.mutate.plant import insert_sentence
from avow.evals.mutate.text import Edit, candidate_text, replaced
from avow.types import Brief

_NOT = r"(?:do(?:n['’]?t| not)|did(?:n['’]?t| not)|never|no longer|wouldn['’]?t|am not|['’]m not|not)"
_WISHING = r"(?:want(?:ing)?|wish(?:ing)?|looking|keen|hoping|planning|trying|sure I want|plan|intend|mean)"
_DEED = re.compile(
    rf"\b(?:{_NOT} (?:really |actually |even |necessarily |ever )?{_WISHING} to"
    r"|no (?:wish|desire|ambition|intention|plans?|interest) to|I['’]d rather not|I(?:['’]d| would) never"
    r"|I (?:won['’]?t|will not|will never))\s+",
    re.I,
)
_THING = re.compile(
    r"\b(?:not interested in|no interest in|no appetite for|not (?:really )?(?:keen on|into)|not a fan of"
    r"|(?:don['’]?t|do not) (?:really )?(?:fancy|want|like|enjoy|care for|see myself)|can['’]?t stand"
    r"|never wanted)\s+(?!to\b)",
    re.I,
)
_THING_FIRST = re.compile(
    r"(?:^|[.;!?\n] ?)([A-Z][\w' -]{3,40}?) (?:do(?:es)? not|do(?:es)?n['’]?t)"
    r" (?:attract|interest|appeal to|suit) me"
)
_STATE = re.compile(
    r"\bI (?:(?P<have>have) not (?=the|a\b|any)|can(?:['’]?t|not) (?!be doing|wait|help|stand|say)(?=\w)"
    r"|(?:don['’]?t|do not) (?P<do>speak|have|know|code|drive|manage|own|hold|read|write|cook"
    r"|understand|need)\b"
    r"|(?:have|['’]ve) never (?P<done>\w+ed|been|led|run|built|taught|written|done|had|made|held)\b"
    r"|(?:am|['’]m) not (?P<am>an?|the|good|fluent|trained|qualified|certified)\b)"
)
_TOLD = re.compile(r"\b(?:(I['’]m|I am) not |(?<=\w )(are|is|was)n['’]t (?=for me))")


def _again(match: re.Match[str], rest: str) -> str:
    verb = match["have"] or match["do"] or "can"
    if match["done"]:
        verb = f"have {match['done']}"
    elif match["am"]:
        verb = f"am {match['am']}"
    return f"I {verb} {rest}."


def polarity(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """A thing that the candidate denies, asserted."""
    text = candidate_text(brief)
    found = [("vp", t) for m in _DEED.finditer(text) if (t := tail(text, m.end(), 2))]
    for m in _THING.finditer(text):
        if t := tail(text, m.end()):
            found.append(("doing" if re.match(r"(?!th)\w{2,}ing\b", t) else "np", t))
    found += [("np", m.group(1)[0].lower() + m.group(1)[1:]) for m in _THING_FIRST.finditer(text)]
    found += [("", _again(m, t)) for m in _STATE.finditer(text) if (t := tail(text, m.end()))]
    told = list(_TOLD.finditer(answer))
    if not found and not told:
        return None
    choice = rng.randrange(len(found) + len(told))
    if choice >= len(found):
        m = told[choice - len(found)]
        return replaced(answer, m.start(), m.end(), f"{m.group(1) or m.group(2)} ")
    slot, value = found[choice]
    return said("polarity", slot, value, answer, rng) if slot else insert_sentence(answer, value, rng)
