"""What the candidate brings, as sentences they could say.

Two grammars: that of résumé lines ("Role, place, years", degrees, licences and their status, languages,
deeds without a subject) and that of spoken clauses. Learning stays learning, a team's deed stays the
team's, and what failed, lapsed or was dropped yields nothing.
"""

import re
from functools import lru_cache

from avow.language import words
from avow.language.names import FUNCTION
from avow.reading.credentials import PAPERS, TAKING, award, languages, licence, member, with_article
from avow.reading.degrees import degree
from avow.reading.nouns import article, is_job, things
from avow.reading.posts import post, since_led, span_led
from avow.reading.repair import say_words
from avow.reading.spoken import clause_of, from_clause
from avow.reading.tallies import tally, tools
from avow.reading.tense import put_right
from avow.reading.titles import Fact, fact_words, fields_of, lower_title, series

_PARENS = re.compile(r"\s*[(\[][^)\]]*[)\]]")

_FIELD = re.compile(r"\bApplied (?=[A-Z])")  # "HNC Applied Biology": a subject, no application


def _lows(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))


@lru_cache(maxsize=4_096)
def from_line(text: str) -> tuple[Fact, ...]:
    """Facts of a résumé line or note; empty where nothing may be said of it."""
    live = _FIELD.sub("", text)
    if fact_words()["dead"] & _lows(live):
        head = re.split(r"[;,]", live)[0]
        if fact_words()["dead"] & _lows(head) or fact_words()["dead_anywhere"] & _lows(live):
            return ()
    text = re.sub(r"^((?:B|M)\.?[A-Za-z.]{1,5}) \(([A-Z][A-Za-z &]+)\)", r"\1 \2", text)  # BSc (Real Estate)
    line = " ".join(_PARENS.sub("", text).replace("approx.", "about").split()).strip(" .-–•*")
    if not line or len(line) > 300 or not line.isprintable():
        return ()
    for reader in (
        _labelled,
        languages,
        degree,
        tools,
        tally,
        _deed,
        licence,
        _none,
        member,
        award,
        post,
        since_led,
        span_led,
    ):
        found = reader(line)
        if found is not None:
            return tuple(Fact(put_right(f.clause), f.bring, f.kind, text) for f in found)
    return ()


def _labelled(line: str) -> list[Fact] | None:
    label, colon, rest = line.partition(":")
    if not colon or not rest.startswith(" ") or not rest.strip() or len(label.split()) > 6:
        return None
    low = label.lower().strip()
    rest = rest.strip()
    if low in ("languages", "language", "speaks", "spoken languages"):
        return languages("Speaks " + rest) or []
    if rest.lower() in ("daily", "every day", "expert", "advanced", "fluent", "proficient", "confident"):
        use = (
            say_words(f"I use {series(fields_of(label.strip().replace('/', ', ')))} {rest.lower()}", "clause")
            if rest.lower() in ("daily", "every day")
            else None
        )
        return [Fact(use, kind="skill")] if use else []
    if low in ("skills", "skill", "tools", "software", "tech", "technologies", "key skills", "systems"):
        items = [
            i
            for i in fields_of(rest)
            if len(i.split()) <= 3
            and not (fact_words()["dead"] | {"basic", "basics", "none", "learning"}) & set(i.lower().split())
        ][:4]
        return [Fact(f"I work with {series(items)}", kind="skill")] if items else []
    if any(w in rest.lower() for w in ("in progress", "ongoing", "started", "current")):
        return [Fact(f"I'm working towards {with_article(lower_title(label))}", kind="learning")]
    return []


