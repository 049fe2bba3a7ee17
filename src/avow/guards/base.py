"""What a guard is: a value with a code, a check, and its own examples."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from avow.types import Draft, Finding, Material, Severity

Check = Callable[[Draft, Material], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a guard allows or flags, with just enough of a brief to judge it.

    `brief` holds keyword arguments of `avow.types.Brief`; `aspiration` defaults to the answer itself,
    so that an example about voice need not spell out material.
    """

    answer: str
    brief: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule about an answer."""

    code: str  # short and stable, e.g. "voice-markdown"; shown to users, accepted by `avow explain`
    principle: str  # id in prompts/principles.toml
    severity: Severity
    summary: str  # one line: what an answer may not do
    explanation: str  # a paragraph for `avow explain`: why, and what to do instead
    check: Check
    allows: tuple[Example, ...]
    flags: tuple[Example, ...]

    def finding(
        self,
        message: str,
        start: int = 0,
        end: int = 0,
        *,
        type: str,
        nearest: str | None = None,
        hint: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this guard; its severity unless another is given."""
        return Finding(
            code=self.code,
            principle=self.principle,
            severity=severity or self.severity,
            message=message,
            start=start,
            end=end,
            type=type,
            nearest=nearest,
            hint=hint,
        )
