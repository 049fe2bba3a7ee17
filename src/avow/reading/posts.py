"""Résumé lines that tell of a post or of time spent: "Role, place, years"."""

import re

from avow.language import words
from avow.reading.nouns import article, is_job, things
from avow.reading.repair import say, say_words
from avow.reading.shorthand import SMALL
from avow.reading.titles import (
    NUM,
    RANGE,
    SINCE,
    SPAN,
    YEAR,
    Fact,
    city_names,
    fact_words,
    fields_of,
    lower_first,
    lower_title,
    plural_unit,
    spoken_number,
)


def _phrase(text: str) -> str | None:
    from avow.language.tokens import tokenise

    said = say(tokenise(text), "np")
    return said.text if said else None


def since_led(line: str) -> list[Fact] | None:
    """ "Line maintenance, Penang, 2019-present": a field or an employer with its time."""
    since = SINCE.search(line)
    if not since:
        return None
    fields = [f for f in fields_of(_without(line, since)) if not YEAR.match(f)]
    if not fields:
        return []
    year = since.group(1) or since.group(2)
    head, where = fields[0], fields[1:]
    named = all(w[0].isupper() or w in ("of", "the", "and", "for", "&") for w in head.split())
    if named and fact_words()["org"] & set(head.lower().split()):
        city = f" in {where[0]}" if where and where[0].lower() in fact_words()["city"] else ""
        return [Fact(f"I've been with {head}{city} since {year}", f"my work with {head}", "experience")]
    name = lower_title(head)
    if say_words(name, "np") is None or name[0].isupper() or name.split(" ")[-1] not in fact_words()["area"]:
        return []
    place = _place(where)
    return [
        Fact(
            f"I've worked in {name}{' ' + place if place else ''} since {year}",
            f"my work in {name}",
            "experience",
        )
    ]


def _without(line: str, match: re.Match[str]) -> str:
    return " ".join(line.replace(match.group(0), " ").split())


_NOT_FIRST = frozenset("as in at on for to of with from than or i my we no not me they he she".split())


_SPEAKING = frozenset("i i'm i've i'll i'd am is was we we've we'll me".split())


def post(line: str) -> list[Fact] | None:
    """ "Role, place, years": what they are or were, where, and for how long."""
    line = re.sub(r"^(?:a |an )?(?:decent|good|simple|humble|proud|certified|results-oriented) ", "", line)
    line = re.split(r";| at it\b|,? if you ", line)[0].strip()
    since, span, years = SINCE.search(line), SPAN.search(line), RANGE.search(line)
    plain = line
    for match in (since, span if not since else None, years if not since else None):
        if match:
            plain = _without(plain, match)
    fields = [
        f for f in fields_of(plain) if not YEAR.match(f) and f.lower() not in ("from", "since", "present")
    ]
    fields = [re.sub(r"\s+(?:since|from|for)$", "", f) for f in fields]
    if not fields:
        return None
    title, where = fields[0], fields[1:]
    match = re.match(r"^(.*?) (at|in|for|with|from|@) (.+)$", title)
    tail = ""
    if match:
        title, tail = match.group(1), f"{'at' if match.group(2) == '@' else match.group(2)} {match.group(3)}"
    head = re.sub(r" of .*$", "", title).split(" ")[-1].strip(".")
    title = re.sub(
        r"^(?:(?:an?|my|the) |(?:current|currently|now|previously|former|ex)[ :-]+)", "", title, flags=re.I
    )
    past = bool(re.match(r"^(?:previously|former|ex)\b", fields[0], re.I))
    titled = re.match(
        r"^(?:qualified|registered|certified|licensed|chartered) [a-z]+(?:er|or|ist|ian|ant|eer)$",
        title,
        re.I,
    )
    if title.split(" ")[0].lower() in _NOT_FIRST:
        return None
    if title.lower() in fact_words()["tool"] and not (since or span or years or tail):
        return None  # "Illustrator, colour separation": a tool among skills
    if head.lower() == "student" and len(title.split()) <= 5 and not past:
        return [Fact(f"I'm {article(_title(title))}", kind="degree")]
    first = title.split(" and ")[0]
    if not is_job(head) and first != title and is_job(first.split(" ")[-1]):
        title, head = first, first.split(" ")[-1]  # "Administrative officer and hostel in-charge"
    if re.match(r"associate of\b", title, re.I):
        return None
    if not (titled or is_job(head)) or len(title.split()) > 7:
        return None
    if _SPEAKING & set(title.lower().split()):
        return None  # a clause that ends on a post
    title = re.sub(r"\b(uncle|aunt|father|mother|brother|sister|cousin)'s", r"my \1's", title)
    tail = re.sub(r"(?<!my )\b(uncle|aunt|auntie|father|mother|brother|sister|cousin)'s", r"my \1's", tail)
    name = _title(title)
    if where and re.match(r"^(?:later|then|now) ", where[0]):
        later = where.pop(0).split(" ", 1)[1]
        name = f"{name} and later {article(lower_title(later))}"
    place = tail or _place(where)
    post = article(name) + (f" {place}" if place else "")
    if since:
        year = since.group(1) or since.group(2)
        return [Fact(f"I've been {post} since {year}", f"my work as {post}", "experience")]
    if years:
        text = f"I was {post} from {years.group(1)} to {years.group(2)}"
        return [Fact(text, f"my time as {post}", "experience")]
    if span and (what := _of_what(line, span)):
        length = f"{spoken_number(span.group(1))} {plural_unit(span)}"
        return [
            Fact(f"I have {length} {what} behind me", f"{length} {what}", "experience"),
            Fact(f"I've worked as {post}", f"my work as {post}", "experience"),
        ]
    if span:
        length = f"{spoken_number(span.group(1))} {plural_unit(span)}"
        return [Fact(f"I have {length} as {post} behind me", f"{length} as {post}", "experience")]
    verb = "I was" if past else "I've worked as"
    return [Fact(f"{verb} {post}", f"my work as {post}", "experience")]


