"""Sentences of messy English: notes, chat, transcripts, text files wrapped at a column.

The rules are about what people type, not about grammar books: a full stop ends a sentence whatever case
follows, an ellipsis only before a capital, a laughing face like an exclamation mark; a list item is a
statement of its own; a transcript without punctuation stays whole. Where an abbreviation makes the end
doubtful the sentence is left longer, since half a sentence misquotes its author and a long one does not.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from avow.brief.text import BULLET

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# Faces and gestures; things (a loaf, a bus) stand for words and end nothing.
_FACES = "\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a\U0001f44c-\U0001f44f\U0001f4aa"
_EMOJI = "\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d\u2b50"
_END = re.compile(rf"[.!?…。！？]+|(?<=\s)[:;]-?[)(DP](?=\s)|[{_FACES}]+")
_TAIL = re.compile(rf"[\"'”’»)\]]*(?:\s*[{_EMOJI}])*")
_AFTER = re.compile(r"\s*[\"'“‘«(\[]*(\d|[^\W\d_]{1,12})?")
_WORD = re.compile(r"[^\W\d_]{1,20}")
_FIRST_WORD = re.compile(r"\S{1,60}")
_LOOK_BACK = 24  # characters: enough for any abbreviation

# Lines of a text wrapped at a column come out about as long as each other, and at least this long.
_WRAP_WIDTH = 50
_PAIR_WIDTH = 60  # with two lines only there is less to go by


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end: a name, a number or an example follows.
_TITLES = _words(
    """mr mrs ms mx dr prof eng engr ir ing sgt capt lt col gen rev hon atty fr mt
    vs e.g eg i.e viz cf approx ca esp incl"""
)
# Only before a digit: "No. 5", "p. 12".
_BEFORE_DIGIT = _words("no nos nr p pp vol fig art sec ch tel ext")
# Often the end as well: then a capital follows …
_UNITS = _words("etc yr yrs hr hrs mo mos mth mths wk wks min mins sec secs max avg kg lbs sq ft")
# … or, where a capital may also be a name, a word that starts sentences.
_NAMELIKE = _words(
    """st ave rd blvd inc ltd co corp plc bhd sdn pte pvt jr sr dept
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri"""
)
_STARTERS = _words(
    """i im ive id the this that these those my our we it its he she they you but and so now then also or
    in on at for from with after before when while if since because maybe perhaps not no never nothing
    long want what where who why how there here still until to would will could can do dont did have had
    has is was am are someday eventually honestly currently today later last next once sometimes both
    every all as by over under only just even though although please thanks one two"""
)
# After a full stop without a space, in lower case; none of them is a top-level domain or a file ending.
_GLUED_STARTERS = _words("i im and but now then also want the we he she they maybe because")


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences and list items of a text, in order, trimmed and without list markers.

    Every letter of the text stands in exactly one span. Pieces without a letter or digit are dropped,
    unless the whole text is one. Linear in the length of the text.
    """
    found: list[tuple[int, int]] = []
    for start, end in _segments(text):
        _split(text, start, end, found)
    if not found and text and not text.isspace():
        found.append((len(text) - len(text.lstrip()), len(text.rstrip())))
    return found


class _Line(NamedTuple):
    left: int  # where the line begins, indent and marker included
    start: int  # where its words begin
    end: int
    bullet: bool


def _segments(text: str) -> list[tuple[int, int]]:
    """Spans that no sentence crosses: list items, wrapped paragraphs, other lines."""
    found = []
    for block in _blocks(text):
        start = block[0].start
        for (line, after), soft in zip(pairwise(block), _soft_breaks(text, block), strict=True):
            if not soft:
                found.append((start, line.end))
                start = after.start
        found.append((start, block[-1].end))
    return found


def _blocks(text: str) -> list[list[_Line]]:
    """Runs of lines without a blank line between them; a list item starts a run of its own."""
    blocks: list[list[_Line]] = []
    fresh, left = True, 0
    for end, following in _line_ends(text):
        words = text[left:end].rstrip()
        stripped = words.lstrip()
        if not stripped:
            fresh = True
        else:
            start = left + len(words) - len(stripped)
            marker = BULLET.match(text, start, left + len(words))
            line = _Line(left, marker.end() if marker else start, left + len(words), marker is not None)
            if line.start < line.end:
                if fresh or line.bullet:
                    blocks.append([])
                blocks[-1].append(line)
                fresh = False
        left = following
    return blocks


def _line_ends(text: str) -> list[tuple[int, int]]:
    """(end of the line, start of the next one) for every line."""
    return [match.span() for match in _LINE_END.finditer(text)] + [(len(text), len(text))]


