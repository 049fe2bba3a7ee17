"""Wishes said without "I want": "Still driving, but with tankers.", "Site foreman. Mason eight years now."

Looked for only where a candidate's account holds no wish of the usual form: then what answers the question
first is taken as the wish, if it cannot be what they do today.
"""

import re
from dataclasses import replace

from avow.language import words
from avow.language.numerals import NUMBER_WORDS
from avow.language.tokens import Kind, Token
from avow.reading.attitude import direction_of
from avow.reading.complement import complement
from avow.reading.kinds import Role, Segment
from avow.reading.nouns import is_job
from avow.reading.shorthand import Form

_TIME = re.compile(r"\b(?:years?|yrs?|months?|seasons?|since|(?:19|20)\d\d)\b")
_OPENERS = frozenset("still hopefully ideally yes well maybe perhaps".split())
_PRESENT = frozenset({"near", "failed", "learning", "aside"})


def filled_in(found: list[Segment]) -> list[Segment]:
    """The segments with the wish that an elliptic answer states, or as they were."""
    spoken = [i for i, s in enumerate(found) if s.field == "aspiration" and s.tokens]
    if not spoken or any(found[i].role in (Role.ASPIRATION, Role.PRIVATE) for i in spoken):
        return found
    for reader in (_doing, _post, _after_years, _asked):
        for at in spoken if reader in (_after_years, _asked) else spoken[:2]:
            made = reader(found, at)
            if made is not None:
                return [*found[:at], made, *found[at + 1 :]]
    return found


def _wish(segment: Segment, tokens: tuple[Token, ...], form: Form, weight: float) -> Segment:
    return replace(
        segment,
        role=Role.ASPIRATION,
        tokens=tokens,
        form=form,
        weight=weight,
        direction=direction_of(tokens),
        flags=segment.flags | {"hedge"} if weight < 2 else segment.flags,
    )


def _doing(found: list[Segment], at: int) -> Segment | None:
    """ "(Still) driving, but with …": a participle with nobody before it."""
    segment = found[at]
    row = segment.tokens
    while row and row[0].low in _OPENERS:
        row = row[1:]
    if segment.role not in (Role.FACT, Role.NOISE) or not row or segment.flags & _PRESENT:
        return None
    entry = words.tags(row[0].low)
    if "VBG" not in entry or _TIME.search(_text(row)):
        return None
    after = found[at + 1] if at + 1 < len(found) else None
    if after is not None and "link:but" in after.flags and after.tokens and after.tokens[0].low == "with":
        row = (*row, *after.tokens)
    return _wish(segment, row, "vp", 2.0) if len(row) > 1 else None


def _post(found: list[Segment], at: int) -> Segment | None:
    """A post named first, while another segment or fact tells of the present one with its time."""
    segment = found[at]
    if segment.role is not Role.FACT or segment.flags & _PRESENT or not _job_of(segment):
        return None
    if _TIME.search(_text(segment.tokens)):
        return None
    others = [s for s in found if s is not segment and s.tokens]
    if any(_job_of(s) == _job_of(segment) for s in others):
        return None
    now = [s for s in others if _TIME.search(_text(s.tokens)) and _job_of(s)]
    return _wish(segment, segment.tokens, "np", 2.0) if now else None


def _after_years(found: list[Segment], at: int) -> Segment | None:
    """ "(So) five to ten years bursar": a horizon, and at once what it is to hold."""
    segment = found[at]
    row = segment.tokens
    lows = [t.low for t in row]
    if segment.role is not Role.FACT or "years" not in lows[:5]:
        return None
    end = lows.index("years")
    if not all(w in NUMBER_WORDS or w in ("to", "or", "in", "-") or w.isdecimal() for w in lows[:end]):
        return None
    rest = row[end + 1 :]
    while rest and (rest[0].kind is Kind.SIGN or rest[0].low in _OPENERS):
        rest = rest[1:]
    head = next((i for i, t in enumerate(rest) if t.kind is Kind.SIGN), len(rest))
    if not 0 < head <= 4 or not is_job(rest[head - 1].low):
        return None
    return _wish(segment, rest[:head], "np", 2.0)


def _asked(found: list[Segment], at: int) -> Segment | None:
    """ "Maybe crane licence?": a hope put as a question."""
    segment = found[at]
    if segment.role is not Role.DOUBT or "hedge" not in segment.flags or len(segment.tokens) > 4:
        return None
    tokens, form = complement(segment.tokens)
    if not tokens or {"i", "it", "you"} & {t.low for t in tokens}:
        return None
    return _wish(segment, tokens, form, 1.0)


def _job_of(segment: Segment) -> str:
    """The noun of the post that a segment begins with: "foreman" of "Site foreman, brick and block"."""
    lows: list[str] = []
    for token in segment.tokens[:5]:
        if token.kind is not Kind.WORD or token.low in ("of", "in", "at", "for", "with"):
            break
        lows.append(token.low)
    if lows[:1] and lows[0] in ("i", "i'm", "my", "not", "no", "we"):
        return ""
    return next((low for low in reversed(lows) if is_job(low)), "")


def _text(tokens: tuple[Token, ...]) -> str:
    return " ".join(t.low for t in tokens)
