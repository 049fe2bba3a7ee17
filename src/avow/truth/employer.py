"""Checkable things said of the employer that no company text says."""

from collections.abc import Iterator

from avow.language.analysis import Text, analyse
from avow.language.clauses import Modality
from avow.language.names import FUNCTION
from avow.language.tokens import Kind, Token
from avow.language.words import stem, tags
from avow.truth.evidence import Evidence, Hit
from avow.truth.lexicon import slots


def check(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Checkable things said of the employer: what is "yours", and what "you" are or do."""
    yield from _possessed(text, ev)
    yield from _presumed(text, ev)


def _possessed(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Checkable things about the employer ("your award-winning …") that no company text says."""
    table = slots()["company"]
    tokens = text.tokens
    name = analyse(ev.material.brief.company.name).folded
    owners = {f"{word}'s" for word in name}
    for i, token in enumerate(tokens):
        if i + 1 >= len(tokens) or not (token.low == "your" or (token.capital and token.low in owners)):
            continue
        phrase = _noun_phrase(tokens, i + 1)
        if not phrase:
            continue
        missing = [
            t
            for t in phrase
            if t.low not in table["licensed"]
            and t.low not in ev.company.words
            and t.stem not in ev.company.stems
            and t.low not in ev.question
        ]
        if not missing:
            continue
        flattering = any(t.low in table["checkable"] for t in missing)
        moved = (
            len(phrase) >= 2 and phrase[-1] in missing and all(t.stem in ev.candidate.stems for t in missing)
        )
        spoken = " ".join(t.low for t in (token, *phrase))
        if flattering or (moved and spoken not in ev.candidate.folded_text):
            span = text.text[phrase[0].start : phrase[-1].end]
            yield Hit(
                token.start,
                phrase[-1].end,
                "company",
                f'"{token.text} {span}": the company text does not say so',
                None,
            )


def _presumed(text: Text, ev: Evidence) -> Iterator[Hit]:
    """What a clause says that "you" are, have or do, where the company text shares no word with it.

    A wish or courtesy towards the employer asserts nothing, and a paraphrase keeps at least one word.
    """
    licensed = frozenset(map(stem, slots()["company"]["licensed"])) | frozenset(slots()["free"]["stems"])
    for clause in text.clauses:
        if clause.modality is not Modality.FACT or clause.negated:
            continue
        at = next((k for k, t in enumerate(clause.tokens) if t.low in _THEY), None)
        if at is None or at + 1 >= len(clause.tokens) or clause.tokens[at + 1].low not in _TOLD_OF_YOU:
            continue
        said = [t for t in clause.tokens[at + 1 :] if t.kind is Kind.WORD and t.low not in FUNCTION]
        said = [t for t in said if t.low not in _TOLD_OF_YOU]
        if not said or any(t.stem in ev.company.stems for t in said):
            continue
        if all(t.stem in licensed for t in said):
            continue
        first, last = clause.tokens[at], clause.tokens[-1]
        span = text.text[first.start : last.end].rstrip(" ,.;:!?")
        yield Hit(
            first.start,
            first.start + len(span),
            "company",
            f'"{span}": the company text does not say so',
            None,
        )


_THEY = frozenset("you you're you've".split())
_TOLD_OF_YOU = frozenset(
    "are were run serve supply own employ operate lead won built offer train hire grew doubled opened".split()
)


def _noun_phrase(tokens: tuple[Token, ...], i: int) -> tuple[Token, ...]:
    """The content words that follow a possessive, up to the end of the noun phrase."""
    found: list[Token] = []
    for token in tokens[i : i + 6]:
        if token.text in "-'’" or token.low in ("own", "very", "two", "three", "many"):
            continue
        if token.kind is Kind.SIGN or token.low in FUNCTION or token.kind is Kind.NUMBER:
            break
        entry = tags(token.low)
        if found and entry and not ({"NN", "NNS", "JJ", "VBG", "VBN"} & entry.keys()):
            break
        if found and "VB" in entry and _is_plural(found[-1]):
            break  # "your people give"
        if found and "VBZ" in entry and not _is_plural(found[-1]):
            break  # "your heat comes"
        found.append(token)
    return tuple(found)


def _is_plural(token: Token) -> bool:
    return token.low in ("people", "staff", "crew", "team") or (
        token.low.endswith("s") and "NNS" in tags(token.low)
    )
