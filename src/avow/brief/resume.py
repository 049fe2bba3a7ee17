"""JSON Resume (the schema of jsonresume.org, version 1.0.0) as facts, one statement per bullet.

Every statement stands alone: a bullet carries the role, the employer and the dates it belongs to, since
without them a deed of ten years ago reads like one of today. Volunteer work says that it is. Contact
details, the person's name, links and references are left out: no answer needs them, so they never leave
the file. An entry with a start and no end is read as still going on, as the schema's own themes show it.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from avow.brief.text import BULLET, shown
from avow.brief.tree import clean_tree
from avow.errors import BriefError
from avow.types import MAX_FACT

_NOW = frozenset({"present", "now", "current", "today", "ongoing"})


def facts_from_resume(data: Mapping[str, object], *, where: str = "resume") -> list[str]:
    """The facts of a JSON Resume, in the order of the schema's sections; unknown keys are passed over.

    Raises BriefError for a value of the wrong type or a statement too long for a fact, with its path, and
    where none of the schema's sections holds anything.
    """
    root = _Entry(clean_tree(data, where), "", where)
    facts = [fact for section in (_basics, *_SECTIONS) for fact in section(root)]
    if not facts:
        raise BriefError(
            f"{where}: nothing to use in it; expected sections of a JSON Resume such as work, education,"
            " skills (see jsonresume.org/schema)"
        )
    return facts


@dataclass(frozen=True, slots=True)
class _Entry:
    """One object of the résumé and where it stands."""

    value: object
    path: str
    where: str

    def get(self, key: str) -> object:
        if self.value is None:
            return None
        if not isinstance(self.value, dict):
            raise self.wrong("", "an object", self.value)
        return self.value.get(key)

    def text(self, key: str) -> str:
        """A text on one line without its closing stop; a number or a date counts as its text."""
        value = self.get(key)
        if value is None:
            return ""
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self.wrong(key, "text", value)
        return _flat(str(value))

    def texts(self, key: str) -> list[str]:
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or any(not isinstance(entry, str) for entry in value):
            raise self.wrong(key, "a list of texts", value)
        return [text for entry in value if (text := _flat(entry))]

    def lines(self, key: str) -> list[str]:
        """The lines of a text, each without its list marker."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, str):
            raise self.wrong(key, "text", value)
        return [text for line in value.split("\n") if (text := _flat(line))]

    def entries(self, key: str) -> Iterator["_Entry"]:
        value = self.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            raise self.wrong(key, "a list", value)
        for i, entry in enumerate(value):
            yield _Entry(entry, f"{self.path}{'.' if self.path else ''}{key}[{i}]", self.where)

    def when(self) -> str:
        """ "2019-03 to present", "2016 to 2018", "2018" or nothing."""
        start, end = _date(self.text("startDate")), _date(self.text("endDate"))
        if start and (not end or end.lower() in _NOW):
            return f"{start} to present"
        if start and start != end:
            return f"{start} to {end}"
        return start or (f"until {end}" if end and end.lower() not in _NOW else "")

    def fact(self, text: str) -> Iterator[str]:
        """The text as a fact, if it holds anything."""
        if len(text) > MAX_FACT:
            raise BriefError(
                f"{self.where}: {self.path or 'basics'}: a statement of {len(text):,} characters, at most"
                f" {MAX_FACT:,}; split it into bullets"
            )
        if text:
            yield text

    def wrong(self, key: str, expected: str, value: object) -> BriefError:
        path = ".".join(part for part in (self.path, key) if part) or "the file"
        return BriefError(f"{self.where}: {path}: expected {expected}, got {shown(value)}")


def _basics(root: _Entry) -> Iterator[str]:
    basics = _Entry(root.get("basics"), "basics", root.where)
    if label := basics.text("label"):
        yield from basics.fact(f"Headline: {label}")
    for line in basics.lines("summary"):
        yield from basics.fact(line)


def _work(root: _Entry) -> Iterator[str]:
    for job in root.entries("work"):
        # Before version 1.0.0 the employer stood under "company".
        employer = job.text("name") or job.text("company")
        kind = job.text("description")
        place = f"{employer} ({kind})" if employer and kind else employer
        role = _at(job.text("position"), place)
        yield from job.fact(_joined(role, job.when()))
        yield from _bullets(job, _joined(_at(job.text("position"), employer), job.when()))


