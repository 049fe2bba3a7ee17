"""What sounds like a promise, a history, a name or a claim about the employer and is none."""

import pytest

from avow.language.analysis import Text
from avow.material import cut
from avow.truth.evidence import Evidence
from avow.truth.gate import hits
from avow.types import Brief, Company


def types(material: str, answer: str, **company: str) -> list[str]:
    brief = Brief(aspiration=f"I want to grow. {material}.", company=Company.model_validate(company))
    return [h.type for h in hits(Text(answer), Evidence(cut(brief)))]


@pytest.mark.parametrize(
    ("material", "answer"),
    [
        ("Irish is my first language", "I've spoken Irish from the cradle."),
        ("native Tamil speaker", "Tamil I've spoken all my life."),
        ("I wrote 26 experiments up", "Twenty-six experiments are ready to travel."),
        ("I don't want to do eye tests", "Eye tests I'll leave to the optometrists."),
        ("I don't want to run a shop", "Somebody else can run the shop."),
        ("same mall, nine years", "Staying at one site that long has taught me a lot."),
        (
            "nine years on the ward, nights and days",
            "Nine years on the ward, nights included, are behind me.",
        ),
        ("I bake in a Bäckerei, the Meister I will make", "I'd like to become a Bäckermeister."),
        ("cobbler in Ottakring", "I work at a Viennese bench."),
        ("piano grade 8", "I play the piano to Grade Eight."),
    ],
)
def test_spared(material: str, answer: str) -> None:
    assert types(material, answer) == []


@pytest.mark.parametrize(
    ("material", "answer", "label"),
    [
        ("I speak Irish", "I've wanted this from the cradle.", "trait"),
        ("I wrote experiments up", "I'm ready to travel.", "commitment"),
        ("I don't want to run a shop", "I'd like to run the shop.", "polarity"),
        ("same mall, nine years", "I plan on staying with you for good.", "commitment"),
        ("I bake", "I worked for a Bäckermeister.", "name"),
        ("cobbler in Ottakring", "I worked in Brittany.", "name"),
    ],
)
def test_still_blocked(material: str, answer: str, label: str) -> None:
    assert label in types(material, answer)


def test_a_verb_after_your_is_no_noun() -> None:
    company = {"name": "Hlýja", "mission": "Warm homes at a fair price, without smoke"}
    assert (
        types("I drill for heat, it comes up hot", "That your heat comes without smoke is good.", **company)
        == []
    )
