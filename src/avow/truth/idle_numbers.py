"""Numbers of an answer that claim nothing: horizons, times of day, and what counts the answer itself."""

import re

from avow.language.analysis import Text, analyse
from avow.language.clauses import Agent, Clause, Modality
from avow.language.quantities import Measure, Quantity
from avow.language.words import stem
from avow.truth.evidence import Evidence, Side


def claims_nothing(q: Quantity, clause: Clause | None, text: Text, ev: Evidence) -> bool:
    """Whether a quantity, in its clause, states no fact that the material would have to hold."""
    if q.measure is Measure.DURATION and q.value == 1 and q.high is None:
        return True  # "a year", "one month": how people say "a while"
    if _asked(q, ev) and (_in_wish(text, q.start) or _of_horizon(clause)):
        return True  # the horizon that the question itself names
    if q.measure is Measure.ORDINAL and clause is not None and clause.modality is Modality.WISH:
        return True  # "I'd love to build the fourth": imagined, not counted
    if q.measure is Measure.DURATION and _AHEAD.match(text.text, q.end) and _of_no_past(clause):
        return True  # "head of sales, five to ten years out": how far ahead one looks
    if _counts_wishes(q, text):
        return True
    if _of_the_text(q, text) or (_PLAN.match(text.text, q.end) and clause is not None and clause.negated):
        return True  # "no ten-year plan"
    if _FIGURE.match(text.text, q.end) and _digits_known(q.value, ev.candidate):
        return True  # "a six-figure budget"
    return q.measure is Measure.COUNT and _is_clock(q, text, ev)


_AHEAD = re.compile(r" (?:(?:out|ahead)(?! (?:of|in|at|on)\b)|from (?:now|today)\b|down the line\b|hence\b)")
_WISHES = frozenset(map(stem, "aims wishes hopes dreams ambitions aspirations".split()))
_HEADING = re.compile(r"(?:^|[.;:!?] )(?:One|First|1)[:,]")


def _of_no_past(clause: Clause | None) -> bool:
    """A wish, or words without anybody who did something."""
    return clause is not None and (clause.modality is Modality.WISH or clause.agent is Agent.NONE)


def _counts_wishes(q: Quantity, text: Text) -> bool:
    """ "Two goals, in order. One: … Two, …": what counts or heads the parts of the answer."""
    if q.measure is not Measure.COUNT or not 2 <= q.value <= 5:
        return False
    following = text.text[q.end : q.end + 30]
    if q.head in _WISHES or re.match(r" things? (?:that )?I(?:'d| hope| want| wish| would)\b", following):
        return True
    if text.text[max(0, q.start - 3) : q.start].rstrip()[-1:] not in ("", ".", ";"):
        return False
    heads = following[:1] in (":", ",") or re.match(r" goals\b", following)
    return bool(heads) and _HEADING.search(text.text) is not None  # the first of them is headed as well


_PLAN = re.compile(r"[ -](?:plan|goal|vision|dream|target|strategy|map|timeline)s?\b")
_TEXTUAL = frozenset(
    map(stem, "words sentences options versions drafts characters paragraphs bullets".split())
)


_ITSELF = re.compile(r"\banswers?\b|\bversions?\b|\bdrafts?\b|\((?:about |around )?\d+ words?\)")


def _of_the_text(q: Quantity, text: Text) -> bool:
    """The number of a list item, and what counts the answer's own words."""
    around = text.text[max(0, q.start - 40) : q.end + 40].lower()
    if q.head in _TEXTUAL and q.measure is Measure.COUNT and _ITSELF.search(around):
        return True
    line = text.text.rfind("\n", 0, q.start) + 1
    return (
        not text.text[line : q.start].strip(" *#")
        and text.text[q.end : q.end + 1] in (")", ".")
        and q.value < 20
    )


_FIGURE = re.compile(r"[- ](?:figure|digit)\b")


def _digits_known(digits: float, side: Side) -> bool:
    return any(len(str(int(v))) == digits for q, _ in side.quantities for v in q.values)


_HOURS = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}


def _is_clock(q: Quantity, text: Text, ev: Evidence) -> bool:
    """The numbers of "ten past six" and "six o'clock", where someone names the hour in any form."""
    first, after = text.index_at(q.start), text.index_at(q.end)
    before = [t.low for t in text.tokens[max(0, first - 2) : first]]
    following = [t.low for t in text.tokens[after : after + 2]]
    hour = q.value
    if len(following) == 2 and following[0] == "past" and following[1] in _HOURS:
        hour = _HOURS[following[1]]
    elif following[:1] != ["o'clock"] and before[-1:] != ["past"]:
        return False
    said = (*ev.candidate.quantities, *ev.company.quantities)
    return any(int(v) in (hour, hour + 12) for known, _ in said for v in known.values)


def _in_wish(text: Text, position: int) -> bool:
    """Whether the sentence around a position holds a wish."""
    return any(c.modality is Modality.WISH for c in text.group_at(position))


def _of_horizon(clause: Clause | None) -> bool:
    """ "The horizon I have in mind is fifteen years"."""
    return clause is not None and any(t.low in ("horizon", "timeframe", "timescale") for t in clause.tokens)


def is_whole_of_ratio(q: Quantity, text: Text) -> bool:
    """The ten in "seven in ten": the part before it is what the material must hold."""
    if q.value not in (10, 100):
        return False
    i = text.index_at(q.start)
    before = [t.low for t in text.tokens[max(0, i - 3) : i]]
    return before[-1:] in (["in"], ["every"], ["per"]) or before[-2:] == ["out", "of"]


def _asked(q: Quantity, ev: Evidence) -> bool:
    question = analyse(ev.material.question.text)
    values = {v for known in question.quantities for v in known.values}
    if any(t.low == "decade" for t in question.tokens):
        values.add(10.0)  # "the next decade" is no quantity, but a horizon
    return q.measure in (Measure.DURATION, Measure.COUNT) and values.issuperset(q.values)
