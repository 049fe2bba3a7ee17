"""A culture as a place to work in: "a place that puts evidence before opinion"."""

import re
from collections.abc import Mapping
from functools import lru_cache

from avow.engines.offline.mission import persons
from avow.engines.offline.phrase import finite, row_of
from avow.language import words
from avow.reading.company import clean_line
from avow.reading.nouns import article
from avow.reading.tagger import BROKEN, tag

_MOST_WORDS = 14


@lru_cache(maxsize=1_024)
def place_of(text: str) -> str:
    """A noun phrase for a place of this culture, or "" where its words make none."""
    line = clean_line(text)
    if not line or len(line.split()) > _MOST_WORDS or ":" in line or re.search(r"\byou", line, re.I):
        return ""
    first, space, rest = line.partition(" ")
    low = line if first[1:] != first[1:].lower() else first.lower() + space + rest
    if low.startswith("we "):
        return _we(low[3:])
    if re.search(r"\b(?:we|our|us|i|my|if|or)\b", low):
        return ""
    chunks = _chunks(low)
    if (
        len(chunks) > 1
        and " and " in chunks[-1]
        and _kind(chunks[-1]) == "where"
        and _kind(chunks[0]) == "has"
    ):
        return f"a place where {low}"  # "writers, artists and translators share one table"
    kinds = [_kind(c) for c in chunks]
    if "do" in kinds:  # "taste, argue, taste again": what may be a noun is a verb beside one
        kinds = [
            "do" if "VB" in words.tags(c.split(" ")[0]) else k for c, k in zip(chunks, kinds, strict=True)
        ]
    if not all(kinds):
        return ""
    if set(kinds) == {"do"}:
        plain = any(c.startswith(("then ", "don't ")) for c in chunks)
        return f"a place where people {', '.join(chunks) if plain else _series(chunks)}"
    if "do" in kinds or kinds.count("house") > 1:
        return ""
    return _told(list(zip(kinds, chunks, strict=True)))


def _chunks(low: str) -> list[str]:
    """The parts between commas; what only hangs on the part before it stays with it."""
    found: list[str] = []
    for chunk in (c.strip() for c in low.split(",")):
        entry = words.tags(chunk.split(" ")[0])
        led = (
            "VBN" in entry
            and not {"NN", "JJ"} & entry.keys()
            and chunk.split(" ")[1:2]
            and chunk.split(" ")[1] in _TRAIL
        )
        firsts = found and re.search(r" first(?:,|$)", found[0])
        hangs = chunk.startswith("not ") or (firsts and re.search(r"^then | (?:second|later|last)$", chunk))
        if found and (hangs or (led and _kind(found[-1]) == "has")):
            found[-1] = f"{found[-1]}, {chunk}"
        elif chunk:
            found.append(chunk)
    return found


def _told(parts: list[tuple[str, str]]) -> str:
    """ "a place that is patient, with long tables, where nobody is hurried"."""
    place = next((c for k, c in parts if k == "house"), "")
    told = article(place) if place and not re.match(r"(?:an?|the) ", place) else place or "a place"
    said: list[str] = []
    for names, lead in (
        (("is",), "that is"),
        (("puts", "does"), "that"),
        (("has",), "with"),
        (("where",), "where"),
    ):
        items = [f"puts {c}" if k == "puts" else c for k, c in parts if k in names]
        if items:
            said.append(f"{'and that' if said and lead == 'that' else lead} {_series(items)}")
    return f"{told} {', '.join(said)}".strip() if len(said) <= 2 and (said or place) else ""


def _we(rest: str) -> str:
    """ "teach on Tuesdays" → "a place that teaches on Tuesdays"."""
    first, _, tail = rest.partition(" ")
    third = words.inflect(first.lower(), "VBZ") if "VB" in words.tags(first.lower()) else None
    if third is None or re.search(r"\b(?:we|us|and)\b", tail):
        said = persons(f"we {rest}")
        return f"a place where {said}"
    tail = re.sub(r"\bour\b", "its", tail)
    return f"a place that {third} {tail}".strip()


