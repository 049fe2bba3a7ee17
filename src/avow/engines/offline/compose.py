"""The plan spoken: an opening that answers the question, what they bring, a second wish, the tie.

Every frame is data (frames.toml). The same brief and variant give the same answer.
"""

import re

from avow.engines.offline.choice import Chooser, style_of
from avow.engines.offline.frames import frames
from avow.engines.offline.parts import WORDS_A_SECOND, Brought, Wish
from avow.engines.offline.plan import Plan
from avow.engines.offline.telling import behind, cited, sentence, told
from avow.engines.offline.tie import ROOMY, role_of, tie
from avow.types import Horizon, Material, Sentence

# (words of room, facts): a short answer keeps to the wish, the best fact and the tie.
_FACTS = ((50, 1), (85, 2), (125, 3), (10_000, 5))
_ROOM_FOR_A_SECOND_WISH = 60


def compose(
    material: Material, plan: Plan, variant: int, *, ties: frozenset[str], budget: float = 1.0
) -> tuple[Sentence, ...]:
    """The sentences of an answer, or () where nothing may be said. `ties` names company fields to use."""
    brief = material.brief
    choose = Chooser(brief.aspiration + brief.question, variant)
    room = int(brief.style.seconds * WORDS_A_SECOND * budget)
    opening = _from_to(material, plan, choose) or _stand(plan, choose) or _opening(material, plan, choose)
    if opening is None:
        return ()
    closing = tie(material, choose, ties, bringing=bool(plan.facts or plan.values), room=room)
    if room < ROOMY and _count(opening, *closing) > room:  # the mission does not fit: the role alone
        closing = tie(material, choose, ties - {"mission", "culture"}, bringing=True, room=room)
    used = _count(opening, *closing)
    most = next(facts for words, facts in _FACTS if room < words)
    chosen: list[Brought] = []
    for brought in plan.facts:
        count = len(brought.fact.clause.split()) + 2
        if brought.fact.clause.lower() in opening.text.lower() or len(chosen) >= most:
            continue
        if used + count <= room:
            chosen.append(brought)
            used += count
    middle = told(chosen, choose)
    told_of = [b for b in plan.facts if b in chosen or b.fact.clause in opening.text]
    valued = any(b.fact.clause in opening.text for b in plan.values)
    carried = valued or any(_carries(b) for b in told_of)
    repeats = _repeats(material, (opening, *middle))  # "as an electrician. As an electrician, …"
    if repeats or not carried:
        ties -= {"role"} if repeats else set()
        ties -= {"mission", "culture"} if _count(opening, *closing) > room else set()
        closing = tie(material, choose, ties, bringing=carried, room=room)
    second = (
        _second(plan, choose, told_to=bool(material.company)) if room >= _ROOM_FOR_A_SECOND_WISH else None
    )
    if second is not None and used + _count(second) <= room:
        middle.insert(0, second)  # beside the first wish, so that "that" in the tie means what they bring
    return tuple(_localised(s, brief.style.locale) for s in (opening, *middle, *closing))


_MILD = ("I'd like", "I'd love", "I would like")  # what was only thought of is not yet aimed at


def _carries(brought: Brought) -> bool:
    """Whether "that" can be put to work: what was done or learned, not merely what one is."""
    return not re.match(r"I'm an? [^,]*\bstudent\b", brought.fact.clause)


def _repeats(material: Material, said: tuple[Sentence, ...]) -> bool:
    """Whether the role's own words were just said of the candidate's work."""
    role = re.sub(r"^(?:an?|the) ", "", role_of(material.brief.company.role)).lower()
    return bool(role) and any(re.search(rf"\b{re.escape(role)}\b", s.text.lower()) for s in said)


def _count(*sentences: Sentence) -> int:
    return sum(len(s.text.split()) for s in sentences)


def _second(plan: Plan, choose: Chooser, *, told_to: bool) -> Sentence | None:
    """A second wish; to an employer only one that meets them, looks far, or is for a name in the work."""
    for wish in plan.wishes[1:]:
        known = wish.text.startswith(("be the ", "be someone", "become ", "be somebody"))
        if told_to and not (wish.fits or known or "far" in wish.segment.flags):
            continue
        if wish.score >= 2.7 and not wish.segment.topic and wish.form != "that":
            maybe = "hedge" in wish.segment.flags and wish.form == "vp"
            table = frames()["also_maybe" if maybe else "also"]
            text = choose.pick(table[wish.form]).format(wish=wish.text)
            return sentence(text, (wish.segment.statement,))
    return None


def _from_to(material: Material, plan: Plan, choose: Chooser) -> Sentence | None:
    """Where they stand and where they want to go in one sentence, now and then, where both are short."""
    if not plan.wishes or plan.wishes[0].form != "vp" or choose.pick(["", "", "now"]) != "now":
        return None
    wish = plan.wishes[0]
    if material.question.horizon is not Horizon.FAR or "," in wish.text:
        return None
    for brought in plan.facts[:3]:
        clause = brought.fact.clause
        if brought.fact.kind != "experience" or "," in clause or " and " in clause or behind(brought):
            continue
        if len(clause.split()) + len(wish.text.split()) <= 26:
            made = cited(
                choose.pick(frames()["from_to"]["vp"]).format(clause=clause, wish=wish.text), [brought]
            )
            return made.model_copy(update={"cites": (wish.segment.statement, *made.cites)})
    return None


def _stand(plan: Plan, choose: Chooser) -> Sentence | None:
    """No wish that may be said, but work that may: growth in it."""
    if plan.wishes or plan.values:
        return None
    for brought in plan.facts[:4]:
        clause = brought.fact.clause
        if brought.fact.kind == "experience" and "," not in clause and " was " not in f" {clause} ":
            return cited(choose.pick(frames()["grow"]["stand"]).format(clause=clause), [brought])
    return None


def _opening(material: Material, plan: Plan, choose: Chooser) -> Sentence | None:
    table = frames()
    if plan.wishes:
        return _wished(material, plan.wishes[0], choose)
    if plan.values:
        value = plan.values[0]
        return cited(choose.pick(table["grow"]["value"]).format(value=value.fact.clause), [value])
    if plan.job:
        return sentence(choose.pick(table["grow"]["field"]).format(job=plan.job), (plan.job_statement,))
    if plan.facts:
        return sentence(choose.pick(table["grow"]["work"]), (plan.facts[0].statement,))
    return None


def _wished(material: Material, wish: Wish, choose: Chooser) -> Sentence:
    table = frames()["open"]
    near = {Horizon.NEAR: "near", Horizon.MIDDLE: "middle"}.get(material.question.horizon)
    if wish.form == "that":
        options = table["plain"]["that"]
    elif wish.form == "np" and " to " in wish.text:
        options = table["plain"]["np_to"]
    else:
        options = table[near or style_of(material)][wish.form]
    flags = wish.segment.flags
    if "near" in flags and "far" not in flags and not near and wish.form == "vp":
        options = table["first"]["vp"]  # a nearer goal is a step on the way, no aspiration
    elif "hedge" in flags or wish.segment.weight < 3.0:
        options = [o for o in options if any(mild in o for mild in _MILD)] or table["plain"][wish.form]
    return sentence(choose.pick(options).format(wish=wish.text), (wish.segment.statement,))


def _localised(said: Sentence, locale: str) -> Sentence:
    if locale != "en-US":
        return said
    text = said.text
    for british, american in frames()["american"].items():
        if not any(british in q.text for q in said.quotes):
            text = text.replace(british, american)
    return said.model_copy(update={"text": text})
