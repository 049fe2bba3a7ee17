"""Résumé lines that tell of degrees and levels: held, or still studied for."""

import re

from avow.reading.nouns import article
from avow.reading.titles import YEAR, Fact, fields_of, lower_title

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
    r"^([A-Za-z ]{2,40} (?:degree|diploma|apprenticeship certificate|apprenticeship|[Tt]raineeship)|"
    r"(?:(?:Post[- ]?g|G)raduate|PG|Advanced|(?:Higher |Ordinary )?National|Higher|Foundation|Professional|"
    r"Vocational) (?:Degree|Diploma|Certificate))\b(.*)$"
)


def degree(line: str) -> list[Fact] | None:
    """Facts of a line that names a degree; None where it names none."""
    bare = re.sub(r"^(?:2:[12]|1st|First[- ]class|Upper second)\s+", "", line)
    if level := _LEVEL.match(bare):
        subject = f" in {lower_title(level.group(2))}" if level.group(2) else ""
        phrase = article(level.group(1) + subject)
        return [Fact(f"I have {phrase}", phrase, "degree")]
    match = _DEGREE.match(bare) or _NAMED_DEGREE.match(bare)
    if not match:
        return None
    kind, rest = match.group(1), match.group(2)
    if student := re.match(r"(?: degree)? (candidate|student)\b(?: in ([A-Z][A-Za-z ]+))?", rest):
        field = f" in {student.group(2)}" if student.group(2) else ""
        return [Fact(f"I'm a {kind} {student.group(1)}{field}", kind="learning")]
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
    if YEAR.match(subject.removeprefix("in ")) or subject.startswith("in progress"):
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
