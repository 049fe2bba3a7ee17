"""Mends that cannot change what is meant: person, prepositions, verb forms, loose ends.

The tables are in data/repair.toml.
"""

import re

from avow.language import words
from avow.reading.agreement import agree, articles, joined, unspliced, with_to
from avow.reading.commas import tidied
from avow.reading.counting import counted
from avow.reading.shorthand import Form, closed_words, word_set, written_out
from avow.reading.tagger import tag
from avow.reading.wording import worded


def mend(row: list[str], form: Form) -> list[str]:
    row = worded(trim([w for w in row if w.lower() != "dey"]))
    if not row:
        return row
    for i in range(2, len(row) - 1):
        if row[i].lower() == "by" and row[i + 1].lower() == "age":
            row = trim(row[:i])
            break
    if (
        form != "clause"
        and row[0] != "I"
        and row[0][1:].islower()
        and (words.known(row[0].lower()) or row[0].lower() in closed_words())
        and written_out()["proper"].get(row[0].lower()) != row[0]
    ):
        row = [row[0].lower(), *row[1:]]
    if form == "vp":
        row = _straight(_infinitive(row))
    elif form == "clause":
        row = _first_person(row)
    row = counted(row)
    if form == "clause":
        row = unspliced(row)
    if form in ("vp", "clause"):
        row = joined(row)
    row = tidied(_prepositions(row), form)
    if not row:
        return row
    row = with_to(row)
    row = articles(row, _tags(row, form))
    return agree(row, _tags(row, form))


def _tags(row: list[str], form: Form) -> list[str]:
    """The classes of the words; a verb phrase is read as one."""
    return list(tag(("to*", *row)).tags[1:]) if form == "vp" else list(tag(tuple(row)).tags)


LOOSE = frozenset(
    "and or but so , because which who that if when while where than then as is are am was".split()
)


LOOSE_ENDS = LOOSE | frozenset(
    "after before the a an my our to of for with at by from be i i'm i'd very more not into only".split()
)


def trim(row: list[str]) -> list[str]:
    a, b = 0, len(row)
    while a < b and (
        row[a].lower() in ("and", "or", "but", "so", ",", "then", "because", "%")
        or (not row[a][0].isalnum() and row[a][0] not in "$€£'")
    ):
        a += 1
    while b > a and _loose_end(row, a, b):
        b -= 1
    return row[a:b]


def _loose_end(row: list[str], a: int, b: int) -> bool:
    last, before = row[b - 1], row[b - 2] if b - 2 >= a else ""
    low = last.lower()
    if (low in ("am", "pm") and before[:1].isdigit()) or (
        last[0].isupper() and before[:1].isupper() and low != "i"
    ):
        return False
    if (
        low in ("is", "are")
        and b - a > 4
        and {"what", "how", "who"} & {w.lower() for w in row[b - 6 : b - 1]}
    ):
        return False  # "telling them what a shift premium is"
    if hangs(row[a:b]):
        return False
    if low in LOOSE_ENDS or last in "-'":
        return True
    return (
        before == ","
        and b - a > 5
        and (low.endswith("ly") or low in ("weekends", "evenings", "nights", "good", "ok"))
    )


_STRANDED = frozenset("to for with on in".split())
_RELATED = re.compile(
    r"\b(?:people|person|one|someone|somebody|place|name|team|firm|school|shop|expert|doctor|teacher) "
    r"(?:(?:who|that|which) )?(?:the |their |other |\w+ )?\w+ \w+(?: \w+)?$"
)


def hangs(row: list[str]) -> bool:
    """ "a person hospitals send patients to": the last word belongs to a clause without its pronoun."""
    if len(row) < 6 or row[-1].lower() not in _STRANDED:
        return False
    text = " ".join(w.lower() for w in row[:-1])
    return _RELATED.search(text) is not None and tag(tuple(row[:-1])).tags[-1] in ("N", "NS")


