"""Word forms: parts of speech, lemmas, stems, inflections.

Forms come from data/words.tsv (lemminflect's dictionary, see tools/make_lexicon.py): reading it takes
about 10 ms, where importing lemminflect takes 340 ms and simplemma 160 ms (measured on two cores,
Python 3.11); stems come from the Snowball project's English stemmer (PyStemmer).
"""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

_STEMMER = Stemmer.Stemmer("english", 0)  # our own cache is cheaper than the stemmer's
_VERB_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG")


@cache
def _rows() -> dict[str, str]:
    text = files("avow.language").joinpath("data/words.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.split("\n") if line)


@lru_cache(maxsize=16_384)
def tags(word: str) -> dict[str, str]:
    """Penn tag → lemma for a lower-case word form; empty for an unknown word.

    Tags: VB VBZ VBD VBN VBG NN NNS JJ RB.
    """
    row = _rows().get(word)
    if not row:
        return {}
    found = {}
    for entry in row.split("\t"):
        tag, _, lemma = entry.partition("=")
        found[tag] = lemma or word
    return found


def known(word: str) -> bool:
    """Whether the lower-case form is an English dictionary word."""
    return word in _rows()


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The key under which forms of one word meet: verb or plural lemma first, then the Snowball stem."""
    entry = tags(word)
    for tag in ("VBD", "VBN", "NNS"):
        if tag in entry and "NN" not in entry and "VB" not in entry:
            word = entry[tag]
            break
    key: str = _STEMMER.stemWord(word)
    return key


def verb_lemma(word: str) -> str | None:
    """The infinitive if the form can be a verb, else None."""
    entry = tags(word)
    return next((entry[tag] for tag in _VERB_TAGS if tag in entry), None)


_INFLECTED = ("VBZ", "VBD", "VBN", "VBG")


@cache
def _inflections() -> dict[str, list[str]]:
    text = files("avow.language").joinpath("data/verbs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line)
    return {row[0]: row[1:] for row in rows}


# Verbs whose dictionary lists a rarer variant first, and the two that agree with their subject.
_PREFERRED = {
    ("get", "VBN"): "got",
    ("learn", "VBD"): "learned",
    ("learn", "VBN"): "learned",
    ("be", "VBD"): "was",
    ("be", "VBZ"): "is",
    ("be", "VBN"): "been",
    ("have", "VBZ"): "has",
    ("travel", "VBG"): "travelling",
    ("die", "VBG"): "dying",
}


def inflect(lemma: str, tag: str) -> str | None:
    """The form of an infinitive under a Penn verb tag (VBZ, VBD, VBN, VBG), or None if unknown."""
    if (preferred := _PREFERRED.get((lemma, tag))) is not None:
        return preferred
    forms = _inflections().get(lemma)
    return (forms[_INFLECTED.index(tag)] or None) if forms is not None and tag in _INFLECTED else None


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Lower case without accents: "Wrocław" → "wroclaw"."""
    low = word.lower()
    if low.isascii():
        return low
    low = low.translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
