"""The role of one segment: the first rule that applies, from the most to the least certain."""

import re
from dataclasses import replace

from avow.language import words
from avow.language.tokens import Kind
from avow.reading.attitude import denies_wish, direction_of, inside, subject
from avow.reading.boundaries import past_only
from avow.reading.complement import ASPIRING, LEAVING, Row, after_leaving, complement, verbal, worth
from avow.reading.kinds import Role, Segment
from avow.reading.nouns import is_job
from avow.reading.segments import Piece
from avow.reading.shorthand import Form
from avow.reading.soft import cleaned
from avow.reading.tagger import classes
from avow.reading.titles import fact_words
from avow.reading.wishes import cues, wish_of

_COURTESY = frozenset("happy glad delighted proud pleased honoured able sure".split())


def wished(base: Segment, tokens: Row, form: Form, weight: float) -> Segment:
    """The segment as a wish in these words."""
    return replace(
        base, role=Role.ASPIRATION, tokens=tokens, form=form, weight=weight, direction=direction_of(tokens)
    )


def segment_of(
    statement: str, piece: Piece, text: str, hidden: list[tuple[str, int, int]], carry: bool, carry_wish: bool
) -> tuple[Segment, bool]:
    """The segment of a piece, and whether the next piece completes a wish begun here."""
    row, soft = cleaned(piece.tokens)
    labels = {label for label, _, _ in cues().scan(piece.tokens)}
    base = Segment(statement, piece.start, piece.end, Role.NOISE, row)
    if "failed" in labels and not _failing(piece.tokens):
        labels.discard("failed")
    flags = set(soft & {"hedge", "far", "near"}) | (labels & {"failed", "learning", "nowish", "wish"})
    if piece.link:
        flags.add("link:" + piece.link)
    if piece.aside:
        flags.add("aside")
    base = replace(base, flags=frozenset(flags))
    covering = [(n, a, b) for n, a, b in hidden if a < piece.end and b > piece.start]
    if covering:
        name, first, _ = min(covering, key=lambda c: c[1])
        head = tuple(t for t in row if t.end <= first)
        if len(head) < 4 or name == "withhold":
            return replace(base, role=Role.PRIVATE, topic=name), False
        row = head
        base = replace(base, tokens=row, topic=name)
    if "correction" in labels:
        return replace(base, role=Role.DENIED, flags=base.flags | {"correction"}), False
    if "noise" in labels and not ({"wish"} & labels and "sorry" not in piece.lows):
        return base, carry
    if not row:
        return base, carry or "far" in soft
    if len(row) <= 2 and "far" in soft and piece.mark in ":=" and not labels & {"deny", "doubt"}:
        return base, True
    if row[0].low == "myself" and len(row) > 3:  # "myself Lijo, staff nurse …"
        comma = next((i for i, t in enumerate(row) if t.text == ","), 0)
        row = row[comma + 1 :] or row
        base = replace(base, tokens=row)
    if carry and piece.mark == "=" and len(row) <= 3:
        return base, True  # "dream: my title = technical director"
    if carry and piece.mark in (">", "→"):
        comma = next((i for i in range(len(row) - 1, 0, -1) if row[i].text == ","), len(row))
        tokens, form = complement(row[:comma])  # "→ accessibility specialist, 10y →"
        if tokens:
            return wished(base, tokens, form, 2.5), True
    if piece.mark in (">", "→") and not labels & {"wish", "deny", "dislike"}:
        return replace(base, role=Role.FACT), True  # "full-stack developer → architect": from here to there
    if piece.mark in (":", ",", "") and _YEARS.fullmatch(" ".join(t.low for t in row)):
        return base, True
    if carry and (piece.link == "if" or row[0].low == "if"):
        return base, True  # "my ambition, if I may be grand about it: that …"
    if row[0].low == "make" and row[1:2] and row[1].low in ("we", "i", "una"):
        return base, False  # "make we no put that one": let us not
    if row[0].low in ("ps", "note", "nb"):
        return base, False
    role = subject(row)
    question = piece.mark == "?"
    asks = question and "wish" in labels and row[0].low in ("where", "what", "how")
    if question and "wish" in labels and {"was", "were"} & {t.low for t in row}:
        return replace(base, flags=base.flags | {"once"}), False  # "what was my goal last month? To …"
    if asks and _ASKING & {t.low for t in row}:
        return base, True  # "Where do I want it to go? Fertility preservation …": the answer is what follows
    wish = wish_of(row, soft)
    denied = "deny" in labels or row[0].low in ("no", "not", "never") or row[-1].low in ("no", "not")
    posted = carry and wish is None and any(is_job(t.low) for t in row[:4])
    if posted and not {"not", "no", "never", "don't"} & {t.low for t in row[:3]}:
        denied = False  # "goal: dispatch supervisor, days not nights"
    negators = [i for i, t in enumerate(row) if t.low in ("no", "not", "never", "without")]
    if carry and wish is None and negators and negators[0] > 2 and row[negators[0] - 1].low in _WITH:
        denied = False  # "wish: festivals with almost no waste"
    if role is Role.OTHER and not (wish and row[0].low == "my"):
        return replace(base, role=Role.OTHER), False
    if "doubt" in labels and wish and inside(piece.tokens):
        labels.discard("doubt")
    if "doubt" in labels and not (
        "hedge" in soft and wish and labels & {"doubt"} == {"doubt"} and "not" not in " ".join(piece.lows)
    ):
        return replace(base, role=Role.DOUBT), False
    if denied and (wish is None or denies_wish(row)):
        return replace(base, role=Role.DENIED), False
    alternative = (
        piece.link == "or" and carry_wish and wish is None and not denied and "dislike" not in labels
    )
    if alternative:
        tokens, form = complement(row)
        wish = (tokens, form, 1.5) if tokens else None
    if wish is not None:
        tokens, form, weight = wish
        vague = all({"RB", "JJ"} & words.tags(t.low).keys() or t.low in ("but", "and") for t in tokens)
        if not tokens or (piece.mark == ":" and form == "np" and (len(tokens) <= 3 or vague)):
            return base, not question or row[0].low == "what"
        lead = words.verb_lemma(tokens[0].low) or tokens[0].low
        away = (lead in LEAVING and not _bequeaths(tokens)) or (
            lead == "get" and len(tokens) > 1 and tokens[1].low in ("out", "away", "off")
        )
        back = "rather" in piece.lows and [t.low for t in tokens[:2]] in (["be", "back"], ["go", "back"])
        if away and (rest := after_leaving(tokens)):
            return wished(base, rest, "vp", weight), False
        if form == "vp" and (away or back):
            return replace(base, role=Role.PRIVATE, topic="leave"), False
        weight += 2.0 * ("far" in soft) - 0.8 * ("near" in soft) - 0.7 * ("hedge" in soft) - 1.5 * question
        weight -= 0.5 * ("also" in piece.lows)
        weight += 1.0 * (piece.link == "but") - 1.0 * piece.aside
        if "learning" in labels and not labels & {"wish"}:
            weight -= 1
        if "dislike" in labels and row[0].low not in ("i", "my"):
            return replace(base, role=Role.DISLIKE), False
        if "failed" in labels and _fell_through(tokens):
            return replace(base, role=Role.DOUBT), False  # "I wanted to be a pilot, eyesight failed"
        return wished(base, tokens, form, weight), False
    if (
        carry_wish
        and [t.low for t in row[:2]] == ["it's", "to"]
        and len(row) > 3
        and not (denied or question)
    ):
        tokens, form = complement(row[1:])  # "the big one, it's to direct …"
        if tokens:
            return wished(base, tokens, form, 3.0), False
    infinitive = row[0].low == "to" and len(row) > 2 and "VB" in words.tags(row[1].low)
    described = infinitive and row[1].low == "be" and len(row) == 3 and "NN" not in words.tags(row[2].low)
    if infinitive and not (denied or question or described):
        tokens, form = complement(row)
        if tokens:
            weight = 2.0 + ("far" in soft)
            return wished(base, tokens, form, weight), False
    if (
        carry
        and not (row[0].low == "with" or (past_only(row[0].low) and row[0].low != "is"))
        and not {"i", "i'm", "i've"} & {t.low for t in row[1:4]}
        and not denied
        and "dislike" not in labels
        and row[0].low not in ("i", "i'm", "i've", "my", "but")
    ):
        tokens, form = complement(row)
        if tokens:
            return wished(base, tokens, form, 3.0), False
    if (
        carry_wish
        and soft & {"hedge", "far"}
        and not denied
        and [t.low in _AS for t in row[:2]] == [True, True]
    ):
        work = row[0]._replace(text="work", low="work")  # "fix the rule, perhaps as a planner in …"
        tokens, _ = worth((work, *row), "vp")
        return wished(base, tokens, "vp", 2.2), False
    if row[0].low == "be" and not denied and not question and len(row) > 2:
        return wished(base, row, "vp", 2.5 + ("far" in soft)), False
    if "dislike" in labels:
        return replace(base, role=Role.DISLIKE), False
    if "constraint" in labels:
        return replace(base, role=Role.CONSTRAINT), False
    if "like" in labels and _likes(row) and row[0].low in ("i", "i'm", "what", "my", "like", "love"):
        return replace(base, role=Role.VALUE), False
    if "strength" in labels:
        return replace(base, role=Role.STRENGTH), False
    if piece.link in ("because", "since", "coz", "cos", "cause"):
        return replace(base, role=Role.REASON), False
    if (
        soft & {"far", "hedge"}
        and row[0].low not in _SUBJECT_WORDS
        and (not question or ("far" in soft and is_job(row[-1].low)))
        and not {"MD", "P", "B", "Q"} & dict(classes(row[0].low, False)).keys()
        and row[0].kind is Kind.WORD
        and not _PERSONS & {t.low for t in row}
        and row[0].low != "my"
        and not ("VBG" in words.tags(row[0].low) and "NN" not in words.tags(row[0].low))
        and not any(past_only(t.low) for t in (row[:1] if row[0].low in ASPIRING else row))
    ):
        parts = [i for i, t in enumerate(row) if t.text == ","]
        if "near" in soft and parts:
            row = row[parts[-1] + 1 :]  # "help desk now, network security eventually"
        tokens, form = complement(row)
        if tokens:
            weight = 1.2 + 1.5 * ("far" in soft) - 1.0 * question
            return wished(base, tokens, form, weight), False
    if (
        role is Role.FACT
        and not denied
        and len(row) > (2 if row[0].low != "keep" else 1)
        and "failed" not in labels
        and row[0].low not in _STATES
        and not {"yes", "no", "ok"} & {t.low for t in row}
        and row[0].low not in fact_words()["language"]
        and not (row[0].low == "have" and "VBN" in words.tags(row[1].low))
        and verbal(row)
        and not piece.aside
        and "near" not in soft
        and words.tags(row[0].low).get("VBD", row[0].low) == row[0].low  # "put", not "found"
        and row[1].low not in ("of", "me")
    ):
        tokens, form = complement(row)
        if tokens and form == "vp":
            return wished(base, tokens, form, 0.8), False
    if role is Role.FACT:
        if piece.tokens[0].low == "or" or piece.link == "or" or question:
            return replace(base, role=Role.DOUBT), False
        return replace(base, role=Role.FACT), False
    return base, False


