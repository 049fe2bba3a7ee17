import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from avow.language.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Plain stops, whatever case follows.
        ("I bake. I want a shop.", ["I bake.", "I want a shop."]),
        ("i bake bread. want my own shop. maybe", ["i bake bread.", "want my own shop.", "maybe"]),
        ("Done in 2019. 3 years later I left.", ["Done in 2019.", "3 years later I left."]),
        ("no big dream. team lead no. my choice", ["no big dream.", "team lead no.", "my choice"]),
        # Marks that people repeat or mix.
        ("By 40?? I am 34!! Really?! yes", ["By 40??", "I am 34!!", "Really?!", "yes"]),
        ("what do i want??i dunno", ["what do i want??", "i dunno"]),
        ("I'd like... somewhere calm, really", ["I'd like... somewhere calm, really"]),
        ("I'd like… somewhere calm", ["I'd like… somewhere calm"]),
        ("I'd like... Actually no. I would not.", ["I'd like...", "Actually no.", "I would not."]),
        ("work here . want more . ok", ["work here .", "want more .", "ok"]),
        # Faces and smileys end a thought; things do not.
        ("failed the test 😅 will try again", ["failed the test 😅", "will try again"]),
        ("failed the test. 😅 Will try again", ["failed the test. 😅", "Will try again"]),
        ("i tried 41 recipes :) bread no", ["i tried 41 recipes :)", "bread no"]),
        ("I bake 🍞 every day 👩‍🍳 and sell it", ["I bake 🍞 every day 👩‍🍳 and sell it"]),
        ("well 😅, maybe", ["well 😅, maybe"]),
        ("steady lah 👍 electric bus ok", ["steady lah 👍", "electric bus ok"]),
        # Abbreviations, titles, initials.
        ("Mr. Goh taught me. Dr. Lim too.", ["Mr. Goh taught me.", "Dr. Lim too."]),
        ("Eng. Rania led, I drew.", ["Eng. Rania led, I drew."]),
        ("I know tools, e.g. Excel, approx. 30 of them.", ["I know tools, e.g. Excel, approx. 30 of them."]),
        ("Bus No. 5 is mine. No. 6 is not.", ["Bus No. 5 is mine.", "No. 6 is not."]),
        ("I have a B.Sc. Statistics is fun.", ["I have a B.Sc. Statistics is fun."]),
        ("I have a B.Sc. I use it.", ["I have a B.Sc.", "I use it."]),
        ("Worked in the U.S. Navy. Then home.", ["Worked in the U.S. Navy.", "Then home."]),
        ("Lived in the U.S. Now here.", ["Lived in the U.S.", "Now here."]),
        ("J. Smith hired me. He left.", ["J. Smith hired me.", "He left."]),
        ("5 yrs. in dialysis", ["5 yrs. in dialysis"]),
        ("5 yrs. Before that, ward.", ["5 yrs.", "Before that, ward."]),
        (
            "Sails, ropes etc. and knots. Tar etc. Old boats.",
            ["Sails, ropes etc. and knots.", "Tar etc.", "Old boats."],
        ),
        ("St. John's hired me in Sept. 2019.", ["St. John's hired me in Sept. 2019."]),
        ("I cook at Don & Co. My boss is kind.", ["I cook at Don & Co.", "My boss is kind."]),
        ("I did a Ph.D. in soil.", ["I did a Ph.D. in soil."]),
        # Numbers and times.
        ("It was 3.5 km at 4.30 a.m. in rain. Cold.", ["It was 3.5 km at 4.30 a.m. in rain.", "Cold."]),
        ("A 2:1. Then work.", ["A 2:1.", "Then work."]),
        ("My plans: 1. learn colour 2. teach it", None),
        ("Goal 1. Calm. Not 2. i mean it", ["Goal 1.", "Calm.", "Not 2.", "i mean it"]),
        ("Licensed, B1.1, since 2019.", ["Licensed, B1.1, since 2019."]),
        # Missing spaces.
        ("I do books.I want peace.", ["I do books.", "I want peace."]),
        ("I like trucks.Dispatch is next.", ["I like trucks.", "Dispatch is next."]),
        ("i like trucks.but not nights", ["i like trucks.", "but not nights"]),
        ("I write Node.js and ASP.NET, see example.com/me or a@b.org", None),
        ("Read https://example.org/a?b=c!d please", None),
        # Quotes and brackets.
        ('He said "stop." Then I left.', ['He said "stop."', "Then I left."]),
        ("(My wife added that.) Real version: baker.", ["(My wife added that.)", "Real version: baker."]),
        ('"No way!" she said. I agreed.', ['"No way!" she said.', "I agreed."]),
        ("It won (twice!) and stayed.", ["It won (twice!) and stayed."]),
        # Other scripts.
        ("我想当厨师。我喜欢面包！", ["我想当厨师。", "我喜欢面包！"]),
        # A transcript without punctuation stays whole.
        ("so um i been driving like ten years and i want to train people you know", None),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    assert cut(text) == ([text] if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- one bridge\n* two roads\n• three\n4. four\n(5) five\n-Six",
            ["one bridge", "two roads", "three", "four", "five", "Six"],
        ),
        ("- [x] done\n- [ ] open", ["done", "open"]),
        ("## Goals\nBe calm", ["Goals", "Be calm"]),
        ("-5 % churn\n– 3 kids", ["-5 % churn", "3 kids"]),
        (
            "Roads mostly\nWant: bridges\r\nNo tenders\u2028Rivers",
            ["Roads mostly", "Want: bridges", "No tenders", "Rivers"],
        ),
        ("one\n\n---\n\ntwo\n???\n", ["one", "two"]),
        (
            "- Led the team that built\n  the long bridge\n- Slept",
            ["Led the team that built\n  the long bridge", "Slept"],
        ),
    ],
)
def test_list_items_and_lines(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_text_wrapped_at_a_column_is_read_as_prose() -> None:
    text = (
        "I have been a paper conservator for nine years, mostly in Cairo and\n"
        "for six months in Ljubljana. What I would like in the end is a small\n"
        "lab outside the capitals, in the towns where the boxes of our own old\n"
        "archives rot.\n"
        "\n"
        "I do not like exhibitions."
    )
    assert [s.replace("\n", " ") for s in cut(text)] == [
        "I have been a paper conservator for nine years, mostly in Cairo and for six months in Ljubljana.",
        "What I would like in the end is a small lab outside the capitals, in the towns where the boxes"
        " of our own old archives rot.",
        "I do not like exhibitions.",
    ]


def test_two_lines_are_joined_only_where_the_second_goes_on() -> None:
    assert (
        len(cut("I would like to be the person who reads the whole contract first\nbefore anybody signs it"))
        == 1
    )
    assert (
        len(cut("I would like to be the person who reads the whole contract first\nNights are fine with me"))
        == 2
    )
    assert len(cut("reads contracts\nlikes nights")) == 2


@pytest.mark.parametrize(
    ("text", "expected"), [("", []), (" \n\t", []), ("🙏🙏", ["🙏🙏"]), (" ?! \n", ["?!"]), ("-", ["-"])]
)
def test_texts_without_words(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


WORDS = "I want e.g. Mr. 😅 :) ... … ? ! . , 3.5 No. 5 B.Sc. - • 1. (2) ” ) U.S. café 我。 Node.js"
PIECES = st.sampled_from([*WORDS.split(), " ", "  ", "\t", "\n", "\r\n", "\n\n", "\u2028"])


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(PIECES, max_size=60).map("".join),
        st.lists(PIECES, max_size=60).map(" ".join),
    )
)
@example("a. b. c.")
@example("\u0345.x")
def test_spans_are_ordered_trimmed_and_hold_every_letter(text: str) -> None:
    spans = sentences(text)
    assert bool(spans) == bool(text.strip())
    covered: set[int] = set()
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered.update(range(start, end))
        last = end
    lost = [c for i, c in enumerate(text) if c.isalpha() and i not in covered]
    # The x of a ticked box is the only letter of a list marker.
    assert "".join(lost).strip("xX") == ""
