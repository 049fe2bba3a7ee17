import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avow.brief import build, facts_from_resume
from avow.errors import BriefError

RESUME = {
    "$schema": "https://example.org/schema.json",
    "basics": {
        "name": "Nadia Okafor",
        "label": "Pastry chef",
        "image": "https://example.org/me.jpg",
        "email": "nadia@example.org",
        "phone": "+44 20 7946 0000",
        "url": "https://nadia.example.org",
        "summary": "Laminated doughs are my craft.\n- I train apprentices",
        "location": {
            "address": "1 Quay Street",
            "postalCode": "AB1 2CD",
            "city": "Leith",
            "countryCode": "GB",
        },
        "profiles": [
            {"network": "Photos", "username": "nadiabakes", "url": "https://example.org/nadiabakes"}
        ],
    },
    "work": [
        {
            "name": "Harbour Hotel",
            "description": "a hotel of 200 rooms",
            "location": "Leith",
            "position": "Sous chef, pastry",
            "url": "https://example.org/harbour",
            "startDate": "2019-03",
            "summary": "Run the night shift.",
            "highlights": ["Led a team of five.", "• Cut waste by a third", " "],
        },
        {
            "company": "Old Mill",
            "position": "Commis",
            "startDate": "2016-05-01T00:00:00Z",
            "endDate": "2019-02",
            "highlights": ["Kept the sourdough alive..."],
        },
        {"position": "Freelance", "startDate": "2015", "endDate": "2015"},
    ],
    "volunteer": [
        {"organization": "Soup Van", "position": "Cook", "endDate": "2018", "highlights": ["Cooked for 80"]},
    ],
    "education": [
        {
            "institution": "Leith College",
            "studyType": "Diploma",
            "area": "Patisserie",
            "startDate": "2014",
            "endDate": "2016",
            "score": 3.8,
            "courses": ["Sugar work"],
        },
        {"institution": "Open College", "area": "Accounting", "startDate": "2024-09"},
    ],
    "awards": [
        {"title": "Best rye", "awarder": "Guild of Bakers", "date": "2023-06", "summary": "As one of three"}
    ],
    "certificates": [
        {"name": "Food safety, level 3", "issuer": "Leith Council", "date": "2022", "url": "https://x"}
    ],
    "publications": [
        {"name": "On butter", "publisher": "Crumb", "releaseDate": "2021-01-15", "summary": "Essay."}
    ],
    "skills": [
        {"name": "Lamination", "level": "Master", "keywords": ["croissant", "puff"]},
        {"keywords": ["Excel"]},
    ],
    "languages": [{"language": "French", "fluency": "B2"}],
    "interests": [{"name": "Fishing", "keywords": ["fly"]}, {}],
    "references": [{"name": "Chef Duarte", "reference": "The best."}],
    "projects": [
        {
            "name": "Leith Bread Week",
            "description": "A week of free classes",
            "roles": ["Organiser"],
            "entity": "Soup Van",
            "type": "event",
            "startDate": "2020",
            "endDate": "2020",
            "highlights": ["400 visitors"],
            "keywords": ["teaching"],
        }
    ],
    "meta": {"version": "v1.0.0"},
}

FACTS = [
    "Headline: Pastry chef",
    "Laminated doughs are my craft",
    "I train apprentices",
    "Sous chef, pastry at Harbour Hotel (a hotel of 200 rooms), 2019-03 to present",
    "Run the night shift (Sous chef, pastry at Harbour Hotel, 2019-03 to present)",
    "Led a team of five (Sous chef, pastry at Harbour Hotel, 2019-03 to present)",
    "Cut waste by a third (Sous chef, pastry at Harbour Hotel, 2019-03 to present)",
    "Commis at Old Mill, 2016-05-01 to 2019-02",
    "Kept the sourdough alive... (Commis at Old Mill, 2016-05-01 to 2019-02)",
    "Freelance, 2015",
    "Volunteer work: Cook at Soup Van, until 2018",
    "Cooked for 80 (volunteer work: Cook at Soup Van, until 2018)",
    "Education: Diploma, Patisserie, Leith College, 2014 to 2016, score 3.8",
    "Course: Sugar work (Leith College)",
    "Education: Accounting, Open College, 2024-09 to present",
    "Award: Best rye, Guild of Bakers, 2023-06: As one of three",
    "Certificate: Food safety, level 3, Leith Council, 2022",
    "Publication: On butter, Crumb, 2021-01-15: Essay",
    "Skill: Lamination (Master): croissant, puff",
    "Skill: Excel",
    "Language: French (B2)",
    "Interest: Fishing: fly",
    "Project: Leith Bread Week, as Organiser, Soup Van, 2020: A week of free classes",
    "400 visitors (project: Leith Bread Week, as Organiser, Soup Van, 2020)",
    "Project Leith Bread Week: teaching",
]


