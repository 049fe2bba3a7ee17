"""Exit codes and the exceptions of a run.

A guard's finding concerns the text and is data (`avow.types.Finding`); an exception concerns the run.

    AvowError
    ├── UsageError              exit 2: the command line cannot be followed as given
    │   └── BriefError          exit 2: the input cannot be read as a brief
    └── EngineError             exit 3: no draft could be had
        ├── ConfigurationError  key, base URL or model name missing or refused before sending
        ├── ReplayMissError     no recorded completion for this request
        ├── BudgetError         the next call would pass --max-tokens or --max-usd
        └── CompletionError     the endpoint answered, or failed to; see its `kind`
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0  # an answer was accepted, repaired or replaced by a passing one
    WITHHELD = 1  # no answer may be shown, or a gate failed
    USAGE = 2  # wrong flags or unreadable input
    ENGINE = 3  # the engine or the environment failed
    INCOMPLETE = 4  # a batch stopped before its end


class AvowError(Exception):
    """Base of every error that avow raises on purpose; its text is one line for a person."""

    exit_code = ExitCode.ENGINE


class UsageError(AvowError):
    """The command line cannot be followed as given."""

    exit_code = ExitCode.USAGE


class BriefError(UsageError):
    """The input is not a brief: says what is wrong, where, and what to do next."""


class EngineError(AvowError):
    """No draft could be had."""


class ConfigurationError(EngineError):
    """Something the engine needs is missing or refused before anything was sent."""


class ReplayMissError(EngineError):
    """The replay engine has no recorded completion for this request."""


class BudgetError(EngineError):
    """The next call would exceed the budget the user set."""


class CompletionError(EngineError):
    """The endpoint failed or answered with something that is not an answer.

    `kind` names the class of failure (for example "auth", "quota", "rate_limit", "timeout", "server",
    "content_filter", "refusal", "length", "empty", "not_json", "schema"); `retryable` tells whether
    the same request may succeed later.
    """

    def __init__(self, message: str, *, kind: str, retryable: bool = False, status: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.retryable = retryable
        self.status = status
