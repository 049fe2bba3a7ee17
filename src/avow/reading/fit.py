"""How the candidate's wish meets the employer: aligned, partial, conflict or unknown, in plain words.

A conflict is told only where the words show one: the employer works against the very thing that is
wished for, the only wish leads out of this work, or the role's core duty is what the candidate refuses.
The tables of opposed causes are in data/fit.toml; they are general knowledge, not taken from any brief.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from avow.language import words
from avow.language.names import FUNCTION
from avow.language.tokens import tokenise
from avow.reading.company import clean_line
from avow.reading.roles import Reading, Role, Segment, read
from avow.reading.tagger import data
from avow.types import Fit, FitLevel, Material

_AGAINST = re.compile(
    r"\b(?:off|end|ending|stop|stopping|against|ban|banning|fight|fighting|free from|free of|replace|replacing|"
    r"(?:sell|use|make|take)s? no|no longer needs?|quit|eliminate|eliminating|abolish)\s+((?:[\w'-]+\s*){1,3})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A fit and the statements whose wish stands against the employer."""

    fit: Fit
    against: frozenset[tuple[str, int]]


def assess(material: Material) -> Fit:
    """The fit of a material, its reason addressed to the candidate."""
    return meeting(material).fit


def meeting(material: Material) -> Meeting:
    """The fit with the statements that a truthful answer to this employer has to leave out."""
    company = material.brief.company
    text = " ".join(
        (company.role, company.mission, company.culture, *company.values, company.posting[:2_000])
    )
    reading = read(material)
    if not text.strip():
        reason = "No employer is described, so there is nothing to compare your wish with."
        return Meeting(Fit(level=FitLevel.UNKNOWN, reason=reason), frozenset())
    wishes = reading.of(Role.ASPIRATION)
    opposed = _opposed(material, reading, text)
    if opposed is not None:
        thing, statements = opposed
        left = [w for w in wishes if (w.statement, w.start) not in statements]
        hit = [w.weight for w in wishes if (w.statement, w.start) in statements]
        if left and (not hit or max(w.weight for w in left) > max(hit) + 0.4):
            return Meeting(
                Fit(
                    level=FitLevel.PARTIAL,
                    reason=f"You also speak of {thing}, which this employer works against; another wish of yours fits, and the answer rests on that one.",
                ),
                statements,
            )
        return Meeting(
            Fit(
                level=FitLevel.CONFLICT,
                reason=f"What you want has to do with {thing}, and this employer works against just that. Look for a place that wants what you want, or say which other wish of yours is true.",
            ),
            statements,
        )
    duty = _refused(reading, company.role)
    if duty is not None:
        said, level = duty
        return Meeting(
            Fit(
                level=level,
                reason=f"You say “{said}”, and the role of {clean_line(company.role)} asks for just that. Ask how much of it there is before you go on.",
            ),
            frozenset(),
        )
    leaving = [s for s in reading.of(Role.PRIVATE) if s.topic in ("leave", "compete")]
    if leaving and not wishes:
        return Meeting(
            Fit(
                level=FitLevel.PARTIAL,
                reason="The only plan you name leads away from this employer. It need not be told, but no other wish is here to build an answer on.",
            ),
            frozenset(),
        )
    if not wishes:
        return Meeting(
            Fit(
                level=FitLevel.PARTIAL,
                reason="You name no wish that could be compared with what this employer is for.",
            ),
            frozenset(),
        )
    if _steady(wishes) and _stems(text) & _listed("culture", "creative"):
        return Meeting(
            Fit(
                level=FitLevel.PARTIAL,
                reason="You want safety and steadiness, and this employer is looking for new things. Say which part of their work you would like to make.",
            ),
            frozenset(),
        )
    shared = _stems(" ".join(_text(material, w) for w in wishes)) & _stems(text)
    if shared:
        return Meeting(
            Fit(
                level=FitLevel.ALIGNED, reason="What you want and what this employer does point the same way."
            ),
            frozenset(),
        )
    return Meeting(
        Fit(
            level=FitLevel.ALIGNED,
            reason="Nothing you want speaks against what this employer is for; the link is yours to make.",
        ),
        frozenset(),
    )


def _text(material: Material, segment: Segment) -> str:
    statement = material.find(segment.statement)
    return statement.text[segment.start : segment.end] if statement else ""


