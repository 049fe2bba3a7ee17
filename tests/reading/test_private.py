"""What a candidate need not share: told from work, and matched with what they ask to withhold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avow.material import cut
from avow.reading.private import private_topics, withheld_spans
from avow.reading.roles import Role, read
from avow.types import Brief


def sure(text: str) -> set[str]:
    return {topic.name for topic in private_topics(text) if topic.sure}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I have epilepsy, but it is under control.", "health"),
        ("My left hip is gone, no more roofs for me.", "health"),
        ("I had a gambling habit once.", "health"),
        ("Four years sober, thank you.", "health"),
        ("i got 3 kids back home", "family"),
        ("My mother had a stroke and lives alone.", "family"),
        ("We are expecting a baby in May.", "family"),
        ("since my divorce I sleep badly", "family"),
        ("I need a better salary, that's all.", "money"),
        ("Honestly it's for the money.", "money"),
        ("I'm forty-six now.", "age"),
        ("I'd stay two years and then leave for Canada.", "leave"),
        ("I'm also applying at two other firms.", "leave"),
        ("One day I want to open my own garage.", "compete"),
        ("My dream is a bakery of my own.", "compete"),
        ("My boss is a liar.", "grudge"),
        ("They passed me over for promotion.", "grudge"),
        ("I'm not good enough for that.", "self-doubt"),
        ("my faith matters to me", "belief"),
        ("My visa runs out in June.", "legal"),
    ],
)
def test_a_private_matter_is_seen(text: str, topic: str) -> None:
    assert topic in sure(text)


@pytest.mark.parametrize(
    "text",
    [
        "I work in family law and like it.",
        "I'm a child care worker in a nursery of forty.",
        "Customers' health comes first in a pharmacy.",
        "My patients have diabetes, cancer, anything.",
        "I learnt the trade in my uncle's shop.",
        "I run payroll for three hundred drivers.",
        "I explain mortgages to first-time buyers.",
        "I'd like to be the one the others ask.",
        "I studied public health and stayed in it.",
        "My cousin taught me the knots.",
        "I ran my own stall for three years.",
        "I keep my eye on the details.",
        "My boss gave me the keys on the second day.",
        "I fix annoying bugs before anyone sees them.",
        "I helped forty families move home last year.",
        "I'm not after the money, I'm after the craft.",
        "I'd like to earn your trust.",
        "Tired guests are my favourite guests.",
    ],
)
def test_work_is_not_private(text: str) -> None:
    assert sure(text) == set()


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("the kids", "I have two daughters at school."),
        ("PhD plan", "Later I'd like to do a doctorate."),
        ("needs higher pay", "I'm after a better salary."),
        ("her husband's illness", "My husband has had a stroke."),
        ("criticism of the present employer", "The firm I work for is a shambles."),
        ("age", "I'm fifty-one."),
        ("own salon", "I'd love to open my own salon."),
        ("own salon", "In time I'd like to start my own business."),
        ("plan to go home in 3-4 years", "After that I'd go back home to Cebu."),
        ("burn-out", "I had a burnout in 2020."),
        ("the failed paper", "I failed one paper last year."),
        ("visa date", "My visa expires in March."),
        ("wife's job in Leeds", "My wife works in Leeds."),
        ("the prototype", "We have been prototyping it for a year."),
        ("seminary", "I enter the seminary next autumn."),
        ("offer from a competitor", "I have an offer from another firm."),
    ],
)
def test_a_withheld_item_is_found_in_other_words(item: str, text: str) -> None:
    found = withheld_spans(text, [item])
    assert found
    for name, start, end in found:
        assert name == item
        assert text[start:end]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("the kids", "I teach kids to swim and would like to train others."),
        ("PhD plan", "I'd like to plan wards one day."),
        ("her husband's illness", "I nurse people through long illness."),
        ("criticism of the present employer", "My employer let me run the night desk."),
        ("age", "I look after old people and their gardens."),
        ("own salon", "I'd like to learn how a salon is run."),
        ("burn-out", "I put the lights out last."),
        ("the failed paper", "I have two papers to go."),
        ("wife's job in Leeds", "The job I want is on the ward."),
        ("back pain", "I'd like to go back to teaching."),
        ("offer and start date", "I could offer you nine years of nights."),
        ("own bakery", "I bake in my own time as well."),
    ],
)
def test_a_good_answer_is_left_alone(item: str, text: str) -> None:
    assert withheld_spans(text, [item]) == []


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=40), max_size=3))
def test_any_text_and_any_item_can_be_read(text: str, items: list[str]) -> None:
    for topic in private_topics(text):
        assert 0 <= topic.start < topic.end <= len(text)
    for item, start, end in withheld_spans(text, items):
        assert item in items
        assert 0 <= start < end <= len(text)


def test_a_private_stretch_hides_no_wish_before_it() -> None:
    brief = Brief(aspiration="been 9 yrs on the tills, want to be a store manager one day, boss is a clown")
    found = read(cut(brief))
    wish = next(s for s in found.segments if s.role is Role.ASPIRATION)
    assert [t.low for t in wish.tokens[:4]] == ["be", "a", "store", "manager"]
    assert "clown" not in " ".join(t.low for t in wish.tokens)
