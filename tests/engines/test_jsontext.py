import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avow.engines.jsontext import NotOneObjectError, cleaned, one_object, spoken


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "}{"}',
        '```json\n{"a": "}{"}\n```',
        'Sure!\n{"a": "}{"}\nHope it helps.',
        '<think>{not this}</think>\n{"a": "}{"}',
        '<THINKING>x</THINKING>{"a": "}{"}',
    ],
)
def test_one_object_however_it_is_wrapped(text: str) -> None:
    assert one_object(text) == {"a": "}{"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no JSON object"),
        ("prose", "no JSON object"),
        ("[1]", "no JSON object"),
        ('{"a": 1', "damaged or cut"),
        ("{'a': 1}", "damaged or cut"),
        ('{"a": NaN}', "damaged or cut"),
        ('{"a": ' + "[" * 100_000, "damaged or cut"),
        ('{"a": 1}{"a": 2}', "more than one"),
        ('<think>{"a": 1}', "never ends"),
        ('{"a": 1}</think>', "never ends"),
    ],
)
def test_anything_else_is_none(text: str, says: str) -> None:
    with pytest.raises(NotOneObjectError, match=says):
        one_object(text)


@given(st.dictionaries(st.text(), st.text()), st.integers(min_value=1))
def test_no_cut_of_an_object_is_accepted(value: dict[str, str], at: int) -> None:
    text = json.dumps(value)
    with pytest.raises(NotOneObjectError):
        one_object(text[: at % len(text)])


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("I led\u0000 it", "I led it"),
        ("\x1b]52;c;ZQ==\x07I \x1b[31mled\x1b[0m", "I led"),
        ("a\u202eb\u2066c\ud800d\ufeffe\u200bf", "abcdef"),
        ("one\n two\t\u2028 three\u00a0four ", "one two three four"),
        ("naïve café, 日本, مرحبا, 👩\u200d🌾", "naïve café, 日本, مرحبا, 👩\u200d🌾"),
        ("\U000e0041hidden", "hidden"),
    ],
)
def test_only_what_can_be_said_is_left(text: str, clean: str) -> None:
    assert spoken(text)[0] == clean


@given(st.text())
def test_cleaning_is_safe_and_settles_at_once(text: str) -> None:
    once, _ = spoken(text)
    once.encode()
    assert once.isprintable() or all(c.isprintable() or c in "\u200c\u200d" or ord(c) > 0x2FF for c in once)
    assert spoken(once)[0] == once


def test_nested_values_are_cleaned_and_counted() -> None:
    assert cleaned({"a": ["x\x00", 7, None], "b": "y"}) == ({"a": ["x", 7, None], "b": "y"}, 1)
