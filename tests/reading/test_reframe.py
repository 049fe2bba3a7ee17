"""Dislikes as what they move towards, and nothing else."""

import pytest

from avow.engines.base import Request
from avow.engines.offline import OfflineEngine
from avow.ledger import ledger
from avow.material import cut
from avow.reading.reframe import phrases, towards
from avow.reading.roles import read
from avow.types import Brief, Draft, LedgerEntry, Treatment


def run(aspiration: str, **brief: object) -> tuple[Draft, tuple[LedgerEntry, ...]]:
    material = cut(
        Brief.model_validate(
            {"aspiration": aspiration, "facts": ["Claims clerk, Leeds, 2018-present"], **brief}
        )
    )
    draft = OfflineEngine().write(Request(material)).draft
    return draft, ledger(material, draft)


def test_a_dislike_is_said_as_what_it_moves_towards_and_the_ledger_says_so() -> None:
    draft, entries = run("It is boring, same thing every day.")
    assert "keep learning new things" in draft.text
    assert "boring" not in draft.text
    assert entries[0].treatment is Treatment.REFRAMED


def test_a_wish_of_their_own_comes_first() -> None:
    draft, entries = run("It is boring, same thing every day. I want to lead a claims team.")
    assert "lead a claims team" in draft.text
    assert entries[0].treatment is Treatment.LEFT_OUT


@pytest.mark.parametrize("aspiration", ["My boss is a snake.", "I hate onions.", "I like paperwork."])
def test_what_has_no_such_side_is_left(aspiration: str) -> None:
    reading = read(cut(Brief.model_validate({"aspiration": aspiration})))
    assert [towards(s) for s in reading.segments if towards(s)] == []


def test_what_is_withheld_is_not_reframed() -> None:
    draft, _ = run("It is boring, same thing every day.", withhold=["boring"])
    assert not any(phrase in draft.text for phrase in phrases())
