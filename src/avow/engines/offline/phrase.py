"""What an employer's phrase is: a clause, something to do, or neither."""

import re

from avow.language import words
from avow.reading.shorthand import closed_words
from avow.reading.tagger import BROKEN, tag
from avow.reading.titles import fact_words


def doubtful(row: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    """Words that may be a clause without looking like one: "fair play starts in …", "every lunch a meal"."""
    for i, word in enumerate(row):
        low = word.lower()
        if i and low in ("who", "which", "that", "where", "nobody"):
            return any(w in ("each", "any") for w in row[i + 2 :])
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


def reaches(row: tuple[str, ...]) -> bool:
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


def row_of(text: str) -> tuple[str, ...]:
    """Words and commas."""
    return tuple(w for w in re.split(r"\s+|(?=,)", text) if w)


def imperative(low: str) -> bool:
    """Whether a line in lower case tells what is done: "count every well", "care for the archives"."""
    first, _, rest = low.partition(" ")
    entry = words.tags(first)
    second = rest.split(" ")[0] if rest else ""
    if "VB" not in entry or not rest or second in ("that", "which", "who") or not is_vp(low):
        return False
    if first == "care" and second != "for":
        return False
    if not {"NN", "JJ", "NNS"} & entry.keys() or second in _OBJECTS:
        return True
    return first in _IMPERATIVES and (second not in _PREPOSITIONS or (first, second) in _WITH)


_OBJECTS = frozenset("every each the a an it them what how nothing".split())
_PREPOSITIONS = frozenset("from of for in on to at with without by".split())
_WITH = frozenset(
    (("care", "for"), ("work", "for"), ("stand", "for"), ("work", "with"), ("play", "for"), ("look", "after"))
)


def is_vp(text: str) -> bool:
    """Whether the words can follow "help you"."""
    row = row_of(text)
    if row[0].lower() in _UNHELPED:
        return False
    if len(row) > 1 and row[1].lower() in ("again", "on", "away", "back") and (len(row) < 3 or row[2] == ","):
        return False
    tagged = tag(("to*", *row))
    mine = re.search(r"\byou\b", text) and not re.search(r"\b(?:nothing|everything|what) you\b", text)
    return tagged.broken < 0 and tagged.cost < BROKEN and not mine


_UNHELPED = frozenset("die live sleep rest suffer lose leave walk come know feel".split())
_IMPERATIVES = frozenset(
    "answer look beat catch cure fight reach send speak split spot tackle turn "
    "be bring build care connect create cut deliver empower enable end ensure feed find fix get give grow "
    "guard heal help house improve inspire keep lead let lift make move offer pass pay play power preserve "
    "produce protect provide put raise reduce release rescue restore return run save serve share shift "
    "show stand stop support take teach tell train transform treat turn welcome win work".split()
)


def finite(row: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    """A subject and its verb outside a relative clause."""
    if len(tags) > 3 and tags[0] == "NS" and tags[1] in ("N", "NS", "O", "S") and tags[2] == "MD":
        return False  # "homes people can stay in"
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


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence: names and acronyms keep their capitals."""
    first, space, rest = text.partition(" ")
    plain = first.strip(",'").split("-")[0]
    if plain.lower().endswith("s") and plain.istitle() and plain.lower() not in fact_words()["city"]:
        return first.lower() + space + rest  # a plural that the word list lacks
    if (
        (plain.isupper() and len(plain) > 1)
        or any(c.isupper() for c in plain[1:])
        or (not words.known(plain.lower()) and plain.lower() not in _COMMON | closed_words())
    ):
        return text
    return first.lower() + space + rest


_COMMON = frozenset(
    "the a an every no our your we you to in on of for with less more where when how this that these "
    "those each all anyone everyone nobody everybody nothing and".split()
)
