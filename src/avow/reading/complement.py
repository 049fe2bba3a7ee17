"""The words after a wish's cue: what is wished for, and in which form it can be said."""

from avow.language import words
from avow.language.tokens import Kind, Token
from avow.reading import tails
from avow.reading.shorthand import Form

Row = tuple[Token, ...]

# A wish that begins with one of these leads away; what it leads to may follow after "and".
LEAVING = frozenset("quit leave stop escape avoid retire emigrate resign migrate".split())
_NOT_WORK = frozenset("sleep die survive rest".split())
_MODALS = frozenset("can could will would should shall must get may am".split())
_DIRECTED = frozenset("oriented orientated geared directed aimed focused focussed pointed".split())
_SKIPPED = frozenset("is was would will 's are it's".split())
_AREA = frozenset("for of about on in into towards toward at".split())


def complement(rest: Row) -> tuple[Row, Form]:
    """The words after a wish's cue, and their form; empty if none serve."""
    row = list(rest)
    if len(row) > 3 and [t.low for t in row[:2]] == ["would", "be"] and "VBG" in words.tags(row[2].low):
        return worth(tuple(row[2:]), "vp")  # "my goal would be becoming …"
    while row and (row[0].low in _SKIPPED or (row[0].kind is Kind.SIGN and row[0].text not in "$€£")):
        row.pop(0)
    lows = [t.low for t in row]
    if lows[:1] and lows[0] in ("with", "by", "for", "over", "in") and "is" in lows[1:6]:
        at = lows.index("is") + 1  # "what I want, in the long run of things, is …"
        row, lows = row[at:], lows[at:]
    if lows[:1] and lows[0] in ("with", "by", "for", "over", "in") and "to" in lows[1:7]:
        at = lows.index("to", 1)
        if lows[at - 1] == ",":  # "I wish, with patience, to become …"
            row, lows = row[at:], lows[at:]
    if len(row) > 1 and lows[0] in ("can", "could") and "VB" in words.tags(lows[1]):
        row, lows = row[1:], lows[1:]  # "hope can be operations executive"
    if len(row) > 2 and lows[0] == "," and lows[1] == "to":
        row, lows = row[1:], lows[1:]  # "only one thing, to be …"
    if len(row) > 2 and lows[0] == "of" and "VBG" in words.tags(lows[1]):
        return worth(tuple(row[1:]), "vp")
    if (
        len(row) > 1
        and lows[0] == "turn"
        and lows[1] not in _PARTICLES
        and lows[1] not in ("it", "this", "that")
    ):
        row[0] = row[0]._replace(text="become", low="become")
        lows = [t.low for t in row]
    if len(row) > 3 and lows[0] in _DIRECTED and lows[1] in ("toward", "towards", "at", "on", "to"):
        return worth(tuple(row[2:]), "vp" if "VBG" in words.tags(lows[2]) else "np")
    if lows[:4] == ["to", "end", "up", "is"]:
        row, lows = row[4:], lows[4:]  # "where I'd like to end up is designing"
    if lows[:1] == ["to"] and "is" in lows[2:8]:
        return _cleft(tuple(row[1:]))
    if lows[:1] == ["that"] and len(row) > 2:
        row, lows = row[1:], lows[1:]
        if lows[0] not in ("i", "one", "is"):
            return worth(tuple(row), "that")
    if len(row) > 2 and lows[0] == "i" and lows[1] in _MODALS:
        row, lows = row[2:], lows[2:]
    if len(row) > 3 and "JJ" in words.tags(lows[0]) and lows[1] == "," and lows[2] == "to":
        row, lows = row[2:], lows[2:]  # "small, to be with old people"
    if lows[:3] == ["the", "most", "is"] or lows[:3] == ["the", "best", "is"]:
        row, lows = row[3:], lows[3:]
    if lows[:1] == ["to"]:
        if lows[1:2] and lows[1] in ("a", "an", "the", "my"):
            return worth(tuple(row[1:]), "np")  # "I aspire to a post that …"
        return worth(tuple(row[1:]), "vp")
    if len(row) > 2 and lows[0] == "am":
        return worth(tuple(row), "vp")  # "glad if I am the person who …"
    if len(row) > 2 and lows[0] == "as" and lows[1] not in ("soon", "long", "well", "much"):
        return worth(tuple(row[1:]), "np")  # "I see myself as …"
    if lows[:1] == ["myself"]:
        row, lows = row[1:], lows[1:]
        if lows[:1] in (["as"], ["being"]):
            row, lows = row[1:], lows[1:]
        elif lows and "VBG" in words.tags(lows[0]):
            return worth(tuple(row), "vp")
        elif lows[:1] in (["in"], ["at"], ["with"], ["on"]):
            return (), "vp"
        return worth(tuple(row), "np")
    preposition = bool(lows) and lows[0] in _AREA
    if preposition:
        row, lows = row[1:], lows[1:]
        while lows and lows[0] in _SKIPPED:
            row, lows = row[1:], lows[1:]
        if lows[:1] == ["to"]:
            return worth(tuple(row[1:]), "vp")  # "what I am looking at is to become …"
    if lows[:1] == ["work"] and lows[1:2] and lows[1] in ("with", "in", "on", "as", "at", "for", "inside"):
        return worth(tuple(row), "vp")
    if not row:
        return (), "vp"
    if lows[0] in LEAVING:
        return worth(tuple(row), "vp")
    if lows[:2] == ["give", "me"]:
        return worth(tuple(row[2:]), "np")
    if lows[:2] == ["let", "me"]:
        return worth(tuple(row[2:]), "vp")
    entry = words.tags(lows[0])
    following = lows[1] if len(row) > 1 else ""
    if "VBG" in entry and following and not _gerunds(lows):
        only = "NN" not in entry or preposition
        if only or following in ("a", "the", "my", "people", "in", "for", "with", "others"):
            return worth(tuple(row), "vp")
    if "VB" in entry and not preposition and (lows[0] in _VERBS or verbal(tuple(row))):
        return worth(tuple(row), "vp")
    return worth(tuple(row), "np")


