"""Résumé lines that tell of degrees, licences, courses and awards, with their status."""

import re

from avow.language import words
from avow.reading.nouns import article, is_job
from avow.reading.titles import YEAR, Fact, fact_words, fields_of, lower_title, series

_DEGREE = re.compile(
    r"^((?:B\.?Sc\.?|B\.?S\.?|B\.?A\.?|BAcc|BSS|BEng|BTech|B\.?Com|BBA|M\.?Sc\.?|M\.?S\.?|M\.?A\.?|MBA|MSS|"
    r"MEng|MPH|PhD|LL\.?B|LL\.?M|DEC|HND|HNC|NITEC|Nitec|"
    r"Bachelor(?:'s)?(?: degree)?|Master(?:'s)?(?: degree)?|Diploma|Degree|Doctorate|"
    r"Associate degree))\b\.?(?: \(?Hons\)?)?(.*)$"
)


_LEVEL = re.compile(
    r"^((?:NVQ|QQI|BTEC|SVQ|CIPD|AAT|City & Guilds) Level \d)(?: (?:in )?([A-Z][A-Za-z &]+))?$"
)


_NAMED_DEGREE = re.compile(
    r"^([A-Za-z ]{2,40} (?:degree|diploma|apprenticeship certificate|apprenticeship|[Tt]raineeship))\b(.*)$"
)


def degree(line: str) -> list[Fact] | None:
    bare = re.sub(r"^(?:2:[12]|1st|First[- ]class|Upper second)\s+", "", line)
    if level := _LEVEL.match(bare):
        subject = f" in {lower_title(level.group(2))}" if level.group(2) else ""
        phrase = article(level.group(1) + subject)
        return [Fact(f"I have {phrase}", phrase, "degree")]
    match = _DEGREE.match(bare) or _NAMED_DEGREE.match(bare)
    if not match:
        return None
    kind, rest = match.group(1), match.group(2)
    fields = fields_of(rest)
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
    if YEAR.match(subject.removeprefix("in ")):
        subject = ""
    kind = kind.replace(".", "")
    phrase = f"{kind} {subject}".strip()
    phrase = phrase.replace("'s degree of", "'s degree in").replace("studies in", "studies in")
    school = next(
        (
            s
            for s in schools
            if re.search(r"Universit|College|Institut|School|Academy|Polytechnic|UNAM|\b[A-Z]{2,5}\b", s)
            and not YEAR.match(s)
        ),
        "",
    )
    school = re.sub(r"\s+(?:19|20)\d\d$", "", school)
    if school:
        lead = "the " if re.match(r"University of|Institute of|College of", school) else ""
        phrase += f" from {lead}{school}"
    if re.search(
        r"in progress|studying|started|ongoing|year \d|final year|first year|second year|third year|"
        r"predicted|semester|part-time|expected|current",
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


def licence(line: str) -> list[Fact] | None:
    low = line.lower()
    if not re.search(
        r"licen[cs]|certif|registered|qualified|chartered|\bCDL\b|endorsement|\bcourse\b|\btraining\b|"
        r"accredited|\bexam\b",
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
            [Fact(f"I'm working towards {with_article(lower_title(name))}", kind="learning")] if name else []
        )
    head = re.sub(r"\s+(?:\(?(?:19|20)\d\d\)?|valid .*)$", "", head)
    if is_job(head.split(" ")[-1]):
        return None
    if re.search(r"\bcourse\b|\btraining\b", low) and not re.search(r"licen|certif", low):
        head = re.sub(r" done$", "", head)
        return [
            Fact(f"I've done {with_article(lower_title(head))}", with_article(lower_title(head)), "licence")
        ]
    name = with_article(_keep_names(head))
    return [Fact(f"I hold {name}", name, "licence")]


def _keep_names(text: str) -> str:
    first, _, rest = text.partition(" ")
    return (
        first.lower()
        if words.known(first.lower())
        and first[1:].islower()
        and first.lower() not in fact_words()["proper"]
        and not first.startswith("Class")
        else first
    ) + (" " + rest if rest else "")


def with_article(text: str) -> str:
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


def award(line: str) -> list[Fact] | None:
    match = re.match(
        r"^([A-Z][A-Za-z -]+ of the (?:year|month|quarter))[, ]+((?:[A-Z][a-z]+ )?(?:19|20)\d\d)$", line
    )
    return [Fact(f"I was {lower_title(match.group(1))} in {match.group(2)}")] if match else None


def member(line: str) -> list[Fact] | None:
    if not re.match(r"^Member of ", line):
        return None
    if not re.search(r"associat|society|institut|council|board|union|college|network|chamber", line, re.I):
        return []
    head = line.split(",")[0]
    since = re.search(r" since ((?:19|20)\d\d)$", head)
    lead = "I've been" if since else "I'm"
    return [Fact(f"{lead} a {head[0].lower()}{head[1:]}", kind="licence")]


def languages(line: str) -> list[Fact] | None:
    low = line.lower()
    body = re.sub(r"^(?:speaks?|spoken|languages?|fluent in|fluent)[: ]+", "", line, flags=re.I)
    fields = [f for part in fields_of(body) for f in re.split(r" and |/", part) if f.strip()]
    kept = []
    for field in fields:
        names = [w for w in re.findall(r"[^\W\d_]+", field) if w.lower() in fact_words()["language"]]
        if len(names) != 1:
            if low.startswith(("speak", "language", "fluent")):
                plain = field.strip()
                if re.fullmatch(r"(?:some |basic |a (?:bit|little) (?:of )?)?[A-Z][a-z]+", plain):
                    kept.append(plain)
                continue
            return None
        modest = re.search(
            r"\b(some|a bit|a little|little|basic|beginner|a1|a2|b1|conversational|intermediate|survival|"
            r"rusty)\b",
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
    return [Fact(f"I speak {series(kept)}", series(kept), "language")]
