"""Words that look like support and are none, beside the support that they resemble."""

import pytest

from avow.language.analysis import analyse
from avow.material import cut
from avow.truth.evidence import evidence
from avow.truth.gate import hits
from avow.types import Brief, Company


def blocked(material: str, answer: str) -> list[str]:
    ev = evidence(cut(Brief(aspiration=material, company=Company(name="Kestrel", role="Engineer"))))
    return [answer[hit.start : hit.end] for hit in hits(analyse(answer), ev)]


@pytest.mark.parametrize(
    ("material", "answer", "span"),
    [
        ("i moved at last to a shop", "At Tesla I learned patience.", "Tesla"),
        ("i work in a shop or at home", "I worked in Indiana and Oregon.", "Oregon"),
        ("hi, i am a cook on a boat", "I cooked in Hawaii and Ontario.", "Hawaii"),
        ("18 months as porter. half of it nights", "I have nine years of nights.", "nine years"),
        ("driver from 2008 until 2010", "I've driven for fifteen years.", "fifteen years"),
        ("i cook. 12 years", "For the past nine years I've cooked.", "nine years"),
        ("Night porter at a hotel", "I check in 250 guests a year.", "250"),
        ("i weld", "You'd be getting a former head chef who can weld.", "chef"),
        ("i weld", "As a former teacher, I weld with patience.", "teacher"),
        ("i weld", "I'm a former teacher who welds.", "teacher"),
        ("i weld", "I was welder of the year.", "of the year"),
        ("sold for 3 months", "I sold most for a third of the year.", "a third"),
        ("guard licence haven't take", "I have my guard licence.", "licence"),
        ("made 400 cakes", "I made two or three hundred cakes.", "two or three hundred"),
        ("8 years at the mill", "I've been at the mill for a decade.", "decade"),
        ("Haven't got a guard licence.", "I hold a guard licence.", "licence"),
        ("Nursing degree not done, dropped out.", "I have a nursing degree.", "degree"),
        ("I have no guard licence yet, working towards the card.", "I hold a guard licence.", "licence"),
        ("My brother, who has a guard licence, drives.", "I hold a guard licence.", "licence"),
        ("I left in 2012.", "I ran the branch from 2005 to 2019.", "2005 to 2019"),
        ("I served 60 customers.", "I managed 40 to 80 staff.", "40 to 80"),
        ("I cut waste by 15 percent.", "I raised sales by 10 to 40 percent.", "10 to 40 percent"),
        ("I handled 200 calls a day.", "I handled 150 to 300 calls an hour.", "150 to 300"),
        ("I drove a van.", "I spent ten years out at sea.", "ten years"),
        ("I drove a van.", "I worked twelve years down the road at a bakery.", "twelve years"),
        ("I drove a van.", "I scored three goals for the team.", "three"),
        ("I drove a van.", "I ran depots; five, across the region.", "five"),
        ("Baker, 5 years. Served 600 meals.", "I trained 120 students a year.", "120"),
        ("I drove for 3 years. I cooked for 7 years.", "I raised sales by 70%.", "70%"),
        ("I took my dog to the vet.", "I am a veterinarian.", "veterinarian"),
        ("Worked with the dev team.", "I was a developer.", "developer"),
        ("I drove a van.", "I bring the eye of a former surgeon.", "surgeon"),
        ("I drove a van.", "You would be hiring this former surgeon.", "surgeon"),
        ("I drove a van.", "I came second of the year.", "of the year"),
        ("I left a year ago. twice a week I swim.", "I taught for seven days.", "seven days"),
        ("I drove for 6 years.", "A greater part: 10 years driving.", "10 years"),
    ],
)
def test_blocked(material: str, answer: str, span: str) -> None:
    found = blocked(material, answer)
    assert span in found
    assert len(found) == len(set(found)), "told twice"


@pytest.mark.parametrize(
    ("material", "answer"),
    [
        ("Worked in Portland, OR", "I worked in Oregon."),
        ("worked 4 years in hcmc", "I worked in Ho Chi Minh City."),
        ("18 months as porter. half of it nights", "I worked nights for nine months."),
        ("driver from 2008 until 2010", "I drove for two years."),
        ("i cook. 9 years", "For the past nine years I've cooked."),
        ("Checked in 20 guests a night", "I check in some 5,000 guests a year."),
        ("my old boss, the manager there, taught me to weld", "My former manager taught me to weld."),
        ("i weld. trained new people", "I trained a former teacher to weld."),
        ("i weld. sold most for 3 months straight", "I sold most for a quarter of the year."),
        ("watched the gauge for a week", "I watched the gauge for seven days."),
        ("7 years at the mill, then 3 years in the shop", "Seventy per cent of it was at the mill."),
        ("Sales representative, 2 years", "As a sales rep I learned patience."),
        ("sold 42 pumps in May", "I sold three and a half dozen pumps in May."),
        ("made 250 cakes last year", "I made two or three hundred cakes last year."),
        ("made eleven cakes last year", "I made just short of a dozen cakes last year."),
        ("8 years at the mill", "I've been at the mill for the better part of a decade."),
        ("plow operator, Sudbury", "I plow roads in northern Ontario."),
        ("guard licence have, the supervisor one haven't take", "I have my guard licence."),
        ("paid on the 20th of the month", "Around the twentieth of the month they are paid."),
        ("70 placements in 5 years", "I've made around fourteen placements a year."),
        ("husk at 4 percent in the kiln", "Husk was about one part in twenty-five."),
        ("i bake. head baker, then my own shop", "Two goals. One: head baker. Two: my own shop."),
    ],
)
def test_supported(material: str, answer: str) -> None:
    assert blocked(material, answer) == []


def test_a_person_of_the_employer_is_not_the_candidates() -> None:
    company = Company(name="Kestrel", role="Glazier", culture="Our foreman is Bette Okafor. We are kind.")
    ev = evidence(cut(Brief(aspiration="i fit windows and want to make leaded glass", company=company)))
    mine = "My former manager Bette Okafor praised my hands."
    assert [mine[h.start : h.end] for h in hits(analyse(mine), ev)] == ["My former manager Bette Okafor"]
    theirs = "I'd like to learn from your foreman, Bette Okafor."
    assert hits(analyse(theirs), ev) == []
