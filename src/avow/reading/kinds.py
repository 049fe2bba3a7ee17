"""The roles that a part of the candidate's words can have, and the part itself."""

from dataclasses import dataclass
from enum import StrEnum

from avow.language.tokens import Token
from avow.reading.shorthand import Form


class Role(StrEnum):
    ASPIRATION = "aspiration"
    GOAL = "nearer goal"
    STRENGTH = "strength"
    FACT = "fact"
    VALUE = "value"
    REASON = "reason"
    DISLIKE = "dislike"
    CONSTRAINT = "constraint"
    PRIVATE = "private"
    DOUBT = "doubt"
    DENIED = "denied wish"
    OTHER = "another's deed"
    NOISE = "noise"


class Direction(StrEnum):
    MANAGING = "managing"
    EXPERTISE = "expertise"
    REPUTATION = "reputation"
    AREA = "area"
    CREATING = "creating"
    IMPACT = "impact"
    SKILLS = "skills"
    TECHNOLOGY = "technology"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Segment:
    """One thought of a statement; `start:end` are offsets in the statement's text."""

    statement: str
    start: int
    end: int
    role: Role
    tokens: tuple[Token, ...] = ()
    form: Form = "clause"
    direction: Direction | None = None
    topic: str = ""
    flags: frozenset[str] = frozenset()
    weight: float = 0.0
    field: str = ""
