"""Wishes said without "I want": "Still driving, but with tankers.", "Site foreman. Mason eight years now."

Looked for only where a candidate's account holds no wish of the usual form: then what answers the question
first is taken as the wish, if it cannot be what they do today.
"""

import re
from dataclasses import replace

from avow.language import words
from avow.language.numerals import NUMBER_WORDS
from avow.language.tokens import Kind, Token
from avow.reading.boundaries import past_only
from avow.reading.classify import wished
from avow.reading.complement import Row, after_leaving, complement
from avow.reading.kinds import Role, Segment
from avow.reading.nouns import is_job, jobs
from avow.reading.private import private_topics
from avow.reading.shorthand import Form

_TIME = re.compile(r"\b(?:years?|yrs?|months?|seasons?|since|(?:19|20)\d\d)\b")
_OPENERS = frozenset("still hopefully ideally yes well maybe perhaps".split())
_PRESENT = frozenset({"near", "failed", "aside"})


def filled_in(found: list[Segment]) -> list[Segment]:
    """The segments with the wish that an elliptic answer states, or as they were."""
    found = _put_right(found)
    spoken = [i for i, s in enumerate(found) if s.field == "aspiration" and s.tokens]
    if not spoken or any(_settled(found[i]) for i in spoken):
        return found
    for reader in (_let_me, _doing, _someone, _from_to, _into, _will, _after_years, _post, _place, _asked):
        for at in spoken[:2] if reader is _doing else spoken:
            made = reader(found, at)
            if made is not None and not _private(made):
                return [*found[:at], made, *found[at + 1 :]]
    return found


def _private(made: Segment) -> bool:
    return made.topic != "" or any(t.sure for t in private_topics(f"I'd like to {_text(made.tokens)}"))


def _put_right(found: list[Segment]) -> list[Segment]:
    """ "have a yard, not a yard for me, a training yard": what was meant stands for what was said first."""
    for i in range(len(found) - 2):
        wish, denied, meant = found[i : i + 3]
        if wish.role is not Role.ASPIRATION or denied.role is not Role.DENIED or not meant.tokens:
            continue
        noun, before = wish.tokens[-1].low, {t.low for t in denied.tokens}
        at = next((k for k, t in enumerate(wish.tokens) if t.low in ("a", "an", "the", "my")), -1)
        said = [t.low for t in meant.tokens]
        if at < 0 or "not" not in before or noun not in before:
            continue
        if said[0] in ("a", "an", "the", "my") and noun in said[1:5]:
            found = list(found)
            found[i] = replace(wish, tokens=(*wish.tokens[:at], *meant.tokens))
            found[i + 2] = replace(meant, role=Role.NOISE)
    return found


def _settled(segment: Segment) -> bool:
    """Whether a wish is there already, be it one that stays private."""
    return segment.role is Role.ASPIRATION or (
        segment.role is Role.PRIVATE and segment.topic in ("leave", "compete")
    )


def _wish(segment: Segment, tokens: Row, form: Form, weight: float) -> Segment:
    made = wished(segment, tokens, form, weight)
    return replace(made, flags=made.flags | {"hedge"}) if weight < 2 else made


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
    """A post by itself that is not the present one, which has its time, a fact, or nothing beside it."""
    segment = found[at]
    lows = [t.low for t in segment.tokens]
    if segment.role is not Role.FACT or segment.flags & _PRESENT or not (job := _job_of(segment)):
        return None
    if _TIME.search(_text(segment.tokens)) or any("VBD" in words.tags(w) and w != "lead" for w in lows[:4]):
        return None
    beside = {found[k].role for k in (at - 1, at + 1) if 0 <= k < len(found)}
    if beside & {Role.DENIED, Role.DOUBT} and len(lows) < 4:
        return None  # "not moving. Area manager? God no."
    alone = len(lows) == 1 or segment.tokens[1].kind is Kind.SIGN
    if alone and job not in jobs():
        return None
    others = [s for s in found if s is not segment and s.tokens and s.role is Role.FACT]
    if any(job in [t.low for t in s.tokens[:8]] for s in others if _told_as_present(s)):
        return None
    now = any(_TIME.search(_text(s.tokens)) or s.field != "aspiration" for s in others)
    length = lows.index("then") if "then" in lows else len(lows)
    if not now and (others or length > 12):
        return None
    tokens = segment.tokens
    if "then" in lows[:-1]:  # "sous chef first, then head chef": the later one is the aim
        later, form = complement(tokens[lows.index("then") + 1 :])
        private = any(t.sure for t in private_topics(f"I'd like to have {_text(later)}"))
        tokens = later if later and not private else tokens[: lows.index("then")]
        form = form if later and not private else "np"
        return _wish(segment, tokens, form, 2.0) if tokens else None
    return _wish(segment, tokens, "np", 2.0)


def _told_as_present(segment: Segment) -> bool:
    first = segment.tokens[0].low
    return (
        segment.field != "aspiration"
        or first in ("i", "i'm", "i've")
        or bool(_TIME.search(_text(segment.tokens)))
    )


