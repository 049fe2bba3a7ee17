"""One row: fields → brief → rewrite → record. What a row does wrong is its own failure, never a stop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from avow.batch.journal import written
from avow.brief import Context, build, merge
from avow.errors import AvowError, BatchError, BriefError, BudgetError, CompletionError, ConfigurationError
from avow.types import Answer, Brief, Usage

FAILED = "failed"
FATAL = frozenset({"auth", "quota"})  # kinds after which no further request can succeed
MOST_SHOWN = 200  # characters of an unexpected error that are kept


@dataclass(frozen=True, slots=True)
class Task:
    """A row to be worked on: its key and the fields of its brief, or why there are none."""

    key: bytes
    fields: dict[str, object]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A finished row, ready for the journal."""

    key: bytes
    status: str
    kind: str  # of the error; empty where there is none
    body: bytes
    usd: float = 0.0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """What every row of a run has in common."""

    context: Context = field(default_factory=Context)
    attempts: int = 3
    variant: int = 0


def brief_of(task: Task, shared: Shared) -> Brief:
    """The brief of a row with the shared context laid over it. Raises BriefError."""
    if task.error:
        raise BriefError(task.error)
    return build(merge(task.fields, shared.context), where="row")


def finished(key: bytes, answer: Answer) -> Record:
    """The record of an answer."""
    full = answer.model_dump(mode="json")
    usage = answer.usage
    body = {
        "type": "row",
        "key": key.hex(),
        "status": answer.status.value,
        "answer": full.pop("text"),
        **{name: full[name] for name in KEPT},
        "error": None,
    }
    return Record(key, answer.status.value, "", written(body), usage.usd or 0.0, _tokens(usage))


# Fields of an Answer that a record keeps beside its text and status.
KEPT = (
    "findings",
    "ledger",
    "fit",
    "follow_ups",
    "questions",
    "words",
    "seconds",
    "engine",
    "prompts",
    "usage",
    "notes",
)


def failed(key: bytes, error: BaseException | str, kind: str = "") -> Record:
    """The record of a row without a result.

    Its kind is one of errors.py's table, or `brief`, `engine`, `timeout`, `crashed`, `internal`.
    """
    tokens = 0
    usage: dict[str, Any] | None = None
    if isinstance(error, CompletionError):
        kind = error.kind
        tokens = (error.prompt_tokens or 0) + (error.completion_tokens or 0)
        usage = {
            "attempts": error.calls,
            "prompt_tokens": error.prompt_tokens,
            "completion_tokens": error.completion_tokens,
            "usd": None,
        }
    elif isinstance(error, BriefError):
        kind = "brief"
    elif isinstance(error, AvowError):
        kind = kind or "engine"
    kind = kind or "internal"
    message = str(error)
    if kind == "internal" and isinstance(error, BaseException):
        message = (
            f"avow failed on this row ({type(error).__name__}: {message[:MOST_SHOWN]}); please report it"
        )
    body: dict[str, Any] = {
        "type": "row",
        "key": key.hex(),
        "status": FAILED,
        "answer": "",
        "usage": usage,
        "error": {"kind": kind, "message": message},
    }
    return Record(key, FAILED, kind, written(body), tokens=tokens)


def is_fatal(error: BaseException) -> bool:
    """Whether the run must stop: no further row could fare better."""
    if isinstance(error, CompletionError):
        return error.kind in FATAL
    return isinstance(error, BudgetError | ConfigurationError | BatchError)


def offline(task: Task, shared: Shared) -> Record:
    """A row by the offline engine, in this process, without waiting for anything."""
    from avow.engines.offline import OfflineEngine
    from avow.pipeline import rewrite, run_now

    try:
        brief = brief_of(task, shared)
        road = rewrite(brief, OfflineEngine(), attempts=shared.attempts, variant=shared.variant)
        return finished(task.key, run_now(road))
    except Exception as error:  # a fault of ours on one row must not cost the others
        return failed(task.key, error)


def _tokens(usage: Usage) -> int:
    return (usage.prompt_tokens or 0) + (usage.completion_tokens or 0)


def fields_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The journal record without what only the journal needs."""
    return {name: value for name, value in record.items() if name not in ("type", "key")}