@lru_cache(maxsize=1_024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(
        t.stem
        for t in tokenise(text.lower())
        if t.low not in FUNCTION and t.low[0].isalpha() and len(t.low) > 2
    )


@cache
def _listed(table: str, name: str) -> frozenset[str]:
    return frozenset(words.stem(w) for w in data("fit")[table][name].split())


@cache
def _causes() -> tuple[tuple[str, frozenset[str], tuple[str, ...], re.Pattern[str]], ...]:
    rows = []
    for row in data("fit")["opposed"]:
        pattern = re.compile(
            r"\b(?:" + "|".join(re.escape(p) for p in row["against"].split("|")) + r")", re.I
        )
        plain = frozenset(words.stem(w) for w in row["of"].split() if "-" not in w)
        phrases = (*(w for w in row["of"].split() if "-" in w), *row.get("phrases", ()))
        rows.append((row["thing"], plain, phrases, pattern))
    return tuple(rows)


def _opposed(
    material: Material, reading: Reading, text: str
) -> tuple[str, frozenset[tuple[str, int]]] | None:
    """What the employer works against and the candidate wishes for, with the statements that say so."""
    wanted = [
        s
        for s in reading.segments
        if (s.field == "aspiration" and s.role in (Role.ASPIRATION, Role.VALUE, Role.GOAL))
        or s.topic in ("compete", "leave")
    ]
    if not wanted:
        return None
    said = [(s, _stems(_text(material, s)), _text(material, s).lower()) for s in wanted]
    scorned = " ".join(_text(material, s) for s in reading.of(Role.DENIED, Role.DISLIKE))
    own = [s for s in reading.segments if s.field == "aspiration" and s.role not in (Role.OTHER, Role.NOISE)]
    for thing, of, phrases, pattern in _causes():
        if not pattern.search(text):
            continue
        rows = said
        if pattern.search(scorned):  # they scorn what the employer stands for: their whole account counts
            rows = [(s, _stems(_text(material, s)), _text(material, s).lower()) for s in own]
        elif phrases:
            rows = [(s, frozenset(), _text(material, s).lower()) for s in own]
        hits = frozenset(
            (s.statement, s.start)
            for s, stems, low in rows
            if (stems & of or any(w in low for w in phrases)) and not (rows is said and pattern.search(low))
        )
        if hits and rows is not said:
            hits |= frozenset((s.statement, s.start) for s, _, _ in said)
        if hits:
            return thing, hits
    targets = frozenset(
        stem
        for match in _AGAINST.finditer(material.brief.company.mission)
        for stem in list(_stems(match.group(1)))[:2]
    )
    for segment, stems, low in said:
        shared = stems & targets
        if segment.role is Role.ASPIRATION and shared and not _AGAINST.search(low):
            key = sorted(shared)[0]
            word = next((t.low for t in tokenise(text) if t.stem == key), key)
            return f"“{word}”", frozenset({(segment.statement, segment.start)})
    return None


def _refused(reading: Reading, role: str) -> tuple[str, FitLevel] | None:
    """What the candidate refuses although the role's title names it."""
    title = [t.low for t in tokenise(clean_line(role))]
    if not title:
        return None
    for segment in reading.of(Role.DENIED, Role.DISLIKE):
        if segment.field != "aspiration":
            continue
        lows = [t.low for t in segment.tokens]
        for group in data("fit")["core"].values():
            listed = frozenset(words.stem(w) for w in group.split())
            named = [w for w in title if words.stem(w) in listed]
            if (
                named
                and not _beside(title, named[0])
                and any(words.stem(w) in listed for w in lows)
                and (
                    "want" in lows
                    or "hate" in lows
                    or "like" in lows
                    or lows[0] in ("no", "not", "never")
                    or lows[-1] == "no"
                )
            ):
                return " ".join(t.text for t in segment.tokens[:12]), FitLevel.PARTIAL
    return None


def _beside(title: list[str], word: str) -> bool:
    """ "Assistant manager", "team lead's assistant": the duty is somebody else's."""
    at = title.index(word)
    return (
        at > 0
        and title[at - 1]
        in ("assistant", "deputy", "account", "product", "project", "case", "office", "shift")
    ) or "assistant" in title


def _steady(wishes: tuple[Segment, ...]) -> bool:
    steady = _listed("culture", "steady")
    return all({t.stem for t in w.tokens} & steady for w in wishes)
