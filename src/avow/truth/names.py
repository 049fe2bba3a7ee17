"""Names of an answer that the material lacks."""

from bisect import bisect_left
from collections.abc import Iterator

from avow.language import atlas
from avow.language.analysis import Text, analyse
from avow.language.clauses import Agent, Modality
from avow.language.names import FUNCTION, Name
from avow.language.tokens import Kind, Token
from avow.language.words import known, stem, tags
from avow.truth.evidence import Evidence, Hit, Side
from avow.truth.lexicon import names_index
from avow.truth.marks import in_idiom

_EMPLOYED = frozenset(
    map(
        stem,
        [
            "work",
            "worked",
            "job",
            "employed",
            "join",
            "joined",
            "intern",
            "interned",
            "volunteer",
            "serve",
            "served",
            "train",
            "trained",
            "manage",
            "managed",
            "start",
            "started",
            "stint",
            "career",
            "years",
            "stay",
            "studied",
        ],
    )
)


def check(text: Text, ev: Evidence) -> Iterator[Hit]:
    """Hits for names that nobody's material holds, and for the employer told as a past employer."""
    run_hit: dict[int, Hit] = {}
    for name in text.names:
        if _said(name, ev.candidate) or name.key in ev.question:
            continue
        if _spells_out(name, text, ev.candidate) or _common_part(name, text, ev):
            continue
        if in_idiom(text, name.start, name.end):
            continue
        if (
            "[" in text.text[max(0, name.start - 30) : name.start]
            and "]" in text.text[name.end : name.end + 30]
        ):
            continue  # a placeholder is the voice guard's
        if _said(name, ev.company):
            hit = _as_past_employer(name, text, ev) or _as_own(name, text, ev) or _as_mine(name, text, ev)
            if hit is not None and not _place_of(name, ev.candidate):
                run_hit.setdefault(name.run, hit)
            continue
        if _place_of(name, ev.candidate) or _place_of(name, ev.company):
            continue
        if _is_origin(name, text):
            continue  # left to the claims' risk: the atlas knows towns, and material names villages
        kind = "credential" if name.key in names_index().credential else "name"
        old = run_hit.get(name.run)
        start = old.start if old else name.start
        span = text.text[start : name.end]
        run_hit[name.run] = Hit(start, name.end, kind, f'"{span}" is not in the material', None)
    yield from run_hit.values()


def _place_of(name: Name, side: Side) -> bool:
    """Whether the name is the country, region or people of a place that is said."""
    return atlas.names_land_of(name.key, side.spoken)


def _said(name: Name, side: Side) -> bool:
    key = name.key
    if key in side.words or stem(key) in side.stems:
        return True
    if key in names_index().free:
        return True
    # "in" and "or" name a state only where they are written so
    other = (k for k in names_index().twin.get(key, ()) if k not in FUNCTION or k in side.capitals)
    if any(k in side.words for k in other):
        return True
    if len(key) >= 4 and any(
        w.startswith(key[:-1] if len(key) > 5 else key) for w in side.words if len(w) >= 4
    ):
        return True  # "Cantonese" for "canto", "Mahler's" for "mahlers", a plural, an adjective
    mark = key[:-1] in names_index().credential
    if name.text.endswith("s") and name.text[:-1].isupper() and key[:-1] in side.capitals and not mark:
        return True  # "PCBs"
    if len(key) <= 4 and any(key in w and w[0].isdecimal() for w in side.words):
        return True  # "kW" for "5kw", "6G" for "6g"
    if any(len(w) >= 4 and key.startswith(w) for w in side.words if w[0] == key[0]):
        return True
    return _is_compound(key, side) or _is_acronym(name.text, key, side) or _is_typo(key, side)


def _is_compound(key: str, side: Side) -> bool:
    """ "Bäckermeister" where the material has Bäckerei and Meister."""
    ends = [w for w in side.words if 5 <= len(w) <= len(key) - 4 and key.endswith(w)]
    return any(len(w) >= 5 and w.startswith(key[: len(key) - len(e)]) for e in ends for w in side.words)


def _is_acronym(text: str, key: str, side: Side) -> bool:
    """ "SAP" where the material spells Soil Advisory Programme."""
    return text.isupper() and 2 <= len(key) <= 6 and any(key in _initials(t) for t in side.texts)


def _is_origin(name: Name, text: Text) -> bool:
    """ "a Viennese bench": an adjective of origin before an ordinary noun, a place told in another form."""
    after = text.index_at(name.end)
    following = text.tokens[after] if after < len(text.tokens) else None
    if following is None or following.capital or following.low in FUNCTION:
        return False
    entry = tags(following.low)  # an unlisted word is a noun more often than not
    return (not entry or not entry.keys().isdisjoint(("NN", "NNS"))) and atlas.is_people(name.key)


