"""Where a segment wishes for something: the cue, its weight, and whether it is the speaker's own wish."""

from functools import cache

from avow.language import words
from avow.language.names import FUNCTION
from avow.language.numerals import NUMBER_WORDS
from avow.language.phrases import PhraseIndex
from avow.language.tokens import Kind, Token
from avow.reading.complement import Row, complement, worth
from avow.reading.nouns import is_job
from avow.reading.shorthand import Form
from avow.reading.tagger import data

_NOUN_CUES = frozenset(
    "dream goal aspiration ambition idea plan hope wish vision target aim objective mission job picture game "
    "endgame trajectory star milestone meta ziel".split()
)
_COPULAS = frozenset("is was would will 's be being it's are".split())
_COURTESY = frozenset(
    "happy glad delighted proud pleased honoured able sure tickled chuffed thrilled stoked".split()
)
_MOVED = frozenset("proud tickled chuffed thrilled stoked honoured delighted".split())  # more than courtesy
_NOT_AFTER = frozenset("at after forward back into".split())
_STRONG = frozenset("dream envision aspire aspiration ambition goal vision dreaming".split())
_WEAK = frozenset("mind could can of need interested in take plan planning looking".split())
_OTHERS = frozenset("he she they we you people parents boss not don't dont never".split())


@cache
def cues() -> PhraseIndex:
    """The phrases that give a segment its role, by label."""
    return PhraseIndex(data("roles")["cue"])


def wish_of(row: Row, soft: frozenset[str]) -> tuple[Row, Form, float] | None:
    """(complement, form, weight) where the segment wishes; an empty complement: the next segment has it."""
    lows = [t.low for t in row]
    for label, first, after in cues().scan(row):
        if label == "trailing" and after == len(row) and first > 1:
            tokens, form = complement(row[: first - (lows[first - 1] == ",")])
            return (tokens, form, 2.5) if tokens else None
    if "is" in lows[1:5] and (fronted := _fronted(row)):
        return fronted, "vp", 3.0
    if lows[0] == "if":
        then = next((a for label, a, _ in cues().scan(row) if label == "wish" and a > 2 and lows[a] in _I), 0)
        return wish_of(row[then:], soft | {"hedge"}) if then else None
    for label, first, after in cues().scan(row):
        if label != "wish" or first > (6 if lows[0] in ("my", "the") else 4):
            continue
        cue, head = lows[first:after], lows[after - 1]
        rest_low = lows[after] if after < len(lows) else ""
        if first and (head in ("love", "can") or _OTHERS & set(lows[:first])):
            continue
        own = {"i", "i'd"} & set(cue) or cue[0] in ("my", "what")
        if (
            first
            and not own
            and lows[first - 1] not in ("i", "and", "but", "do", "only", "big", "my", "long-term")
            and not (head in _NOUN_CUES and "my" in lows[max(0, first - 6) : first])
        ):
            continue
        led = [t.low for t in row[after : after + 3]]
        meant = led[1:2] in (["is"], ["would"])
        if head in ("after", "looking") and rest_low in _NOT_AFTER and not (meant and lows[0] == "what"):
            continue  # "I'm after doing" has been done; what one looks at is not yet wished for
        if head == "after" and "VBG" in words.tags(rest_low):
            continue
        if head in ("can", "could", "will", "need") and not soft & {"far", "hedge"}:
            continue
        if _BELITTLING & set(lows):
            return None  # "I'd be a rubbish teacher"
        rest = _rather(row[after:]) if head == "rather" else row[after:]
        while head in _NOUN_CUES and rest and rest[0].text == ",":
            rest = rest[1:]  # "my vision, to be honest, is to …" without what stood between
        if head in _NOUN_CUES and cue[0] not in ("i", "i'd"):
            copula = next((i for i, t in enumerate(rest[:7]) if t.low in ("is", "was", "would")), 0)
            if copula and rest[0].low in ("over", "for", "in", "about", "as", "at", "here"):
                rest = rest[copula:]  # "my wish over the long years is to write"
            if not _after_noun(rest):
                continue
        if head in ("be", "i'd be"):
            if len(rest) > 3 and rest[0].low in ("happiest", "best", "happier") and rest[1].low == "as":
                return (row[after - 1], *rest[2:]), "vp", 2.5
            if (glad := _gladly(rest)) and ("far" in soft or _MOVED & {t.low for t in rest[:4]}):
                return glad, "vp", 2.0
            if not rest or rest[0].low in _COURTESY:
                continue
            tokens, _ = worth(row[after - 1 :], "vp")
            return (tokens, "vp", 2.5 if "far" in soft else 1.5) if tokens else None
        if head == "dream" and "i" in cue and rest and rest[0].low not in _AFTER_DREAM:
            continue
        weight = 4.0 if head in _STRONG else 2.0 if head in _WEAK else 3.0
        if not rest:
            return (), "vp", weight
        if head == "myself" and "VBG" in words.tags(rest[0].low) and len(rest) > 1:
            return rest, "vp", weight
        if head == "myself" and (placed := _placed(rest)):
            return placed, "vp", weight
        tokens, form = complement(rest)
        if head == "see" and cue[0] == "what" and not any(is_job(t.low) for t in tokens[:5]):
            continue  # "what I see: the boys get injured"
        if tokens or all(t.low in _COPULAS or t.low in ("to", ",", "become") for t in rest):
            return tokens, form, weight
        return None
    if "far" in soft and lows[:3] == ["i", "like", "to"] and len(row) > 4:
        tokens, _ = worth(row[3:], "vp")  # "in future I like to be …"
        return (tokens, "vp", 2.5) if tokens else None
    if "far" in soft and lows[0] in ("i'd", "i'll") and len(row) > 3 and "VB" in words.tags(lows[1]):
        tokens, _ = worth(row[1:], "vp")  # "in the long term I'd lead a programme"
        return (tokens, "vp", 2.5) if tokens else None
    return None


