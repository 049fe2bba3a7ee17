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
    r"\b(?:none of it by|never by|not by|"
    r"off|end|ending|stop|stopping|against|ban|banning|fight|fighting|free from|free of|replace|"
    r"replacing|"
    r"(?:sell|use|make|take)s? no|no longer needs?|quit|eliminate|eliminating|"
    r"abolish)\s+((?:[\w'-]+\s*){1,3})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A fit and the places of wishes that stand against the employer."""

    fit: Fit
    places: frozenset[tuple[str, int]] = frozenset()  # (statement, start of the segment)

    @property
    def against(self) -> frozenset[str]:
        """The ids of the statements."""
        return frozenset(statement for statement, _ in self.places)


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
        return _told(FitLevel.UNKNOWN, "unknown")
    wishes = reading.of(Role.ASPIRATION)
    opposed = _opposed(material, reading, text)
    if opposed is not None:
        thing, places = opposed
        free = [w.weight for w in wishes if (w.statement, w.start) not in places]
        hit = [w.weight for w in wishes if (w.statement, w.start) in places]
        if free and (not hit or max(free) > max(hit) + 0.4):
            return _told(FitLevel.PARTIAL, "partly", places, thing=thing)
        return _told(FitLevel.CONFLICT, "conflict", places, thing=thing)
    elsewhere = _elsewhere(material, wishes, text)
    if elsewhere and _LIKED.search(material.brief.aspiration):
        return _told(FitLevel.PARTIAL, "bridge", elsewhere)
    if elsewhere:
        return _told(FitLevel.CONFLICT, "elsewhere", elsewhere)
    refused = _refused(reading, company.role)
    if refused:
        return _told(FitLevel.PARTIAL, "duty", said=refused, role=clean_line(company.role))
    if not wishes:
        leaving = any(s.topic in ("leave", "compete") for s in reading.of(Role.PRIVATE))
        liked = any(
            s.role is Role.VALUE or (s.role is Role.FACT and "wish" in s.flags)
            for s in reading.segments
            if s.field == "aspiration"
        )
        if liked and not leaving:
            return _told(FitLevel.ALIGNED, "liked")
        return _told(FitLevel.PARTIAL, "leaving" if leaving else "nothing")
    if _steady(wishes) and _stems(text) & _listed("culture", "creative"):
        return _told(FitLevel.PARTIAL, "steady")
    shared = _stems(" ".join(_text(material, w) for w in wishes)) & _stems(text)
    return _told(FitLevel.ALIGNED, "aligned" if shared else "open")


_LIKED = re.compile(r"\b(?:like|love|enjoy) (?:the|this|that|my) (?:work|job|trade|line of work)\b", re.I)


def bridging(material: Material) -> bool:
    """Whether the candidate says that this job only bridges the time to something else."""
    return any(
        _NEGATED.search(match.string[: match.start()]) is None
        for match in _bridges().finditer(material.brief.aspiration)
    )


@cache
def _bridges() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) for p in data("fit")["bridge"]["phrases"])
    return re.compile(rf"\b(?:{phrases})\b", re.I)


_NEGATED = re.compile(r"(?:\b(?:no|not|never|nor)|n['’]t)(?:\W+\w+){0,4}\W*$", re.I)


def _elsewhere(
    material: Material, wishes: tuple[Segment, ...], text: str
) -> frozenset[tuple[str, int]] | None:
    """The wishes, where the job is only to bridge the time to something that it has nothing to do with."""
    if not wishes or not bridging(material):
        return None
    if _stems(" ".join(_text(material, w) for w in wishes)) & (_stems(text) - _listed("bridge", "common")):
        return None
    return frozenset((w.statement, w.start) for w in wishes)


def _told(
    level: FitLevel, key: str, places: frozenset[tuple[str, int]] = frozenset(), **values: str
) -> Meeting:
    return Meeting(Fit(level=level, reason=data("fit")["reason"][key].format(**values)), places)


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
        hyphened = [w for w in row["of"].split() if "-" in w]
        phrases = (*hyphened, *(w.replace("-", " ") for w in hyphened), *row.get("phrases", ()))
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
    account = [(s, _stems(_text(material, s)), _text(material, s).lower()) for s in own]
    wishes = frozenset((s.statement, s.start) for s, _, _ in said)
    for thing, of, phrases, pattern in _causes():
        if not pattern.search(text):
            continue
        hits = frozenset(
            (s.statement, s.start) for s, stems, low in said if stems & of and not pattern.search(low)
        )
        # A phrase of several words is told by their whole account; so is scorn for what the employer is for.
        scorns = pattern.search(scorned) is not None
        told = [s for s, stems, low in account if any(p in low for p in phrases) or (scorns and stems & of)]
        if told:
            hits |= wishes | frozenset((s.statement, s.start) for s in told)
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


def _refused(reading: Reading, role: str) -> str:
    """What the candidate refuses although the role's title names it."""
    title = [t.low for t in tokenise(clean_line(role))]
    if not title:
        return ""
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
                return " ".join(t.text for t in segment.tokens[:12])
    return ""


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