def _common_part(name: Name, text: Text, ev: Evidence) -> bool:
    """The "City" of a supported "Mexico": an ordinary word beside a name that the material holds."""
    if not known(name.text.lower()):
        return False
    at = bisect_left(text.names, name.start, key=lambda n: n.start)
    beside = text.names[max(0, at - 3) : at + 4]
    others = [n for n in beside if n.run == name.run and n is not name]
    sides = (ev.candidate, ev.company)
    return any(_said(n, side) for n in others for side in sides) or any(
        _place_of(n, side) for n in others for side in sides
    )


def _spells_out(name: Name, text: Text, side: Side) -> bool:
    """ "Ho Chi Minh City" where the material has the acronym HCMC."""
    at = text.index_at(name.start)
    first, last = at, at + 1
    while first and at - first < _FARTHEST and _runs_on(text.tokens[first - 1]):
        first -= 1
    while last < len(text.tokens) and last - at < _FARTHEST and _runs_on(text.tokens[last]):
        last += 1
    letters = "".join(t.low[0] for t in text.tokens[first:last] if t.low not in _LINKING)
    here = sum(t.low not in _LINKING for t in text.tokens[first:at])
    return any(
        letters[a:b] in side.capitals or (b - a > 2 and letters[a:b] in side.words - FUNCTION)
        for a in range(max(0, here - 4), here + 1)
        for b in range(max(here + 1, a + 2), min(len(letters), a + 5) + 1)
    )


_FARTHEST = 8  # tokens on either side; no acronym spells out more
_LINKING = frozenset({"of", "the", "and", "for", "de"})


def _runs_on(token: Token) -> bool:
    """Whether a token belongs to the spelled-out name beside it: capitals, and what links them."""
    return token.capital or token.low in _LINKING


def _initials(text: Text) -> str:
    return "".join(t.low[0] for t in text.tokens if t.low[0].isalpha() and t.low not in _LINKING)


def _is_typo(key: str, side: Side) -> bool:
    return len(key) >= 5 and any(
        abs(len(w) - len(key)) <= 1 and w[0] == key[0] and _one_edit(w, key)
        for w in side.words
        if len(w) >= 4
    )


def _one_edit(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return a[i:] == b[i + 1 :]


def _as_own(name: Name, text: Text, ev: Evidence) -> Hit | None:
    """A tool, place or mark that only the employer's text names, told of the candidate ("I know …")."""
    clause = text.clause_at(name.start)
    if (
        clause is None
        or clause.agent is not Agent.SELF
        or clause.negated
        or clause.modality is not Modality.FACT
    ):
        return None
    lows = {t.low for t in clause.tokens}
    if not _OWNING & lows or not lows.isdisjoint(_THEIRS) or name.key in _employer(ev):
        return None
    return Hit(
        name.start,
        name.end,
        "skill",
        f'"{name.text}" is the employer\'s word; nothing says that it is yours',
        next((s.id for s in ev.material.company if name.key in analyse(s.text).folded), None),
    )


def _as_mine(name: Name, text: Text, ev: Evidence) -> Hit | None:
    """Somebody whom only the employer's text names, told as the candidate's: "my former manager Ada"."""
    at = text.index_at(name.start)
    k = at - 1
    while k >= 0 and at - k <= 4 and text.tokens[k].low not in FUNCTION and text.tokens[k].kind is Kind.WORD:
        k -= 1
    if k < 0 or k == at - 1 or text.tokens[k].low != "my" or name.key in _employer(ev):
        return None
    start = text.tokens[k].start
    first = bisect_left(text.names, name.start, key=lambda n: n.start)
    end = max(n.end for n in text.names[first : first + 4] if n.run == name.run)
    span = text.text[start:end]
    return Hit(start, end, "attribution", f'"{span}": only the employer\'s text has this name', None)


_OWNING = frozenset(
    "i've have hold know speak use used worked built wrote ran led managed passed earned am i'm was".split()
)
_THEIRS = frozenset("you your you're yours would could i'd there here like".split())


def _employer(ev: Evidence) -> frozenset[str]:
    company = ev.material.brief.company
    return analyse(f"{company.name} {company.role} {company.mission}").folded


_CONDITIONAL = frozenset("would could i'd might may can will i'll if to where".split())


def _as_past_employer(name: Name, text: Text, ev: Evidence) -> Hit | None:
    """The employer applied to cannot be where the candidate worked unless the candidate says so."""
    clause = text.clause_at(name.start)
    if clause is None or clause.agent not in (Agent.SELF, Agent.TEAM) or clause.negated:
        return None
    if clause.modality not in (Modality.FACT, Modality.PAST_HABIT) or _EMPLOYED.isdisjoint(clause.content):
        return None
    if any(t.low in _CONDITIONAL for t in clause.tokens):
        return None
    before = text.text[: name.start].rstrip().rpartition(" ")[2].lower()
    if before not in ("at", "with", "for", "joined"):
        return None
    return Hit(
        clause.start,
        clause.end,
        "attribution",
        f'"{name.text}" is the employer applied to; the material does not say that you worked there',
    )
