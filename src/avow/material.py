"""The brief cut into statements that an answer can cite.

| ids  | field                              | cut into                                          | owner     |
|------|------------------------------------|---------------------------------------------------|-----------|
| A1 … | aspiration                         | sentences and list items                          | candidate |
| F1 … | facts[i]                           | nothing: a fact is one statement                  | candidate |
| C1 … | company.name, .role, .values[i]    | nothing                                           | company   |
|      | company.mission, .culture, .posting| sentences and list items                          | company   |

Company statements stand in the order name, role, mission, culture, values, posting.
"""

from collections.abc import Iterator
from typing import NamedTuple

from avow.brief.question import recognise
from avow.language.sentences import sentences
from avow.types import Brief, Material, Owner, Statement


class _Field(NamedTuple):
    letter: str  # of the ids
    owner: Owner
    name: str
    value: str
    whole: bool  # one statement, not cut


def cut(brief: Brief) -> Material:
    """The material of a brief: `field_value(brief, s.field)[s.start:s.end] == s.text` for each statement."""
    statements: list[Statement] = []
    count = {"A": 0, "F": 0, "C": 0}
    for letter, owner, name, value, whole in _fields(brief):
        for start, end in [(0, len(value))] if whole else sentences(value):
            count[letter] += 1
            identifier = f"{letter}{count[letter]}"
            text = value[start:end]
            statements.append(
                Statement(id=identifier, owner=owner, field=name, text=text, start=start, end=end)
            )
    return Material(brief=brief, question=recognise(brief.question), statements=tuple(statements))


def field_value(brief: Brief, name: str) -> str:
    """The text of a field by the name that statements give it. Raises KeyError where the brief has none."""
    for field in _fields(brief):
        if field.name == name:
            return field.value
    raise KeyError(name)


def _fields(brief: Brief) -> Iterator[_Field]:
    """The fields that hold text, in the order of their statements."""
    company = brief.company
    yield _Field("A", Owner.CANDIDATE, "aspiration", brief.aspiration, False)
    for i, fact in enumerate(brief.facts):
        yield _Field("F", Owner.CANDIDATE, f"facts[{i}]", fact, True)
    single = [
        ("company.name", company.name, True),
        ("company.role", company.role, True),
        ("company.mission", company.mission, False),
        ("company.culture", company.culture, False),
        *((f"company.values[{i}]", value, True) for i, value in enumerate(company.values)),
        ("company.posting", company.posting, False),
    ]
    for name, value, whole in single:
        if value:
            yield _Field("C", Owner.COMPANY, name, value, whole)
