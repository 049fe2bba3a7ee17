"""The plan spoken: sentences in frames chosen by culture, horizon and variant.

Every frame is data (frames.toml). The same brief and variant give the same answer.
"""

import hashlib

from avow.engines.offline.frames import frames
from avow.engines.offline.parts import WORDS_A_SECOND, Brought, Wish
from avow.engines.offline.plan import Plan
from avow.engines.offline.tie import company_ids, culture_of, mission_of, role_of
from avow.reading.company import name_of
from avow.types import Horizon, Material, Quote, Sentence


class Chooser:
    """Deterministic choice among frames: by the brief's words and the variant."""

    def __init__(self, seed: str, variant: int) -> None:
        self._base = (
            int.from_bytes(hashlib.blake2b(seed.encode("utf-8", "replace"), digest_size=6).digest(), "big")
            + variant
        )
        self._slot = 0

    def pick(self, options: list[str]) -> str:
        """One of the options; each call is a new slot."""
        self._slot += 1
        return options[(self._base // self._slot + self._base) % len(options)]


_CREATIVE = frozenset(
    "playful bold creative curious experimental weird fun daring inventive fast loud colourful colorful "
    "imaginative trend-setting boutique".split()
)
_STAID = frozenset(
    "rigour rigor tradition careful lasting discreet formal quiet calm staid conservative prudent precise "
    "evidence steady exact unhurried sober".split()
)


def key_of(material: Material) -> str:
    """creative, staid or plain, by the words of the culture."""
    company = material.brief.company
    said = set(
        f"{company.culture} {' '.join(company.values)}".lower().replace(",", " ").replace(".", " ").split()
    )
    if said & _CREATIVE:
        return "creative"
    return "staid" if said & _STAID else "plain"


def compose(
    material: Material, plan: Plan, variant: int, *, ties: frozenset[str], budget: float = 1.0
) -> tuple[Sentence, ...]:
    """The sentences of an answer, or () where nothing may be said. `ties` names company fields to use."""
    brief = material.brief
    choose = Chooser(brief.aspiration + brief.question, variant)
    room = int(brief.style.seconds * WORDS_A_SECOND * budget)
    opening, used_fact = _from_to(material, plan, choose) or _stand(plan, choose), True
    if opening is None:
        opening, used_fact = _opening(material, plan, choose), False
    if opening is None:
        return ()
    tie = _tie(material, choose, ties, bool(plan.facts) or bool(plan.values))
    used = _count(opening) + _count(tie)
    middle: list[Sentence] = []
    facts = [b for b in plan.facts if b.statement not in opening.cites or (plan.wishes and not used_fact)]
    most = 1 if room < 50 else 2 if room < 90 else 3 if room < 150 else 5
    chosen: list[Brought] = []
    for brought in facts:
        count = len(brought.fact.clause.split()) + 2
        if len(chosen) < most and used + count <= room:
            chosen.append(brought)
            used += count
    middle.extend(_brings(chosen, choose))
    if not chosen and not used_fact and not plan.values:
        tie = _tie(material, choose, ties, False)
    second = next(
        (w for w in plan.wishes[1:] if w.score >= 2.7 and w.segment.topic == "" and w.form != "that"), None
    )
    if second is not None and room >= 70 and used + len(second.text.split()) + 5 <= room and len(middle) < 4:
        also = choose.pick(frames()["also"][second.form]).format(wish=second.text)
        middle.insert(
            0 if choose.pick(["0", "1"]) == "0" and not middle else len(middle),
            _sentence(also, (second.segment.statement,), _quotes(second)),
        )
        used += len(also.split())
    mission = mission_of(brief.company.mission, name_of(brief.company.name)) if "mission" in ties else None
    apt = mission is None or (mission.form in ("vp", "np") and choose.pick(["", "culture"]) == "culture")
    culture = _culture(material, choose, ties) if room >= 70 and apt else None
    tail = [tie]
    if culture is not None and used + _count(culture) <= room:
        tail = [culture, tie]
    ordered = [opening, *middle, *tail]
    return tuple(_localised(s, brief.style.locale) for s in ordered)


def _count(sentence: Sentence) -> int:
    return len(sentence.text.split())


def _sentence(text: str, cites: tuple[str, ...], quotes: tuple[Quote, ...] = ()) -> Sentence:
    text = " ".join(text.split()).replace(" ,", ",")
    text = text[0].upper() + text[1:]
    return Sentence(
        text=text if text.endswith((".", "!", "?")) else text + ".",
        cites=tuple(dict.fromkeys(cites)),
        quotes=quotes,
    )


def _quotes(part: Wish) -> tuple[Quote, ...]:
    return ()


def _from_to(material: Material, plan: Plan, choose: Chooser) -> Sentence | None:
    """Where they stand and where they want to go in one sentence, now and then, where both are short."""
    if not plan.wishes or plan.wishes[0].form != "vp" or choose.pick(["", "", "now"]) != "now":
        return None
    if material.question.horizon is not Horizon.FAR:
        return None
    wish = plan.wishes[0]
    for brought in plan.facts[:3]:
        clause = brought.fact.clause
        if brought.fact.kind != "experience" or "," in clause or " and " in clause or _behind(brought):
            continue
        if len(clause.split()) + len(wish.text.split()) <= 26 and "," not in wish.text:
            text = choose.pick(frames()["from_to"]["vp"]).format(clause=clause, wish=wish.text)
            return _sentence(
                text, (wish.segment.statement, brought.statement), (brought.quote,) if brought.quote else ()
            )
    return None


def _stand(plan: Plan, choose: Chooser) -> Sentence | None:
    """No wish that may be said, but work that may: growth in it."""
    if plan.wishes or plan.values:
        return None
    for brought in plan.facts[:4]:
        clause = brought.fact.clause
        if brought.fact.kind == "experience" and "," not in clause and " was " not in f" {clause} ":
            text = choose.pick(frames()["grow"]["stand"]).format(clause=clause)
            return _sentence(text, (brought.statement,), (brought.quote,) if brought.quote else ())
    return None


def _opening(material: Material, plan: Plan, choose: Chooser) -> Sentence | None:
    table = frames()
    if plan.wishes:
        wish = plan.wishes[0]
        horizon = material.question.horizon
        kind = {Horizon.NEAR: "near", Horizon.MIDDLE: "middle"}.get(horizon) or key_of(material)
        clausal = wish.form == "np" and " to " in wish.text
        if wish.form == "that":
            return _sentence(
                choose.pick(table["open"]["plain"]["that"]).format(wish=wish.text), (wish.segment.statement,)
            )
        frame = choose.pick(table["open"]["plain"]["np_to"] if clausal else table["open"][kind][wish.form])
        return _sentence(frame.format(wish=wish.text), (wish.segment.statement,))
    if plan.values:
        value = plan.values[0]
        text = choose.pick(table["grow"]["value"]).format(value=value.fact.clause)
        return _sentence(text, (value.statement,), (value.quote,) if value.quote else ())
    if plan.job:
        return _sentence(choose.pick(table["grow"]["field"]).format(job=plan.job), (plan.job_statement,))
    if plan.facts:
        return _sentence(choose.pick(table["grow"]["work"]), (plan.facts[0].statement,))
    return None


def _brings(chosen: list[Brought], choose: Chooser) -> list[Sentence]:
    """The facts as sentences: what can be listed in one, the rest in pairs where they are short."""
    order = sorted(chosen, key=lambda b: (b.fact.kind != "experience", -b.score))
    listed = [
        b for b in order if b.fact.bring and (_behind(b) or b.fact.kind in ("degree", "language", "licence"))
    ]
    if len(listed) < 2 and not any(_behind(b) for b in listed):
        listed = []
    out: list[Sentence] = []
    if listed:
        text = choose.pick(frames()["bring"]["list"]).format(bring=_series([b.fact.bring for b in listed]))
        out.append(
            _sentence(text, tuple(b.statement for b in listed), tuple(b.quote for b in listed if b.quote))
        )
    rest = [b for b in order if b not in listed]
    pairs: list[list[Brought]] = []
    for brought in rest:
        if pairs and len(pairs[-1]) == 1 and _joins(pairs[-1][0], brought):
            pairs[-1].append(brought)
        else:
            pairs.append([brought])
    for pair in pairs:
        text = ", and ".join(b.fact.clause for b in pair)
        sentence = _sentence(text, tuple(b.statement for b in pair), tuple(b.quote for b in pair if b.quote))
        out.insert(0 if pair[0].fact.kind == "experience" else len(out), sentence)
    return out


def _behind(brought: Brought) -> bool:
    return brought.fact.clause.endswith(" behind me")


def _joins(first: Brought, second: Brought) -> bool:
    a, b = first.fact.clause, second.fact.clause
    return (
        len(a.split()) + len(b.split()) <= 22
        and "," not in a
        and " and " not in a[-30:] + b[:40]
        and b.startswith("I")
    )


def _series(items: list[str]) -> str:
    """A list as it is said; an item that is itself a list comes last, after "along with"."""
    plain = [i for i in items if "," not in i]
    lists = [i for i in items if "," in i]
    if not plain:
        plain, lists = lists[:1], lists[1:]
    join = ", and " if any(" and " in i for i in plain) else " and "
    text = plain[0] if len(plain) == 1 else ", ".join(plain[:-1]) + join + plain[-1]
    return text + "".join(f", along with {i}" for i in lists)


def _tie(material: Material, choose: Chooser, ties: frozenset[str], bringing: bool) -> Sentence:
    company = material.brief.company
    table = frames()["tie"] if bringing else {**frames()["tie"], **frames()["tie_bare"]}
    name = name_of(company.name)
    role = role_of(company.role) if "role" in ties else ""
    mission = mission_of(company.mission, name) if "mission" in ties else None
    as_role = f"as {role}" if role else ""
    fields = ["mission"] if mission else []
    if mission is not None:
        if role:
            fields.append("role")
        if mission.form in ("vp",) and name:
            fields.append("name")
        frame = choose.pick(table[mission.form])
        lead = f"{as_role}, " if as_role and "{As_role}" in frame else ""
        tail = f" {as_role}" if as_role and "{as_role}" in frame else ""
        text = frame.format(
            As_role=lead, as_role=tail, name=_short(name) or "you", mission=mission.text, Mission=mission.text
        )
        return _sentence(text, company_ids(material, *fields))
    if role:
        text = choose.pick(table["role"]).format(
            As_role=f"{as_role}{' at ' + _short(name) if name else ''}, "
        )
        return _sentence(text, company_ids(material, "role", *(["name"] if name else [])))
    if name and "name" in ties:
        return _sentence(choose.pick(table["name"]).format(name=_short(name)), company_ids(material, "name"))
    return _sentence(choose.pick(table["none"]), ())


def _short(name: str) -> str:
    return name


def _culture(material: Material, choose: Chooser, ties: frozenset[str]) -> Sentence | None:
    if "culture" not in ties:
        return None
    found = culture_of(material.brief.company.culture)
    if found is None:
        return None
    kind, said = found
    return _sentence(
        choose.pick(frames()["culture"][kind]).format(Culture=said, culture=said),
        company_ids(material, "culture"),
    )


def _localised(sentence: Sentence, locale: str) -> Sentence:
    if locale != "en-US":
        return sentence
    text = sentence.text
    for british, american in frames()["american"].items():
        if not any(british in q.text for q in sentence.quotes):
            text = text.replace(british, american)
    return sentence.model_copy(update={"text": text})