def _cleft(row: Row) -> tuple[Row, Form]:
    """ "(what I hope) to leave is a workshop", "to be known for is colours …": the verb and its object."""
    at = next(i for i, t in enumerate(row) if t.low == "is")
    verb, rest = row[:at], row[at + 1 :]
    if not rest:
        return (), "vp"
    if rest[0].low == "to":
        return worth(rest[1:], "vp")
    if verb[0].low == "do" or "VB" not in words.tags(verb[0].low):
        return complement(rest)
    if at > 1 and ("NN" in words.tags(verb[-1].low) or verb[-1].low in _ASKING):
        return worth(row, "vp")  # the verb has its object: "is" belongs to what follows
    return worth((*verb, *rest), "vp")


_ASKING = frozenset("what who how where why which that".split())
_PARTICLES = frozenset("up out on in down off round over back".split())


def _points(lows: list[str]) -> bool:
    """Whether the object is a pronoun for something said elsewhere: "teach it", "develop that"."""
    if lows[0] in ("that", "this"):
        after = lows[2] if len(lows) > 2 else ""
        alone = len(lows) < 2 or lows[1] in _PARTICLES or after in ("every", "each", "the", "a", "my")
        return alone or not {"NN", "JJ"} & words.tags(lows[1]).keys() or lows[1] == "kind"
    return lows[0] in ("it", "them", "so")


# What one becomes by passing: "chartered, hopefully".
ASPIRING = frozenset("chartered certified qualified licensed registered fluent independent".split())


def _gerunds(lows: list[str]) -> bool:
    """ "toasting and charring": two names of doing, no verb phrase."""
    return len(lows) == 3 and lows[1] == "and" and "VBG" in words.tags(lows[2])


