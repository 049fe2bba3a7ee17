"""Text on its way to a terminal or a file: safety, wrapping, saving."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avow.brief import build, load_path
from avow.cli import plain, review, saving, terminal
from avow.cli.findings import span_block
from avow.cli.report import Block
from avow.errors import UsageError

ANY = st.text(max_size=200)


@given(ANY)
def test_safe_text_has_nothing_that_a_terminal_obeys(text: str) -> None:
    kept = terminal.safe(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in kept)
    assert not any(
        c in kept for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    )


def test_safe_keeps_words_emoji_and_joiners() -> None:
    text = "Łódź 東京 👩‍🔬 café naïve — “quoted”"
    assert terminal.safe(text) == text


@given(ANY, st.integers(4, 60))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    words = terminal.one_line(text)
    for line in plain.wrapped(words, width, "  ", "  "):
        assert plain.columns_of(line) <= width


@given(st.text(alphabet="ab 東é", max_size=100), st.integers(5, 40))
def test_wrapping_loses_no_character(text: str, width: int) -> None:
    words = " ".join(text.split())
    joined = "".join(plain.wrapped(words, width)).replace(" ", "")
    assert joined == words.replace(" ", "")


@given(st.text(alphabet="abc de.", min_size=1, max_size=200), st.data(), st.integers(20, 76))
def test_the_mark_stands_under_its_words(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    block = span_block(text, start, end)
    for line in plain.lines([block], width):
        assert len(line.text) <= width
        assert line.mark is not None
        marked = line.text[line.mark[0] : line.mark[1]]
        assert " ".join(marked.split()) in " ".join(block.text.split())


def test_plain_report() -> None:
    blocks = [Block("answer", "Yes."), Block("heading", "Why"), Block("item", "because " * 12, "1")]
    assert plain.write(blocks, 40).split("\n")[:4] == [
        "  Yes.",
        "",
        "Why",
        "  1  because because because because",
    ]


@given(
    st.builds(
        lambda aspiration, facts, mission: {
            "aspiration": f"a{aspiration}",
            "facts": [f"f{fact}" for fact in facts],
            "company": {"mission": mission},
        },
        st.text(max_size=80),
        st.lists(st.text(max_size=40), max_size=4),
        st.text(max_size=40),
    )
)
def test_a_saved_brief_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, object]
) -> None:
    from avow.errors import BriefError

    try:
        brief = build(fields, where="test")
    except BriefError:
        return  # text that no brief may hold
    path = tmp_path_factory.mktemp("saved") / "me.yaml"
    saving.save(brief, str(path))
    assert load_path(path) == brief
    assert [p.name for p in path.parent.iterdir()] == ["me.yaml"]


def test_the_own_file_may_be_replaced_another_not(tmp_path: Path) -> None:
    mine, other = tmp_path / "me.yaml", tmp_path / "other.yaml"
    mine.write_text("aspiration: x\n")
    other.write_text("aspiration: y\n")
    saving.check_target(str(mine), source=str(mine))
    with pytest.raises(UsageError, match="exists already"):
        saving.check_target(str(other), source=str(mine))


@pytest.mark.parametrize(
    ("answer", "old", "new", "becomes"),
    [
        (
            "I led six cooks and I love food.",
            "and I love food.",
            "i cook game",
            "I led six cooks and I cook game.",
        ),
        (
            "I led six cooks. Then more.",
            "I led six cooks.",
            "i helped two cooks",
            "I helped two cooks. Then more.",
        ),
        ("In time, I led it, and left.", "I led it,", "I helped", "In time, I helped, and left."),
        ("It was me, leading all.", "leading all.", "Helping out.", "It was me, helping out."),
    ],
)
def test_a_correction_fits_its_place(answer: str, old: str, new: str, becomes: str) -> None:
    start = answer.index(old)
    assert review.replaced(answer, start, start + len(old), new) == becomes


def test_leaving_out_takes_the_whole_sentence() -> None:
    answer = "I want to teach. I led six cooks and I love food. I'd be glad to help."
    assert review.without_sentence(answer, answer.index("I love")) == "I want to teach. I'd be glad to help."
