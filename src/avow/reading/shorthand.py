"""Shorthand written out: tokens as words, capitals of names, "w/" and "yrs" in full."""

import re
from functools import cache
from itertools import pairwise
from typing import Literal

from avow.language import words
from avow.language.tokens import Kind, Token
from avow.reading.tagger import data

SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
Form = Literal["vp", "np", "clause", "that"]


@cache
def written_out() -> dict[str, dict[str, str]]:
    loaded = data("repair")
    places = {w: w.capitalize() for w in data("facts")["words"]["city"].split() if not words.known(w)}
    return {
        "spelling": loaded["spelling"],
        "proper": places | {w.lower(): w for w in loaded["proper"]["words"].split()},
    }


def shorthand(low: str) -> str:
    """What a shorthand word stands for, or ""."""
    return written_out()["spelling"].get(low, "")


@cache
def _plainer() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), said) for pattern, said in data("repair")["plain"].items())


def plain(text: str) -> str:
    """Office language in plain words that assert no more, by the table `plain`."""
    for pattern, said in _plainer():
        text = pattern.sub(said, text)
    return text


@cache
def word_set(name: str) -> frozenset[str]:
    return frozenset(data("repair")["sets"][name].split())


def flatten(tokens: tuple[Token, ...], joiner: str = "and") -> list[str]:
    """Tokens as words and signs; what was written as one word stays one."""
    row: list[str] = []
    table = written_out()
    last_end = -1
    for token in tokens:
        text = token.text.replace("’", "'")
        glued = token.start == last_end and bool(row)
        last_end = token.end
        if token.kind is Kind.SIGN:
            if text == "/" and glued:
                row.append("/")
            elif text in "-&.'" and glued:
                row[-1] += text
            elif text in ",%$€£":
                row.append(text)
            elif text == "&":
                row.append("and")
            elif text == "+" and glued:
                row[-1] += "+"
            elif text == "+":
                row.append("and")
            elif text in "?!":
                pass
            elif text == "@":
                row.append("at")
            elif text in "\"“”‘'<>*_~`#":
                pass
            else:
                row.append(text)
            continue
        if glued and row[-1][-1] in "-&.":
            row[-1] += text
            continue
        if glued and row[-1] in "$€£":
            row[-1] += text
            continue
        if text.endswith("'") and not text.endswith("s'"):
            text = text[:-1]
        low = token.low
        if row and row[-1] == "/":
            row[-1] = "or" if row[-2:-1] == ["and"] else joiner
        mended = table["spelling"].get(low)
        if mended is not None and not (text.isupper() and len(text) > 1):
            row.extend(mended.split(" "))
        elif low in table["proper"] and not token.capital:
            row.append(table["proper"][low])
        else:
            row.append(text)
    row = [w for w in row if w not in ("-", ".", "&")]
    for i, (first, second) in enumerate(pairwise(row)):
        if f"{first} {second}".lower() in _pairs():
            row[i], row[i + 1] = (w[:1].upper() + w[1:] for w in (first, second))
    return row


@cache
def _pairs() -> frozenset[str]:
    """Places of two words that are no names by themselves."""
    towns = (name for name in data("facts")["cities"]["names"].split("|") if not name.startswith("the "))
    return frozenset((*data("repair")["proper"]["pairs"].split("|"), *towns))


@cache
def closed_words() -> frozenset[str]:
    return frozenset(w for listed in data("tagger")["closed"].values() for w in listed.split())