def worth(row: Row, form: Form) -> tuple[Row, Form]:
    """The complement without its tail and its form; empty where it points elsewhere or leads away."""
    row = tails.without_pointing(tails.ended(tails.without_asides(row)))
    lows = [t.low for t in row]
    if (
        len(row) > 2
        and lows[0] == "be"
        and "VBG" in words.tags(lows[1])
        and lows[2] in ("it", "that", "this")
    ):
        return (), form
    if len(row) > 3 and lows[:3] == ["be", "doing", ","]:
        return complement(row[3:])  # "what I want to be doing, night-time welfare"
    if form == "vp" and len(row) > 2 and lows[0] == "have" and _only_participle(lows[1]):
        then = next((i for i in range(2, len(row) - 2) if lows[i] == "," and lows[i + 1] == "to"), 0)
        if then:  # "have entered credit, to be a loan officer"
            return worth(row[then + 2 :], "vp")
        lemma = words.verb_lemma(lows[1])
        if lemma:
            row = (row[1]._replace(text=lemma, low=lemma), *row[2:])
            lows = [t.low for t in row]
    if len(row) > 3 and lows[0] == "be" and lows[1] == "," and "VBG" in words.tags(lows[2]):
        row, lows = (row[0], *row[2:]), [lows[0], *lows[2:]]  # "be, um, counting seagrass"
    if not row or (lows[0] in ("be", "become") and len(row) == 1):
        return (), form
    if len(row) > 3 and lows[0] in ("be", "become") and "can" in lows[2:]:
        at = lows.index("can", 2)  # "become office manager can already": Singlish for "would do"
        if at + 1 == len(row) or lows[at + 1] in (",", "already", "liao"):
            row, lows = row[:at], lows[:at]
    if lows[0] in ASPIRING and form == "np" and "," in lows[1:3]:
        row, lows = row[: lows.index(",")], lows[: lows.index(",")]
    if form == "np" and len(row) == 1 and "JJ" in words.tags(lows[0]) and lows[0] not in ASPIRING:
        return (), form
    if form == "vp" and lows[0] in LEAVING:
        for i in range(2, len(row) - 2):  # "stop begging and become someone …"
            if lows[i] == "and" and "VB" in words.tags(lows[i + 1]):
                return row[i + 1 :], "vp"
    if form == "vp" and lows[0] in _NOT_WORK:
        return (), form
    if form == "vp" and lows[0] == "teach" and lows[1:2] == ["it"]:
        return row[:1], form  # what is taught was said before; that they would teach stands
    if form == "vp" and len(row) > 1 and lows[0] != "be" and _points(lows[1:]):
        for i, low in enumerate(lows):  # "do that kind of thing more, service improvement"
            if low == "," and i + 1 < len(row) and lows[i + 1] not in ("i", "and", "or", "but", "to"):
                end = next((k for k in range(i + 1, len(row)) if lows[k] in ("or", ",")), len(row))
                rest = row[i + 1 : end]
                return rest, "vp" if verbal(rest) else "np"
        return (), form  # points at something said elsewhere
    return row, form


def _only_participle(low: str) -> bool:
    if low in ("made", "been", "had", "got"):
        return False  # "have made senior partner" says more than its parts
    entry = words.tags(low)
    return "VBN" in entry and not {"NN", "JJ"} & entry.keys()


_VERBS = frozenset("be do have become get go".split())
_OBJECTS = frozenset(
    "the a an my our people others them their more someone somebody everyone up out into to towards closer "
    "this "
    "that it those these each every how what something things back better".split()
)
_BOTH = frozenset(
    "work manage lead help build run design open learn train study progress grow move change start travel "
    "stay live "
    "own improve keep go make care end sell sing play teach specialise specialize combine set put".split()
)


def verbal(row: Row) -> bool:
    """Whether a word that can be a verb is one here: nothing but a verb, or before what only a verb takes."""
    entry = words.tags(row[0].low)
    if "VB" not in entry:
        return False
    if not {"NN", "NNS", "JJ"} & entry.keys():
        return True
    following = row[1].low if len(row) > 1 else ""
    if following in _OBJECTS:
        return True
    return row[0].low in _BOTH and following not in (
        "",
        "where",
        "that",
        "which",
        "who",
        "is",
        "with",
        "life",
    )


def after_leaving(tokens: Row) -> Row:
    """ "get off the floor and teach": what the leaving is for."""
    for i in range(2, len(tokens) - 1):
        if tokens[i].low == "and" and "VB" in words.tags(tokens[i + 1].low):
            return tokens[i + 1 :]
    return ()
