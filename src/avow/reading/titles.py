"""What a fact is, and the pieces that résumé lines are made of: titles, times, fields."""

import re
from dataclasses import dataclass
from functools import cache

from avow.language import words
from avow.reading.shorthand import SMALL, written_out
from avow.reading.tagger import data

NUM = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|twenty|thirty)"
)


SPAN = re.compile(
    rf"\b(?:total )?((?:about |over |almost |more than |nearly )?{NUM})[ -]?\+? ?(years?|months?|"
    r"seasons?|summers?(?! season)|winters?(?! season)|"
    rf"weeks?)\b\+?(?: of)?(?: experience)?",
    re.I,
)


SINCE = re.compile(
    r"\b(?:since |from )?((?:19|20)\d\d) ?(?:-|–|to|until|till) ?(?:present|now|date|today|current)\b|"
    r"\bsince ((?:[A-Z][a-z]+ )?(?:19|20)\d\d)\b",
    re.I,
)


RANGE = re.compile(r"\b(?:from )?((?:19|20)\d\d) ?(?:-|–|to) ?((?:19|20)\d\d)\b")


YEAR = re.compile(r"^(?:[A-Z][a-z]+ )?(?:19|20)\d\d(?:[-/]\d\d)?$")


@dataclass(frozen=True, slots=True)
class Fact:
    """`clause` is a full first-person sentence without its stop; `bring` is the same as a noun phrase."""

    clause: str
    bring: str = ""
    kind: str = "deed"  # experience · degree · licence · language · skill · deed · learning
    source: str = ""  # the words it was made from


@cache
def fact_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(text.split()) for name, text in data("facts")["words"].items()}


def role_title(text: str) -> str:
    """The same for an employer's role, where only acronyms and known names keep their capitals."""
    return " ".join(
        w
        if (w.isupper() and len(w) > 1)
        or (i and w in ("A", "B", "C"))
        or any(c.isupper() for c in w[1:])
        or w.lower() in fact_words()["proper"]
        else w.lower()
        for i, w in enumerate(text.split(" "))
    )


@cache
def city_names() -> frozenset[str]:
    return frozenset(data("facts")["cities"]["names"].split("|"))


def lower_title(text: str) -> str:
    """A job title as a phrase inside a sentence: "Property Officer" → "property officer"; acronyms stay."""
    out = []
    named = re.match(r"[A-Z][a-z]+ [A-Z][a-z]+(?= [a-z])", text)  # "Red Seal journeyman": capitals that mean
    for i, word in enumerate(text.split(" ")):
        if named and i < 2:
            out.append(word)
            continue
        plain = word.strip(",'")
        keep = (
            not plain
            or (plain.isupper() and len(plain) > 1)
            or any(c.isupper() for c in plain[1:])
            or any(c.isdigit() for c in plain)
            or re.match(r"[A-Z]-[a-z]", plain) is not None
        )
        low = plain.lower()
        proper = (
            low in fact_words()["proper"] or low in fact_words()["city"] or low in written_out()["proper"]
        )
        if i == 0 and not keep and not proper:
            out.append(word.lower())
            continue
        out.append(
            word
            if keep
            or proper
            or not (
                words.known(low)
                or low.endswith(("ologist", "ographer"))
                or "-" in low
                or low in ("of", "the", "and", "for", "in", "at", "a", "to", "with")
            )
            else word.lower()
        )
    return " ".join(out)


def plural_unit(span: re.Match[str]) -> str:
    unit = span.group(2).lower().rstrip("s")
    return unit if span.group(1).lower() in ("1", "one", "a") else unit + "s"


def spoken_number(text: str) -> str:
    return SMALL[int(text)] if text.isdecimal() and int(text) <= 12 else text


def fields_of(line: str) -> list[str]:
    return [f.strip(" .;") for f in re.split(r"[,;·|]|\s[–—-]\s", line) if f.strip(" .;")]


def series(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def lower_first(text: str) -> str:
    first, space, rest = text.partition(" ")
    if (
        (first.isupper() and len(first) > 1)
        or not words.known(first.lower())
        or first.lower() in fact_words()["proper"]
    ):
        return text
    return first.lower() + space + rest
