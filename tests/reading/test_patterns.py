"""Pattern lexicons: what an entry matches, and what it refuses to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avow.language.analysis import analyse
from avow.reading.patterns import Patterns

LISTS = {"kin": ["wife", "in-laws"], "mine": ["my", "our"]}


def found(entry: str, text: str) -> list[str]:
    return [text[h.start : h.end] for h in Patterns({"x": [entry]}, LISTS).find(analyse(text))]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("open shop", "We open shop at six.", ["open shop"]),
        ("open|close shop", "They close shop at six.", ["close shop"]),
        ("open shop | close", "They close at six.", ["close"]),
        ("emigrat*", "She is emigrating.", ["emigrating"]),
        ("health worker*", "Health workers know.", ["Health workers"]),
        ("my @kin", "my in-laws and my wife", ["my in-laws", "my wife"]),
        ("@mine @kin", "our wife", ["our wife"]),
        ("my _ @kin", "my dear old wife", ["my dear old wife"]),
        ("my _ @kin", "my shop and his wife", []),
        ("open .. shop", "We open a very small corner shop.", ["open a very small corner shop"]),
        ("open .. shop", "We open. The shop is small.", []),
        ("open .. shop", "open one two three four five six seven shop", []),
        ("open .. own _ shop", "open in time our own small shop", ["open in time our own small shop"]),
        ("boss <> idiot", "An idiot, that boss.", ["idiot, that boss"]),
        ("boss <> idiot", "That boss is an idiot.", ["boss is an idiot"]),
        ("boss <> idiot", "That boss is fine. An idiot is not.", []),
    ],
)
def test_an_entry_matches(entry: str, text: str, expected: list[str]) -> None:
    assert found(entry, text) == expected


@pytest.mark.parametrize("entry", ["a <> b .. c", "my @nobody"])
def test_a_wrong_entry_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match=r"joins two steps|no list named"):
        Patterns({"x": [entry]}, LISTS)


def test_a_list_holds_no_joints() -> None:
    with pytest.raises(ValueError, match="no joints"):
        Patterns({"x": ["@bad"]}, {"bad": ["my _ wife"]})


def test_hits_come_in_order_with_their_label_and_sentence() -> None:
    patterns = Patterns({"a": ["bread"], "b": ["salt"]}, {})
    hits = patterns.find(analyse("Salt first. Then bread and salt."))
    assert [(h.label, h.sentence) for h in hits] == [("b", 0), ("a", 1), ("b", 1)]


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    patterns = Patterns({"x": ["a .. b", "a <> b", "my _ @kin", "a*", "a b*"]}, LISTS)
    for hit in patterns.find(analyse(text)):
        assert 0 <= hit.start < hit.end <= len(text)
