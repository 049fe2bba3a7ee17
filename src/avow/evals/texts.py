"""Small readings of English for the scorers. On purpose nothing here is shared with the guards."""

import re
import unicodedata
from functools import cache, lru_cache

import Stemmer
from text_to_num import alpha2digit

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?!\d|st\b|nd\b|rd\b|th\b)")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘'(]?[^\W_])")
_SMALL = frozenset(
    "a an the and or but so if of to in on at by for with from as into about over is am are was were be been "
    "being have has had do does did will would can could should may might must shall i me my mine myself you "
    "your yours we us our ours he him his she her it its they them their this that these those there here "
    "what which who whom whose when where why how not no nor than then too very just also more most some any "
    "all both each one get got go going make want like really".split()
)
_SCALES = {
    "hundred": 1e2, "k": 1e3, "thousand": 1e3, "grand": 1e3, "lakh": 1e5, "m": 1e6, "mln": 1e6, "mio": 1e6,
    "million": 1e6, "crore": 1e7, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_SCALED = re.compile(rf"(\d+(?:,\d{{3}})*(?:\.\d+)?) ?({'|'.join(_SCALES)})\b")
_WORDY = {
    "dozen": 12.0, "decade": 10.0, "decades": 10.0, "couple": 2.0, "half": 0.5, "twice": 2.0, "pair": 2.0,
    "single": 1.0, "double": 2.0, "fortnight": 2.0, "century": 100.0, "score": 20.0, "quarter": 0.25,
}  # fmt: skip


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def plain(text: str) -> str:
    """Lower case, one kind of apostrophe, no accents, single blanks."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.lower().split())


def words(text: str) -> list[str]:
    """The words of a text as spoken, numbers counting one each."""
    return re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", text)


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The stems of its words that mean something."""
    found = _WORD.findall(plain(text))
    return frozenset(_stemmer().stemWords([w for w in found if w not in _SMALL and len(w) > 2]))


def overlap(part: str, whole: str) -> float:
    """The share of a text's stems that another holds; 1 where it has none."""
    wanted = stems(part)
    return len(wanted & stems(whole)) / len(wanted) if wanted else 1.0


@lru_cache(maxsize=8192)
def quantities(text: str, *, wordy: bool = True) -> frozenset[float]:
    """Every quantity of a text in digits or words; ordinals are none.

    `wordy` adds words that hold a number only sometimes (half, pair): right for what a brief may mean,
    too much for what an answer asserts.
    """
    found: set[float] = set()
    low = plain(text).replace("-", " ")
    for source in (low, _spelt(low)):
        found.update(float(match.group().replace(",", "")) for match in _DIGITS.finditer(source))
    found.update(float(number.replace(",", "")) * _SCALES[scale] for number, scale in _SCALED.findall(low))
    if wordy:
        found.update(value for word, value in _WORDY.items() if re.search(rf"\b{word}\b", low))
    return frozenset(found)


def _spelt(text: str) -> str:
    try:
        return str(alpha2digit(text, "en"))
    except ValueError:
        return text


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def inner_capitals(text: str) -> list[str]:
    """Words with a capital that do not begin a sentence: names, mostly."""
    found = []
    for sentence in sentences(text):
        matches = list(re.finditer(r"[^\W\d_][\w’'-]*", sentence))
        for index, match in enumerate(matches):
            word = match.group()
            before = sentence[: match.start()].rstrip()
            if index and word[0].isupper() and not before.endswith((":", "“", '"', "‘", "(", "–", "—")):
                found.append(re.sub(r"['’]\w*$", "", word))
    return [word for word in found if word not in ("I", "")]


def syllables(word: str) -> int:
    """Roughly how many syllables a word has: runs of vowels, a silent e taken off."""
    low = plain(word)
    runs = len(re.findall(r"[aeiouy]+", low))
    return max(1, runs - (low.endswith("e") and not low.endswith(("le", "ee")) and runs > 1))


def reading_ease(text: str) -> float:
    """Flesch's reading ease (1948): 60 and more is plain English; 100 for an empty text."""
    spoken, parts = words(text), sentences(text)
    if not spoken or not parts:
        return 100.0
    return 206.835 - 1.015 * len(spoken) / len(parts) - 84.6 * sum(map(syllables, spoken)) / len(spoken)