def _rather(rest: Row) -> Row:
    """ "(I'd rather) teach than manage" with its "rather" where it stays when the cue goes."""
    at = next((i for i, t in enumerate(rest) if t.low == "than"), 0)
    if not at or not {"JJR", "RBR"}.isdisjoint(words.tags(rest[at - 1].low)) or rest[at - 1].low in _COMPARED:
        return rest
    start = rest[at].start
    return (*rest[:at], Token("rather", "rather", start, start, Kind.WORD), *rest[at:])


_COMPARED = frozenset("more less other better rather different sooner".split())


def _gladly(rest: Row) -> Row:
    """ "(I'd be) real proud to teach": what they would be glad to do, where the talk is of later years."""
    at = next((i for i, t in enumerate(rest[:4]) if t.low == "to"), 0)
    if not at or rest[at - 1].low not in _COURTESY:
        return ()
    return worth(rest[at + 1 :], "vp")[0]


def _fronted(row: Row) -> Row:
    """ "Midwifery is what I intend to specialise in": the verb first, then what it is about."""
    lows = [t.low for t in row]
    at = lows.index("is")
    if lows[at + 1 : at + 3] != ["what", "i"] or "to" not in lows[at + 3 : at + 7]:
        return ()
    to = lows.index("to", at + 3)
    end = next((i for i in range(to, len(row)) if lows[i] == ","), len(row))
    verb, thing = row[to + 1 : end], row[:at]
    if (
        not verb
        or len(verb) > 3
        or not any(label == "wish" for label, _, _ in cues().scan(row[at + 1 : to + 1]))
    ):
        return ()
    return (*verb, *(t._replace(text=t.low) if i == 0 else t for i, t in enumerate(thing)))


_I = frozenset(("i", "i'd"))
_STATIONS = frozenset("charge command control front".split())


def _placed(rest: Row) -> Row:
    """ "see myself in a bakery": to work in one; () for "in ten years"."""
    if len(rest) < 2 or rest[0].low not in ("in", "at") or rest[1].kind is not Kind.WORD:
        return ()
    if rest[1].low in NUMBER_WORDS or {"year", "years", "time"} & {t.low for t in rest[:4]}:
        return ()
    verb = "be" if _STATIONS & {t.low for t in rest[:4]} else "work"
    tokens, _ = worth((Token(verb, verb, rest[0].start, rest[0].start, Kind.WORD), *rest), "vp")
    return tokens


_BELITTLING = frozenset("rubbish terrible hopeless useless lousy awful".split())
_AFTER_DREAM = frozenset("of about to that become be one".split())


def _after_noun(rest: Row) -> bool:
    """What may follow "my dream": a copula, "to", or the verb itself."""
    if not rest:
        return True
    low = rest[0].low
    if low in FUNCTION and low not in _COPULAS and low not in ("to", "of", "for", "that", "about"):
        return False
    return low in _COPULAS or low in ("to", "of", "for", "that", "about") or "VB" in words.tags(low)
