"""Principle "spoken": what cannot be said aloud, because it is typed, framed or addressed on paper."""

import re
import unicodedata
from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.guards.code import talked_of
from avow.types import Draft, Finding, Material, Severity

_MARKUP = re.compile(
    r"""
      \* | ` | ~~ | \| | -> | => | → | (?<!\w)__?\w | (?<!\w)\#\w
    | ^[ \t]* (?: [-•–◦▪●]+[ \t] | \d{1,2}[.)][ \t] | \#{1,6}[ \t] | >[ \t] | [=_-]{3,} )
    | \b(?:Step|Point|Goal|Part|Section|Option)[ ]\d:
    | </?[a-zA-Z][^<>\n]{0,80}> | &(?:[a-z]{2,6}|\#\d{1,5});
    """,
    re.VERBOSE | re.MULTILINE,
)
_LIST_START = re.compile(r"\s*(?:[-•–◦▪●*]+[ \t]|\d{1,2}[.)][ \t]|#{1,6}[ \t])")
_LABELS = re.compile(r"(?m:^)[ \t]*[A-Z][\w' /-]{2,30}:[ \t]*(?=\S|$)")
_PLACEHOLDER = re.compile(
    r"""
      \[[^\[\]\n]{1,60}\] | \{[^{}\n]{1,60}\} | <[A-Z][A-Za-z_ -]{1,30}> | _{3,}
    | \b[XN][ ](?:years?|months?|people|percent)\b | \b[A-Z]{2,}_[A-Z_]+\b | \bXX+\b | \bT(?:BD|BC|ODO)\b
    | (?i:\blorem[ ]ipsum | \binsert[ ](?:your|the|company|name)\b)
    | \b(?:Your|Company|Employer|Candidate)[ ]Name\b
    """,
    re.VERBOSE,
)
_ENDINGS = "com|org|net|io|biz|info|dev"
_ADDRESS = re.compile(
    rf"://|\bwww\.|\w@\w|(?<=\w)\.(?:{_ENDINGS})\b|(?<!\bthe)(?<=\w) dot (?:{_ENDINGS})\b"
    # An address that was cut at its stop and put into two sentences.
    rf"|(?<=\w)\. (?-i:{_ENDINGS})\b",
    re.IGNORECASE,
)
_HARMLESS = frozenset("°©®™№\n\t‌‍️")  # joiners hold scripts together
_LETTERS = 0.6  # share of letters among the characters that show