def test_every_section_becomes_statements_that_stand_alone() -> None:
    assert facts_from_resume(RESUME) == FACTS


def test_nothing_that_identifies_or_reaches_the_person_is_taken() -> None:
    told = "\n".join(facts_from_resume(RESUME))
    for private in ("Nadia", "Okafor", "@", "+44", "http", "Quay", "AB1", "nadiabakes", "Duarte", "The best"):
        assert private not in told


def test_the_facts_make_a_brief() -> None:
    assert build({"aspiration": "I bake.", "facts": FACTS}, where="x").facts == FACTS


def test_empty_and_missing_values_are_passed_over() -> None:
    resume = {
        "basics": {"label": "", "summary": None},
        "work": [
            {"name": None, "highlights": None},
            {"name": "Mill", "endDate": "Present", "startDate": "2020"},
        ],
        "skills": [],
        "awards": None,
    }
    assert facts_from_resume(resume) == ["Mill, 2020 to present"]


def test_dates_that_yaml_has_read_count_as_their_text() -> None:
    job = {"name": "Mill", "startDate": datetime.date(2019, 3, 1), "endDate": 2020}
    assert facts_from_resume({"work": [job]}) == ["Mill, 2019-03-01 to 2020"]


@pytest.mark.parametrize(
    ("resume", "message"),
    [
        ({}, "r: nothing to use in it; expected sections of a JSON Resume"),
        ({"basics": {"name": "A"}, "meta": {}}, "r: nothing to use in it"),
        ({"work": {"name": "Mill"}}, "r: work: expected a list, got an object starting with 'name'"),
        ({"work": ["Mill"]}, "r: work[0]: expected an object, got 'Mill'"),
        ({"work": [{}, {"highlights": "Led"}]}, "r: work[1].highlights: expected a list of texts, got 'Led'"),
        (
            {"work": [{"highlights": ["a", 5]}]},
            "r: work[0].highlights: expected a list of texts, got a list of 2",
        ),
        ({"work": [{"position": ["a"]}]}, "r: work[0].position: expected text, got a list of 1"),
        ({"work": [{"startDate": True}]}, "r: work[0].startDate: expected text, got true"),
        ({"basics": "me"}, "r: basics: expected an object, got 'me'"),
        ({"basics": {"summary": 5}}, "r: basics.summary: expected text, got 5"),
        (
            {"work": [{"highlights": ["a" * 2_001]}]},
            "r: work[0]: a statement of 2,001 characters, at most 2,000",
        ),
        ({"work": [{"name": "a\x00"}]}, "r: work[0].name: line 1, column 2: NUL"),
    ],
)
def test_what_is_no_json_resume(resume: dict[str, object], message: str) -> None:
    with pytest.raises(BriefError) as caught:
        facts_from_resume(resume, where="r")
    assert str(caught.value).startswith(message)
    assert str(caught.value).isprintable()


SECTIONS = st.sampled_from(sorted(RESUME))
KEYS = st.sampled_from(
    sorted({key for section in RESUME.values() if isinstance(section, list) for key in section[0]})
)
VALUES = st.none() | st.text() | st.integers() | st.lists(st.text() | st.none())


@settings(deadline=None)
@given(st.dictionaries(SECTIONS, VALUES | st.lists(st.dictionaries(KEYS, VALUES))))
def test_any_values_make_facts_or_one_line(resume: dict[str, object]) -> None:
    try:
        facts = facts_from_resume(resume, where="r")
    except BriefError as error:
        facts = [str(error)]
        assert facts[0].startswith("r: ")
    assert all(fact.strip() == fact and "\n" not in fact for fact in facts)
    assert facts
