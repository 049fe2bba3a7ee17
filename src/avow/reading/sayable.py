"""Whether words can be said as they stand: their grammar, their length, and what they point at."""

import re
from itertools import pairwise

from avow.language import words
from avow.language.numerals import NUMBER_WORDS
from avow.reading.mending import LOOSE_ENDS, hangs
from avow.reading.nouns import is_job
from avow.reading.shorthand import Form, closed_words, word_set
from avow.reading.tagger import BROKEN, tag

MOST = {"vp": 26, "np": 22, "clause": 30, "that": 22}


LEAST = {"vp": 2, "np": 1, "clause": 3, "that": 4}


ALONE = frozenset(
    "design paint compose sing perform research lead teach write progress grow manage coach mentor "
    "translate perform".split()
)


_NEEDS_OBJECT = frozenset("bring make take put get give have use keep hold find".split())


def _points(row: tuple[str, ...]) -> bool:
    """A pronoun at the end of a phrase points at something said elsewhere."""
    return any(w.lower() in ("it", "them") and row[i + 1] == "," for i, w in enumerate(row[:-1]) if i < 4)


def fits(row: tuple[str, ...], form: Form, strict: bool) -> bool:
    """Whether the words can be said as they stand in this form."""
    count = sum(w[0].isalnum() for w in row)
    least = 1 if form == "vp" and row[0] in ALONE else LEAST[form]
    if not least <= count <= MOST[form]:
        return False
    lows = [w.lower() for w in row]
    if any(w in word_set("never") for w in lows):
        return False
    if form == "clause" and lows[0] in ("i", "i'm", "i've") and "," in row[2:4]:
        return False
    if form == "clause" and count == 3 and lows[-1] in ("it", "them", "that", "this", "so", "well"):
        return False
    if (
        lows[-1] in LOOSE_ENDS
        and not hangs(list(row))
        and not (lows[-1] in ("am", "pm") or _asked(lows) or row[-1][0].isupper())
    ) or lows[-1] in word_set("no_end"):
        return False
    if any(
        not (w[0].isalnum() or w in (",", "%") or w[0] in "$€£'") or "_" in w or "@" in w or len(w) > 24
        for w in row
    ):
        return False
    unknown = sum(
        w.isalpha() and w.islower() and not (words.known(w) or w in closed_words() or is_job(w)) for w in row
    )
    if unknown > (0 if strict else 1):
        return False
    body = row
    if form == "clause" and lows[0] not in (
        "i",
        "i'm",
        "i've",
        "i'd",
        "we",
        "we've",
        "my",
        "our",
        "people",
        "clients",
        "customers",
        "it",
        "in",
        "since",
        "there",
    ):
        return False
    if form == "vp":
        if "VB" not in words.tags(lows[0]) and lows[0] not in ("be", "do", "have"):
            return False
        body = ("to*", *row)
    if form == "np" and lows[0] in ("me", "him", "them", "us", "it", "not", "when", "that", "there"):
        return False
    if form == "np" and lows[0].endswith(("'d", "'ll")):
        return False
    if form == "np" and lows[0].split("'")[0] in ("i", "we", "he", "she", "it", "they"):
        return False
    tagged = tag(body)
    tags = tagged.tags
    if tagged.broken >= 0 or tagged.cost >= BROKEN - (1.2 if strict else 0.0):
        return False
    if form == "vp" and len(row) > 1 and row[1] == ",":
        listed = len(row) > 4 and "and" in lows and "VB" in words.tags(lows[2])
        if not listed:
            return False
    if len(lows) > 1 and lows[-2] in ("how", "what", "which", "why", "whose"):
        return False  # "the one who decides how sensor"
    if form != "clause" and len(lows) > 2 and lows[-1] in NUMBER_WORDS and lows[-2] not in ("of", "to", "by"):
        return False  # "the companies that buy twenty"
    if form != "clause" and len(lows) > 3 and lows[-2] in ("where", "whose", "which"):
        return False  # "…, where churn"
    if form != "clause" and _WHO_IT.search(" ".join(lows)):
        return False  # "the guy who owns it": what it is was said elsewhere
    if any(a == "to" and b in ("since", "and", "or", "but", ",", "because") for a, b in pairwise(lows)):
        return False
    if len(lows) > 2 and lows[-2] == "to" and lows[-1] in _NEEDS_OBJECT:
        return False
    if form == "np" and any(
        w == "no" and tags[i] not in _OBJECT_AFTER and lows[i] not in ("with", "almost", "nearly")
        for i, w in enumerate(lows[1:])
    ):
        return False
    if form == "np" and len(tags) > 1 and tags[-1] in ("VZ", "V0") and tags[-2] == "W":
        return False  # "a hut that needs": what it needs was cut
    if form != "clause" and (
        lows[-1] in ("it", "them", "that", "this", "there", "these", "those")
        or "there" in lows[1:]
        or _points(row)
    ):
        return False
    if (form == "vp" and row[-1].lower() in ("stop", "like", "want", "need")) or (
        len(tagged.tags) > 2 and tagged.tags[-1] == "D"
    ):
        return False
    stranded = lows[-1] in ("in", "on", "at", "about", "like") and len(tagged.tags) > 1
    if form != "clause" and stranded and count <= 6 and tagged.tags[-2] in ("N", "NS", "M", "J"):
        return False
    if form == "vp" and (len(tagged.tags) < 2 or tagged.tags[1] not in ("V0", "BE", "HV", "DO")):
        return False
    if form == "np":
        if _claims(lows, tagged.tags):
            return False
        if "," in row and not any(t in ("N", "NS", "M", "O", "VG") for t in tagged.tags[: row.index(",")]):
            return False
        return tagged.tags[0] not in ("V0", "VZ", "VD", "MD", "BE", "W", "B", "P", "S", "S3") and any(
            t in ("N", "NS", "M", "O", "VG") for t in tagged.tags
        )
    if form == "that" and tagged.tags[0] not in ("D", "N", "NS", "M", "J", "Q", "O"):
        return False
    if form == "that" and lows[0] in ("i", "it", "he", "she", "they", "this", "there"):
        return False
    return not (form in ("clause", "that") and _no_verb(tagged.tags))


_OBJECT_AFTER = frozenset("V0 VZ VD P".split())


_WHO_IT = re.compile(r"\b(?:who|that) \w+ it\b(?! when| if)|\bbe ,")


def _asked(lows: list[str]) -> bool:
    """ "what a shift premium is": a copula may end an indirect question."""
    return lows[-1] in ("is", "are") and bool({"what", "how", "who"} & set(lows[-6:-1]))


def _word(low: str) -> bool:
    return words.known(low) or low in closed_words() or is_job(low)


def _claims(lows: list[str], tags: tuple[str, ...]) -> bool:
    """A finite verb outside a relative clause: no noun phrase."""
    for low, name in zip(lows, tags, strict=True):
        if name in ("W", "B", "S", "S3", "A", "AM", "AH") or low in ("that", "which", "who", "where"):
            return False
        if name in ("MD", "BE", "HV") or (name == "VZ" and "NNS" not in words.tags(low)):
            return True
    return False


def _no_verb(tags: tuple[str, ...]) -> bool:
    return not any(t in ("V0", "VZ", "VD", "BE", "HV", "MD", "A", "AM", "AH", "DO") for t in tags[:8])