def _deed(line: str) -> list[Fact] | None:
    first, _, rest = line.partition(" ")
    low = first.lower().strip(",")
    entry = words.tags(low)
    body = re.split(r"[;:]|(?<=[a-z]{4})\.\s", line)[0]
    bare = rest.split(" ")[0].lower() not in FUNCTION
    titled = bare and any(is_job(t.split(" ")[-1]) for t in re.split(r"[,;]", body)[0].split(" and "))
    noun = "NN" in entry or low in fact_words()["noun_s"]
    if "VBZ" in entry and "NNS" in entry and noun and (_compound(body) or titled):
        return None  # "Sports psychology course", "Grounds maintenance operative"
    if "VBZ" in entry and rest and not ("NNS" in entry and fact_words()["noun_s"] & {low}):
        verb = entry["VBZ"]
        found = clause_of(f"I {verb}{_second(body[len(first) :])}")
        return [Fact(found)] if found else (None if "NNS" in entry else [])
    if "VBD" in entry and (_describes(low, body) or (low not in TAKING and _papered(rest))):
        return None  # "Advanced craft certificate", "Articulated vehicle licence"
    if "VBD" in entry and rest and rest.split(" ")[0] in ("to", "as", "by") and not first.isupper():
        return _placed(low, body[len(first) :])
    if (
        "VBD" in entry
        and rest
        and not first.isupper()
        and low not in ("licensed", "certified", "registered", "qualified", "chartered")
    ):
        found = clause_of(f"I {low} {_one(body[len(first) + 1 :])}")
        return [Fact(found)] if found else []
    if low in ("i", "i'm", "i've", "my", "we", "our") and rest:
        return list(from_clause(line)) or []
    return None


def _one(thing: str) -> str:
    """ "(Won) regional baking prize 2022": a bare thing of which there is one takes its article."""
    named = re.match(
        r"((?:[a-z]+ ){0,3}[a-z]+)(?= (?:in|for|at|of|with|from|on|to|(?:19|20)\d\d)\b|[,;]|$)", thing
    )
    if named is None:
        return thing
    said = named[1].split(" ")
    ranked = said[0] in ("first", "second", "third", "best", "top")
    single = said[-1] in things() and FUNCTION.isdisjoint(said) and not ranked
    return f"{article(named[1])}{thing[named.end() :]}" if single else thing


def _papered(rest: str) -> bool:
    """What follows a participle is a bare phrase that ends on a paper: it names the paper."""
    head = re.split(r"[,;(]| (?:in|from|at|with|for)\b", rest)[0].split(" ")
    return head[0].lower() not in FUNCTION and re.fullmatch(PAPERS, head[-1], re.I) is not None


_COURSE = re.compile(rf"(?:{PAPERS}|course|training|exam|level)s?", re.I)


def _compound(body: str) -> bool:
    """A plural before a course or a paper names its subject."""
    return _COURSE.fullmatch(body.split(",")[0].split()[-1]) is not None


def _second(rest: str) -> str:
    """ "Collects and tests samples": the second verb follows the first into the first person."""
    match = re.match(r"^(,? and )(\w+)( \w+)", rest)
    lemma = words.tags(match.group(2)).get("VBZ") if match else None
    return f"{match.group(1)}{lemma}{rest[match.end(2) :]}" if match and lemma else rest


def _describes(low: str, body: str) -> bool:
    """ "Embedded software engineer": a participle before a post, no deed."""
    field = body.split(",")[0].split()
    bare = len(field) > 1 and field[1][0].isalpha() and field[1].lower() not in FUNCTION
    return bare and is_job(field[-1]) and "NNS" not in words.tags(field[-1].lower())


def _placed(verb: str, rest: str) -> list[Fact]:
    """ "Promoted to …", "Seconded to …": done to the candidate; "Moved to …" was done by them."""
    if verb in fact_words()["passive"]:
        found = clause_of(f"I was {verb}{rest}")
    else:
        found = clause_of(f"I {verb}{rest}") if verb in fact_words()["intransitive"] else None
    return [Fact(found)] if found else []


def _none(line: str) -> list[Fact] | None:
    if not re.match(r"^(?:No|Zero) ", line):
        return None
    if re.search(r"accident|incident|claim|complaint|fault|injur|breach|violation|absence|error", line, re.I):
        return [Fact(f"I have {line[0].lower()}{line[1:]}")]
    return []
