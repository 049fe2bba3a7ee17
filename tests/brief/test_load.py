import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avow.brief import load_company, load_facts, load_path, load_posting, load_resume, load_text, read_fields
from avow.errors import BriefError


@pytest.fixture
def write(tmp_path: Path):
    def write_file(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write_file


def test_text_is_an_aspiration() -> None:
    assert load_text(" I want to bake. ").aspiration == "I want to bake."
    with pytest.raises(BriefError, match="text: aspiration is empty"):
        load_text(" \n")
    with pytest.raises(BriefError, match="the argument: aspiration: line 1, column 2: half a character"):
        load_text("a\udcff", where="the argument")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_text_files_hold_an_aspiration(write, name: str) -> None:
    assert load_path(write(name, "\ufeffI want to bake.\r\n")).aspiration == "I want to bake."


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.yml"])
def test_data_files_hold_a_whole_brief(write, name: str) -> None:
    brief = load_path(write(name, '{"aspiration": "I bake.", "facts": ["Baker"], "company": {}}'))
    assert (brief.aspiration, brief.facts, brief.company.name) == ("I bake.", ["Baker"], "")


def test_yaml_as_a_person_writes_it(write) -> None:
    path = write(
        "brief.yaml",
        """
question: Where do you see yourself in five years?
aspiration: |
  I bake at night.

  One day I want my own shop; bread only: no cakes.
facts:
  - Baker since 2019
  - "Won: best rye, 2023"
company:
  name: Mill & Sons
  values: [patience, flour]
withhold:
  - my back
style:
  seconds: 30
""",
    )
    brief = load_path(path)
    assert brief.aspiration == "I bake at night.\n\nOne day I want my own shop; bread only: no cakes."
    assert brief.facts == ["Baker since 2019", "Won: best rye, 2023"]
    assert brief.company.values == ["patience", "flour"]
    assert brief.style.seconds == 30


def test_fields_are_read_without_judging_them(write) -> None:
    assert read_fields(write("a.json", '{"mission": 5}')) == {"mission": 5}
    assert read_fields(write("a.txt", "")) == {"aspiration": ""}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "", "a.txt: aspiration is empty"),
        ("a.txt", "x" * 25_000, "a.txt: aspiration: 25,000 characters, at most 20,000"),
        ("a.json", '{"aspiration": 5}', "a.json: aspiration: expected text, got the number 5"),
        ("a.yaml", "aspiration: [", "a.yaml: line "),
        ("a.rst", "I bake.", "a.rst: the ending '.rst' is not known"),
        ("notes", "I bake.", "notes: the name has no ending"),
        ("cv.pdf", "%PDF-1.7", "cv.pdf: a PDF, not text"),
        ("cv.docx", "PK\x03\x04", "cv.docx: a Word, OpenDocument or zip file"),
    ],
)
def test_errors_name_the_file(write, name: str, text: str, message: str) -> None:
    path = write(name, text)
    with pytest.raises(BriefError) as caught:
        load_path(path)
    assert str(caught.value).removeprefix(f"{path.parent}/").startswith(message)


FACTS = """# Work
- Baker since 2019

  * Led a team of five
1. Passed the master's exam, part 2
-5 % waste in 2023
\u2022Speaks Wolof\u2028and French
---
"""


def test_facts_one_a_line(write) -> None:
    facts = [
        "Baker since 2019",
        "Led a team of five",
        "Passed the master's exam, part 2",
        "-5 % waste in 2023",
    ]
    facts.append("Speaks Wolof\u2028and French")
    assert load_facts(write("f.md", FACTS)) == facts
    assert load_facts(write("f.txt", FACTS)) == ["Work", *facts]


@pytest.mark.parametrize(("name", "text"), [("f.json", '["a", " b "]'), ("f.yaml", "- a\n- b\n")])
def test_facts_as_a_list(write, name: str, text: str) -> None:
    assert load_facts(write(name, text)) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("f.txt", "\n---\n", "f.txt: no facts in it; write one a line"),
        ("f.json", "[]", "f.json: no facts in it"),
        ("f.txt", "a\n" + "x" * 2_001, "f.txt: line 2: 2,001 characters, at most 2,000; split it"),
        ("f.txt", "a\n" * 401, "f.txt: 401 facts, at most 400"),
        ("f.json", '["a", 5]', "f.json: facts[1]: expected text, got the number 5"),
        ("f.json", '"a"', "f.json: facts: expected a list of texts, got 'a'"),
        ("f.yaml", "facts: [a]", "f.yaml: expected a list of texts, got an object"),
        ("f.yaml", "- Led: five", "f.yaml: facts[0]: expected text, got an object starting with 'Led'"),
        ("f.csv", "a,b", "f.csv: the ending '.csv' is not known"),
    ],
)
def test_facts_that_are_refused(write, name: str, text: str, message: str) -> None:
    path = write(name, text)
    with pytest.raises(BriefError) as caught:
        load_facts(path)
    assert str(caught.value).removeprefix(f"{path.parent}/").startswith(message)


def test_company_files(write) -> None:
    assert load_company(write("c.txt", "\nWe bake.\n")) == {"posting": "We bake."}
    assert load_company(write("c.yaml", "name: Mill\nvalues: [calm]")) == {"name": "Mill", "values": ["calm"]}
    assert load_posting(write("p.md", "# Baker\nNights.")) == "# Baker\nNights."
    for load, name, text, message in [
        (load_company, "c.txt", " ", "the file is empty"),
        (load_company, "c.json", '{"nam": "Mill"}', "nam: unknown key (value 'Mill'); did you mean 'name'?"),
        (load_company, "c.json", '["a"]', "expected an object"),
        (load_posting, "p.txt", "", "the file is empty"),
        (load_posting, "p.json", "{}", "a posting is plain text"),
    ]:
        with pytest.raises(BriefError) as caught:
            load(write(name, text))
        assert message in str(caught.value)


def test_resume_files(write) -> None:
    resume = {"work": [{"name": "Mill", "position": "Baker", "startDate": "2019-03"}]}
    for name in ("r.json", "r.yaml"):
        assert load_resume(write(name, json.dumps(resume))) == ["Baker at Mill, 2019-03 to present"]
    assert load_resume(write("r2.yaml", "work: [{name: Mill, startDate: 2019-03-01, endDate: 2021}]")) == [
        "Mill, 2019-03-01 to 2021"
    ]
    with pytest.raises(BriefError, match="for facts as lines of text use --facts"):
        load_resume(write("r.txt", "Baker"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200) | st.text(max_size=100).map(str.encode),
    st.sampled_from([".txt", ".md", ".json", ".yaml"]),
    st.sampled_from([load_path, load_facts, load_company, load_posting, load_resume]),
)
def test_any_bytes_are_loaded_or_refused_in_one_line(write, data: bytes, suffix: str, load) -> None:
    try:
        load(write(f"any{suffix}", data))
    except BriefError as error:
        message = str(error)
    else:
        message = ""
    assert message.isprintable()
