"""The employer's mission in a form that a sentence can carry.

Company text is somebody else's: it is cut to one short phrase, refused where it talks to a reader or
a machine, and never asserted of the candidate.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from avow.engines.offline.frames import frames
from avow.engines.offline.phrase import doubtful, finite, imperative, is_vp, lower_first, reaches, row_of
from avow.language import words
from avow.reading.company import clean_line
from avow.reading.tagger import BROKEN, tag

_LEADS = re.compile(
    r"^(?:(?:our|the|their)(?: [a-z]+)? (?:mission|purpose|goal|aim|vision|promise|job|"
    r"reason for being)(?: statement)? (?:is|remains|has always been)(?: simple)?[:,]?\s+|"
    r"mission[:\s]+|"
    r"(?:we|the company|the firm|the school|the charity) (?:exist|exists|are here|is here|aim|aims|strive|"
    r"strives|work|works|want|wants|are committed|is committed|are dedicated|is dedicated|seek|seeks|"
    r"are on a mission|hope)\s+|"
    r"(?:dedicated|committed)\s+(?=to )|here\s+(?=to ))",
    re.I,
)
_MOST_WORDS = 20
_OF_PEOPLE = frozenset("grow live age play walk sleep learn belong thrive".split())


@dataclass(frozen=True, slots=True)
class Mission:
    """A phrase and its form: vp (after "help you"), np (after "work towards"), aim (after "your aim that"),
    vn (after "a place"); a slogan is what fits none of them yet."""

    form: str
    text: str


@lru_cache(maxsize=1_024)
def mission_of(text: str, name: str) -> Mission | None:
    """What a mission says, in the most useful form it fits; None where it may not be used."""
    line = clean_line(text)
    if not line or re.search(r"\byour own\b", line, re.I):
        return None  # said to their customers
    line = _LEADS.sub("", line)
    if name and line.lower().startswith(name.lower() + " "):
        rest = line[len(name) + 1 :]
        first = rest.split(" ")[0].lower()
        if first in ("exists", "aims", "works", "strives"):
            line = rest.split(" ", 1)[1] if " " in rest else rest
        elif "VBZ" in words.tags(first):
            line = words.tags(first)["VBZ"] + rest[len(first) :]
    line = re.sub(r"^that ", "", line, flags=re.I)
    head, colon, _ = line.partition(":")
    if colon and len(head.split()) >= 3:
        line = head.strip()
    if len(line.split()) > _MOST_WORDS:
        line = re.split(r",| so that | while | because | which ", line)[0].strip()
        if len(line.split()) > _MOST_WORDS:
            return None
    if not line:
        return None
    made = _form(persons(line))
    return _thing(made.text) if made.form == "slogan" else made


def _thing(low: str) -> Mission | None:
    """A slogan that names a thing to work towards, without what hangs on by "so that"; else None."""
    text = re.split(r", (?:so|because|while|but)\b", low)[0]
    if ":" in text or text.split(" ")[0].strip(",") in _NO_THING:
        return None
    chunks = [c.strip() for c in text.split(",")]
    if len(chunks) >= 3 and all(_noun(c.removeprefix("and ")) for c in chunks):
        return Mission("np", f"{', '.join(chunks[:-1])} and {chunks[-1].removeprefix('and ')}")
    if imperative(chunks[0]) and {"NN", "NNS"} & words.tags(chunks[0].split()[-1]).keys():
        return Mission("vp", chunks[0])
    row = row_of(text)
    tags = tag(row).tags
    named = tags[0] in ("D", "J", "N", "NS", "M", "Q", "VG") and bool({"N", "NS"} & set(tags[:4]))
    if len(row) < 2 or not named or tags[-1] in ("R", "P", "VZ") or _bare_clause(row, tags):
        return None
    return Mission("np", text)


def _bare_clause(row: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    """ "trophies come first": a subject, its verb, and nothing before them."""
    if any(
        {"VBZ", "NNS"} <= words.tags(w.lower()).keys() and tags[i - 1] == "N" and row[i + 1].lower() in _AFTER
        for i, w in enumerate(row[:-1])
        if i
    ):
        return True  # "fair play starts in the factory"
    return any(
        name in ("VZ", "BE", "HV", "MD")
        and i < 4
        and not {"who", "that", "which", "where"} & {w.lower() for w in row[:i]}
        and not (i > 1 and tags[i - 1] in ("N", "NS", "O", "D") and tags[i - 2] in ("N", "NS"))
        for i, name in enumerate(tags)
        if i
    )


_AFTER = frozenset("in at with from a the here there when where".split())
_NO_THING = frozenset(
    "right tomorrow today tonight yesterday home so because if when where first one always never here there "
    "everyone everybody nobody someone you your we our us move come go get".split()
)


def persons(text: str) -> str:
    """The employer's "we" as the listener's "you"."""
    text = re.sub(r"\b(we are|we're)\b", "you are", text, flags=re.I)
    for mine, yours in (("our", "your"), ("we", "you"), ("us", "you"), ("ours", "yours")):
        text = re.sub(rf"\b{mine}\b", yours, text, flags=re.I)
    return text


def _form(line: str) -> Mission:
    low = lower_first(line)
    first, _, rest = low.partition(" ")
    if first in ("to", "you") and rest and is_vp(rest):
        return Mission("vp", re.sub(r",? and to (?=[a-z])", " and ", rest))
    entry = words.tags(first)
    if "VBG" in entry and rest and rest.split(" ")[0] not in ("is", "that", "as"):
        base = f"{entry['VBG']} {rest}"
        if not re.search(r"\band \w+ing\b", rest) and is_vp(base):
            return Mission("vp", f"help people {base}" if entry["VBG"] in _OF_PEOPLE else base)
    if imperative(low):
        return Mission("vp", low)
    if first in ("every", "each", "no") and (sure := _every(low)):
        return sure
    row = row_of(low)
    tagged = tag(row)
    good = tagged.broken < 0 and tagged.cost < BROKEN
    if doubtful(row, tagged.tags):
        return Mission("slogan", low)
    if good and "," not in row and finite(row, tagged.tags):
        modal = "MD" in tagged.tags or "BE" in tagged.tags
        return Mission("aim", low) if modal else Mission("vp", f"make sure that {low}")
    if pair := re.fullmatch(
        r"((?:less|more|fewer) [\w' -]+), ((?:less|more|fewer) [\w' -]+)(, for .+)?", low
    ):
        return Mission("np", f"{pair[1]} and {pair[2]}{(pair[3] or '').replace(',', '')}")
    first_two = re.match(r"(an? )?(\w+), (\w+) (?=\w)", low)
    if first_two and all("JJ" in words.tags(w) for w in first_two.groups()[1:]):
        low = f"{first_two[1] or ''}{first_two[2]} and {first_two[3]} {low[first_two.end() :]}"
        row = row_of(low)
        tagged = tag(row)
        good = tagged.broken < 0 and tagged.cost < BROKEN
    related = {"NN", "NNS"} & entry.keys() and rest.split(" ")[0] in ("that", "which", "who")
    led_by = (related or tagged.tags[0] in ("D", "J", "N", "NS", "M", "Q")) and first not in _NO_NOUN
    if led_by and good and _holds(low):
        return Mission("np", low)
    if tagged.tags[0] in ("VN", "J") and rest.split(" ")[0] in ("by", "for", "in") and good:
        return Mission("vn", low)
    if joined := _paired(low):
        return Mission("np", joined)
    return Mission("slogan", low)


_NO_NOUN = frozenset("no less more on owned someone right nothing nobody everyone two that so".split())


def _holds(low: str) -> bool:
    """At most one comma, and what follows it hangs on the phrase before it."""
    _, comma, rest = low.partition(", ")
    if not comma:
        return True
    entry = words.tags(rest.split(" ")[0])
    hangs = re.match(r"(?:not|for|from|without|with|by|in|at|on|far)\b", rest)
    led = {"VBN", "VBG"} & entry.keys() and "NN" not in entry
    return "," not in rest and bool(hangs or led or " and " in low)


def _paired(low: str) -> str:
    """ "cold loads on time, drivers home on time": two noun phrases, said with "and"; else ""."""
    chunks = [c.strip() for c in low.split(",")]
    if len(chunks) != 2 or not all(2 <= len(c.split()) <= 8 for c in chunks):
        return ""
    if re.match(r"(?:every|each) (?:time|day|night|week|year|shift|morning|single)\b", chunks[1]):
        return low if _noun(chunks[0]) else ""
    if re.match(r"(?:every|each|no|nothing|nobody|not)\b", chunks[1]):
        first, _, rest = chunks[1].partition(" ")
        return (
            f"{chunks[0]}, {'not' if first == 'not' else f'with {first}'} {rest}" if _noun(chunks[0]) else ""
        )
    if re.search(r"\b(\w+) (?:by|after) (?:\1|another)\b", chunks[1]):
        return ""
    return f"{chunks[0]} and {chunks[1]}" if all(_noun(c) for c in chunks) else ""


def _noun(chunk: str) -> bool:
    row = row_of(chunk)
    tagged = tag(row)
    return (
        tagged.broken < 0
        and tagged.cost < BROKEN
        and tagged.tags[0] in ("D", "J", "N", "NS", "Q")
        and not finite(row, tagged.tags)
        and not doubtful(row, tagged.tags)
        and row[0] not in _NO_NOUN
        and tagged.tags[-1] not in ("R", "P")
        and any(
            t in ("N", "NS", "M", "VG")
            for t in tagged.tags[: tagged.tags.index("P") if "P" in tagged.tags else None]
        )
    )


def _every(low: str) -> Mission | None:
    """ "every litre pumped reaches a tap", "no picture omitted": what is to be made sure."""
    head, _, tail = low.partition(", ")
    if tail and not re.match(r"(?:and|every|none|no|not)\b", tail):
        head = low
    row = row_of(head)
    tags = tag(row).tags
    if "MD" in tags:
        return Mission("aim", low)
    if reaches(row) or "BE" in tags:
        return Mission("vp", f"make sure that {head}")
    end = 1
    while (
        end < len(row)
        and tags[end] in ("J", "N", "M", "VN", "VG")
        and not (end > 1 and _participle(row[end]))
    ):
        end += 1
    while end > 2 and tags[end - 1] == "J":  # "every pupil ready on exam day"
        end -= 1
    if end < 2 or end >= len(row):
        return None
    after = tags[end]
    ends = words.tags(row[-1].lower())
    if (
        row[0] != "no" and after == "P" and "VBZ" in ends and len(row) > 4
    ):  # "every child on the island swims"
        return Mission("vp", f"make sure that {head}")
    if row[0] == "no" and after == "P":
        return Mission("vp", f"make sure that there is {head}")
    if after in ("VN", "VG", "J", "P", "D", "R", "VD") or _participle(row[end]):
        told = " ".join((*row[:end], "is", *row[end:])).replace(" ,", ",")
        return Mission("vp", f"make sure that {told}")
    return None


def _participle(word: str) -> bool:
    entry = words.tags(word.lower())
    return bool({"VBN", "VBG"} & entry.keys())


def making(text: str) -> str:
    """The verb for what a mission's noun phrase names ("make" games, "give" care), or ""."""
    if "," in text and " and " in text:
        return ""  # a list of things
    head = re.split(r",| (?:that|who|which|where|for|in|at|with|on|of|from|by|without|made|raised)\b", text)[
        0
    ]
    verb = str(frames()["making"].get(head.split(" ")[-1].lower(), ""))
    return "offer" if verb == "make" and re.search(r"\b(?:made|baked)\b", text) else verb
