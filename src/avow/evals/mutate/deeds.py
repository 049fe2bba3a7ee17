"""Strength and attribution: a small part told as a large one, another's deed as one's own."""

import re
from random import Random

from avow.evals.mutate import data
from avow.evals.mutate.clause import said, tail
from avow.evals.mutate.text import Edit, candidate_text, capitalised, replaced
from avow.types import Brief

_MODEST = re.compile(
    r"\b(?:took part in|helped (?:out )?(?:with|on)|assisted (?:with|on|in)|contributed to|sat in on|shadowed"
    r"|partnered on|collaborated on|supported|pitched in (?:on|with)|was involved in|lent a hand (?:with|on)"
    r"|volunteer(?:ed)? (?:at|in|for|with|on)|worked on|attended|help (?:out )?(?:with|at|in))\s+",
    re.I,
)
_SLIGHT = re.compile(
    r"\b(?:a (?:little )?bit of|bit of|the basics of|a taste of|some exposure to|dabbled in|familiar with"
    r"|a touch of|some (?:knowledge|experience|training) (?:of|in|with)"
    r"|(?:weekend|short|\w+[ -](?:day|week|hour|month)) (?:course|workshop|training)"
    r" (?:on|in(?! (?-i:[A-Z]))|to)|beginner in|self[ -]taught in|basic|a little)\s+",
    re.I,
)
_FIELD_END = re.compile(r"\s(?:too|also|now|as well|by|from|with)\b.*$")
# Before a swapped word: a wish, or a passive.
_NOT_A_DEED = re.compile(r"\b(?:to|would|could|can|will|that I|was|were|be)(?: \w+)? $|['’][ds] $")
_PAST = (
    r"(?:\w{3,}ed|built|won|made|ran|set up|wrote|grew|cut|took|brought|sold|found|led|taught|drew"
    r"|kept|rebuilt|did|gave|got|put|went|saw|held|bought)"
)
_PERSON = (
    r"(?:team|boss|manager|brother|sister|father|mother|uncle|aunt|colleague|firm|company|department|mate"
    r"|friend|teacher|wife|husband|partner|crew|supervisor|professor|mentor|chef|director|head|nurse)"
)
_NO_DEED = (
    r"(?:never|died|passed|retired|hated|wanted|liked|needed|asked|called|used|failed|lived|talked|laughed|tried"
    r"|got (?:sick|ill|hurt)|went|said|told|found only)"
)
_OTHER = re.compile(
    rf"\b(?:we|my (?:\w+ )?{_PERSON}|our \w+|one of \w+ who) (?P<deed>(?!{_NO_DEED}){_PAST}\s)", re.I
)


def strength(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """A small part told as a large one."""
    swaps = []
    for old, new in data.table("strength")["swaps"]:
        for m in re.finditer(rf"(?<![\w-]){old}", answer, re.I):
            if not _NOT_A_DEED.search(answer[max(0, m.start() - 24) : m.start()]):
                swaps.append((m.start(), m.end(), capitalised(new) if m.group()[0].isupper() else new))
    text = candidate_text(brief)
    told = [("np", t) for m in _MODEST.finditer(text) if (t := tail(text, m.end(), 2, 10))]
    for m in _SLIGHT.finditer(text):
        if t := _FIELD_END.sub("", tail(text, m.end(), 1, 5) or ""):
            told.append(("field", t))
    if not swaps and not told:
        return None
    choice = rng.randrange(len(swaps) + len(told))
    if choice < len(swaps):
        return replaced(answer, *swaps[choice])
    return said("strength", *told[choice - len(swaps)], answer, rng)


def attribution(brief: Brief, answer: str, rng: Random) -> Edit | None:
    """Another's deed, or the employer's words, as the candidate's own."""
    text = candidate_text(brief)
    deeds = [t for m in _OTHER.finditer(text) if (t := tail(text, m.start("deed"), 3, 12))]
    if deeds:
        deed = re.sub(r"\bour\b", "my", re.sub(r"\bus\b", "me", rng.choice(deeds)))
        return said("attribution", "deed", deed, answer, rng)
    mission = brief.company.mission.strip().rstrip(".!")
    if not 3 <= len(mission.split()) <= 18 or '"' in mission:
        return None
    return said("attribution", "mission", mission, answer, rng)
