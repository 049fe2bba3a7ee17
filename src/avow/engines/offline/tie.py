"""The tie to the employer: its mission, culture and role in a form that a sentence can carry.

Company text is somebody else's: it is cut to one short phrase, refused where it talks to a reader or
a machine, and never asserted of the candidate.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from avow.language import words
from avow.reading.company import clean_line
from avow.reading.nouns import article, is_job
from avow.reading.repair import say_words
from avow.reading.tagger import BROKEN, tag
from avow.reading.titles import role_title
from avow.types import Material

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


@dataclass(frozen=True, slots=True)
class Mission:
    """A phrase and its form: vp (after "help you"), np, clause (after "that"), slogan (stands alone)."""

    form: str
    text: str


@lru_cache(maxsize=1_024)
def mission_of(text: str, name: str) -> Mission | None:
    """What a mission says, in the most useful form it fits; None where it may not be used."""
    line = clean_line(text)
    if not line:
        return None
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
    made = _form(_persons(line))
    return None if made.form == "slogan" and ":" in made.text else made


def _persons(text: str) -> str:
    text = re.sub(r"\b(we are|we're)\b", "you are", text, flags=re.I)
    for mine, yours in (("our", "your"), ("we", "you"), ("us", "you"), ("ours", "yours")):
        text = re.sub(rf"\b{mine}\b", yours, text, flags=re.I)
    return text


def _form(line: str) -> Mission:
    low = _lower_first(line)
    first, _, rest = low.partition(" ")
    if first in ("to", "you") and rest and _is_vp(rest):
        return Mission("vp", rest)
    entry = words.tags(first)
    if "VBG" in entry and rest and rest.split(" ")[0] not in ("is", "that", "as"):
        base = f"{entry['VBG']} {rest}"
        if not re.search(r"\band \w+ing\b", rest) and _is_vp(base):
            return Mission("vp", base)
    if (
        "VB" in entry
        and rest
        and rest.split(" ")[0] not in ("that", "which", "who")
        and (first != "care" or rest.startswith("for "))
        and (first in _IMPERATIVES or not {"NN", "JJ", "NNS"} & entry.keys())
        and _is_vp(low)
    ):
        return Mission("vp", low)
    if first in ("every", "each", "no") and _reaches(_row(low)):
        return Mission("clause", low)
    row = _row(low)
    tagged = tag(row)
    good = tagged.broken < 0 and tagged.cost < BROKEN
    if good and "," not in row and _finite(row, tagged.tags):
        return Mission("clause", low)
    if _doubtful(row, tagged.tags):
        return Mission("slogan", line[0].upper() + line[1:])
    led_by = tagged.tags[0] in ("D", "J", "N", "NS", "M", "Q") and first not in (
        "no",
        "less",
        "more",
        "on",
        "owned",
    )
    if (
        led_by
        and good
        and say_words(low.replace(",", " ,"), "np")
        and low.count(",") <= (1 if " and " in low or ", not " in low else 0)
    ):
        return Mission("np", low)
    if tagged.tags[0] in ("VN", "J") and rest.split(" ")[0] in ("by", "for", "in") and good:
        return Mission("vn", low)
    return Mission("slogan", line[0].upper() + line[1:])


def _doubtful(row: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    """Words that may be a clause without looking like one: "fair play starts in …", "every lunch a meal"."""
    for i, word in enumerate(row):
        low = word.lower()
        if i and low in ("who", "which", "that", "where", "nobody"):
            return False
        if i and low in ("a", "an", "the") and tags[i - 1] in ("N", "NS"):
            return True
        entry = words.tags(low)
        after = row[i + 1].lower() if i + 1 < len(row) else ""
        if (
            i
            and {"VBZ", "NNS"} <= entry.keys()
            and tags[i - 1] == "N"
            and after in ("in", "at", "with", "from", "a", "the")
        ):
            return True
    return False


def _reaches(row: tuple[str, ...]) -> bool:
    """ "every litre pumped reaches a tap": a third person verb before any relative clause."""
    for i, word in enumerate(row):
        if i and word.lower() in ("who", "which", "that", "where", "is", ","):
            return word.lower() == "is"
        if (
            i > 1
            and "VBZ" in words.tags(word.lower())
            and words.tags(row[i - 1].lower())
            and i + 1 < len(row)
        ):
            return True
    return False


def _row(text: str) -> tuple[str, ...]:
    return tuple(w for w in re.split(r"\s+|(?=,)", text) if w)


def _is_vp(text: str) -> bool:
    row = _row(text)
    if row[0].lower() in (
        "die",
        "live",
        "sleep",
        "rest",
        "suffer",
        "lose",
        "leave",
        "walk",
        "come",
        "know",
        "feel",
    ):
        return False
    if len(row) > 1 and row[1].lower() in ("again", "on", "away", "back") and (len(row) < 3 or row[2] == ","):
        return False
    tagged = tag(("to*", *row))
    return tagged.broken < 0 and tagged.cost < BROKEN and not re.search(r"\byou\b", text)


_IMPERATIVES = frozenset(
    "be bring build care connect create cut deliver empower enable end ensure feed find fix get give grow "
    "guard "
    "heal help house improve inspire keep lead let lift make move offer pass pay play power preserve "
    "produce protect provide put raise reduce release rescue restore return run save serve share shift "
    "show stand stop "
    "support take teach tell train transform treat turn welcome win work".split()
)


def _finite(row: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    """A subject and its verb outside a relative clause."""
    for i, name in enumerate(tags):
        if i and row[i].lower() in ("who", "which", "that", "where", "so", "because", "when", "as"):
            return False
        if (
            i
            and name in ("VZ", "V0")
            and row[0].lower() not in _SUBJECT_LEADS
            and {"NN", "NNS"} & words.tags(row[i].lower()).keys()
        ):
            return False
        if (
            i
            and name in ("VZ", "MD", "BE", "V0", "HV")
            and (row[i - 1].lower() not in ("nobody", "everyone") or i == 1)
        ):
            return tags[i - 1] in ("N", "NS", "M", "S3", "O", "VN", "VD", "R") and not any(
                t in ("VZ", "V0", "S", "TO") for t in tags[:i]
            )
        if i and name in ("S", "A", "B", "TO"):
            return False
    return False


_SUBJECT_LEADS = frozenset("every each no nobody everyone everybody anyone all the a nothing".split())


def _lower_first(text: str) -> str:
    first, space, rest = text.partition(" ")
    plain = first.strip(",'").split("-")[0]
    if (
        (plain.isupper() and len(plain) > 1)
        or any(c.isupper() for c in plain[1:])
        or (not words.known(plain.lower()) and plain.lower() not in _COMMON)
    ):
        return text
    return first.lower() + space + rest


_COMMON = frozenset(
    "the a an every no our your we you to in on of for with less more where when how this that these "
    "those each all anyone everyone nobody everybody nothing and".split()
)


def role_of(text: str) -> str:
    """The role as a phrase with its article, or ""."""
    gloss = re.search(r"\(([a-z][a-z ]{3,40})\)", text)
    line = clean_line(text)
    if gloss and is_job(gloss.group(1).split(" ")[-1]) and not line.isascii():
        line = gloss.group(1)
    line = re.split(r",|/|\s[-–—]\s|:", line)[0].strip()
    if not line or len(line.split()) > 6 or not re.fullmatch(r"[\w\s.&'-]+", line):
        return ""
    if {"is", "are", "was", "were", "our", "we", "you", "your", "be", "must", "will"} & set(
        line.lower().split()
    ):
        return ""
    return article(role_title(line))


@lru_cache(maxsize=1_024)
def culture_of(text: str) -> tuple[str, str] | None:
    """(frame, words) of a culture, or None."""
    line = clean_line(text)
    if not line or len(line.split()) > 14 or re.search(r"\b(you|your)\b", line, re.I):
        return None
    if re.match(r"we\b", line, re.I):
        said = _persons(line)
        return "we", said[0].upper() + said[1:]
    low = _lower_first(line)
    row = _row(low)
    tagged = tag(row)
    if "," not in row and tagged.broken < 0 and _finite(row, tagged.tags):
        return "clause", low
    return "slogan", line[0].upper() + line[1:]


def company_ids(material: Material, *fields: str) -> tuple[str, ...]:
    """Ids of the company statements of these fields ("mission", "role" …), one for each field."""
    found: list[str] = []
    for field in fields:
        hit = next((s.id for s in material.company if s.field.startswith(f"company.{field}")), None)
        if hit:
            found.append(hit)
    return tuple(found)
