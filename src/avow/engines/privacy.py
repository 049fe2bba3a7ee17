"""What need not leave the machine does not: contact details are masked, withheld statements stay here.

Contact details (e-mail, telephone, postal address, numbers of documents, accounts and cards) are replaced
by marks like `[phone-1]` in everything that is sent, and put back into what returns. Patterns are kept
narrow: years, amounts and dates are material, and a masked one would be lost to the answer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from avow.language.tokens import Kind, tokenise

_STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Terrace|Boulevard|Blvd|Grove"
    "|Gardens|Square|Sq|Parade|Row|Mews|Highway|Hwy|Parkway|Pkwy"
)
_ADDRESS = (
    r"\b(?:(?:Flat|Apt|Apartment|Unit|Blk|Block)\.?\s*#?\w{1,6}(?:-\w{1,6})?,?\s+(?:\d{1,5}[A-Za-z]?,?\s+)?"
    r"|\d{1,5}[A-Za-z]?,?\s+)"
    rf"(?:[A-Z][\w'’-]*\s+){{1,4}}(?:{_STREETS})\b\.?(?:\s\d{{1,3}}\b)?(?:\s*#\d{{1,3}}-\d{{1,4}})?"
    r"(?:,?\s+[A-Z][A-Za-z'’-]+\b){0,2}"
    r"(?:,?\s+(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]{2}\s\d{5}(?:-\d{4})?|\d{5,6})\b)?"
)
# Order matters: the first pattern that matches a place has it. A group `it` is the part to mask.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?<!\.)")),
    (
        "id",
        re.compile(
            r"\b(?:\d{3}-\d{2}-\d{4}"  # US social security
            r"|[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]"  # UK national insurance
            r"|[STFGM]\d{7}[A-Z]"  # Singapore NRIC and FIN
            r"|[A-Z]{1,2}\d{6}\([\dA]\)"  # Hong Kong identity card
            r"|[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?"  # IBAN
            r"|\d{4}\s\d{4}\s\d{4}(?:\s\d{4})?|\d{4}-\d{4}-\d{4}-\d{4})(?!\w)"  # Aadhaar, payment cards
        ),
    ),
    (
        "id",
        re.compile(
            r"(?i:\b(?:passport|licen[cs]e|registration|account|policy|membership|identity card|nric|visa)"
            r"(?: (?:no|number|num|nr|id)\b\.?)?)\s*[:#]?\s*"
            r"(?P<it>(?!\d{4}-\d{2,4}\b)(?=[A-Z0-9-]*\d{4})[A-Z0-9][A-Z0-9-]{5,19})\b"
        ),
    ),
    ("address", re.compile(_ADDRESS)),
    ("address", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),  # a UK postcode alone
    (
        "phone",
        re.compile(
            r"(?<![\w.,/$£€+-])(?<!\d )(?:"
            r"\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}"  # international
            r"|\(\d{2,5}\)\s?\d{3,4}[\s.-]?\d{3,4}"  # (020) 7946 0018
            r"|0\d{2,4}[\s.-]?\d{3,4}[\s.-]?\d{3,4}"  # national with leading zero
            r"|\d{3}[.-]\d{3}[.-]\d{4}"  # North America
            r"|[689]\d{3}\s(?!19|20)\d{4})(?![\w/-]|[.,]\d)"  # Singapore, Hong Kong
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?i:\b(?:(?:tele)?phone|tel|mobile|cell|whatsapp|hp|fax|(?:ring|call|text) me (?:on|at)))"
            r"[.:]?\s*(?P<it>\+?\(?\d[\d ().-]{5,18}\d)"
        ),
    ),
)
_MARK = re.compile(r"\[(?:email|id|address|phone)-\d{1,4}\]")


class Mask:
    """Replaces contact details by marks and puts them back; one per call, so that marks mean one thing."""

    def __init__(self, taken: str = "") -> None:
        """`taken`: all text of the call; a mark that somebody already wrote in it is never used."""
        self._taken = set(_MARK.findall(taken))
        self._marks: dict[str, str] = {}  # original → mark

    def hide(self, text: str) -> str:
        """The text with every contact detail replaced."""
        for kind, pattern in _PATTERNS:
            text = pattern.sub(self._masker(kind), text)
        return text

    def _masker(self, kind: str) -> Callable[[re.Match[str]], str]:
        def masked(found: re.Match[str]) -> str:
            part = found.groupdict().get("it") or found[0]
            before = found[0][: len(found[0]) - len(part)]
            return before + self._mark(kind, part)

        return masked

    def restore(self, text: str) -> str:
        """The text with the marks of this call replaced by what they stand for."""
        originals = {mark: original for original, mark in self._marks.items()}
        return _MARK.sub(lambda found: originals.get(found[0], found[0]), text)

    @property
    def hidden(self) -> int:
        """How many different details were replaced."""
        return len(self._marks)

    def _mark(self, kind: str, original: str) -> str:
        if original not in self._marks:
            number = 1
            while (mark := f"[{kind}-{number}]") in self._taken:
                number += 1
            self._taken.add(mark)
            self._marks[original] = mark
        return self._marks[original]


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same nested value with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(each_text(inner, change) for inner in value)
    return value


def texts(value: object) -> Iterator[str]:
    """Every text in a nested value, keys aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


# Words in an item to withhold that do not tell what it is about.
_VAGUE = frozenset(
    re.findall(
        r"\w+",
        """a about all also an and any anything are as at be because been but by can did do does everything
        for from had has have her him his how i idea in into is issue it its job me mention my no not of on or
        our part plan plans please problem reason say she so some stuff than that the their them there they
        thing things this to us want was we were what when where which who why wish with work you your""",
    )
)


def withheld(spoken: Iterable[str], items: Iterable[str]) -> list[bool]:
    """For each text, whether it touches an item that the candidate wants to keep back.

    Words are compared by their stems: half of an item's telling words are enough, and a name alone is
    enough only where the item has nothing else. What is said in wholly other words is not found.
    """
    wanted = [_telling(item) for item in items]
    return [any(_touches(_stems(text), *item) for item in wanted) for text in spoken]


def _telling(item: str) -> tuple[frozenset[str], bool]:
    tokens = [t for t in tokenise(item) if t.kind is not Kind.SIGN and t.low not in _VAGUE]
    plain = frozenset(t.stem for t in tokens if not (t.capital and t.start > 0))
    return (plain, True) if plain else (frozenset(t.stem for t in tokens), False)


def _stems(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokenise(text) if t.kind is not Kind.SIGN)


def _touches(stems: frozenset[str], telling: frozenset[str], half: bool) -> bool:
    if not telling:
        return False
    needed = -(-len(telling) // 2) if half else len(telling)
    return len(telling & stems) >= needed