def _kind(chunk: str) -> str:
    """do (people do it) · does · puts · is · has · where (a clause) · house (a kind of place) · "" (none)."""
    row = row_of(chunk)
    first = row[0].lower()
    if first == "then" and len(row) > 1:
        first, row = row[1].lower(), row[1:]
    entry = words.tags(first)
    second = row[1].lower() if len(row) > 1 else ""
    tagged = tag(row)
    good = tagged.broken < 0 and tagged.cost < BROKEN
    put = re.match(r"(.+?) (?:first|over .+|before .+)(?:,|$)", chunk)
    if put and first not in _DONE and _nominal(put.group(1)):
        return "puts"
    if len(row) == 1:
        return _single(first, entry, _nominal(chunk))
    if first == "half" or (
        re.fullmatch(r"(?:\w+ly )?([\w-]+) and (?:\w+ly )?([\w-]+)", chunk) and _adjectives(row)
    ):
        return "is"
    if "JJ" in entry and second in ("about", "with", "to", "by", "of") and first not in _DONE:
        return "is"
    if _clause(row, tagged.tags, good):
        return "where"
    if first == "don't":
        return "do"
    if (
        "VBZ" in entry
        and first != "is"
        and ("NNS" not in entry or second in ("everything", "it", "for", "at"))
    ):
        return "does"
    if "VB" in entry and (second in _AFTER or (_acts(row) and not {"NN", "NNS", "JJ", "RB"} & entry.keys())):
        return "do"
    if "VBN" in entry and not {"NN", "JJ"} & entry.keys():
        return "is"
    if not good or not _nominal(chunk) or tagged.tags[-1] in ("R", "P"):
        return ""
    head = re.split(r" (?:of|with|at|in|on|for|to|under)\b", chunk)[0].split(" ")[-1]
    if head in _HOUSES:
        return "house"
    return "" if head in _BARE and first not in ("a", "an", "the", "no", "one") else "has"


def _single(word: str, entry: Mapping[str, str], noun: bool) -> str:
    described = {"JJ", "VBN"} & entry.keys() or "-" in word or word.endswith(_ENDINGS)
    if described and not ("NNS" in entry and "NN" not in entry):
        return "is"
    return "do" if word in _DONE else "has" if noun else ""


_ENDINGS = ("ed", "ful", "ous", "ive", "al", "ic", "able")


def _clause(row: tuple[str, ...], tags: tuple[str, ...], good: bool) -> bool:
    """A subject and its verb: "boring is a feature", "drivers look out for each other", "people stay"."""
    first, second = row[0].lower(), row[1].lower()
    if first in ("no", "less", "more"):
        return False
    if first in _EVERYBODY and "VBZ" in words.tags(second):
        return True
    if second in ("is", "are") and len(row) > 2:
        return True
    plural = first == "people" or ("NNS" in words.tags(first) and "NN" not in words.tags(first))
    if plural and "VB" in words.tags(second):
        return len(row) == 2 or row[2].lower() in _AFTER | {
            "out",
            "up",
            "after",
            "for",
            "over",
            "each",
            first,
        }
    if " and " in " ".join(row) and any(t == "V0" for t in tags[3:]):
        return True
    return len(row) > 2 and good and finite(row, tags)


def _adjectives(row: tuple[str, ...]) -> bool:
    return all(w == "and" or {"JJ", "RB"} & words.tags(w.lower()).keys() for w in row)


_EVERYBODY = frozenset("everyone everybody nobody anyone".split())
_HOUSES = frozenset(
    "firm house workshop charity team atelier club yard company studio garage school shop".split()
)
_BARE = frozenset("crew staff system authority generation unit kitchen".split())
_DONE = frozenset("listen ask taste argue plan talk write share look check double".split())
_TRAIL = frozenset("by in on for at with from as twice once down up out to together".split())
_AFTER = frozenset("it the a an every first then early often why what with again rough".split())


def _acts(row: tuple[str, ...]) -> bool:
    tagged = tag(("to*", *row))
    return tagged.broken < 0 and tagged.cost < BROKEN


def _nominal(chunk: str) -> bool:
    row = row_of(chunk)
    tagged = tag(row)
    if tagged.broken >= 0 or tagged.cost >= BROKEN or finite(row, tagged.tags):
        return False
    return tagged.tags[0] in ("D", "J", "N", "NS", "Q", "M", "VG", "VN") and any(
        t in ("N", "NS", "M", "VG") for t in tagged.tags
    )


def _series(items: list[str]) -> str:
    if len(items) == 1:
        return items[0]
    listed = " and " in items[-1]  # "statisticians, clinicians and data people at one table"
    return ", ".join(items[:-1]) + (", " if listed else " and ") + items[-1]
