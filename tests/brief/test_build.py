import datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avow.brief import build, parse
from avow.errors import BriefError
from avow.types import Brief, Company


def refusal(fields: dict[str, object]) -> str:
    with pytest.raises(BriefError) as caught:
        build(fields, where="brief.json")
    assert caught.value.__cause__ is None
    assert str(caught.value).isprintable()
    return str(caught.value).removeprefix("brief.json: ")


ASPIRATION = {"aspiration": "I want to bake."}
HOPE = "say in your own words what you hope for, a sentence or two will do"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, f"aspiration is missing; {HOPE}"),
        ({"aspiration": ""}, f"aspiration is empty; {HOPE}"),
        ({"aspiration": " \n\t\u3000\u200b"}, f"aspiration is empty; {HOPE}"),
        ({"aspiration": None}, f"aspiration is empty; {HOPE}"),
        ({"aspiration": 5}, "aspiration: expected text, got the number 5; put it in quotes"),
        ({"aspiration": "x" * 20_001}, "aspiration: 20,001 characters, at most 20,000; shorten it"),
        (
            {"aspirations": "I bake"},
            "aspirations: unknown key (value 'I bake'); did you mean 'aspiration'? Known keys: id, question,"
            " aspiration, facts, company, withhold, style, voice (and 1 more)",
        ),
        (
            ASPIRATION | {"company": {"mision": "m" * 100}},
            "company.mision: unknown key (value '"
            + "m" * 59
            + "…'); did you mean 'mission'? Known keys: name,"
            " role, mission, culture, values, posting",
        ),
        (ASPIRATION | {"mission": "m"}, "mission: unknown key (value 'm'); did you mean 'company.mission'?"),
        (
            ASPIRATION | {"locale": "en-US"},
            "locale: unknown key (value 'en-US'); did you mean 'style.locale'?",
        ),
        (
            ASPIRATION | {"zzz\x1b[31m\nz": 1},
            r"['zzz\nz']: unknown key (value 1); remove it. Known keys: id, question, aspiration, facts,"
            " company, withhold, style, voice",
        ),
        (
            ASPIRATION | {"facts": "one"},
            "facts: expected a list of texts, got 'one'; write it as a list, even if it has one entry",
        ),
        (
            ASPIRATION | {"facts": {"a": "b"}},
            "facts: expected a list of texts, got an object starting with 'a'; write a list",
        ),
        (
            ASPIRATION | {"facts": ["a", None]},
            "facts[1]: expected text, got no value; write the text or remove the key",
        ),
        (
            ASPIRATION | {"facts": ["a", True]},
            "facts[1]: expected text, got true (YAML reads yes, no, on and off so); put it in quotes",
        ),
        (ASPIRATION | {"facts": [2019]}, "facts[0]: expected text, got the number 2019; put it in quotes"),
        (
            ASPIRATION | {"facts": [datetime.date(2019, 3, 1)]},
            "facts[0]: expected text, got the date 2019-03-01; put it in quotes",
        ),
        (
            ASPIRATION | {"facts": [{"Led a team": "five people"}]},
            "facts[0]: expected text, got an object starting with 'Led a team'; if the text holds ': ', put"
            " all of it in quotes",
        ),
        (
            ASPIRATION | {"facts": [["a", "b"]]},
            "facts[0]: expected text, got a list of 2; join the entries into one text",
        ),
        (ASPIRATION | {"facts": [b"a"]}, "facts[0]: expected text, got a value of type bytes"),
        (ASPIRATION | {"facts": [" "]}, "facts[0] is empty; write it or remove it"),
        (ASPIRATION | {"facts": ["a"] * 401}, "facts: 401 entries, at most 400; keep the strongest"),
        (ASPIRATION | {"facts": ["a" * 2_001]}, "facts[0]: 2,001 characters, at most 2,000; shorten it"),
        (
            ASPIRATION | {"company": "Acme"},
            "company: expected an object with keys such as name, role, mission, culture, values, posting, got"
            " 'Acme'",
        ),
        (
            ASPIRATION | {"style": {"seconds": "45"}},
            "style.seconds: expected a whole number without quotes, got '45'",
        ),
        (
            ASPIRATION | {"style": {"seconds": 45.5}},
            "style.seconds: expected a whole number without quotes, got 45.5",
        ),
        (
            ASPIRATION | {"style": {"seconds": True}},
            "style.seconds: expected a whole number without quotes, got true",
        ),
        (ASPIRATION | {"style": {"seconds": 5}}, "style.seconds: 5 is too small; at least 10"),
        (
            ASPIRATION | {"style": {"seconds": 10**5000}},
            "style.seconds: a number of more than 60 digits is too large; at most 180",
        ),
        (
            ASPIRATION | {"style": {"seconds": float("nan")}},
            "style.seconds: nan is not a number that can be used; write a number or remove it",
        ),
        (
            ASPIRATION | {"style": {"locale": "en-gb"}},
            "style.locale: 'en-gb' is not known; use 'en-GB' or 'en-US'",
        ),
        (ASPIRATION | {5: "a"}, "the key 5 is not text; put it in quotes"),
        (
            ASPIRATION | {"company": {"values": ["a\x00"]}},
            "company.values[0]: line 1, column 2: NUL character (U+0000); plain text has none, save it as"
            " UTF-8 text",
        ),
    ],
)
def test_errors_name_the_key_the_value_and_the_way_out(fields: dict[str, object], message: str) -> None:
    assert refusal(fields) == message


def test_a_key_without_bounds_costs_no_time_without_bounds() -> None:
    assert len(refusal(ASPIRATION | {"x" * 2_000_000: 1})) < 400


def test_data_that_contains_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert "nested more than 20 levels" in refusal(ASPIRATION | {"facts": loop})


def test_a_whole_brief_is_built_and_cleaned() -> None:
    fields = {
        "id": "r1",
        "question": " What are your aspirations? ",
        "aspiration": "I want to \x1b[1mbake\x1b[0m.\r\nEvery day. ",
        "facts": ("Baker since 2019",),
        "company": MappingProxyType({"name": "Mill\u200b", "values": ["calm"]}),
        "withhold": ["my back"],
        "style": {"seconds": 30, "locale": "en-US"},
    }
    brief = build(fields, where="x")
    assert brief.aspiration == "I want to bake.\nEvery day."
    assert brief.facts == ["Baker since 2019"]
    assert brief.company == Company(name="Mill", values=["calm"])
    assert brief.style.seconds == 30
    assert build(parse(brief.model_dump_json().encode(), "json"), where="x") == brief


KEYS = st.sampled_from(
    ["id", "question", "aspiration", "facts", "company", "withhold", "style", "name", "values", "seconds"]
)
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.binary() | st.dates() | ANY_TEXT
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner) | st.tuples(inner) | st.dictionaries(KEYS | ANY_TEXT | st.integers(), inner)
    ),
    max_leaves=15,
)


def outcome(fields: dict[str, object]) -> Brief | str:
    try:
        return build(fields, where="x")
    except BriefError as error:
        return str(error)


@settings(deadline=None)
@given(st.dictionaries(KEYS | ANY_TEXT, ANYTHING))
def test_any_fields_make_a_brief_or_one_line(fields: dict[str, object]) -> None:
    result = outcome(fields)
    if isinstance(result, str):
        assert result.isprintable()
        assert len(result) < 600
    else:
        assert Brief.model_validate_json(result.model_dump_json()) == result
