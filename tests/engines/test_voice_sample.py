"""A voice sample lends its sound to a model; nothing that only it says is ever support."""

import asyncio

import pytest
from scripted import Scripted, answer, material

from avow.engines.base import Request
from avow.engines.openai import OpenAIEngine
from avow.pipeline import rewrite
from avow.truth.evidence import evidence
from avow.types import Answer, Finding, Material, Severity, Status

SAMPLE = (
    "Look, I don't do speeches. Back in Tromso I ran a boat yard with fourteen people, Kestrel Boats. "
    "I hold a skipper's licence. One day I'll open a museum for old ferries, mark my words. "
    "Write to me at jo@mail.example. The knee is another story."
)
TRUE = ("Look, one day I want to inspect welds.", [(["A2"], "One day I want to inspect welds")])
WELD = (
    "I weld hulls, and my crew of 12 was named best of the yard in 2023.",
    [(["A1"], "I weld hulls"), (["F1"], "Crew of 12 named best of the yard, 2023")],
)
CLOSE = (
    "I'd be glad to put that to work for Norrby Yard, so that ships come home.",
    [(["C1"], "Norrby Yard")],
)


def ours() -> Material:
    return material(voice=SAMPLE, withhold=["my knee"])


def sent(*, send_withheld: bool = False) -> tuple[str, str]:
    chat = Scripted(answer(TRUE))
    asyncio.run(OpenAIEngine("m", chat, send_withheld=send_withheld).draft(Request(ours())))
    (_, system), (_, user) = chat.asked[0].messages
    return system, user


def test_it_stands_in_a_section_of_its_own_masked_and_without_what_is_withheld() -> None:
    system, user = sent()
    section = user.split("<<< voice ")[1].split("voice ")[0]
    assert "I don't do speeches" in section
    assert "[email-" in section
    assert "jo@mail.example" not in user
    assert "another story" not in user
    assert "speeches" not in system
    assert "another story" in sent(send_withheld=True)[1]


def test_it_is_no_statement_and_no_evidence() -> None:
    given = ours()
    assert not any("museum" in s.text or "Tromso" in s.text for s in given.statements)
    assert "museum" not in evidence(given).candidate.words | evidence(given).company.words


TAKEN = {
    "name": "I learned it at Kestrel Boats.",
    "place": "I come from Tromso.",
    "number": "I have worked with fourteen people.",
    "credential": "I hold a skipper's licence.",
    "fact": "I ran a boat yard.",
    "wish": "One day I'd like to open a museum for old ferries.",
}


def run(*sentences: tuple[str, list[tuple[list[str], str]]], attempts: int = 1) -> Answer:
    chat = Scripted(*[answer(*sentences)] * attempts)
    return asyncio.run(rewrite(ours().brief, OpenAIEngine("m", chat), attempts=attempts))


def blocked(found: Answer) -> list[Finding]:
    return [f for f in found.findings if f.severity is Severity.BLOCK]


def test_an_answer_in_its_sound_passes() -> None:
    found = run(TRUE, WELD, CLOSE)
    assert found.status is Status.ACCEPTED, blocked(found)
    assert found.text.startswith("Look, one day")


@pytest.mark.parametrize("kind", TAKEN)
@pytest.mark.parametrize(
    "anchor",
    [
        pytest.param(("A2", "One day I want to inspect welds"), id="under a true quote"),
        pytest.param(("A1", "I ran a boat yard with fourteen people"), id="under a quote from the sample"),
    ],
)
def test_what_only_the_sample_says_is_never_shown(kind: str, anchor: tuple[str, str]) -> None:
    taken = (TAKEN[kind], [([anchor[0]], anchor[1])])
    alone = run(taken)
    assert alone.text == ""
    assert any(f.principle == "truthful" for f in blocked(alone))
    beside = run(TRUE, WELD, taken, CLOSE)
    assert TAKEN[kind] not in beside.text
    assert beside.status is Status.REPAIRED


def test_one_shared_word_is_asked_about_and_not_blocked() -> None:
    told = ("One day I want to inspect welds, ferries too.", [(["A2"], "One day I want to inspect welds")])
    found = run(told, WELD, CLOSE)
    assert [f.severity for f in found.findings if f.code == "truth-sample"] == [Severity.ASK]