def _markup(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    for match in _MARKUP.finditer(text):
        if talked_of(match.group().strip(), text, material):
            continue
        yield MARKUP.finding(
            f"{match.group().strip()!r} is layout for the eye",
            *match.span(),
            type="voice",
            hint="write plain sentences, without markup, lists or headings",
        )
        return
    at = 0
    for sentence in draft.sentences:
        if item := _LIST_START.match(sentence.text):
            yield MARKUP.finding(
                "a list item cannot be heard",
                at + item.start(),
                at + item.end(),
                type="voice",
                hint="say the items in one flowing sentence",
            )
            return
        at += len(sentence.text) + 1
    labels = list(_LABELS.finditer(text))
    if len(labels) > 1:
        yield MARKUP.finding(
            "labels stand before the sentences", *labels[0].span(), type="voice", hint="leave the labels out"
        )


def _placeholder(draft: Draft, material: Material) -> Iterator[Finding]:
    for match in _PLACEHOLDER.finditer(draft.text):
        yield PLACEHOLDER.finding(
            f"{match.group()!r} was left to fill in",
            *match.span(),
            type="voice",
            hint="use what the material gives, or say it without the missing word",
        )


def _characters(draft: Draft, material: Material) -> Iterator[Finding]:
    text = draft.text
    if not text.isascii() or not text.isprintable():
        for at, char in enumerate(text):
            if not _speakable(char):
                yield CHARACTERS.finding(
                    f"U+{ord(char):04X} cannot be said aloud", at, at + 1, type="voice", hint="leave it out"
                )
                return
    shown = len(text) - text.count(" ")
    if shown >= 10 and sum(c.isalpha() for c in text) < _LETTERS * shown:
        yield CHARACTERS.finding("hardly any of it is words", 0, len(text), type="voice", hint="use words")
    own = " ".join(s.text.lower() for s in material.candidate)  # a stop may have parted what they write
    for match in _ADDRESS.finditer(text):
        start, end = _around(text, *match.span())
        word = text[start:end].strip(".,;:!?()").lower()
        if word not in own:
            yield CHARACTERS.finding(
                "an address on the web is not said in an interview",
                start,
                end,
                type="voice",
                hint="leave the address out",
            )


def _speakable(char: str) -> bool:
    if char.isascii():
        return char.isprintable() or char in "\n\t"
    return (
        char in _HARMLESS
        or unicodedata.category(char)[0] in "LMNPZ"
        or unicodedata.category(char) in ("Sc", "Sk", "Sm")
    )


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The run of characters without space around a place."""
    left = text.rfind(" ", 0, start) + 1
    right = text.find(" ", end)
    return left, right if right >= 0 else len(text)


MARKUP = Guard(
    code="voice-markup",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="holds markup, lists, headings or labels",
    explanation=(
        "Markup is for the eye. An answer is heard, so bullets, bold marks, tables and headings are either "
        "read out as noise or lost. Say the items one after another in a sentence."
    ),
    check=_markup,
    allows=(
        Example("In time I'd like to run a small print shop: letterpress, cards, the odd poster."),
        Example("I'd love to get from C# into game engines - slowly, one at a time."),
        Example("Ten years from now I hope to lead a 24/7 control room; today I do the nights."),
        Example("My aim is well-being at sea – for crews, for cooks, for everyone aboard."),
    ),
    flags=(
        Example("**My aspiration** is to lead a bakery."),
        Example("Goals:\n- lead a bakery\n- train others"),
        Example("Aspiration: to lead a bakery.\nStrength: nine years of night shifts."),
        Example("# Future\nI want to lead a bakery one day."),
        Example("1. I want to lead a bakery. 2. I want to train others."),
        Example("I want to <b>lead</b> a bakery one day."),
    ),
)
PLACEHOLDER = Guard(
    code="voice-placeholder",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="leaves a placeholder to fill in",
    explanation=(
        "A bracket that waits for a name is a form, not an answer, and it will be read out by somebody one "
        "day. Use what the brief gives, or turn the sentence so that it does not need the missing word."
    ),
    check=_placeholder,
    allows=(
        Example("I'd be glad to bring nine years of night shifts to your bakery."),
        Example("In time I'd like to lead a team, as my uncle (a foreman) did."),
        Example("I hope to move into X-ray work over the next ten years."),
        Example("Someday I'd like to run Plan B, the second kitchen we dream of."),
    ),
    flags=(
        Example("I'd be glad to bring that to [Company]."),
        Example("I have X years of experience in baking."),
        Example("I'd be glad to grow at {company_name} over time."),
        Example("I hope to lead a team at <Employer> one day."),
        Example("My dream is to work for Company Name as a baker."),
    ),
)
CHARACTERS = Guard(
    code="voice-characters",
    principle="spoken",
    severity=Severity.BLOCK,
    summary="holds characters or addresses that no voice can say",
    explanation=(
        "Emoji, web addresses, control characters and characters that turn or hide text have no sound. Some "
        "of them also change what a screen shows, so nothing that carries them is shown as an answer."
    ),
    check=_characters,
    allows=(
        Example("I'd like to return to Łódź one day and open the old café's kitchen again – naïve, perhaps."),
        Example("My dream is to tune ovens to 0.5 °C and to teach others how."),
        Example("In time I want to cut waste by half, and €10 a day is where I began."),
        Example("I hope to build tools in .NET for nurses, over the years."),
        Example("I started out in the dot com years, and I want to lead a bakery."),
    ),
    flags=(
        Example("I want to lead a bakery one day 🥐"),
        Example("Read more at www.mybakery.example about what I want.", {"aspiration": "lead a bakery"}),
        Example("I want to lead a bakery\x1b[31m one day."),
        Example("I want to \u202elead\u202c a bakery one day."),
        Example("I want to lead a bakery, see mybakery dot com.", {"aspiration": "lead a bakery"}),
        Example("I want to lead mybakery. com is where it is.", {"aspiration": "lead a bakery"}),
        Example("Write to baker@home.example, I want to lead a bakery.", {"aspiration": "lead a bakery"}),
    ),
)
