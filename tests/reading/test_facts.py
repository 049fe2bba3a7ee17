"""Résumé lines and spoken facts as sentences."""

import pytest

from avow.language.tokens import tokenise
from avow.reading.facts import from_line
from avow.reading.spoken import from_tokens


@pytest.mark.parametrize(
    ("line", "clause"),
    [
        (
            "Structural welder, shipyard, 2019-present",
            "I've been a structural welder at a shipyard since 2019",
        ),
        ("Software engineer, Orbweave, 2021 to 2024", "I was a software engineer from 2021 to 2024"),
        ("Bus driver, Santiago, 17 years", "I have 17 years as a bus driver in Santiago behind me"),
        (
            "Pharmacy assistant, Botica Sta. Rita, Cebu, since 2015",
            "I've been a pharmacy assistant at Botica Sta. Rita in Cebu since 2015",
        ),
        ("BSc Nursing, 2017", "I have a BSc in Nursing"),
        ("BSc (Real Estate)", "I have a BSc in Real Estate"),
        ("MSc Biology, ELTE, 2018", "I have an MSc in Biology from ELTE"),
        ("Law degree, University of Novi Sad, 1991", "I have a law degree from the University of Novi Sad"),
        ("Graduate Certificate in Weaving, 2023", "I have a graduate certificate in Weaving"),
        ("Advanced Diploma of Weaving, in progress", "I'm studying for an advanced diploma of Weaving"),
        ("HNC Applied Biology", "I have an HNC in Applied Biology"),
        ("Founded chess club", "I founded a chess club"),
        ("Won first prize at the county show", "I won first prize at the county show"),
        ("Won regional baking prize 2022", "I won a regional baking prize in 2022"),
        ("BSc Economics, final year, predicted 2:1", "I'm studying for a BSc in Economics"),
        ("Fleet safety certificate: in progress", "I'm working towards a fleet safety certificate"),
        ("ISTQB Foundation exam booked for November", "I have my ISTQB Foundation exam booked for November"),
        ("Class A3 professional licence", "I hold a Class A3 professional licence"),
        ("Registered with the nurses council (Kerala)", "I'm registered with the nurses council"),
        ("Speaks Hausa, English and Pidgin", "I speak Hausa, English and Pidgin"),
        ("Languages: Arabic, English, some Slovene", "I speak Arabic, English and some Slovene"),
        ("Handled approx. 40 resident cases a week", "I handled about 40 resident cases a week"),
        ("Logged 640 defects in 2023 (team total 1,900)", "I logged 640 defects in 2023"),
        ("Uses LEAP case management daily", "I use LEAP case management daily"),
        ("No at-fault accident on record", "I have no at-fault accident on record"),
        ("Qualified embalmer, 2016", "I've worked as a qualified embalmer"),
        ("Regional rep of the year 2019", "I was regional rep of the year in 2019"),
    ],
)
def test_a_line_becomes_a_sentence(line: str, clause: str) -> None:
    assert [f.clause for f in from_line(line)] == [clause]


@pytest.mark.parametrize(
    "line",
    [
        "First aid level 1, expired 2021",
        "CKA exam, failed in spring",
        "AMII: two papers outstanding",
        "Applied for part-time MSc, no answer yet",
        "PMP exam planned for spring",
        "Hazmat licence lapsed",
        "No RE5",
        "Hackathon finalist, HackTLV 2023",
        "\x1b[31mDriver\x1b[0m, 2019-present",
        "",
    ],
)
def test_what_is_not_held_yields_nothing(line: str) -> None:
    assert from_line(line) == ()


@pytest.mark.parametrize(
    ("raw", "clause"),
    [
        ("i am welder since 2014, first in Batangas", "I've been a welder since 2014"),
        ("I clean buildings in Leeds, 22 years", "I've cleaned buildings in Leeds for 22 years"),
        ("22 years around trucks", "I have 22 years around trucks behind me"),
        (
            "since 2021 I am WASH Officer with Shapla Relief",
            "I've been a WASH Officer with Shapla Relief since 2021",
        ),
        ("Sourdough I am making since 5 years", "I've been making sourdough for five years"),
        ("I'm learning Rust", None),
        ("I'm learning to read CT scans", "I'm learning to read CT scans"),
    ],
)
def test_spoken_facts_keep_their_modality(raw: str, clause: str | None) -> None:
    found = [f.clause for f in from_tokens(tokenise(raw), False)]
    assert found == ([clause] if clause else [])


@pytest.mark.parametrize(
    "raw",
    [
        "ten yrs",
        "I did it once",
        "I taught her",
        "I've been here for nine months",
        "commercial manager",
        "I fall asleep",
    ],
)
def test_what_points_elsewhere_or_says_nothing_is_left(raw: str) -> None:
    assert from_tokens(tokenise(raw), False) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Dental nursing certificate, modules 1 to 3 of 5",
            "I'm working towards a dental",
        ),
        ("Articulated vehicle licence", "I hold an articulated vehicle licence"),
        ("Grounds maintenance operative, borough parks", "I've worked as a grounds maintenance operative"),
        ("Night manager, 9 years hospitality", "I have nine years as a night manager in hospitality"),
        ("Delivered allergy training", "I delivered allergy training"),
        ("Completed scaffolding course", "I completed a scaffolding course"),
        ("Ran induction training for 30 porters", "I ran induction training for 30 porters"),
        ("Passed forklift licence", "I passed a forklift licence"),
        ("Repairs training aircraft", "I repair training aircraft"),
        ("Word processing operator", "I've worked as a word processing operator"),
        ("Senior baker, 9 years baking", "I have nine years of baking behind me"),
        ("Stores officer and yard hand, 4 years", "I have four years as a stores officer behind me"),
    ],
)
def test_parts_papers_and_posts_are_told_apart(line: str, said: str) -> None:
    clauses = [f.clause for f in from_line(line)]
    assert any(c.startswith(said) for c in clauses), clauses
    assert not any(c.startswith(("I hold a dental", "I ground", "I articulated")) for c in clauses)
