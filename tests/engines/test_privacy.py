import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avow.engines.privacy import Mask, each_text, texts, withheld


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Write to ana.o'brien+cv@mail.example.co.uk.", "Write to [email-1]."),
        ("+65 9123 4567 or 9876 5432", "[phone-1] or [phone-2]"),
        ("(212) 555-0199, 0161 496 0000, 415-555-0132", "[phone-1], [phone-2], [phone-3]"),
        ("mobile: 555 0199", "mobile: [phone-1]"),
        ("I live at 12 Mill Road, Leeds LS1 4AP, since 2003", "I live at [address-1], since 2003"),
        ("Flat 3, 9 Kings Court", "[address-1]"),
        ("Blk 123 Bedok North Street 1 #04-56 Singapore 460123", "[address-1]"),
        ("42 Oak Street, Springfield IL 62704", "[address-1]"),
        ("passport no. K1234567 and NRIC S1234567D", "passport no. [id-2] and NRIC [id-1]"),
        ("SSN 123-45-6789; QQ is no prefix, AB 12 34 56 C is", "SSN [id-1]; QQ is no prefix, [id-2] is"),
        ("GB29 NWBK 6016 1331 9268 19", "[id-1]"),
        ("card 4111 1111 1111 1111", "card [id-1]"),
        ("licence number AB123456", "licence number [id-1]"),
        ("a@b.example, again a@b.example", "[email-1], again [email-1]"),
    ],
)
def test_contact_details_are_hidden_and_come_back(text: str, hidden: str) -> None:
    mask = Mask(text)
    assert mask.hide(text) == hidden
    assert mask.restore(hidden) == text


@pytest.mark.parametrize(
    "text",
    [
        "From 2019-2024 I handled 40,000 cases on 12/05/2023 for £1,200.50",
        "I ran 3 shops on Mill Road, 2016 2024, crews of 12",
        "ISO 9001 2015, model 737-800, Java 17, 10 000 000 000 dollars",
        "registration 2019-2021, policy of 2020",
        "3G and 4G plate qualified (SMAW, FCAW), 6 am to 6 pm, 24/7, 0800 to 1600",
        "@home on Tuesdays, 5 @ 3 each",
    ],
)
def test_years_amounts_and_dates_are_material(text: str) -> None:
    assert Mask(text).hide(text) == text


def test_no_hand_written_brief_loses_material() -> None:
    """The cases hold no contact details: whatever is masked in them would be lost to the answer."""
    cases = Path(__file__).parents[2] / "evals" / "cases"
    lines = [line for path in cases.glob("*.jsonl") for line in path.read_text("utf-8").split("\n") if line]
    briefs = [json.loads(line)["brief"] for line in lines]
    assert len(briefs) > 50
    changed = [(text, Mask().hide(text)) for brief in briefs for text in texts(brief)]
    assert [before for before, after in changed if before != after] == []


def test_a_mark_that_somebody_wrote_is_not_used() -> None:
    text = "My fan [email-1] is a@b.example"
    mask = Mask(text)
    assert mask.hide(text) == "My fan [email-1] is [email-2]"
    assert mask.restore("[email-1] [email-2] [phone-9]") == "[email-1] a@b.example [phone-9]"


@given(st.lists(st.text() | st.sampled_from(["a@b.example", "+44 20 7946 0018", "[email-1]", "12 Oak Lane"])))
def test_hiding_is_always_undone(parts: list[str]) -> None:
    text = " ".join(parts)
    mask = Mask(text)
    assert mask.restore(mask.hide(text)) == text


def test_nested_values() -> None:
    value = {"a": ["x", {"b": "y"}], "n": 3, "t": ("z",)}
    assert each_text(value, str.upper) == {"a": ["X", {"b": "Y"}], "n": 3, "t": ("Z",)}
    assert list(texts(value)) == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("text", "item", "found"),
    [
        ("I have 2 kids in the province", "the kids", True),
        ("then pursue a PhD in London", "PhD plan", True),
        ("My divorce is nearly through", "divorce settlement", True),
        ("I was diagnosed with asthma", "Asthma", True),
        ("I worked at Google", "my salary at Google", False),
        ("I earned a good salary", "my salary at Google", True),
        ("I met Priya at the depot", "Priya", True),
        ("I want to plan routes", "my plans", False),
        ("I want to plan routes", "", False),
    ],
)
def test_what_touches_an_item_to_withhold(text: str, item: str, found: bool) -> None:
    assert withheld([text], [item]) == [found]