def _bequeaths(tokens: Row) -> bool:
    """ "leave a workshop in every district": what is left to others, no going away."""
    return tokens[0].low == "leave" and tokens[1:2] != () and tokens[1].low in _LEFT


_AS = frozenset(("as", "a", "an", "the"))
_LEFT = frozenset("a an behind something nothing more better people every".split())
_WITH = frozenset("with almost nearly is are has have there's".split())
_ASKING = frozenset("i i'd me my".split())
_PURPOSE = frozenset("so that who where which don't doesn't never not without nobody".split())


def _failing(tokens: Row) -> bool:
    """ "I'm good at finding out why a payment failed" tells of no failure of theirs."""
    lows = [t.low for t in tokens]
    return any(
        label == "failed" and {"why", "how", "what"}.isdisjoint(lows[:first])
        for label, first, _ in cues().scan(tokens)
    )


def _likes(row: Row) -> bool:
    """ "I like …" near the start; "I wrote like 40 articles" counts."""
    return any(
        label == "like"
        and first <= 2
        and (row[after - 1].low != "like" or not _counts(row[after : after + 1]))
        for label, first, after in cues().scan(row)
    )


def _counts(ahead: Row) -> bool:
    return bool(ahead) and ahead[0].kind is Kind.NUMBER


def _fell_through(tokens: Row) -> bool:
    """ "be a pilot, eyesight failed": it came to nothing; "… so people don't quit" says what it is for."""
    lows = [t.low for t in tokens]
    return any(
        label == "failed" and _PURPOSE.isdisjoint(lows[:first]) for label, first, _ in cues().scan(tokens)
    )


_YEARS = re.compile(
    r"(?:in )?(?:like )?(?:\d+|five|six|ten|fifteen|twenty)(?: (?:-|to|or) (?:\d+|ten|fifteen|twenty))?"
    r"(?: -)? ?(?:yrs?|years?)"
    r"(?: -)?(?: from now| time| horizon| on| out)?"
)
_STATES = frozenset("need want like love know think guess see feel hate hope mean get let depend".split())
_PERSONS = frozenset("i i'm i've we he she they it".split())


_SUBJECT_WORDS = frozenset(
    "i i'm i've i'd i'll we we've we're it it's that that's this there he she they".split()
)
