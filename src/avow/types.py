"""The nouns of avow: what goes in, what moves between rooms, what comes out.

All offsets are character offsets (Python `str` indices), end exclusive.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class _Value(BaseModel):
    """An immutable value made by avow itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Input(BaseModel):
    """Something a person wrote: strict types, unknown keys refused, surrounding space removed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)


# Sizes are generous for people and small enough that one brief fits a model's context window.
MAX_ASPIRATION = 20_000
MAX_FACT = 2_000
MAX_FACTS = 400
MAX_COMPANY_FIELD = 20_000
MAX_WITHHOLD = 100
MAX_QUESTION = 1_000
MAX_VOICE = 4_000  # some 700 words: enough to hear a person, and it is sent with every draft

Aspiration = Annotated[str, StringConstraints(min_length=1, max_length=MAX_ASPIRATION)]
Fact = Annotated[str, StringConstraints(min_length=1, max_length=MAX_FACT)]
VoiceSample = Annotated[str, StringConstraints(max_length=MAX_VOICE)]
CompanyText = Annotated[str, StringConstraints(max_length=MAX_COMPANY_FIELD)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUESTION)]

DEFAULT_QUESTION = "What are your career aspirations?"
DEFAULT_SECONDS = 45  # the middle of the 20 to 60 seconds of the principle "brief"


class Owner(StrEnum):
    """Whose words a statement is: support respects it everywhere."""

    CANDIDATE = "candidate"
    COMPANY = "company"


class Company(_Input):
    """What the candidate knows of the employer; every field may be empty."""

    name: CompanyText = ""
    role: CompanyText = ""
    mission: CompanyText = ""
    culture: CompanyText = ""
    values: list[Short] = Field(default_factory=list, max_length=50)
    posting: CompanyText = ""


class Style(_Input):
    """How the answer should be said."""

    seconds: int = Field(default=DEFAULT_SECONDS, ge=10, le=180, description="spoken length to aim at")
    locale: Literal["en-GB", "en-US"] = "en-GB"


class Brief(_Input):
    """What the candidate gives. The only input of every engine."""

    id: str | None = Field(default=None, max_length=200)
    question: Short = DEFAULT_QUESTION
    aspiration: Aspiration
    facts: list[Fact] = Field(default_factory=list, max_length=MAX_FACTS)
    company: Company = Field(default_factory=Company)
    withhold: list[Short] = Field(default_factory=list, max_length=MAX_WITHHOLD)
    style: Style = Field(default_factory=Style)
    voice: VoiceSample = Field(default="", description="a text for style only, never support")


class Horizon(StrEnum):
    """How far ahead a question looks."""

    NEAR = "near"  # up to three years
    MIDDLE = "middle"  # about five
    FAR = "far"  # ten to twenty, the default: aspirations are long-term


class Question(_Value):
    """The question as asked and what it implies."""

    text: str
    variant: str  # id of the recognised variant, "other" when answered as asked
    horizon: Horizon
    years: int | None = None


class Statement(_Value):
    """One sentence, line or entry of the brief; `text` stands at `start:end` of `field`."""

    id: str  # A1, A2 … aspiration; F1 … facts; C1 … company
    owner: Owner
    field: str  # "aspiration", "facts[2]", "company.mission", "company.values[0]" …
    text: str
    start: int
    end: int


class Material(_Value):
    """The brief cut into statements."""

    brief: Brief
    question: Question
    statements: tuple[Statement, ...]

    @property
    def candidate(self) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.owner is Owner.CANDIDATE)

    @property
    def company(self) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.owner is Owner.COMPANY)

    def find(self, statement_id: str) -> Statement | None:
        """The statement with this id, or None."""
        return next((s for s in self.statements if s.id == statement_id), None)


class Quote(_Value):
    """The verbatim words of a statement that a sentence rests on."""

    statement: str
    text: str


class Sentence(_Value):
    """One sentence of an answer with the statements it cites."""

    text: str
    cites: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


class Draft(_Value):
    """What an engine proposes. Nothing in it is trusted until the guards have seen it."""

    sentences: tuple[Sentence, ...]
    engine: str
    attempt: int = 1
    anchored: bool = False  # True where the engine was asked for a verbatim quote behind every claim

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.sentences)


class Severity(StrEnum):
    """block: never shown as an answer. ask: the candidate or a verifier must settle it. warn: advice."""

    BLOCK = "block"
    ASK = "ask"
    WARN = "warn"


class Finding(_Value):
    """What a guard says of a span of an answer."""

    code: str
    principle: str
    severity: Severity
    message: str
    start: int = 0
    end: int = 0
    type: str = ""  # label of truth.md / the guardrail list, e.g. "number", "negativity"
    nearest: str | None = None  # id of the nearest statement
    hint: str = ""  # what a repair should do


class ClaimKind(StrEnum):
    PAST = "past"
    STATE = "state"
    GOAL = "goal"
    COMMITMENT = "commitment"
    COMPANY = "company"
    LINK = "link"
    COURTESY = "courtesy"  # licensed without support


class Support(StrEnum):
    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNVERIFIED = "unverified"


class Claim(_Value):
    """One checkable clause of an answer."""

    text: str
    start: int
    end: int
    kind: ClaimKind
    support: Support = Support.UNVERIFIED
    statements: tuple[str, ...] = ()  # best supporting statements, nearest first
    risk: float = Field(default=0.0, ge=0.0, le=1.0)  # 1.0: most likely to be wrong
    type: str = ""  # type of fabrication, where known


class Treatment(StrEnum):
    KEPT = "kept"
    REFRAMED = "reframed"
    GENERALISED = "generalised"
    LEFT_OUT = "left out"


class LedgerEntry(_Value):
    """What became of one statement of the candidate, and why."""

    statement: str
    treatment: Treatment
    reason: str
    principle: str


class FitLevel(StrEnum):
    ALIGNED = "aligned"
    PARTIAL = "partial"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"  # no company text to compare with


class Fit(_Value):
    """How the candidate's wish meets the employer, in plain words."""

    level: FitLevel
    reason: str


class FollowUp(_Value):
    """One honest line to have ready if they ask about something that was left out."""

    statement: str
    line: str


class Status(StrEnum):
    ACCEPTED = "accepted"
    REPAIRED = "repaired"
    FALLBACK = "fallback"  # the offline engine's answer stands in for a model's
    WITHHELD = "withheld"


class Usage(_Value):
    """What the run cost. Tokens and dollars are None where no model was asked or none was reported."""

    attempts: int = 0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    usd: float | None = None


class CueCard(_Value):
    """What to carry into the room: one line that must land and three words to hang the rest on."""

    line: str
    words: tuple[str, ...]


class Answer(_Value):
    """The result of a rewrite. `text` is empty exactly when the status is withheld."""

    text: str
    status: Status
    sentences: tuple[Sentence, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    fit: Fit
    follow_ups: tuple[FollowUp, ...] = ()
    questions: tuple[str, ...] = ()
    cue: CueCard | None = None
    words: int = 0
    seconds: int = 0
    engine: str
    prompts: dict[str, str] = Field(default_factory=dict)  # prompt name → fingerprint
    usage: Usage = Usage()
    notes: tuple[str, ...] = ()  # what happened on the way, one line each
