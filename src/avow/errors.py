"""Exit codes and the exceptions of a run.

A guard's finding concerns the text and is data (`avow.types.Finding`); an exception concerns the run.

    AvowError
    ├── UsageError              exit 2: the command line cannot be followed as given
    │   └── BriefError          exit 2: the input cannot be read as a brief
    ├── BatchError              exit 4: a batch cannot go on; what its journal holds is safe
    │   └── LockedError         exit 3: another process is writing the same journal
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
    INCOMPLETE = 4  # a batch or an evaluation stopped before its end
    REGRESSED = 5  # an evaluation passed its gates and is worse than its baseline


class AvowError(Exception):
    """Base of every error that avow raises on purpose; its text is one line for a person."""

    exit_code = ExitCode.ENGINE


class UsageError(AvowError):
    """The command line cannot be followed as given."""

    exit_code = ExitCode.USAGE


class BriefError(UsageError):
    """The input is not a brief: says what is wrong, where, and what to do next."""


class BatchError(AvowError):
    """A batch cannot go on: disk, journal or workers. The same command continues where it stopped."""

    exit_code = ExitCode.INCOMPLETE


class LockedError(BatchError):
    """Another process is writing the journal of this batch."""

    exit_code = ExitCode.ENGINE


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

    `kind` names the class of failure; `retryable` tells whether the same request may succeed later.
    `prompt_tokens` and `completion_tokens` are what failed calls cost, where the endpoint said so;
    `calls` is how often it was asked.

    | kind                                   | meaning                                                   |
    |----------------------------------------|-----------------------------------------------------------|
    | auth, quota                            | no further request can succeed until the account is mended |
    | bad_request, not_found, context        | refused as sent: parameters, model name, length           |
    | rate_limit, server, network, timeout   | passing trouble; retried already                          |
    | bad_response, too_large, redirect      | not a chat completion                                     |
    | content_filter, refusal, length, empty | a completion without an answer                            |
    | not_json, schema, leak                 | an answer in the wrong shape, or our own prompt repeated  |
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str,
        retryable: bool = False,
        status: int | None = None,
        prompt_tokens: int | None = None,
        completion_tokens: int | None = None,
        calls: int = 0,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.retryable = retryable
        self.status = status
        self.prompt_tokens = prompt_tokens
        self.completion_tokens = completion_tokens
        self.calls = calls
