"""Résumé lines that tell of licences, courses, awards, memberships and languages, with their status."""

import re

from avow.language import words
from avow.reading.nouns import article, is_job
from avow.reading.shorthand import SMALL
from avow.reading.titles import Fact, fact_words, fields_of, lower_title, series

# Part of what it takes: "modules 1 and 2 of 6", "3/8 units".
_PARTLY = re.compile(
    r"\b(?:modules?|parts?|papers?|units?|credits?|exams?|semesters?)\b[^,;]*\d[^,;]* of (?:the )?\w+\b|"
    r"\b\d+ ?/ ?\d+ (?:modules?|units?|credits?|papers?)|"
    r"\b\w+ (?:out )?of (?:\d+|\w+) (?:modules?|parts?|papers?|units?|credits?)\b"
)
# A paper, and what one does with it; courses and training are also things one holds or gives.
PAPERS = r"(?:certificates?|diplomas?|licen[cs]es?|degrees?)"
TAKING = frozenset("passed completed gained earned obtained renewed held received".split())
_NAMED = re.compile(rf"\w+ (?!(?:an?|the|my|for|to|with|in|at|on|of)\b)[\w' -]*\b{PAPERS}\b", re.I)
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
    named = _NAMED.match(line)
    if (
        "VBD" in words.tags(first)
        and (first in TAKING or not named)
        and first
        not in (
            "registered",
            "certified",
            "licensed",
            "qualified",
            "chartered",
        )
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
    if re.match(r"^(?:registered|certified|accredited) (?:with|as|in|by|at|for)\b", line, re.I):
        return [Fact("I'm " + line[0].lower() + line[1:], kind="licence")]
    if re.search(r"\b(registered|qualified|certified|licensed|chartered)$", head, re.I):
        return [
            Fact(
                f"I'm {head}"
                if head.split(" ")[0].isupper() or any(c.isdigit() for c in head.split(" ")[0])
                else f"I'm {lower_title(head)}",
                kind="licence",
            )
        ]
    if _PARTLY.search(low):
        name = re.split(r"[,(]", line)[0].strip()
        lead = "doing" if re.search(r"\b(?:course|class|training)\b", name, re.I) else "working towards"
        return [Fact(f"I'm {lead} {with_article(lower_title(name))}", kind="learning")]
    if re.search(r"\b(in progress|halfway|ongoing|enrolled|started)\b", low):
        lead = "doing" if re.search(r"\b(?:course|class|module|training)\b", low) else "working towards"
        name = re.split(r"\b(?:in progress|halfway|ongoing|enrolled|started)\b", line, flags=re.I)[0].strip(
            " ,:;-("
        )
        return [Fact(f"I'm {lead} {with_article(lower_title(name))}", kind="learning")] if name else []
    head = re.sub(r"\s+(?:\(?(?:19|20)\d\d\)?|valid .*)$", "", head)
    if is_job(head.split(" ")[-1]):
        return None
    if re.search(r"\bcourse\b|\btraining\b", low) and not re.search(r"licen|certif", low):
        head = re.sub(r" (?:done|current|valid|completed|passed)$", "", head)
        return [
            Fact(f"I've done {with_article(lower_title(head))}", with_article(lower_title(head)), "licence")
        ]
    name = with_article(_keep_names(head))
    return [Fact(f"I hold {name}", name, "licence")]


def _keep_names(text: str) -> str:
    """The text with a common first word in lower case: "One-year …", "Driver's …", not "Class A …"."""
    first, space, rest = text.partition(" ")
    low = first.lower()
    common = words.known(low.removesuffix("'s")) or is_job(low) or "-" in low
    kept = first[1:] != first[1:].lower() or low in fact_words()["proper"] or first.startswith("Class")
    return first + space + rest if kept or not common else low + space + rest


def with_article(text: str) -> str:
    low = text.lower().split(" ")
    counted = {"course", "talk", "workshop", "class", "module", "seminar", "apprenticeship"} & set(low)
    if counted and low[0] not in ("a", "an", "the", "my", *SMALL):
        return article(text)
    ends = next((i for i, w in enumerate(low) if i and w in ("in", "of", "for", "with")), len(low))
    last = low[ends - 1]
    if (
        low[0] in ("a", "an", "the", "my", *SMALL)
        or (last.endswith("s") and last != "class")
        or last in ("training",)
    ):
        return text
    if low[0] == "level" or any(
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
            "card",
            "badge",
            "ticket",
            "permit",
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
    """Facts of a line that lists languages; a modest level stays modest."""
    low = line.lower()
    if re.search(r"\b(?:cannot|can't|can not|don't|do not|not|no|never)\b", low):
        return None  # "Malay I can speak, Tamil cannot": which is which is not told apart
    if native := re.match(r"^native ([A-Z][a-z]+)(?: speaker)?$", line, re.I):
        return [Fact(f"I'm a native {native.group(1)} speaker", kind="language")]
    body = re.sub(r"^(?:speaks?|spoken|languages?|fluent in|fluent)[: ]+", "", line, flags=re.I)
    fields = [f for part in fields_of(body) for f in re.split(r" and |/", part) if f.strip()]
    kept = []
    for field in fields:
        if re.search(r"\b(?:understand|learn|learning|listening|reading only)\b", field, re.I):
            continue  # understood or on the way is not spoken
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
            r"rusty|middle|so-so|small|ok|okay|enough)\b",
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