def _place(found: list[Segment], at: int) -> Segment | None:
    """ "Forest kindergarten, outdoors, with the small ones.": a place to work in, named by itself."""
    segment = found[at]
    lows = [t.low for t in segment.tokens[:4]]
    if segment.role is not Role.FACT or segment.flags & _PRESENT or _TIME.search(_text(segment.tokens)):
        return None
    end = next((i for i, low in enumerate(lows) if low in _PLACES), -1)
    if end < 0 or not all({"NN", "JJ"} & words.tags(low).keys() for low in lows[: end + 1]):
        return None
    if end + 1 < len(segment.tokens) and segment.tokens[end + 1].text != ",":
        return None
    work = Token("work", "work", segment.tokens[0].start, segment.tokens[0].start, Kind.WORD)
    lead = Token("in", "in", work.start, work.start, Kind.WORD)
    first = segment.tokens[0]
    named = (first._replace(text=first.low), *segment.tokens[1:])
    return _wish(segment, (work, lead, *named), "vp", 2.0)


def _someone(found: list[Segment], at: int) -> Segment | None:
    """ "Someone whom the underwriters phone …": who they want to be."""
    segment = found[at]
    lows = [t.low for t in segment.tokens]
    named = lows[:1] and (
        lows[0] in ("someone", "somebody") or lows[:2] in (["the", "one"], ["the", "person"])
    )
    if segment.role in (Role.PRIVATE, Role.DENIED) or not named or len(lows) < 4:
        return None
    if {"me", "i"} & set(lows) or lows[-1] in ("kind", "nice") or _twice(lows[2:]):
        return None  # "the person who trained me was kind": told of somebody
    return _wish(segment, segment.tokens, "np", 2.5) if {"who", "whom", "that"} & set(lows[:4]) else None


def _twice(lows: list[str]) -> bool:
    """Whether two finite verbs follow: one of the relative clause, one that says something of the person."""
    return sum(past_only(low) or "VBZ" in words.tags(low) for low in lows) > 1 and any(
        low in ("is", "was", "are", "were") for low in lows[2:]
    )


def _from_to(found: list[Segment], at: int) -> Segment | None:
    """ "From the person who pipettes to the person who designs the study."."""
    segment = found[at]
    lows = [t.low for t in segment.tokens]
    if segment.role is not Role.FACT or lows[:1] != ["from"] or "to" not in lows[2:]:
        return None
    rest = segment.tokens[lows.index("to", 2) + 1 :]
    someone = any(t.low in ("who", "whom", "that") or is_job(t.low) for t in rest[:5])
    return _wish(segment, rest, "np", 2.5) if someone and not _TIME.search(_text(rest)) else None


def _into(found: list[Segment], at: int) -> Segment | None:
    """ "Out of the cab and into route planning"."""
    segment = found[at]
    lows = [t.low for t in segment.tokens]
    if segment.role in (Role.PRIVATE, Role.DENIED):
        return None
    if lows[:2] == ["get", "out"] and (rest := after_leaving(segment.tokens)):
        return _wish(segment, rest, "vp", 2.5)  # "get out of the call centre and be a paralegal"
    if lows[:1] not in (["out"], ["outta"], ["off"], ["away"]) or "into" not in lows:
        return None
    rest = segment.tokens[lows.index("into") :]
    end = next((i for i, t in enumerate(rest) if t.text == ","), len(rest))
    go = Token("go", "go", rest[0].start, rest[0].start, Kind.WORD)
    return _wish(segment, (go, *rest[:end]), "vp", 2.5) if end > 1 else None


def _let_me(found: list[Segment], at: int) -> Segment | None:
    """ "So fine. Let me write the things."."""
    segment = found[at]
    if [t.low for t in segment.tokens[:2]] != ["let", "me"] or len(segment.tokens) < 4:
        return None
    if segment.tokens[2].low not in _PLANNED | _MAKING:
        return None  # "let me finish the story"
    tokens, form = complement(segment.tokens)
    return _wish(segment, tokens, form, 2.0) if tokens else None


def _will(found: list[Segment], at: int) -> Segment | None:
    """ "I will have a small house to direct": a plan told as what will be."""
    segment = found[at]
    lows = [t.low for t in segment.tokens]
    if segment.role is not Role.FACT or lows[:2] not in (["i", "will"], ["i'll", "have"], ["i'll", "be"]):
        return None
    rest = segment.tokens[2 if lows[1] == "will" else 1 :]
    if len(rest) < 3 or rest[0].low not in _PLANNED:
        return None
    named = rest[1].low in ("a", "an", "the", "my") or any(is_job(t.low) for t in rest[1:4])
    if rest[0].low in ("have", "be") and (not named or rest[1].low == "been"):
        return None  # "I will be on holiday", "I'll have been …"
    return _wish(segment, rest, "vp", 2.0)


_PLANNED = frozenset("have be become run lead build teach open direct manage work".split())
_MAKING = frozenset("write make fix paint design draw grow cook bake repair".split())
_PLACES = frozenset(
    "room lab laboratory kitchen warehouse kindergarten nursery school hospital clinic museum library "
    "workshop studio garden farm theatre archive".split()
)


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
    if not {"to", "or", "in", "-"} & set(lows[:end]):
        return None  # "twelve years intensive care nurse": time spent, no horizon
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


def _text(tokens: Row) -> str:
    return " ".join(t.low for t in tokens)