def _of_what(line: str, span: re.Match[str]) -> str:
    """What the years were spent on where the line says it: "Senior stylist, 14 years hairdressing"."""
    match = re.match(r" (in |of )?([a-z][a-z]+(?: [a-z]+)?)(?=$|[,;])", line[span.end() :])
    if match is None or match.group(2).split(" ")[0] in _WHOLE:
        return ""
    if not (match.group(1) or match.group(2).split(" ")[0].endswith("ing")):
        return ""
    return f"{match.group(1) or 'of '}{match.group(2)}"


_WHOLE = frozenset(
    "training service total overall contract all including now so and already altogether in at with".split()
)


def _title(title: str) -> str:
    first = title.split(" ")[0]
    return lower_title(title) if first else title


_GENERIC = frozenset(("CRO", "NGO", "BPO", "SME", "TPA", "HMO", "BTO", "MRO", "SSC", "GP", "KPO"))


_ONE_OF = frozenset("hotel hospital clinic school bank firm studio agency shop restaurant factory".split())


def _place(fields: list[str]) -> str:
    out: list[str] = []
    for field in fields[:3]:
        field = field.strip()
        low = field.lower()
        field = re.sub(
            r"^([A-Z]{2,4})$", lambda m: f"a {m.group(1)}" if m.group(1) in _GENERIC else m.group(1), field
        )
        if field.startswith("a ") and not out:
            out.append(f"at {article(field[2:])}")
            continue
        if re.match(r"(?:in service|in total|in all|on contract)\b", field):
            continue
        if field[0].isupper() and len(field.split()) > 1 and field.split(" ")[-1] in _ONE_OF and not out:
            out.append(f"at {article(field)}")  # "a Tbilisi hotel"
            continue
        if field.split(" ")[0].lower() in ("at", "in", "on"):
            out.append(field)
            continue
        if area := re.fullmatch(r"([A-Z][\w' -]+ (?:area|region|district|county))", field):
            out.append(f"in the {area.group(1)}")
            continue
        if not field or fact_words()["not_place"] & set(low.split()) or any(c.isdigit() for c in field):
            continue
        if low.split(" ")[0] in ("class", "level", "grade", "band", "category", "type"):
            continue
        if low.split(" ")[0] in SMALL:
            continue
        if low in fact_words()["area"]:
            out.append(f"in {low}")
            continue
        if field[0].islower():
            if out or not re.fullmatch(r"[a-z][a-z' -]+", field) or len(field.split()) > 5:
                continue
            head = re.split(r" (?:with|of|for|in|at)\b", field)[0].split(" ")[-1]
            plural = "NNS" in words.tags(head) and "NN" not in words.tags(head)
            if field.startswith(("same", "various", "several", "mostly", "part", "full")) or not (
                plural
                or head in things() - fact_words()["no_place"]
                or head in fact_words()["org"] | fact_words()["place_noun"]
            ):
                continue
            out.append(f"with {field}" if plural else f"at {article(field)}")
        elif (
            low in fact_words()["city"]
            or low in city_names()
            or (out and out[-1].startswith("at ") and re.fullmatch(r"[^\W\d_]+(?: [A-Z][^\W\d_]+)?", field))
        ) or re.fullmatch(r"[A-Z][^\W\d_]+ and [A-Z][^\W\d_]+", field):
            out.append(f"in {field}")
        elif not out and (
            fact_words()["org"] & set(low.replace("&", "").split())
            or len(field.split()) > 2
            or (not field.isupper() and any(c.isupper() for c in field.split(" ")[0][1:]))
        ):
            out.append(f"at {field}")
    return " ".join(out[:2])


def span_led(line: str) -> list[Fact] | None:
    """ "22 years around trucks": time spent, and on what."""
    match = re.match(rf"^({NUM})\+? (years?|months?|seasons?)\b(?: of)? ?(.*)$", line, re.I)
    if not match:
        return None
    length = f"{spoken_number(match.group(1).lower())} {plural_unit(match)}"
    rest = re.split(r"[,;:(]", match.group(3))[0].strip()
    rest = re.sub(r"\b(?:now|already|liao|and|mostly)$", "", rest).strip()
    if not rest:
        return []  # "ten years:" may be a horizon
    first = rest.split(" ")[0].lower()
    if rest[0].isupper() and not words.known(first):
        return []  # years in a town, or with somebody, say nothing of the work
    if first in ("old", "of", "full", "part"):
        return []
    worker = re.split(r" (?:at|on|in|for|with|of)\b|,", rest)[0].split(" ")[-1]
    lead = (
        "as "
        if is_job(worker) and first != "as"
        else ""
        if first in fact_words()["preposition"] or "VBG" in words.tags(first)
        else "of "
    )
    phrase = f"{length} {lead}{rest if first in fact_words()['preposition'] else lower_first(rest)}"
    said = _phrase(phrase)
    return [Fact(f"I have {said} behind me", said, "experience")] if said else []
