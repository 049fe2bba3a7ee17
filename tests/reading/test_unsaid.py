"""What the candidate asks not to mention stays out, with or without a `withhold` list."""

import pytest

from avow.material import cut
from avow.reading.roles import Role, read
from avow.types import Brief


@pytest.mark.parametrize(
    "request_",
    ["but I don't want that mentioned", "please leave that out", "that's off the record", "don't tell them"],
)
def test_a_statement_that_is_not_to_be_mentioned_is_private(request_: str) -> None:
    brief = Brief(aspiration=f"I want to run a nursery garden. I once lost a shop to debts, {request_}.")
    segments = read(cut(brief)).segments
    assert {s.role for s in segments if s.statement == "A2"} == {Role.PRIVATE}
    assert any(s.role is Role.ASPIRATION for s in segments if s.statement == "A1")


def test_a_bracket_keeps_back_only_itself() -> None:
    brief = Brief(aspiration="I want to run a bakery (two of us got fired there, don't mention). I bake.")
    found = read(cut(brief))
    assert any(s.role is Role.ASPIRATION for s in found.segments)
    kept_back = [s for s in found.segments if s.topic == "withhold"]
    assert kept_back
    assert all(s.role is Role.PRIVATE for s in kept_back)
