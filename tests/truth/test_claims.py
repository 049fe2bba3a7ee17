"""Claims: kinds, sources, risk."""

import pytest

from avow.language.analysis import Text
from avow.material import cut
from avow.truth.claims import claims
from avow.truth.evidence import Evidence
from avow.truth.gate import hits
from avow.types import Brief, Claim, ClaimKind, Support

BRIEF = Brief.model_validate(
    {
        "aspiration": "i drive the mobile library van, 4 yrs. want to run reading groups in care homes one "
        "day. my colleague Ana built the catalogue, i helped her test it",
        "company": {"name": "Leaf & Spine", "mission": "A book within reach of everyone"},
    }
)


def made(answer: str) -> tuple[Claim, ...]:
    ev = Evidence(cut(BRIEF))
    return claims(answer, ev, hits(Text(answer), ev))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("I drove the library van.", ClaimKind.PAST),
        ("I drive the library van.", ClaimKind.STATE),
        ("I want to run reading groups.", ClaimKind.GOAL),
        ("I plan to stay with you for years to come.", ClaimKind.COMMITMENT),
        ("You put books within reach of everyone.", ClaimKind.COMPANY),
        ("I'd be glad to bring a book within reach of everyone.", ClaimKind.LINK),
        ("I'd welcome the chance to learn.", ClaimKind.COURTESY),
    ],
)
def test_kinds(answer: str, kind: ClaimKind) -> None:
    assert made(answer)[0].kind is kind


def test_claims_cover_the_answer_in_order() -> None:
    answer = "I drive the van, and I want to run reading groups, so I'd be glad to help Leaf & Spine."
    found = made(answer)
    assert [c.start for c in found] == sorted(c.start for c in found)
    assert sum(len(answer[c.start : c.end].split()) for c in found) == len(answer.split())


def test_the_invented_clause_is_the_riskiest() -> None:
    answer = (
        "I drive the mobile library van, and I want to run reading groups in care homes one day. "
        "That work taught me to listen, which makes me a patient person. I'd welcome the chance to learn."
    )
    riskiest = max(made(answer), key=lambda c: c.risk)
    assert "taught me" in riskiest.text or "patient" in riskiest.text


def test_a_blocked_claim_has_full_risk_and_its_type() -> None:
    (claim,) = made("I've driven the van for eleven years.")
    assert (claim.risk, claim.support, claim.type) == (1.0, Support.UNSUPPORTED, "number")


def test_only_courtesies_are_settled_by_code() -> None:
    assert made("I'd welcome the chance to learn.")[0].support is Support.SUPPORTED
    assert made("I drive the mobile library van.")[0].support is Support.UNVERIFIED


def test_a_claim_names_its_nearest_source_first() -> None:
    (claim,) = made("I helped test the catalogue.")
    ev = Evidence(cut(BRIEF))
    statement = ev.material.find(claim.statements[0])
    assert statement is not None
    assert "catalogue" in statement.text


@pytest.mark.parametrize("answer", ["", "   ", "🙂", "!!!", "\u202eabc", "x" * 20_000])
def test_odd_answers_do_no_harm(answer: str) -> None:
    for claim in made(answer):
        assert 0.0 <= claim.risk <= 1.0
