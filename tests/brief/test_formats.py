import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avow.brief import MAX_BYTES, json_lines, parse
from avow.brief.formats import Kind
from avow.errors import BriefError


def refusal(data: str | bytes, kind: Kind) -> str:
    with pytest.raises(BriefError) as caught:
        parse(data.encode() if isinstance(data, str) else data, kind, where="f")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f: the file is empty"),
        (" \n", "f: the file is empty"),
        ('{"a": 1,}', "f: line 1, column "),
        ("{'a': 1}", "f: line 1, column 2: not valid JSON"),
        ('{"a": 1} x', "f: line 1, column 10: not valid JSON: Extra data"),
        ('{"a": 1', "f: line 1, column 8: not valid JSON"),
        ("// c\n{}", "f: line 1, column 1: not valid JSON"),
        ('{"a": 1, "a": 2}', "f: the key 'a' appears twice"),
        ('{"b": {"c": 1, "c": 1}}', "f: the key 'c' appears twice"),
        ('{"a\\u200b": 1, "a": 2}', "f: the key 'a' appears twice"),
        ('{"a": NaN}', "f: NaN is not valid JSON"),
        ('{"a": -Infinity}', "f: -Infinity is not valid JSON"),
        ('{"a": 1e400}', "f: the number '1e400' is too large"),
        ('{"a": ' + "9" * 5000 + "}", "f: a number of 5,000 digits"),
        ("[1]", "f: expected an object with keys such as aspiration, got a list of 1"),
        ("null", "f: expected an object with keys such as aspiration, got null"),
        ('"x"', "f: expected an object with keys such as aspiration, got 'x'"),
        ("[" * 100_000, "f: nested more than 20 levels deep"),
        ('{"a":' * 5_000, "f: nested more than 20 levels deep"),
        ('{"a": ' + "[" * 21 + "]" * 21 + "}", "f: a[0][0]"),
        ('{"a": [' + "0," * 20_000 + "0]}", "f: more than 20,000 entries"),
        ('{"a": ["ok", "\\ud800"]}', "f: a[1]: line 1, column 1: half a character"),
        ('{"\\ud800": 1}', "f: line 1, column 1: half a character"),
        ('{"a": "x\\u0000"}', "f: a: line 1, column 2: NUL"),
    ],
)
def test_json_that_is_refused(text: str, message: str) -> None:
    assert refusal(text, "json").startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f: the file is empty"),
        ("- a", "f: expected an object with keys such as aspiration, got a list of 1"),
        ("a: b: c", "f: line 1, column 5: not valid YAML: mapping values are not allowed"),
        ("a:\n\t- x", "f: line 2, column 1: not valid YAML"),
        ("a: 1\n---\na: 2", "f: line 2, column 1: not valid YAML"),
        ("a: 1\nb: 2\na: 3", "f: line 3, column 1: the key 'a' appears twice"),
        ("a: [{b: 1, b: 2}]", "f: line 1, column 12: the key 'b' appears twice"),
        ("a: &x [y]\nb: *x", "f: line 2, column 4: YAML alias *x"),
        ("a: !!python/object/apply:os.system [x]", "f: line 1, column 4: YAML tag"),
        ("a: !!binary aGk=", "f: line 1, column 4: YAML tag"),
        ("a: !!timestamp nonsense", "f: line 1, column 4: YAML tag"),
        ("a: 2019-13-45", "f: a value that only looks like a number or date (month must be in 1..12)"),
        ("a: " + "9" * 5000, "f: a value that only looks like a number or date (too many digits)"),
        ("a: 0b_", "f: a value that only looks like a number or date"),
        ("a: .nan", "f: a: nan is not a number that can be used"),
        ("? [a, b]\n: c", "f: line 1, column 3: not valid YAML: found unhashable key"),
        ("5: a", "f: the key 5 is not text; put it in quotes"),
        ("a: [" + "x," * 30_000 + "]", "f: line 1, column"),
        ("[" * 100_000, "f: line 1, column"),
        ('a: "x\\0"', "f: a: line 1, column 2: NUL"),
    ],
)
def test_yaml_that_is_refused(text: str, message: str) -> None:
    assert refusal(text, "yaml").startswith(message)


def test_an_alias_bomb_costs_nothing() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    start = time.process_time()
    assert "alias" in refusal("\n".join(lines), "yaml")
    assert time.process_time() - start < 1


def test_a_tag_or_an_anchor_that_changes_nothing_is_let_through() -> None:
    assert parse(b"a: !!str 5\nb: &unused c", "yaml") == {"a": "5", "b": "c"}


def test_plain_data_comes_through_both_formats_alike() -> None:
    value = {
        "aspiration": "Ich möchte\nbacken 🍞\u2028ja",
        "facts": ["a", "b"],
        "style": {"seconds": 45},
        "id": None,
    }
    data = json.dumps(value, ensure_ascii=False).encode()
    assert parse(data, "json") == value
    assert parse(data, "yaml") == value


def test_size_is_checked_before_anything_else() -> None:
    assert "more than 2,097,152 bytes" in refusal(b"\xff" * (MAX_BYTES + 1), "json")


def test_lines_end_at_line_feeds_only() -> None:
    stream = io.BytesIO('{"a": "x\u2028y\x85z"}\n\n  \r\n{"a": 1}\r\n{"a": 2}'.encode())
    rows = list(json_lines(stream))
    assert [number for number, _ in rows] == [1, 4, 5]
    assert "\u2028" in json.loads(rows[0][1])["a"]
    assert parse(rows[1][1], "json") == {"a": 1}
    assert parse(rows[2][1], "json") == {"a": 2}


def test_a_line_beyond_the_limit_does_not_stop_the_next() -> None:
    long = b'{"a": "' + b"x" * (3 * MAX_BYTES) + b'"}'
    exact = b'{"a": "' + b"y" * (MAX_BYTES - 10) + b'"}\n'
    rows = list(json_lines(io.BytesIO(long + b"\n" + exact + b'{"a": 2}\n')))
    assert [number for number, _ in rows] == [1, 2, 3]
    assert len(rows[0][1]) == MAX_BYTES + 1
    assert "more than" in refusal(rows[0][1], "json")
    assert parse(rows[1][1], "json")["a"] == "y" * (MAX_BYTES - 10)
    assert parse(rows[2][1], "json") == {"a": 2}


JSONISH = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(alphabet=st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def outcome(data: bytes, kind: Kind) -> dict[str, object] | str:
    try:
        return parse(data, kind, where="f")
    except BriefError as error:
        return str(error)


@settings(deadline=None)
@given(JSONISH)
def test_any_json_is_read_or_refused_in_one_line(value: object) -> None:
    result = outcome(json.dumps({"a": value}).encode(), "json")
    assert result.isprintable() if isinstance(result, str) else set(result) == {"a"}


@settings(deadline=None)
@given(st.one_of(st.text(), st.text(alphabet="ab:-[]{}!&*|>#\"'? \n\t0123456789.~<=")))
def test_any_text_is_yaml_or_refused_in_one_line(text: str) -> None:
    result = outcome(text.encode(), "yaml")
    assert result.isprintable() if isinstance(result, str) else all(isinstance(key, str) for key in result)
