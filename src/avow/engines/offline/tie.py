"""The sentence that meets the employer: what the candidate would be glad to do there.

One courtesy at most: the mission in a verb phrase, and the culture as the place to do it in.
"""

import re

from avow.engines.offline.choice import Chooser
from avow.engines.offline.frames import frames
from avow.engines.offline.mission import Mission, making, mission_of
from avow.engines.offline.place import place_of
from avow.reading.company import clean_line, name_of
from avow.reading.nouns import article, is_job
from avow.reading.titles import role_title
from avow.types import Material, Sentence

_MOST_WORDS = 34  # one breath
ROOMY = 50  # words of an answer that can spare some for the culture beside the mission


def role_of(text: str) -> str:
    """The role as a phrase with its article, or ""."""
    gloss = re.search(r"\(([a-z][a-z ]{3,40})\)", text)
    line = clean_line(text)
    if gloss and is_job(gloss.group(1).split(" ")[-1]) and not line.isascii():
        line = gloss.group(1)
    line = re.split(r",|/|\s[-–—]\s|:", line)[0].strip()
    if not line or len(line.split()) > 6 or not re.fullmatch(r"[\w\s.&'-]+", line):
        return ""
    if {"is", "are", "was", "were", "our", "we", "you", "your", "be", "must", "will"} & set(
        line.lower().split()
    ):
        return ""
    line = re.sub(r" (?:I{1,3}|IV|V)$", "", re.sub(r"\s+&\s+", " and ", line))
    if " to " in line.lower():
        return ""  # a pathway is no post
    title = role_title(line)
    if title.split(" ")[-1].lower() in ("staff", "crew", "personnel", "support"):
        return title
    return title if title.lower().startswith(("a ", "an ", "the ")) else article(title)


def tie(
    material: Material, choose: Chooser, ties: frozenset[str], *, bringing: bool, room: int
) -> tuple[Sentence, ...]:
    """One sentence that ties to the employer within `room` words, from the company fields in `ties`."""
    company = material.brief.company
    name = name_of(company.name) if "name" in ties else ""
    role = role_of(company.role) if "role" in ties else ""
    mission = mission_of(company.mission, name_of(company.name)) if "mission" in ties else None
    place = place_of(company.culture) if "culture" in ties else ""
    table = frames()["tie"] if bringing else {**frames()["tie"], **frames()["tie_bare"]}
    values = {
        "as_role": f" as {role}" if role else "",
        "As_role": f"As {role}, " if role else "",
        "name": name or "you",
    }
    fields = ["role"] if role else []
    if mission is not None and (kind := _carried(mission)):
        form, phrase = kind
        form = "np_for" if form == "np" and "for" in phrase.split()[:5] else form
        text = choose.pick(table[form]).format(phrase=phrase, **values)
        text = text.replace(f"help {values['name']} help ", "help ")
        fields.append("mission")
        if name and "{name}" in "".join(table[form]) and name in text:
            fields.append("name")
        if place and room >= ROOMY and form != "vn" and "," not in place + phrase:
            longer = f"{text}, in {place}"
            if len(longer.split()) <= min(_MOST_WORDS, room) and choose.pick(["", "in"]):
                text = longer
                fields.append("culture")
        return (_tied(material, text, fields),)
    if place:
        fields.append("culture")
        if role and name:
            values["As_role"] = f"As {role} at {name}, "
            fields.append("name")
        return (_tied(material, choose.pick(table["place"]).format(phrase=place, **values), fields),)
    if role:
        values["As_role"] = f"As {role}{' at ' + name if name else ''}, "
        fields += ["name"] if name else []
        return (_tied(material, choose.pick(table["role"]).format(**values), fields),)
    if name:
        return (_tied(material, choose.pick(table["name"]).format(**values), ["name"]),)
    return (_tied(material, choose.pick(table["none"]), []),)


def _carried(mission: Mission) -> tuple[str, str] | None:
    """The frame and the phrase for a mission; a noun phrase with a verb of its own becomes a verb phrase."""
    if mission.form == "np" and (verb := making(mission.text)):
        return "vp", f"{verb} {mission.text}"
    return mission.form, mission.text


def _tied(material: Material, text: str, fields: list[str]) -> Sentence:
    text = " ".join(text.split())
    return Sentence(text=text[0].upper() + text[1:] + ".", cites=company_ids(material, *fields))


def company_ids(material: Material, *fields: str) -> tuple[str, ...]:
    """Ids of the company statements of these fields ("mission", "role" …), one for each field."""
    found: list[str] = []
    for field in fields:
        hit = next((s.id for s in material.company if s.field.startswith(f"company.{field}")), None)
        if hit:
            found.append(hit)
    return tuple(found)
