"""What became of each statement, follow-ups, questions, cue card."""

import re

import pytest

from avow.engines.base import Request
from avow.engines.offline import OfflineEngine
from avow.ledger import cue, follow_ups, ledger, questions
from avow.material import cut
from avow.types import Brief, Draft, LedgerEntry, Material, Treatment

ASPIRATION = (
    "I want to become a ward manager. I have run a night ward for six years. My boss is a bully. "
    "I don't want to do research. I may move to Leeds with my husband in two years. "
    "My sister is a doctor. I failed the OET exam. I'm not sure about a PhD."
)


@pytest.fixture
def run() -> tuple[Material, Draft, tuple[LedgerEntry, ...]]:
    material = cut(
        Brief.model_validate(
            {
                "aspiration": ASPIRATION,
                "company": {
                    "role": "Ward Sister",
                    "mission": "Care that never hurries",
                    "name": "Aire Trust",
                },
            }
        )
    )
    draft = OfflineEngine().write(Request(material)).draft
    return material, draft, ledger(material, draft)


def test_every_statement_has_one_entry_in_order(run: tuple[Material, Draft, tuple[LedgerEntry, ...]]) -> None:
    material, _, entries = run
    assert [e.statement for e in entries] == [s.id for s in material.candidate]
    assert all(e.reason and e.principle for e in entries)


@pytest.mark.parametrize(
    ("statement", "treatment", "principle"),
    [
        ("A1", Treatment.KEPT, "truthful"),
        ("A3", Treatment.LEFT_OUT, None),
        ("A4", Treatment.LEFT_OUT, "positive"),
        ("A5", Treatment.LEFT_OUT, "discreet"),
        ("A6", Treatment.LEFT_OUT, "truthful"),
        ("A8", Treatment.LEFT_OUT, "truthful"),
    ],
)
def test_reasons(
    run: tuple[Material, Draft, tuple[LedgerEntry, ...]],
    statement: str,
    treatment: Treatment,
    principle: str | None,
) -> None:
    entry = next(e for e in run[2] if e.statement == statement)
    assert entry.treatment is treatment
    assert principle in (None, entry.principle)


def test_what_is_cited_is_not_called_left_out(run: tuple[Material, Draft, tuple[LedgerEntry, ...]]) -> None:
    _, draft, entries = run
    cited = {c for s in draft.sentences for c in s.cites}
    assert all((e.treatment is Treatment.LEFT_OUT) == (e.statement not in cited) for e in entries)


def test_sensitive_things_have_a_line_ready_that_volunteers_nothing(
    run: tuple[Material, Draft, tuple[LedgerEntry, ...]],
) -> None:
    material, _, entries = run
    lines = follow_ups(material, entries)
    assert {"A5"} <= {f.statement for f in lines}
    for follow in lines:
        assert not re.search(r"Leeds|husband|bully|OET", follow.line)


def test_questions_are_few_concrete_and_skip_what_is_there(
    run: tuple[Material, Draft, tuple[LedgerEntry, ...]],
) -> None:
    material, draft, _ = run
    found = questions(material, draft)
    assert 1 <= len(found) <= 3
    assert all(q.endswith("?") for q in found)
    assert any("Care that never hurries" in q for q in found)


def test_no_wish_asks_for_one() -> None:
    material = cut(Brief(aspiration="Honestly none."))
    assert "ten years" in questions(material, Draft(sentences=(), engine="offline"))[0]


def test_the_cue_card_is_made_of_the_answer(run: tuple[Material, Draft, tuple[LedgerEntry, ...]]) -> None:
    _, draft, _ = run
    card = cue(draft)
    assert card is not None
    assert card.line == draft.sentences[0].text
    assert 1 <= len(card.words) <= 3
    assert all(word in draft.text for word in card.words)
    assert cue(Draft(sentences=(), engine="offline")) is None
