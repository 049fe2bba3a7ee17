import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avow.brief.text import BULLET, SHOWN, clean, decode, shown, shown_name
from avow.errors import BriefError

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text",
    [
        "I bake.\n\tÄpfel, 我想, naïve — “quotes”\u2028next",
        "می\u200cخواهم",  # Persian needs its joiner
        "क\u094d\u200dष",
        "👩‍🚀 👨‍👩‍👧 ❤\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "ﬁne İstanbul e\u0301",
    ],
)
def test_what_scripts_and_emoji_need_stays_as_it_is(text: str) -> None:
    assert clean(text, "x") == text
    assert decode(text.encode(), "x") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\x0bd\x0ce", "a\nb\nc\nd\ne"),
        ("I \x1b[1;31mbake\x1b[0m bread", "I bake bread"),
        ("\x1b]0;title\x07bread", "bread"),
        ("\x1b]8;;https://x.example\x1b\\bread\x1b]8;;\x1b\\", "bread"),
        ("\x1bPq\x1b\\a\x1b_b\x1b\\c", "ac"),
        ("\x1b]never closed", "never closed"),
        ("\x1b[31", "31"),
        ("\x1b(Ba\x1bcb\x1b", "ab"),
        ("a\x08\x08b\x07\x7f", "ab"),
        ("pay \u202e000,01\u202c \u2066a\u2069\u200f", "pay 000,01 a"),
        ("he\u200bllo \ufeffwo\u00adrld", "hello world"),
        ("ok\U000e0069\U000e0067\U000e006e\U000e0101", "ok"),
        ("two  spaces\nand a line", "two  spaces\nand a line"),
    ],
)
def test_what_carries_no_words_is_removed(text: str, expected: str) -> None:
    assert clean(text, "x") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\ntwo\x00", "note: line 2, column 4: NUL character (U+0000)"),
        ("\ud800", "note: line 1, column 1: half a character (lone surrogate U+D800)"),
        ("a\udc80b", "note: line 1, column 2: half a character (lone surrogate U+DC80)"),
        ("I\x92m", "note: line 1, column 2: control character U+0092, as in misread Windows-1252 text"),
        ("\x9b31m", "note: line 1, column 1: control character U+009B"),
    ],
)
def test_what_cannot_be_removed_without_guessing_is_refused(text: str, message: str) -> None:
    with pytest.raises(BriefError) as caught:
        clean(text, "note")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("I bake in a café\nor two cafés".encode("latin-1"), "f: line 1, column 16: byte 0xE9 is not UTF-8"),
        (b"\xef\xbb\xbfab\n\xc3\xa9\xff", "f: line 2, column 2: byte 0xFF is not UTF-8"),
        (b"ok \xc0\xaf", "f: line 1, column 4: byte 0xC0 is not UTF-8"),
        (b"ok \xed\xa0\x80", "f: line 1, column 4: byte 0xED is not UTF-8"),
        (b"ab\xf0\x9f\x98", "f: line 1, column 3: byte 0xF0 is not UTF-8"),
        ("I bake".encode("utf-16"), "f: UTF-16 text: save it as UTF-8"),
        ("I bake".encode("utf-32"), "f: UTF-32 text: save it as UTF-8"),
        ("I bake".encode("utf-16-be"), "f: UTF-16 text without a byte order mark"),
        ("I bake bread".encode("utf-16-le"), "f: UTF-16 text without a byte order mark"),
        (b"%PDF-1.7\n", "f: a PDF, not text"),
        (b"PK\x03\x04....", "f: a Word, OpenDocument or zip file"),
        (b"{\\rtf1 I bake}", "f: rich text (RTF)"),
        (b"\x7fELF\x00\x00", "f: line 1, column 5: NUL"),
    ],
)
def test_other_bytes_are_named(data: bytes, message: str) -> None:
    with pytest.raises(BriefError) as caught:
        decode(data, "f")
    assert str(caught.value).startswith(message)


def test_a_byte_order_mark_is_accepted() -> None:
    assert decode(b"\xef\xbb\xbfI bake", "f") == "I bake"
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfI bake", "f") == "I bake"


@settings(deadline=None)
@given(st.one_of(ANY_TEXT, st.text(alphabet="\x1b[]0m;\x07\\P a\u202e\U000e0041\U0001f3f4\U000e007f\r\n")))
def test_cleaned_text_is_printable_writable_and_clean_for_good(text: str) -> None:
    if any(c == "\x00" or "\x80" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in text):
        with pytest.raises(BriefError, match=r"\Ax: line \d+, column \d+: [^\n]+\Z"):
            clean(text, "x")
        return
    cleaned = clean(text, "x")
    cleaned.encode("utf-8")
    assert not [c for c in cleaned if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f"]
    assert clean(cleaned, "x") == cleaned


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused_in_one_line(data: bytes) -> None:
    try:
        result = decode(data, "x")
    except BriefError as error:
        result = str(error)
    assert result.encode().decode() == result
    assert "\x00" not in result


@settings(deadline=None)
@given(
    st.one_of(ANY_TEXT, st.integers(), st.floats(), st.none(), st.booleans(), st.binary(), st.lists(ANY_TEXT))
)
def test_shown_is_one_short_printable_line(value: object) -> None:
    for text in (shown(value), shown_name(value)):
        assert text.isprintable()
        assert len(text) < 4 * SHOWN


def test_shown_names_what_it_cannot_repeat() -> None:
    assert shown(10**5000) == "a number of more than 60 digits"
    assert shown({"a": 1}) == "an object starting with 'a'"
    assert shown(["a", "b"]) == "a list of 2"
    assert shown(b"a") == "a value of type bytes"
    assert shown(True) == "true"
    assert shown_name("notes/my file.txt") == "notes/my file.txt"
    assert shown_name("a\nb\x1b[31m.txt") == r"'a\nb\x1b[31m.txt'"


@pytest.mark.parametrize(
    "line", ["- a", "* a", "• a", "•a", "-a", "– a", "1. a", "12) a", "(3) a", "- [x] a", "## a"]
)
def test_list_markers(line: str) -> None:
    match = BULLET.match(line)
    assert match is not None
    assert line[match.end() :] == "a"


@pytest.mark.parametrize(
    "line", ["-5 %", "3 years", "2019. Baker", "*bold*", "#1 seller", "1.5 km", "a - b", "--", "[a] b"]
)
def test_what_only_looks_like_a_list_marker(line: str) -> None:
    assert BULLET.match(line) is None
