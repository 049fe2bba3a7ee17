"""Nouns that name people by their work or things that are counted, and the article before them."""

from functools import cache, lru_cache

from avow.language import words
from avow.reading.shorthand import word_set
from avow.reading.tagger import data


@cache
def jobs() -> frozenset[str]:
    return frozenset(data("roles")["nouns"]["job"].split())


@cache
def _never_job() -> frozenset[str]:
    return frozenset(data("roles")["nouns"]["never_job"].split())


@cache
def things() -> frozenset[str]:
    return frozenset(data("roles")["nouns"]["thing"].split())


_ENDINGS = ("ologist", "ographer", "ician", "woman", "keeper", "maker", "smith", "worker", "fitter")


@lru_cache(maxsize=8_192)
def is_job(word: str) -> bool:
    """Whether a singular noun names a person by work: listed, or a verb with an agent's ending."""
    low = word.lower()
    if low in jobs():
        return True
    if low in _never_job() or len(low) < 5 or ("NN" not in words.tags(low) and words.known(low)):
        return False
    if low.endswith(_ENDINGS):
        return True
    if low.endswith("man"):
        return low not in ("human", "german", "roman", "woman")
    if low.endswith(("er", "or")):
        base = low[:-2]
        return any("VB" in words.tags(b) for b in (base, base + "e", base[:-1])) and len(base) > 3
    return low.endswith("ist") and low not in ("list", "mist", "twist", "exist", "assist", "waist")


# Consonants that may open an English word: "SRE" and "HVAC" are spelled out, "SCRUM" is spoken.
_ONSETS = frozenset("bl br ch cl cr dr fl fr gl gr pl pr sc sh sk sl sm sn sp st sw th tr tw wh wr".split())


def _vowel(word: str) -> bool:
    low = word.lower()
    head = word.split("-")[0].replace("&", "")
    if head[:2].isupper() and head.isalpha() and low not in word_set("spoken_acronym"):
        onset = head[:2].lower() in _ONSETS or any(c in "AEIOU" for c in head[:2])
        lettered = len(head) <= 3 or not onset or not any(c in "AEIOU" for c in head)
        if lettered or not head.isupper():
            return word[0] in "AEFHILMNORSX"
    if low.startswith(("uni", "use", "usu", "eu", "one", "once", "uk", "ur")):
        return False
    if low.startswith(("hour", "honest", "honour", "honor", "heir", "8", "11", "18")):
        return True
    return low[0] in "aeiou"


def article(phrase: str) -> str:
    """The phrase with "a" or "an" before it."""
    return f"{'an' if _vowel(phrase.split(' ')[0]) else 'a'} {phrase}"
