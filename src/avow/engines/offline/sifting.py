"""What the candidate tells of their work and had better not say: what makes little of them, boasts, fog."""

import re

from avow.language import words
from avow.reading.roles import Reading, Segment
from avow.reading.titles import NUM
from avow.types import Material


def unfit(clause: str, material: Material, reading: Reading, segment: Segment) -> bool:
    """Whether a spoken clause is left unsaid although it is true."""
    return _limited(clause) or _EMPTY.search(clause) is not None or _made_little(material, reading, segment)


# Office fog, the speaker's own family, and beginnings without an object.
_EMPTY = re.compile(
    r"\b(?:intersection|stakeholders?|excellence|passion|holistic\w*|synerg\w+|privileged|proven)\b|"
    r"\bmy (?:own )?(?:youngest|eldest|kids?|sons?|daughters?|children|wife|husband|mother|father|mum|dad)\b|"
    r"^I (?:knew|noticed|found myself|thought|get to|had to)\b|^We had to\b|\bthe \d+$|"
    r"\bsaving (?:up )?(?:for|to)\b|"
    r"^I'm (?:good|decent|fast|best) at (?!listen|teach|writ|plan|sell|cook|draw|organ|explain)\w+ing$|"
    r"^I (?:started|began) (?:when|because|at|since)\b",
    re.I,
)


_SOME = re.compile(r"(?:only )?(?:one|two|half|none|some) (?:works?|worked|failed|broke|sold)\b")


def _said(segment: Segment) -> str:
    return " ".join(t.low for t in segment.tokens)


def _made_little(material: Material, reading: Reading, segment: Segment) -> bool:
    """Whether the next thought takes it back: "but that was just holding the keys"."""
    following = reading.after(segment)
    statement = material.find(segment.statement)
    if following is None or statement is None:
        return False
    if _SOME.match(_said(following)):
        return True  # "three scripts, one works"
    if "link:but" not in following.flags:
        return False
    return (
        re.search(r"\b(?:just|only|merely)\b", statement.text[segment.end : following.end], re.I) is not None
    )


_COMPARED = re.compile(rf"\b(?:more|better|faster)\b.*\bthan (?!\d|{NUM}\b)", re.I)  # not "more than 40"
_ONLY = re.compile(r"(?<!\bthe )(?<!\bour )\bonly\b")  # not "the only bakery in town"
_LIMITS = frozenset(
    "merely barely hardly scarcely depend depends less worse slower badly poorly nearly".split()
)


def _limited(clause: str) -> bool:
    """What makes little of the candidate, what was done to them, or a boast by comparison."""
    low = re.findall(r"[a-z']+", clause.lower())
    passive = low[:2] == ["i", "was"] and len(low) > 2 and "VBN" in words.tags(low[2])
    given = passive and not {"NN", "JJ"} & words.tags(low[2]).keys()
    compared = _COMPARED.search(clause) is not None
    small = not _LIMITS.isdisjoint(low) or _ONLY.search(clause) is not None
    return small or compared or (given and low[2] in _DONE_TO)


_DONE_TO = frozenset("taught told given shown asked left sent".split())
