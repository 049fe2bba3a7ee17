import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from avow.brief import build
from avow.errors import BriefError
from avow.material import cut, field_value
from avow.types import Brief, Company, Owner

MESSY = """hi chef. i make croissant 😅 want my own shop someday
- no nights
- Eng. Mwangi taught me"""

BRIEF = Brief(
    question="Where do you see yourself in five years?",
    aspiration=MESSY,
    facts=["Baker since 2019. Two shops.", "- NVQ 2"],
    company=Company(
        name="St. Clair & Co. Ltd.",
        role="Baker (nights)",
        mission="Bread for all. Every day.",
        culture="Say it straight",
        values=["calm. and care", "flour"],
        posting="We bake.\n\n* You lift 20 kg\n* You smile",
    ),
)


def test_statements_have_ids_owners_and_fields_in_order() -> None:
    material = cut(BRIEF)
    assert [(s.id, s.field, s.text) for s in material.statements] == [
        ("A1", "aspiration", "hi chef."),
        ("A2", "aspiration", "i make croissant 😅"),
        ("A3", "aspiration", "want my own shop someday"),
        ("A4", "aspiration", "no nights"),
        ("A5", "aspiration", "Eng. Mwangi taught me"),
        ("F1", "facts[0]", "Baker since 2019. Two shops."),
        ("F2", "facts[1]", "- NVQ 2"),
        ("C1", "company.name", "St. Clair & Co. Ltd."),
        ("C2", "company.role", "Baker (nights)"),
        ("C3", "company.mission", "Bread for all."),
        ("C4", "company.mission", "Every day."),
        ("C5", "company.culture", "Say it straight"),
        ("C6", "company.values[0]", "calm. and care"),
        ("C7", "company.values[1]", "flour"),
        ("C8", "company.posting", "We bake."),
        ("C9", "company.posting", "You lift 20 kg"),
        ("C10", "company.posting", "You smile"),
    ]
    assert {s.id[0] for s in material.candidate} == {"A", "F"}
    assert {s.id[0] for s in material.company} == {"C"}
    assert material.question.years == 5
    assert material.brief is BRIEF


def test_what_is_empty_makes_no_statement() -> None:
    material = cut(Brief(aspiration="I bake", company=Company(name="", values=[])))
    assert [s.id for s in material.statements] == ["A1"]


def test_an_aspiration_without_words_is_one_statement() -> None:
    assert [s.text for s in cut(Brief(aspiration="🙏 ??")).statements] == ["🙏 ??"]


@pytest.mark.parametrize(
    "field", ["id", "question", "style", "company", "company.aspiration", "name", "", "facts[x]"]
)
def test_a_field_without_statements_has_no_value(field: str) -> None:
    with pytest.raises(KeyError):
        field_value(BRIEF, field)


TEXTS = st.text(max_size=120) | st.lists(
    st.sampled_from(
        ["I bake", "e.g.", "😅", "\n", "- ", ". ", "?! ", "No. 5", "U.S.", '."', "\u2028", "…", "x" * 70]
    ),
    max_size=20,
).map("".join)


@settings(deadline=None)
@given(
    aspiration=TEXTS,
    facts=st.lists(TEXTS, max_size=3),
    company=st.fixed_dictionaries(
        {},
        optional={"name": TEXTS, "role": TEXTS, "mission": TEXTS, "culture": TEXTS, "posting": TEXTS}
        | {"values": st.lists(TEXTS, max_size=2)},
    ),
)
def test_every_statement_stands_where_it_says(
    aspiration: str, facts: list[str], company: dict[str, object]
) -> None:
    try:
        brief = build({"aspiration": aspiration, "facts": facts, "company": company}, where="x")
    except BriefError:
        assume(False)
    material = cut(brief)
    last: dict[str, int] = {}
    for statement in material.statements:
        value = field_value(brief, statement.field)
        assert value[statement.start : statement.end] == statement.text
        assert statement.text == statement.text.strip() != ""
        assert last.get(statement.field, 0) <= statement.start
        last[statement.field] = statement.end
        owner = Owner.COMPANY if statement.field.startswith("company.") else Owner.CANDIDATE
        assert statement.owner is owner
        assert material.find(statement.id) is statement
    assert "A1" in [s.id for s in material.statements]
    assert sum(s.id[0] == "F" for s in material.statements) == len(brief.facts)