def _volunteer(root: _Entry) -> Iterator[str]:
    for post in root.entries("volunteer"):
        role = _joined(_at(post.text("position"), post.text("organization")), post.when())
        yield from post.fact(role and f"Volunteer work: {role}")
        yield from _bullets(post, f"volunteer work: {role}" if role else "volunteer work")


def _education(root: _Entry) -> Iterator[str]:
    for study in root.entries("education"):
        school = study.text("institution")
        subject = _joined(study.text("studyType"), study.text("area"))
        score = study.text("score")
        told = _joined(subject, school, study.when(), score and f"score {score}")
        yield from study.fact(told and f"Education: {told}")
        for course in study.texts("courses"):
            yield from study.fact(f"Course: {course}" + (f" ({school})" if school else ""))


def _awards(root: _Entry) -> Iterator[str]:
    yield from _named(root, "awards", "Award", "title", "awarder", "date")


def _certificates(root: _Entry) -> Iterator[str]:
    yield from _named(root, "certificates", "Certificate", "name", "issuer", "date")


def _publications(root: _Entry) -> Iterator[str]:
    yield from _named(root, "publications", "Publication", "name", "publisher", "releaseDate")


def _named(root: _Entry, section: str, kind: str, name: str, giver: str, date: str) -> Iterator[str]:
    for entry in root.entries(section):
        if title := entry.text(name):
            told = _joined(title, entry.text(giver), _date(entry.text(date)))
            yield from entry.fact(_explained(f"{kind}: {told}", entry.text("summary")))


def _skills(root: _Entry) -> Iterator[str]:
    yield from _listed(root, "skills", "Skill", "name", "level")


def _languages(root: _Entry) -> Iterator[str]:
    yield from _listed(root, "languages", "Language", "language", "fluency")


def _interests(root: _Entry) -> Iterator[str]:
    yield from _listed(root, "interests", "Interest", "name", "")


def _listed(root: _Entry, section: str, kind: str, name: str, level: str) -> Iterator[str]:
    for entry in root.entries(section):
        told = entry.text(name)
        degree = entry.text(level) if level else ""
        words = ", ".join(entry.texts("keywords"))
        head = f"{told} ({degree})" if told and degree else told
        yield from entry.fact(
            ": ".join(part for part in (kind, head, words) if part) if head or words else ""
        )


def _projects(root: _Entry) -> Iterator[str]:
    for project in root.entries("projects"):
        roles = ", ".join(project.texts("roles"))
        told = _joined(project.text("name"), roles and f"as {roles}", project.text("entity"), project.when())
        what = (
            _explained(f"Project: {told}", project.text("description"))
            if told
            else project.text("description")
        )
        yield from project.fact(what)
        yield from _bullets(project, f"project: {told}" if told else "")
        if words := ", ".join(project.texts("keywords")):
            yield from project.fact(_explained(f"Project {project.text('name')}".rstrip(), words))


_SECTIONS: tuple[Callable[[_Entry], Iterable[str]], ...] = (
    _work,
    _volunteer,
    _education,
    _awards,
    _certificates,
    _publications,
    _skills,
    _languages,
    _interests,
    _projects,
)


def _bullets(entry: _Entry, belongs_to: str) -> Iterator[str]:
    for text in [*entry.lines("summary"), *entry.texts("highlights")]:
        yield from entry.fact(f"{text} ({belongs_to})" if belongs_to else text)


def _at(role: str, place: str) -> str:
    return f"{role} at {place}" if role and place else role or place


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _explained(head: str, text: str) -> str:
    return f"{head}: {text}" if text else head


def _date(text: str) -> str:
    """A date without its time of day: "2019-03-01T00:00:00Z" → "2019-03-01"."""
    return text.split("T")[0] if text[:4].isdigit() else text


def _flat(text: str) -> str:
    words = " ".join(text.split())
    marker = BULLET.match(words)
    words = words[marker.end() :] if marker else words
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words
