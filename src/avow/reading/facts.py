"""What the candidate brings, as sentences they could say.

Two grammars: that of résumé lines ("Role, place, years", degrees, licences and their status, languages,
deeds without a subject) and that of spoken clauses. Learning stays learning, a team's deed stays the
team's, and what failed, lapsed or was dropped yields nothing.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from avow.language import words
from avow.language.tokens import Token
from avow.reading.repair import _closed, _table, article, flatten, is_job, jobs, join, say, say_words, things
from avow.reading.tagger import data

_NUM = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
_SPAN = re.compile(
    rf"\b(?:total )?((?:about |over |almost |more than |nearly )?{_NUM})[ -]?\+? ?(years?|months?|seasons?|weeks?)\b\+?(?: of)?(?: experience)?",
    re.I,
)
_SINCE = re.compile(
    r"\b(?:since |from )?((?:19|20)\d\d) ?(?:-|–|to|until|till) ?(?:present|now|date|today|current)\b|\bsince ((?:[A-Z][a-z]+ )?(?:19|20)\d\d)\b",
    re.I,
)
_RANGE = re.compile(r"\b(?:from )?((?:19|20)\d\d) ?(?:-|–|to) ?((?:19|20)\d\d)\b")
_YEAR = re.compile(r"^(?:[A-Z][a-z]+ )?(?:19|20)\d\d(?:[-/]\d\d)?$")
_PARENS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True, slots=True)
class Fact:
    """`clause` is a full first-person sentence without its stop; `bring` is the same thing as a noun phrase."""

    clause: str
    bring: str = ""
    kind: str = "deed"  # experience · degree · licence · language · skill · deed · learning
    source: str = ""  # the words it was made from


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(text.split()) for name, text in data("facts")["words"].items()}


def role_title(text: str) -> str:
    """The same for an employer's role, where only acronyms and known names keep their capitals."""
    return " ".join(
        w
        if (w.isupper() and len(w) > 1) or any(c.isupper() for c in w[1:]) or w.lower() in _lists()["proper"]
        else w.lower()
        for w in text.split(" ")
    )


@cache
def _cities() -> frozenset[str]:
    return frozenset(data("facts")["cities"]["names"].split("|"))


def lower_title(text: str) -> str:
    """A job title as a phrase inside a sentence: "Property Officer" → "property officer"; acronyms stay."""
    out = []
    for i, word in enumerate(text.split(" ")):
        plain = word.strip(",'")
        keep = (
            not plain
            or (plain.isupper() and len(plain) > 1)
            or any(c.isupper() for c in plain[1:])
            or any(c.isdigit() for c in plain)
        )
        low = plain.lower()
        proper = low in _lists()["proper"] or low in _lists()["city"] or low in _table()["proper"]
        if i == 0 and not keep and not proper:
            out.append(word.lower())
            continue
        out.append(
            word
            if keep
            or proper
            or not (
                words.known(low)
                or "-" in low
                or low in ("of", "the", "and", "for", "in", "at", "a", "to", "with")
            )
            else word.lower()
        )
    return " ".join(out)


def _plural(span: re.Match[str]) -> str:
    unit = span.group(2).lower().rstrip("s")
    return unit if span.group(1).lower() in ("1", "one", "a") else unit + "s"


def _spoken_number(text: str) -> str:
    return _SMALL[int(text)] if text.isdecimal() and int(text) <= 12 else text


@lru_cache(maxsize=4_096)
def from_line(text: str) -> tuple[Fact, ...]:
    """Facts of a résumé line or note; empty where nothing may be said of it."""
    if _lists()["dead"] & frozenset(re.findall(r"[a-z]+", text.lower())):
        live = re.split(r"[;,]", text)[0]
        if _lists()["dead"] & frozenset(re.findall(r"[a-z]+", live.lower())) or _lists()[
            "dead_anywhere"
        ] & frozenset(re.findall(r"[a-z]+", text.lower())):
            return ()
    text = re.sub(r"^((?:B|M)\.?[A-Za-z.]{1,5}) \(([A-Z][A-Za-z &]+)\)", r"\1 \2", text)  # BSc (Real Estate)
    line = " ".join(_PARENS.sub("", text).replace("approx.", "about").split()).strip(" .-–•*")
    if not line or len(line) > 300 or not line.isprintable():
        return ()
    for reader in (
        _labelled,
        _languages,
        _degree,
        _licence,
        _deed,
        _none,
        _member,
        _award,
        _post,
        _since_led,
        _span_led,
    ):
        found = reader(line)
        if found is not None:
            return tuple(Fact(f.clause, f.bring, f.kind, text) for f in found)
    return ()


