"""The chosen facts as sentences: what can be listed in one, the rest joined in pairs where they are short."""

from avow.engines.offline.choice import Chooser
from avow.engines.offline.frames import frames
from avow.engines.offline.parts import Brought, stems_of
from avow.types import Quote, Sentence

_LISTED = frozenset(("degree", "language", "licence"))


def sentence(text: str, cites: tuple[str, ...], quotes: tuple[Quote, ...] = ()) -> Sentence:
    """A sentence with its capital and its stop."""
    text = " ".join(text.split()).replace(" ,", ",")
    text = text[0].upper() + text[1:]
    return Sentence(
        text=text if text.endswith((".", "!", "?")) else text + ".",
        cites=tuple(dict.fromkeys(cites)),
        quotes=quotes,
    )


def cited(text: str, facts: list[Brought]) -> Sentence:
    """A sentence that rests on these facts."""
    return sentence(text, tuple(b.statement for b in facts), tuple(b.quote for b in facts if b.quote))


def told(chosen: list[Brought], choose: Chooser) -> list[Sentence]:
    """The facts as sentences: experience first, then by worth."""
    order = sorted(chosen, key=lambda b: (b.fact.kind != "experience", -b.score))
    listed = [b for b in order if b.fact.bring and (behind(b) or b.fact.kind in _LISTED)]
    if len(listed) < 2 and not any(behind(b) for b in listed):
        listed = []
    out: list[Sentence] = []
    if listed:
        text = choose.pick(frames()["bring"]["list"]).format(bring=_series([b.fact.bring for b in listed]))
        out.append(cited(text, listed))
    pairs: list[list[Brought]] = []
    for brought in (b for b in order if b not in listed):
        if pairs and len(pairs[-1]) == 1 and _joins(pairs[-1][0], brought):
            pairs[-1].append(brought)
        else:
            pairs.append([brought])
    for pair in pairs:
        made = cited(", and ".join(b.fact.clause for b in pair), pair)
        out.insert(0 if pair[0].fact.kind == "experience" else len(out), made)
    return out


def behind(brought: Brought) -> bool:
    """Time spent that is said as a noun phrase: "eleven years as a nurse"."""
    return brought.fact.clause.endswith(" behind me")


def _joins(first: Brought, second: Brought) -> bool:
    """Short, and of one kind: work with work, what is learned with what is learned, or words shared."""
    a, b = first.fact.clause, second.fact.clause
    if (
        len(a.split()) + len(b.split()) > 22
        or "," in a
        or " and " in a
        or " and " in b
        or not b.startswith("I")
    ):
        return False
    learned = _LISTED | {"learning"}
    alike = (first.fact.kind in learned) == (second.fact.kind in learned)
    return alike or bool(stems_of(a) & stems_of(b)) or len(b.split()) <= 7


def _series(items: list[str]) -> str:
    """A list as it is said; an item that is itself a list comes last, after "along with"."""
    plain = [i for i in items if "," not in i and " and " not in i]
    lists = [i for i in items if i not in plain]
    if not plain:
        plain, lists = lists[:1], lists[1:]
    text = plain[0] if len(plain) == 1 else ", ".join(plain[:-1]) + " and " + plain[-1]
    return text + "".join(f", along with {i}" for i in lists)
