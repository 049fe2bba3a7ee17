import pytest

from avow.brief import Context, build, merge
from avow.errors import BriefError

BRIEF: dict[str, object] = {
    "question": "Why us?",
    "aspiration": "I want to bake.",
    "facts": ["Baker"],
    "company": {"name": "Mill", "mission": "Bread for all", "values": ["calm"]},
    "withhold": ["my back"],
    "style": {"seconds": 30},
}


def test_no_context_changes_nothing() -> None:
    assert merge(BRIEF, Context()) == BRIEF
    assert merge({"aspiration": "a"}, Context()) == {"aspiration": "a"}


def test_single_values_win_and_lists_are_appended() -> None:
    before = repr(BRIEF)
    context = Context(
        question="Your goals?",
        company_name="Oven Ltd",
        role="Baker",
        posting="Nights.",
        seconds=60,
        locale="en-US",
        values=["flour"],
        facts=["Diploma", "Speaks French"],
        withhold=["money"],
    )
    brief = build(merge(BRIEF, context), where="x")
    assert brief.question == "Your goals?"
    assert (brief.company.name, brief.company.role, brief.company.posting) == ("Oven Ltd", "Baker", "Nights.")
    assert brief.company.mission == "Bread for all"
    assert brief.company.values == ["calm", "flour"]
    assert brief.facts == ["Baker", "Diploma", "Speaks French"]
    assert brief.withhold == ["my back", "money"]
    assert (brief.style.seconds, brief.style.locale) == (60, "en-US")
    assert repr(BRIEF) == before


def test_a_company_file_lies_between_the_brief_and_the_single_fields() -> None:
    company = {"name": "File", "culture": "quiet", "values": ["care"]}
    brief = build(merge(BRIEF, Context(company=company, culture="loud", values=["flour"])), where="x")
    assert (brief.company.name, brief.company.culture) == ("File", "loud")
    assert brief.company.values == ["calm", "care", "flour"]


def test_an_empty_value_is_a_value() -> None:
    assert build(merge(BRIEF, Context(mission="")), where="x").company.mission == ""


def test_context_makes_a_brief_of_bare_text() -> None:
    brief = build(merge({"aspiration": "I bake."}, Context(mission="Bread", facts=("Baker",))), where="x")
    assert (brief.company.mission, brief.facts) == ("Bread", ["Baker"])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"company": "Mill"}, "company: expected an object"),
        ({"facts": "Baker"}, "facts: expected a list of texts"),
        ({"style": []}, "style: expected an object"),
        ({"company": {"values": "calm"}}, "company.values: expected a list of texts"),
    ],
)
def test_a_malformed_brief_is_still_named(fields: dict[str, object], message: str) -> None:
    context = Context(mission="Bread", facts=["Baker"], seconds=30, values=["flour"])
    with pytest.raises(BriefError) as caught:
        build(merge({"aspiration": "I bake."} | fields, context), where="x")
    assert message in str(caught.value)
