"""Instructions planted in the material, and the words they demand.

Company text is information about an employer, and pasted notes may hold anything; where they give orders
to a writer or a machine, the order is not obeyed, and an answer that holds what was demanded shows that
something obeyed it. The candidate may of course say what the answer should mention: in their own words
only an order that addresses a machine counts as planted.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from avow.language.analysis import Text, analyse
from avow.language.tokens import Kind, Token
from avow.reading.patterns import Hit, Patterns
from avow.reading.tagger import data
from avow.types import Owner, Statement

_QUOTED = tuple(
    re.compile(pattern)
    for pattern in (
        r"“([^“”\n]{2,200})”",
        r"\"([^\"\n]{2,200})\"",
        r"«([^«»\n]{2,200})»",
        r"<([^<>\n]{2,200})>",
        r"\[([^\[\]\n]{2,200})\]",
        r"`([^`\n]{2,200})`",
        r"(?<!\w)['‘]([^'‘’\n]{2,200})['’](?!\w)",
    )
)
_SHORTEST = 3  # characters of a demanded word that is no mere article
_UNQUOTED = 3  # words; fewer could stand in any answer
_RUN = 4  # words in a row of a demand that no honest answer repeats by chance


@cache
def _patterns() -> Patterns:
    return Patterns(data("planted"), {})


def instructions(text: str, *, machine: bool = False) -> list[tuple[int, int]]:
    """The sentences of a text that order a writer or a machine about, as offsets.

    With `machine` only those that address a machine or its instructions.
    """
    return [
        (start, end)
        for start, end, demands, addressed in _orders(text)
        if not machine or (addressed and (demands or not _TELLS.match(text[start:end])))
    ]


_OPENS = re.compile(r"(?:^|[\s:(=])[\"'“‘«](?=\w)")
_CLOSES = re.compile(r"(?<=[\w.,;!?])[\"'”’»](?=$|[\s.,;:!?)\]}])")


def ordering(statements: Sequence[Statement]) -> frozenset[str]:
    """The ids of the statements that give orders, and of those that stand in a quotation which one opens.

    "Sum up this: '…" is followed by what somebody wants to be said; sentences of the quotation look harmless.
    """
    found: set[str] = set()
    for at, statement in enumerate(statements):
        text = statement.text
        if instructions(text, machine=statement.owner is Owner.CANDIDATE):
            found.add(statement.id)
            opened = [match.end() for match in _OPENS.finditer(text)]
            if opened and not _CLOSES.search(text, opened[-1]):
                found |= _quoted([s for s in statements[at + 1 :] if s.field == statement.field])
    return frozenset(found)


def _quoted(rest: Sequence[Statement]) -> set[str]:
    """The ids up to the statement that closes the quotation; none where nothing closes it."""
    for count, statement in enumerate(rest, start=1):
        if _CLOSES.search(statement.text):
            return {s.id for s in rest[:count]}
    return set()


# A person who tells of machines ("I built a filter against …") orders none about.
_TELLS = re.compile(
    r"\W*(?:I\b(?!,)|I've|I'm|We\b|My\b|At (?:the|my)\b|As an?\b.{0,40}\bI\b"
    r"|(?:Having|After|With|Since|When|While|Over|In|For)\b[^:]{0,160}?, I\b)(?! need\b| want you\b)"
)


# Marks that no person writes into their own material: role tags, hidden markup, encoded runs.
_MACHINE_MARK = re.compile(
    r"<\|im_|\[/?inst\]|<</?sys>>|\[/?system\]|</?system\b|<!--|\[//\]:|font-size:\s*0|display:\s*none"
    r"|\b(?:[0-9a-f]{2}){20,}\b|\b[A-Za-z0-9+/]{40,}={0,2}|\brot13\b|\bbase64\b|end of data"
    r"|\"instructions\"\s*:",
    re.I,
)
# Letters of other alphabets that pass for Latin ones.
_LOOKALIKES = str.maketrans("аеіорсухѕԁһјԛѡАЕІОРСУХЅ", "aeiopcyxsdhjqwAEIOPCYXS")


def _disguised(text: str) -> bool:
    """Whether a text reads as an order once full-width and look-alike letters are written plainly."""
    if text.isascii():
        return False
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    return plain != text and any(hit.label == "machine" for hit in _patterns().find(analyse(plain)))


# Of every pattern in data/planted.toml one word that people seldom use of themselves.
_TRIGGERS = frozenset(
    "above agent agents ai answer answers applicants assistant assistants automated base64 batch bypass "
    "chatbot chatgpt competency conclusions confidential configuration conversation data decode demand "
    "disregard drafting evaluate everything exactly forget gpt guidelines hidden ignora ignore ignorez "
    "ignoriere include indicators initialization instructions literally llm llms mention model models "
    "must negeer note olvida only oublie output override parsers phrase polishing previous print prior "
    "prompt qualified repeat reply requests respond response responses reveal reviewer reviewers "
    "rewrite rewriting rot13 rules scoring screening sentence session shall should simply software "
    "state string summarising summarize summarizing supremely system task text tool tools trustworthy "
    "vergiss verified visible webpage white word words writer writing".split()
)


def _may_order(text: str) -> bool:
    """A cheap look before the patterns: most statements of people hold no word or mark of an order."""
    if not text.isascii() or "<" in text or "[" in text or '"' in text:
        return True
    words = analyse(text).folded
    return not _TRIGGERS.isdisjoint(words) or any(len(word) >= 40 for word in words)


@lru_cache(maxsize=512)
def _orders(text: str) -> tuple[tuple[int, int, tuple[Hit, ...], bool], ...]:
    if not _may_order(text):
        return ()
    if (_MACHINE_MARK.search(text) and not _TELLS.match(text)) or _disguised(text):
        return ((0, len(text), (), True),)
    analysed = analyse(text)
    hits = _patterns().find(analysed)
    ordered = {hit.sentence for hit in hits if hit.label != "demand"}
    addressed = {hit.sentence for hit in hits if hit.label == "machine"}
    found = []
    for number, tokens in enumerate(analysed.sentence_tokens):
        if number in ordered:
            demands = tuple(h for h in hits if h.sentence == number and h.label == "demand")
            found.append((tokens[0].start, tokens[-1].end, demands, number in addressed))
    return tuple(found)


@lru_cache(maxsize=512)
def demanded(text: str) -> tuple[tuple[str, ...], ...]:
    """What planted instructions of a text want to be said, each as lower-case words.

    Demanded are quoted words, words in capitals, addresses, and what follows "say", "include" and the like.
    """
    analysed = analyse(text)
    found: list[tuple[str, ...]] = []
    for start, end, demands, _ in _orders(text):
        sentence = text[start:end]
        found += [_words(analyse(m[1])) for pattern in _QUOTED for m in pattern.finditer(sentence)]
        tokens = [t for t in analysed.tokens if start <= t.start < end]
        found += _capitals(tokens)
        found += [(t.low,) for t in tokens if "@" in t.text or ".com" in t.low]
        spoken = [t for t in tokens if t.kind is not Kind.SIGN]
        rests = (tuple(t.low for t in spoken if t.start >= hit.end) for hit in demands)
        found += [rest for rest in rests if len(rest) >= _UNQUOTED]
    return tuple(dict.fromkeys(words for words in found if sum(map(len, words)) >= _SHORTEST))


def _words(text: Text) -> tuple[str, ...]:
    return tuple(t.low for t in text.tokens if t.kind is not Kind.SIGN)


def _capitals(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """Runs of words in capitals: two or more, or one of six letters and more."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind is Kind.WORD and token.text.isupper():
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [tuple(t.low for t in run) for run in runs if sum(len(t.text) for t in run) >= 6]


def obeyed(answer: str, sources: Sequence[str], own: Sequence[str]) -> list[tuple[int, int]]:
    """Where an answer says what a planted instruction of `sources` demands, and `own` texts do not say it."""
    words = [t for t in analyse(answer).tokens if t.kind is not Kind.SIGN]
    lows = [t.low for t in words]
    places = []
    for source in sources:
        for demand in demanded(source):
            run = demand[:_RUN]
            at = _find(lows, run)
            if at is not None and not any(
                _find(list(_words(analyse(text))), run) is not None for text in own
            ):
                places.append((words[at].start, words[at + len(run) - 1].end))
    return places


def _find(words: list[str], run: tuple[str, ...]) -> int | None:
    first = run[0]
    for at, word in enumerate(words):
        if word == first and tuple(words[at : at + len(run)]) == run:
            return at
    return None
