"""Every guard allows its own allowed examples and flags its own flagged ones."""

import pytest

from avow.guards import GUARDS
from avow.guards.base import Example, Guard
from avow.material import cut
from avow.types import Brief, Draft, Finding, Sentence


def judge(guard: Guard, example: Example) -> list[Finding]:
    brief = Brief.model_validate({"aspiration": example.answer.strip() or "work", **example.brief})
    return list(guard.check(written(example.answer), cut(brief)))


def written(text: str) -> Draft:
    """The text as a draft that cites nothing: one sentence, so that offsets are those of the text."""
    return Draft(sentences=(Sentence(text=text),), engine="example")


def _cases(side: str) -> list[object]:
    return [
        pytest.param(guard, example, id=f"{guard.code}-{n}")
        for guard in GUARDS
        for n, example in enumerate(getattr(guard, side), start=1)
    ]


@pytest.mark.parametrize(("guard", "example"), _cases("allows"))
def test_allows(guard: Guard, example: Example) -> None:
    assert judge(guard, example) == []


@pytest.mark.parametrize(("guard", "example"), _cases("flags"))
def test_flags(guard: Guard, example: Example) -> None:
    found = judge(guard, example)
    assert found
    for finding in found:
        assert finding.code == guard.code
        assert finding.principle == guard.principle
        assert finding.hint
        assert 0 <= finding.start <= finding.end <= len(example.answer)