def _fields(line: str) -> list[str]:
    return [f.strip(" .;") for f in re.split(r"[,;·|]|\s[–—-]\s", line) if f.strip(" .;")]


def _labelled(line: str) -> list[Fact] | None:
    label, colon, rest = line.partition(":")
    if not colon or not rest.startswith(" ") or not rest.strip() or len(label.split()) > 6:
        return None
    low = label.lower().strip()
    rest = rest.strip()
    if low in ("languages", "language", "speaks", "spoken languages"):
        return _languages("Speaks " + rest) or []
    if rest.lower() in ("daily", "every day", "expert", "advanced", "fluent", "proficient", "confident"):
        use = (
            say_words(f"I use {_series(_fields(label.strip().replace('/', ', ')))} {rest.lower()}", "clause")
            if rest.lower() in ("daily", "every day")
            else None
        )
        return [Fact(use, kind="skill")] if use else []
    if low in ("skills", "skill", "tools", "software", "tech", "technologies", "key skills", "systems"):
        items = [
            i
            for i in _fields(rest)
            if len(i.split()) <= 3
            and not (_lists()["dead"] | {"basic", "basics", "none", "learning"}) & set(i.lower().split())
        ][:4]
        return [Fact(f"I work with {_series(items)}", kind="skill")] if items else []
    if any(w in rest.lower() for w in ("in progress", "ongoing", "started", "current")):
        return [Fact(f"I'm working towards {_with_article(lower_title(label))}", kind="learning")]
    return []