def _infinitive(row: list[str]) -> list[str]:
    if row[0].lower() == "to":
        row = row[1:]
    if not row:
        return row
    first = row[0].lower()
    if first in ("am", "is", "are"):
        return ["be", *row[1:]]
    entry = words.tags(first)
    if "VBG" in entry and "VB" not in entry:
        return [entry["VBG"], *row[1:]]
    return [first if not row[0].isupper() or first == "i" else row[0], *row[1:]]


def _straight(row: list[str]) -> list[str]:
    """ "end up the one who" → "end up as …"; "write, once a year, the report" without what stands between."""
    if (
        [w.lower() for w in row[:2]] == ["end", "up"]
        and row[2:3]
        and row[2].lower() in ("the", "a", "an", "my")
    ):
        return [*row[:2], "as", *row[2:]]
    if row[1:2] == [","] and row[2:3] and row[2].lower() in ("into", "to", "towards", "toward", "from"):
        return [row[0], *row[2:]]
    for i in range(2, len(row) - 2):  # "become a director and thereafter to serve"
        if row[i - 1] == "and" and row[i].lower() in ("thereafter", "then", "later") and row[i + 1] == "to":
            return [*row[: i + 1], *row[i + 2 :]]
    if row[1:2] == [","] and row[2:3] and row[2].lower() in ("once", "twice", "every", "maybe", "perhaps"):
        end = next((i for i in range(3, min(len(row) - 2, 9)) if row[i] == ","), 0)
        if end:
            return [row[0], *row[end + 1 :]]
    return row


def _first_person(row: list[str]) -> list[str]:
    out: list[str] = []
    for i, word in enumerate(row):
        out.append("I" if word == "i" else word)
        if i == 0 and word.lower() in ("i'm", "i've", "i'd", "i'll"):
            out[0] = "I" + word[1:]
    for i in range(len(out) - 1):
        if out[i].lower() in ("like", "love", "enjoy") and out[i + 1].lower() == "when":
            out.insert(i + 1, "it")
            break
    if (
        len(out) > 3
        and out[0] == "I"
        and out[2].lower() in ("once", "twice")
        and "VBD" in words.tags(out[1].lower())
    ):
        out[1], out[2] = out[2], out[1]
    low = [w.lower() for w in out[:3]]
    if low[:1] == ["i"] and len(low) > 1:
        verb = low[1]
        if verb in ("is", "are"):
            out[1] = "am"
        entry = words.tags(verb)
        if "VBZ" in entry and "VB" not in entry and verb not in ("was", "has"):
            out[1] = entry["VBZ"]
        if "VBG" in entry and "VB" not in entry and "NN" not in entry:
            out[:1] = ["I'm"]  # "I learning" with its lost auxiliary
    if low[:2] == ["i", "am"] and len(out) > 2:
        out[:2] = ["I'm"]
    elif low[:2] == ["i", "have"] and len(out) > 2 and _participle(low[2]):
        out[:2] = ["I've"]
    return out


def _participle(low: str) -> bool:
    entry = words.tags(low)
    return low == "been" or ("VBN" in entry and "NN" not in entry)


def _prepositions(row: list[str]) -> list[str]:
    """ "go special investigation side" → "go into …": a verb of motion needs its preposition."""
    if row[0] == "go" and row[1:2] == ["the"] and "side" in row[2:5]:
        return ["go", "into", *row[1:]]
    if (
        row[:2] == ["go", "to"]
        and len(row) > 2
        and row[2] in ("data", "quality", "management", "research", "teaching", "design")
    ):
        return ["go", "into", *row[2:]]
    if row[0] in ("go", "move", "get", "grow") and len(row) > 2 and row[0] != "get":
        following = row[1].lower()
        entry = words.tags(following)
        if (
            ("NN" in entry or "JJ" in entry)
            and "RB" not in entry
            and following not in word_set("after_go")
            and "VB" not in entry
            # "grow old in one firm": an adjective by itself is what one becomes
            and ("JJ" not in entry or not words.tags(row[2].lower()).keys().isdisjoint(("NN", "NNS")))
        ):
            return [row[0], "into", *row[1:]]
    return row
