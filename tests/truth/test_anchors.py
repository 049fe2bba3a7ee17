"""Anchors of model drafts."""

from avow.material import cut
from avow.truth.anchors import check, is_verbatim
from avow.types import Brief, Draft, Quote, Sentence

MATERIAL = cut(
    Brief.model_validate(
        {
            "aspiration": "i keep bees, 14 hives in Tartu, since 2018. want to breed queens.",
            "facts": ["Diploma in beekeeping, 2017"],
            "company": {"name": "Mesi Ltd", "mission": "Honey with a name on it"},
        }
    )
)


def found(text: str, *quotes: tuple[str, str], anchored: bool = True) -> list[str]:
    made = tuple(Quote(statement=s, text=t) for s, t in quotes)
    draft = Draft(sentences=(Sentence(text=text, quotes=made),), engine="test", anchored=anchored)
    return [h.message for h in check(draft, MATERIAL)]


def test_quoted_slots_pass() -> None:
    assert found("I keep fourteen hives in Tartu.", ("A1", "14 hives in Tartu")) == []


def test_a_slot_outside_every_quote_is_blocked() -> None:
    assert found("I keep fourteen hives in Tartu.", ("A1", "i keep bees")) != []
    assert found("I hold a diploma.", ("A1", "i keep bees")) != []


def test_a_false_quote_is_blocked_and_supports_nothing() -> None:
    messages = found("I keep forty hives.", ("A1", "40 hives"))
    assert len(messages) == 2


def test_the_employer_and_its_role_need_no_quote() -> None:
    assert found("I'd be glad to join Mesi Ltd.") == []


def test_drafts_without_anchors_are_left_alone() -> None:
    assert found("I keep ninety hives.", anchored=False) == []


def test_quotes_forgive_case_and_spacing_only() -> None:
    assert is_verbatim(Quote(statement="A1", text="I keep  bees"), MATERIAL)
    assert not is_verbatim(Quote(statement="A1", text="I kept bees"), MATERIAL)
    assert not is_verbatim(Quote(statement="A1", text=" "), MATERIAL)
    assert not is_verbatim(Quote(statement="F1", text="i keep bees"), MATERIAL)