def _soft_breaks(text: str, block: list[_Line]) -> list[bool]:
    """Which line breaks of a block are mere wrapping, so that the sentence goes on.

    A break is soft where the next line's first word would not have fitted into the longest line of the
    block, and either most breaks of the block are like that or the next line goes on in lower case. In a
    list item an indented line always goes on.
    """
    if len(block) == 1:
        return []
    width = max(line.end - line.left for line in block)
    full = []
    for line, after in pairwise(block):
        word = _FIRST_WORD.match(text, after.start)
        full.append(line.end - line.left + 1 + (len(word.group()) if word else 0) > width)
    wrapped = len(full) > 1 and sum(full) >= 0.75 * len(full) and width >= _WRAP_WIDTH
    item = block[0].bullet
    return [
        (item and after.start > after.left)
        or (is_full and (wrapped or (width >= _PAIR_WIDTH and text[after.start].islower())))
        for is_full, after in zip(full, block[1:], strict=True)
    ]


def _split(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    """Adds the sentences of one segment."""
    first = _LETTER_OR_DIGIT.search(text, start, end)
    if first is None:
        return
    word_at = first.start()
    begin = checked = start
    for mark in _END.finditer(text, start, end):
        if mark.start() < max(checked, word_at):
            continue
        tail = _TAIL.match(text, mark.end(), end)
        checked = tail.end() if tail else mark.end()
        if checked >= end or not _is_end(text, begin, mark, checked):
            continue
        found.append((begin, checked))
        following = _LETTER_OR_DIGIT.search(text, checked, end)
        if following is None:
            return
        word_at = following.start()
        begin = checked
        while text[begin].isspace():
            begin += 1
    found.append((begin, end))


def _is_end(text: str, begin: int, mark: re.Match[str], stop: int) -> bool:
    """Whether a sentence that began at `begin` ends with this mark, whose quotes and emoji end at `stop`."""
    run, at = mark.group(), mark.start()
    spaced = text[stop].isspace()
    after = _AFTER.match(text, stop)
    word = (after[1] if after else None) or ""
    if run[0] not in ".!?…。！？":
        return spaced and word != ""
    if run[0] in "。！？":
        return True
    closed = stop > mark.end() and not text[mark.end()].isspace()
    before = text[max(begin, at - _LOOK_BACK) : at]
    chunk = "" if not before or before[-1].isspace() else before.split()[-1].lstrip("\"'“‘«([")
    if "!" in run or "?" in run:
        if spaced:
            return not (closed and word[:1].islower())
        return text[stop].isalpha() and chunk.isalpha()
    if len(run) > 1 or run == "…":
        return word[:1].isupper()
    if not spaced:
        return _is_glued_end(text, chunk, stop, closed)
    if closed and word[:1].islower():
        return False
    return _is_full_stop(text, begin, at, chunk, word)


def _is_full_stop(text: str, begin: int, at: int, chunk: str, word: str) -> bool:
    """Whether the single full stop after `chunk` ends a sentence when a space and `word` follow."""
    low = chunk.lower()
    if low in _TITLES:
        return False
    if low in _BEFORE_DIGIT:
        return not word.isdigit()
    starts = word.lower() in _STARTERS and (word[:1].isupper() or word == "i")
    if low in _NAMELIKE or _is_initials(chunk):
        return starts
    if low in _UNITS:
        return word[:1].isupper() or word == "i"
    if low.isdecimal() and len(low) <= 2:
        # "My plans: 1. learn the trade 2. teach" numbers items; "from 2 to 1. Then" ends a sentence.
        if word[:1].islower() and word not in _GLUED_STARTERS:
            return False
        lead = text[max(begin, at - len(low) - _LOOK_BACK) : at - len(low)].rstrip()
        return bool(lead) and lead[-1] not in ":;,."
    return True


def _is_initials(chunk: str) -> bool:
    """ "J", "U.S", "B.Sc", "a.m": letters that a full stop may merely shorten."""
    parts = chunk.split(".")
    if len(parts) == 1:
        return len(chunk) == 1 and chunk.isalpha() and chunk != "I"
    return all(part.isalpha() and len(part) <= 4 for part in parts) and any(len(p) <= 2 for p in parts)


def _is_glued_end(text: str, chunk: str, stop: int, closed: bool) -> bool:
    """Whether a full stop with no space after it ends a sentence: "books.I want", but not "Node.js"."""
    match = _WORD.match(text, stop)
    word = match.group() if match else ""
    if closed:
        return word[:1].isupper()
    if not word or chunk.lower() in _TITLES | _NAMELIKE:
        return False
    if chunk.isdecimal():
        return len(chunk) == 4 and word[0].isupper() and word.lower() in _STARTERS
    if len(chunk) < 2 or not chunk.isalpha() or not chunk[1:].islower():
        return False
    if word[0].isupper():
        return word == "I" or (len(word) > 1 and word[1:].islower())
    return word in _GLUED_STARTERS