def _series(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def _languages(line: str) -> list[Fact] | None:
    low = line.lower()
    body = re.sub(r"^(?:speaks?|spoken|languages?|fluent in|fluent)[: ]+", "", line, flags=re.I)
    fields = [f for part in _fields(body) for f in re.split(r" and |/", part) if f.strip()]
    kept = []
    for field in fields:
        names = [w for w in re.findall(r"[^\W\d_]+", field) if w.lower() in _lists()["language"]]
        if len(names) != 1:
            if low.startswith(("speak", "language", "fluent")):
                plain = field.strip()
                if re.fullmatch(r"(?:some |basic |a (?:bit|little) (?:of )?)?[A-Z][a-z]+", plain):
                    kept.append(plain)
                continue
            return None
        modest = re.search(
            r"\b(some|a bit|a little|little|basic|beginner|a1|a2|b1|conversational|intermediate|survival|rusty)\b",
            field,
            re.I,
        )
        if modest:
            lead = {"a bit": "a bit of", "a little": "a little", "little": "a little"}.get(
                modest.group(1).lower(), "some"
            )
            kept.append(f"{lead} {names[0]}")
        else:
            kept.append(names[0])
    if not kept or (len(kept) < 2 and not low.startswith(("speak", "fluent", "language"))):
        return None
    return [Fact(f"I speak {_series(kept)}", _series(kept), "language")]


_DEGREE = re.compile(
    r"^((?:B\.?Sc\.?|B\.?S\.?|B\.?A\.?|BAcc|BSS|BEng|BTech|B\.?Com|BBA|M\.?Sc\.?|M\.?S\.?|M\.?A\.?|MBA|MSS|MEng|MPH|PhD|LL\.?B|LL\.?M|DEC|HND|HNC|NITEC|Nitec|"
    r"Bachelor(?:'s)?(?: degree)?|Master(?:'s)?(?: degree)?|Diploma|Degree|Doctorate|Associate degree))\b\.?(?: \(?Hons\)?)?(.*)$"
)
_LEVEL = re.compile(
    r"^((?:NVQ|QQI|BTEC|SVQ|CIPD|AAT|City & Guilds) Level \d)(?: (?:in )?([A-Z][A-Za-z &]+))?$"
)
_NAMED_DEGREE = re.compile(
    r"^([A-Za-z ]{2,40} (?:degree|diploma|apprenticeship certificate|apprenticeship|[Tt]raineeship))\b(.*)$"
)


def _degree(line: str) -> list[Fact] | None:
    bare = re.sub(r"^(?:2:[12]|1st|First[- ]class|Upper second)\s+", "", line)
    if level := _LEVEL.match(bare):
        subject = f" in {lower_title(level.group(2))}" if level.group(2) else ""
        phrase = article(level.group(1) + subject)
        return [Fact(f"I have {phrase}", phrase, "degree")]
    match = _DEGREE.match(bare) or _NAMED_DEGREE.match(bare)
    if not match:
        return None
    kind, rest = match.group(1), match.group(2)
    fields = _fields(rest)
    subject = (
        fields[0]
        if fields and (not rest.startswith(",") or (fields[0].islower() and fields[0].isalpha()))
        else ""
    )
    schools = fields[1:] if subject else fields
    low = line.lower()
    kind = (
        kind[0].lower() + kind[1:]
        if kind[1:2].islower()
        and kind not in ("Nitec", "LLB")
        and not kind.startswith(("PhD",))
        and kind[:2] not in ("BA", "BE", "BT", "ME")
        and kind.split("'")[0].lower()
        in ("bachelor", "master", "diploma", "degree", "doctorate", "bachelor degree", "master degree")
        else kind
    )
    if kind in ("bachelor", "master"):
        kind += "'s degree"
    if _NAMED_DEGREE.match(bare) and kind[0].isupper():
        kind = lower_title(kind)
    if subject and not subject.lower().startswith(("in ", "of ", "from ", "at ")):
        subject = "in " + subject
    if _YEAR.match(subject.removeprefix("in ")):
        subject = ""
    kind = kind.replace(".", "")
    phrase = f"{kind} {subject}".strip()
    phrase = phrase.replace("'s degree of", "'s degree in").replace("studies in", "studies in")
    school = next(
        (
            s
            for s in schools
            if re.search(r"Universit|College|Institut|School|Academy|Polytechnic|UNAM|\b[A-Z]{2,5}\b", s)
            and not _YEAR.match(s)
        ),
        "",
    )
    school = re.sub(r"\s+(?:19|20)\d\d$", "", school)
    if school:
        lead = "the " if re.match(r"University of|Institute of|College of", school) else ""
        phrase += f" from {lead}{school}"
    if re.search(
        r"in progress|studying|started|ongoing|year \d|final year|first year|second year|third year|predicted|semester|part-time|expected|current",
        low,
    ):
        text = f"I'm studying for {article(phrase)}"
        return [Fact(text, kind="learning")]
    text = f"I have {article(phrase)}"
    return [Fact(text, article(phrase), "degree")]


_STATUS = re.compile(
    r"\b(in progress|ongoing|underway|halfway|started|working towards|currently|enrolled)\b", re.I
)
_BOOKED = re.compile(r"\b(exam )?(booked|registered|scheduled)(?: for)? (.*)$", re.I)


def _licence(line: str) -> list[Fact] | None:
    low = line.lower()
    if not re.search(
        r"licen[cs]|certif|registered|qualified|chartered|\bCDL\b|endorsement|\bcourse\b|\btraining\b|accredited|\bexam\b",
        line,
        re.I,
    ):
        return None
    first = line.split(" ", 1)[0].lower()
    titled = re.match(
        r"^(?:qualified|registered|certified|licensed|chartered) ([a-z]+(?:er|or|ist|ian|ant|eer))\b",
        line,
        re.I,
    )
    if titled:
        return None
    if "VBD" in words.tags(first) and first not in (
        "registered",
        "certified",
        "licensed",
        "qualified",
        "chartered",
    ):
        return None
    booked = _BOOKED.search(line)
    if booked and "exam" in low:
        name = line[: booked.start()].strip(" ,:-")
        name = name if name.lower().endswith("exam") else name + " exam"
        when = re.split(r"[,;]", booked.group(3))[0]
        return (
            [Fact(f"I have my {name} booked for {when}", kind="learning")]
            if booked.group(2).lower() == "booked"
            else [Fact(f"I'm registered for {article(name)} in {when}", kind="learning")]
            if when[:1].isupper()
            else []
        )
    if "exam" in low or "planned" in low:
        return []
    head = re.split(r"[,:;]", line)[0].strip()
    if is_job(re.sub(r"\s+since .*$", "", head).split(" ")[-1]):
        return None
    if re.match(r"^registered (?:with|as|in|by|at|for)\b", line, re.I):
        return [Fact("I'm " + line[0].lower() + line[1:], kind="licence")]
    if re.search(r"\b(registered|qualified|certified|licensed|chartered)$", head, re.I):
        return [
            Fact(
                f"I'm {head}"
                if head.split(" ")[0].isupper() or any(c.isdigit() for c in head.split(" ")[0])
                else f"I'm {head[0].lower()}{head[1:]}",
                kind="licence",
            )
        ]
    if re.search(r"\b(in progress|halfway|ongoing|enrolled|started)\b", low):
        name = re.split(r"\b(?:in progress|halfway|ongoing|enrolled|started)\b", line, flags=re.I)[0].strip(
            " ,:;-("
        )
        return (
            [Fact(f"I'm working towards {_with_article(lower_title(name))}", kind="learning")] if name else []
        )
    head = re.sub(r"\s+(?:\(?(?:19|20)\d\d\)?|valid .*)$", "", head)
    if is_job(head.split(" ")[-1]):
        return None
    if re.search(r"\bcourse\b|\btraining\b", low) and not re.search(r"licen|certif", low):
        head = re.sub(r" done$", "", head)
        return [
            Fact(f"I've done {_with_article(lower_title(head))}", _with_article(lower_title(head)), "licence")
        ]
    name = _with_article(_keep_names(head))
    return [Fact(f"I hold {name}", name, "licence")]


def _keep_names(text: str) -> str:
    first, _, rest = text.partition(" ")
    return (
        first.lower()
        if words.known(first.lower())
        and first[1:].islower()
        and first.lower() not in _lists()["proper"]
        and not first.startswith("Class")
        else first
    ) + (" " + rest if rest else "")


def _with_article(text: str) -> str:
    low = text.lower().split(" ")
    if (
        low[0] in ("a", "an", "the", "my", "two", "three")
        or (low[-1].endswith("s") and low[-1] != "class")
        or low[-1] in ("training",)
    ):
        return text
    if any(
        w in low
        for w in (
            "licence",
            "license",
            "certificate",
            "course",
            "endorsement",
            "degree",
            "diploma",
            "certification",
        )
    ):
        return article(text)
    return article(text) if low[0] == "cdl" or low[0].startswith("cdl-") else text


def _deed(line: str) -> list[Fact] | None:
    first, _, rest = line.partition(" ")
    low = first.lower().strip(",")
    entry = words.tags(low)
    body = re.split(r"[;:]|(?<=[a-z]{4})\.\s", line)[0]
    if "VBZ" in entry and rest and not ("NNS" in entry and _lists()["noun_s"] & {low}):
        verb = entry["VBZ"]
        found = _clause(f"I {verb}{body[len(first) :]}")
        return [Fact(found)] if found else (None if "NNS" in entry else [])
    if (
        "VBD" in entry
        and rest
        and not first.isupper()
        and low not in ("licensed", "certified", "registered", "qualified", "chartered")
    ):
        found = _clause(f"I {low}{body[len(first) :]}")
        return [Fact(found)] if found else []
    if low in ("i", "i'm", "i've", "my", "we", "our") and rest:
        return list(from_clause(line)) or []
    return None


def _clause(text: str) -> str | None:
    from avow.language.tokens import tokenise

    said = say(tokenise(text), "clause")
    return said.text if said else None


def _phrase(text: str) -> str | None:
    from avow.language.tokens import tokenise

    said = say(tokenise(text), "np")
    return said.text if said else None


def _none(line: str) -> list[Fact] | None:
    if not re.match(r"^(?:No|Zero) ", line):
        return None
    if re.search(r"accident|incident|claim|complaint|fault|injur|breach|violation|absence|error", line, re.I):
        return [Fact(f"I have {line[0].lower()}{line[1:]}")]
    return []


def _award(line: str) -> list[Fact] | None:
    match = re.match(
        r"^([A-Z][A-Za-z -]+ of the (?:year|month|quarter))[, ]+((?:[A-Z][a-z]+ )?(?:19|20)\d\d)$", line
    )
    return [Fact(f"I was {lower_title(match.group(1))} in {match.group(2)}")] if match else None


def _since_led(line: str) -> list[Fact] | None:
    """ "Line maintenance, Penang, 2019-present": a field or an employer with its time."""
    since = _SINCE.search(line)
    if not since:
        return None
    fields = [f for f in _fields(line.replace(since.group(0), " ")) if not _YEAR.match(f)]
    if not fields:
        return []
    year = since.group(1) or since.group(2)
    head, where = fields[0], fields[1:]
    if _lists()["org"] & set(head.lower().split()):
        city = f" in {where[0]}" if where and where[0].lower() in _lists()["city"] else ""
        return [Fact(f"I've been with {head}{city} since {year}", f"my work with {head}", "experience")]
    name = lower_title(head)
    if say_words(name, "np") is None or name[0].isupper() or name.split(" ")[-1] not in _lists()["area"]:
        return []
    place = _place(where)
    return [
        Fact(
            f"I've worked in {name}{' ' + place if place else ''} since {year}",
            f"my work in {name}",
            "experience",
        )
    ]


def _member(line: str) -> list[Fact] | None:
    if not re.match(r"^Member of ", line):
        return None
    if not re.search(r"associat|society|institut|council|board|union|college|network|chamber", line, re.I):
        return []
    head = line.split(",")[0]
    since = re.search(r" since ((?:19|20)\d\d)$", head)
    lead = "I've been" if since else "I'm"
    return [Fact(f"{lead} a {head[0].lower()}{head[1:]}", kind="licence")]


def _post(line: str) -> list[Fact] | None:
    """ "Role, place, years": what they are or were, where, and for how long."""
    line = re.sub(r"^(?:a |an )?(?:decent|good|simple|humble|proud|certified|results-oriented) ", "", line)
    line = line.split(";")[0].strip()
    since, span, years = _SINCE.search(line), _SPAN.search(line), _RANGE.search(line)
    plain = line
    for match in (since, span if not since else None, years if not since else None):
        if match:
            plain = plain.replace(match.group(0), " ")
    fields = [
        f for f in _fields(plain) if not _YEAR.match(f) and f.lower() not in ("from", "since", "present")
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
    title = re.sub(r"^(?:an?|my|the|current|currently|now|previously|former|ex)[ :-]+", "", title, flags=re.I)
    past = bool(re.match(r"^(?:previously|former|ex)\b", fields[0], re.I))
    titled = re.match(
        r"^(?:qualified|registered|certified|licensed|chartered) [a-z]+(?:er|or|ist|ian|ant|eer)$",
        title,
        re.I,
    )
    if not (titled or is_job(head)) or len(title.split()) > 7:
        return None
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
    if span:
        length = f"{_spoken_number(span.group(1))} {_plural(span)}"
        return [Fact(f"I have {length} as {post} behind me", f"{length} as {post}", "experience")]
    verb = "I was" if past else "I've worked as"
    return [Fact(f"{verb} {post}", f"my work as {post}", "experience")]


def _title(title: str) -> str:
    first = title.split(" ")[0]
    return lower_title(title) if first else title


_GENERIC = frozenset(("CRO", "NGO", "BPO", "SME", "TPA", "HMO", "BTO", "MRO", "SSC", "GP", "KPO"))


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
        if field.split(" ")[0].lower() in ("at", "in", "on"):
            out.append(field)
            continue
        if area := re.fullmatch(r"([A-Z][\w' -]+ (?:area|region|district|county))", field):
            out.append(f"in the {area.group(1)}")
            continue
        if not field or _lists()["not_place"] & set(low.split()) or any(c.isdigit() for c in field):
            continue
        if field[0].islower():
            if out or not re.fullmatch(r"[a-z][a-z' -]+", field) or len(field.split()) > 5:
                continue
            head = field.split(" ")[-1]
            plural = "NNS" in words.tags(head) and "NN" not in words.tags(head)
            if field.startswith(("same", "various", "several", "mostly", "part", "full")) or not words.known(
                head
            ):
                continue
            out.append(f"with {field}" if plural else f"at {article(field)}")
        elif (
            low in _lists()["city"]
            or low in _cities()
            or (out and out[-1].startswith("at ") and re.fullmatch(r"[^\W\d_]+(?: [A-Z][^\W\d_]+)?", field))
        ) or re.fullmatch(r"[A-Z][^\W\d_]+ and [A-Z][^\W\d_]+", field):
            out.append(f"in {field}")
        elif not out and (
            _lists()["org"] & set(low.replace("&", "").split())
            or len(field.split()) > 2
            or any(c.isupper() for c in field.split(" ")[0][1:])
        ):
            out.append(f"at {field}")
    return " ".join(out[:2])


def _span_led(line: str) -> list[Fact] | None:
    """ "22 years around trucks": time spent, and on what."""
    match = re.match(rf"^({_NUM})\+? (years?|months?|seasons?)\b(?: of)? ?(.*)$", line, re.I)
    if not match:
        return None
    length = f"{_spoken_number(match.group(1).lower())} {_plural(match)}"
    rest = re.split(r"[,;:(]", match.group(3))[0].strip()
    rest = re.sub(r"\b(?:now|already|liao|and|mostly)$", "", rest).strip()
    if not rest:
        return []  # "ten years:" may be a horizon
    first = rest.split(" ")[0].lower()
    if rest[0].isupper() and not words.known(first):
        if first not in _lists()["city"]:
            return []
        rest = "in " + rest
        first = "in"
    lead = "" if first in _lists()["preposition"] or "VBG" in words.tags(first) else "of "
    phrase = f"{length} {lead}{rest if first in _lists()['preposition'] else _lower_first(rest)}"
    said = _phrase(phrase)
    return [Fact(f"I have {said} behind me", said, "experience")] if said else []


def _lower_first(text: str) -> str:
    first, space, rest = text.partition(" ")
    if (
        (first.isupper() and len(first) > 1)
        or not words.known(first.lower())
        or first.lower() in _lists()["proper"]
    ):
        return text
    return first.lower() + space + rest


# ---- spoken clauses ----

_NOW = re.compile(
    rf"^I(?:'m| am) (.+?),? (?:for )?((?:about |over |almost )?{_NUM} (?:years?|months?|seasons?))(?: now)?$",
    re.I,
)
_NOW_SINCE = re.compile(r"^I(?:'m| am) (.+?),? since (.+)$")
_TIMED_HEAD = re.compile(
    rf"^(I(?:'m|'ve)? [a-z]+\b.{{4,90}}?\b(?:{_NUM} (?:years?|months?|seasons?)(?: now)?|since (?:[A-Z][a-z]+ )?(?:19|20)\d\d)), .*$",
    re.I,
)
_WORK = re.compile(
    rf"^I ([a-z]+) (.+?),? (?:for )?((?:about |over )?{_NUM} (?:years?|months?|seasons?))(?: now)?$",
    re.I,
)
_STOOD = re.compile(
    rf"^I (work|stand|live|teach|serve|play|study) ({_NUM} (?:years?|months?|seasons?)) ((?:in|at|with|for|on) .+)$",
    re.I,
)
_WORK_SINCE = re.compile(
    r"^I(?:'m| am)? (work|working|drive|teach|do|run|clean|make|manage|handle|fix|cook|sell|learn|fly|conduct|[a-z]+ing)(?: (.+?))?,? since (.+)$"
)


def _length(text: str) -> str:
    number, _, unit = text.rpartition(" ")
    unit = unit.rstrip("s")
    return f"{_spoken_number(number)} {unit if number.lower() in ('1', 'one') else unit + 's'}"


@lru_cache(maxsize=4_096)
def from_tokens(tokens: tuple[Token, ...], strict: bool) -> tuple[Fact, ...]:
    """Facts of a spoken segment, already cleaned of fillers."""
    if not tokens:
        return ()
    row = flatten(tokens)
    if not row:
        return ()
    line = join(row)
    if since := re.match(r"^since ((?:19|20)\d\d),? (I .+)$", line, re.I):
        return from_clause(_clause(f"{since.group(2).split(',')[0]} since {since.group(1)}") or "", line)
    first = row[0].lower()
    if first in ("i", "i'm", "i've", "we", "we've", "my"):
        said = say(tokens, "clause", strict)
        return from_clause(said.text, line) if said else ()
    if like := re.match(r"^what i (?:do |really |still )?(love|like|enjoy)(?: most)? is (.+)$", line, re.I):
        told = say_words(f"I {like.group(1)} {like.group(2).split(',')[0]}", "clause")
        return (Fact(told, kind="value", source=line),) if told else ()
    if first in ("at", "in", "as", "during") and "i" in [w.lower() for w in row[1:6]]:
        said = say(tokens, "clause", strict)
        return from_clause(said.text[0].upper() + said.text[1:], line) if said else ()
    if making := re.match(
        rf"^([A-Za-z]+) I(?: am|'m) ([a-z]+ing) (?:since|for) ({_NUM} (?:years?|months?))\b", line
    ):
        thing = making.group(1).lower()  # the object first, as in German
        return (
            Fact(
                f"I've been {making.group(2)} {thing} for {_length(making.group(3))}", "", "experience", line
            ),
        )
    if first in ("people", "clients", "customers", "patients", "kids", "children", "students"):
        said = say(tokens, "clause", strict)
        return (Fact(said.text, kind="strength", source=line),) if said else ()
    placed = (
        len(row) < 14
        and re.search(r" (?:at|in) ", line) is not None
        and first not in ("something", "anything")
    )
    foreign = any(
        w.isalpha() and w.islower() and not (words.known(w) or w in _closed() or w in jobs()) for w in row
    )
    timed = placed or bool(_SINCE.search(line) or _SPAN.search(line) or _RANGE.search(line))
    for reader in ((_post, _span_led) if timed and not foreign else ()) + (_languages,):
        found = reader(line)
        if found:
            return tuple(Fact(f.clause, f.bring, f.kind, line) for f in found)
    entry = words.tags(first)
    if "VBD" in entry and "NN" not in entry and "JJ" not in entry and len(row) > 3:
        said = say(tokens, "clause", strict) or _said_with_i(row)
        if said is not None:
            return from_clause(said if isinstance(said, str) else said.text, line)
    return ()


def _said_with_i(row: list[str]) -> str | None:
    return _clause("I " + join([row[0].lower(), *row[1:]]))


_OTHERS = frozenset("her him his she he hers".split())
_PRONOUNS = frozenset("it them him her that this there those these he she they ours one ones".split())


def from_clause(text: str, source: str = "") -> tuple[Fact, ...]:
    """The fact that a clean first-person clause states; its tense is mended where a duration follows."""
    source = source or text
    lows = re.findall(r"[a-z']+", text.lower())
    if _lists()["idle"] & frozenset(lows) or len(lows) < 4:
        return ()
    if _OTHERS & frozenset(lows) or re.search(r" (?:it|them)$", text):
        return ()
    if lows[2:3] == ["it"] or re.match(
        r"^I'm (?:from |in at |at (?:week|level|day|lesson))|^I (?:go|come|grew up) |^I passed .* of \S+$|^I(?:'m|'ve been) here\b",
        text,
    ):
        return ()
    if re.match(r"^I [a-z]+ .* for (?:\w+ )?(?:weeks|months)", text) and "VBD" not in words.tags(lows[1]):
        return ()  # a stint told in the present: not clear when
    if lows[-1] in _PRONOUNS or (len(lows) < 8 and _PRONOUNS & frozenset(lows[2:4])):
        return ()
    kind = "deed"
    if text[:3] in ("my ", "My ") and not re.search(
        r"\b(?:good|strong|fluent|excellent|best|known|native)\b", text
    ):
        return ()
    text = re.sub(r"^(I hold an? [\w-]+), .*$", r"\1", text)
    text = re.sub(
        r"^(I'm|I've been) an? (?:decent|good|simple|humble) (\w+)",
        lambda m: f"{m.group(1)} {article(m.group(2))}",
        text,
    )
    if got := re.match(rf"^I(?:'ve)? (?:got|have|had) ({_NUM} (?:years?|seasons?)\b.*)$", text):
        stay = got.group(1).split(",")[0]
        return (Fact(f"I have {stay} behind me", stay, "experience", source),)
    if match := _TIMED_HEAD.match(text):
        text = match.group(1)  # nothing trails behind the time
    if (match := _NOW.match(text)) and not match.group(1).startswith(("from ", "still ")):
        what, length = match.group(1), _length(match.group(2))
        return (
            Fact(
                f"I've been {what} for {length}",
                f"{length} as {what}" if what.startswith(("a ", "an ")) else f"{length} of experience",
                "experience",
                source,
            ),
        )
    if (match := _NOW_SINCE.match(text)) and re.match(r"\D*\d{4}", match.group(2)):
        return (
            Fact(
                f"I've been {match.group(1)} since {match.group(2)}",
                f"my work as {match.group(1)}" if match.group(1).startswith(("a ", "an ")) else "",
                "experience",
                source,
            ),
        )
    if stand := _STOOD.match(text):
        done = words.inflect(stand.group(1), "VBN")
        if done:
            where = stand.group(3).split(",")[0]
            return (Fact(f"I've {done} {where} for {_length(stand.group(2))}", "", "experience", source),)
    if match := _WORK.match(text):
        verb, what, length = match.group(1), match.group(2).split(",")[0], _length(match.group(3))
        done = words.inflect(verb, "VBN") if words.tags(verb).get("VB") == verb else None
        if done and verb not in ("have", "like", "love", "want", "know"):
            return (Fact(f"I've {done} {what} for {length}", "", "experience", source),)
    if (match := _WORK_SINCE.match(text)) and match.group(3)[:1].isalnum():
        gerund = match.group(1) if match.group(1).endswith("ing") else words.inflect(match.group(1), "VBG")
        if gerund:
            return (
                Fact(
                    f"I've been {gerund} {match.group(2) or ''} since {match.group(3)}".replace("  ", " "),
                    "",
                    "experience",
                    source,
                ),
            )
    if re.match(
        r"^I(?:'m| am) (?:learning|studying|taking|doing|teaching myself|halfway|in the middle|working towards|preparing|enrolled)",
        text,
    ):
        kind = "learning"
    elif re.match(r"^I(?:'m| am) an? ", text) or re.search(rf"\b{_NUM} (?:years|seasons)\b", text):
        kind = "experience"
    elif re.match(r"^I speak ", text):
        kind = "language"
    elif re.match(r"^I(?:'m| am) (?:good|decent|fast|known|told|strong|careful|patient)|^I know ", text):
        kind = "strength"
    elif re.match(
        r"^I (?:like|love|enjoy|still like)|^What I (?:love|like|enjoy)|^I'm (?:proud|happiest|happy)", text
    ):
        kind = "value"
    return (Fact(text, "", kind, source),)
