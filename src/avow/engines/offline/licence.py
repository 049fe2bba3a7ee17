"""The engine's licensed vocabulary, and what of an answer neither it nor the material holds.

Licensed are the words of the frames and of licensed.txt: closed classes, framing, and generic wishes
that assert nothing checkable. All else must be the candidate's or, in ties, the employer's.
"""

import re
from functools import cache
from importlib.resources import files

from avow.engines.offline.frames import frames
from avow.language import words
from avow.language.names import FUNCTION
from avow.language.numerals import NUMBER_WORDS
from avow.language.tokens import Kind, tokenise
from avow.reading.dialect import respelt
from avow.reading.reframe import phrases
from avow.reading.shorthand import shorthand
from avow.types import Draft, Material, Owner


def _keys(text: str) -> frozenset[str]:
    """Stems of the content words of a text, hyphens and shorthand opened."""
    found = set()
    text = re.sub(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]{1,3}\b)", "", text)  # B.Sc. is a BSc
    for token in tokenise(text.replace("-", " ").replace("/", " ")):
        if token.kind is Kind.SIGN:
            continue
        low = words.fold(token.low).removesuffix("'s").removesuffix("'")
        found.add(words.stem(low))
        for part in (shorthand(low) or respelt(low)).lower().split(" "):
            found.add(words.stem(part))
    return frozenset(found)


@cache
def licensed() -> frozenset[str]:
    """Stems of every word the engine may add."""
    listed = files("avow.engines.offline").joinpath("licensed.txt").read_text(encoding="utf-8")
    body = " ".join(line for line in listed.splitlines() if not line.startswith("#"))
    texts = [body, *_texts(frames()), *phrases()]
    return frozenset().union(*(_keys(t) for t in texts)) | frozenset(words.stem(w) for w in FUNCTION)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    return [t for v in value for t in _texts(v)] if isinstance(value, list) else []


def unlicensed(material: Material, draft: Draft) -> list[str]:
    """Words of a draft that neither the licence nor the statements its sentence may use hold.

    Company words count in sentences that cite the employer, and the question's everywhere.
    """
    own = _keys(" ".join(s.text for s in material.candidate)) | _keys(material.question.text)
    theirs = _keys(" ".join(s.text for s in material.company))
    found: list[str] = []
    for sentence in draft.sentences:
        cited = [material.find(c) for c in sentence.cites]
        tie = any(s is not None and s.owner is Owner.COMPANY for s in cited)
        allowed = own | licensed() | (theirs if tie else frozenset())
        for token in tokenise(sentence.text.replace("-", " ")):
            low = words.fold(token.low).removesuffix("'s").removesuffix("'")
            if token.kind is not Kind.WORD or low in FUNCTION or low in NUMBER_WORDS:
                continue
            if words.stem(low) not in allowed and not any(words.stem(p) in allowed for p in low.split("'")):
                found.append(token.text)
    return found
