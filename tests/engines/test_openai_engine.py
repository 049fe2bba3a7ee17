import asyncio
import json
import subprocess
import sys
from typing import Any

import pytest
from scripted import GOOD, Scripted, answer, material

from avow.answers import VerifyAnswer
from avow.engines.base import Reply, Request
from avow.engines.openai import OpenAIEngine, open_engine, preview_engine
from avow.errors import ConfigurationError
from avow.types import Draft, Finding, FitLevel, Quote, Sentence, Severity


def draft(reply: str, request: Request | None = None, **more: Any) -> tuple[Reply, Scripted]:
    chat = Scripted(reply)
    engine = OpenAIEngine("some-model", chat, **more)
    return asyncio.run(engine.draft(request or Request(material()))), chat


def test_sentences_carry_their_citations_and_quotes() -> None:
    reply, chat = draft(
        answer(
            (
                "I weld hulls, and one day I want to inspect welds.",
                [(["A1"], "I weld hulls"), (["[a2]"], "One day I want to inspect welds")],
            ),
            ("I'd be glad to start here.", []),
            ("My crew was named best.", [(["A1", "F1"], "named best of the yard")]),
        )
    )
    first, second, third = reply.draft.sentences
    assert first.cites == ("A1", "A2")
    assert first.quotes == (
        Quote(statement="A1", text="I weld hulls"),
        Quote(statement="A2", text="One day I want to inspect welds"),
    )
    assert second == Sentence(text="I'd be glad to start here.")
    assert third.quotes == (Quote(statement="F1", text="named best of the yard"),)
    assert reply.draft.anchored
    assert (reply.draft.engine, reply.draft.attempt) == ("some-model", 1)
    assert reply.prompts[0][0] == "rewrite"
    assert chat.asked[0].seed == 0


def test_small_models_slips_are_read_and_unknown_ids_are_kept_for_the_guards() -> None:
    slip = json.loads(answer(("I weld.", [([], "")])))
    slip["sentences"][0]["claims"] = [{"cites": "A1, Z9", "quote": "nowhere"}]
    reply, _ = draft(json.dumps(slip))
    assert reply.draft.sentences[0].cites == ("A1", "Z9")
    assert reply.draft.sentences[0].quotes == (Quote(statement="A1", text="nowhere"),)


def test_the_prompt_holds_the_brief_with_owners_and_horizon_and_length() -> None:
    _, chat = draft(GOOD, Request(material(), variant=3))
    user = chat.asked[0].messages[1][1]
    assert "Horizon: ten to twenty years, 10 years." in user
    assert "Length: 45 seconds, that is 65 to 108 words" in user
    assert 'A2 candidate "One day I want to inspect welds instead."' in user
    assert 'company company.mission "Ships that come home"' in user
    assert "[email-1]" in user
    assert "jo@mail.example" not in user
    assert chat.asked[0].seed == 3


def test_what_is_withheld_is_neither_sent_nor_named() -> None:
    reply, chat = draft(GOOD, Request(material(withhold=["my knee"])))
    assert "knee" not in str(chat.asked[0].messages)
    assert reply.notes[0] == "not sent, because it is to be withheld: A3"
    _, told = draft(GOOD, Request(material(withhold=["my knee"])), send_withheld=True)
    assert 'withhold "my knee"' in told.asked[0].messages[1][1]
    assert "My knee is bad." in told.asked[0].messages[1][1]


def test_a_repair_names_each_rule_and_words_and_nearest_statement() -> None:
    previous = Draft(
        sentences=(Sentence(text="I led a crew of 30."), Sentence(text="My knee is bad.")), engine="m"
    )
    findings = (
        Finding(
            code="truth-number",
            principle="truthful",
            severity=Severity.BLOCK,
            message="no statement counts 30",
            start=6,
            end=18,
            type="number",
            nearest="F1",
            hint="use the number of F1",
        ),
        Finding(
            code="disclosure-withheld",
            principle="discreet",
            severity=Severity.BLOCK,
            message="the knee is to be withheld",
            start=20,
            end=35,
            nearest="A3",
        ),
    )
    request = Request(material(withhold=["my knee"]), attempt=2, previous=previous, findings=findings)
    reply, chat = draft(GOOD, request)
    asked = chat.asked[0]
    user = asked.messages[1][1]
    assert asked.prompt == "repair"
    assert "failed 1 rule truth-number principle truthful type number nearest F1" in user
    assert 'words "a crew of 30"' in user
    assert 'hint "use the number of F1"' in user
    assert 'draft 1 "I led a crew of 30."' in user
    assert "failed 2 rule disclosure-withheld principle discreet\n" in user
    assert "is to be withheld" not in user
    assert reply.draft.attempt == 2
    assert dict(reply.prompts) == {"repair": asked.fingerprint}


def test_a_second_attempt_without_a_draft_is_written_anew() -> None:
    _, chat = draft(GOOD, Request(material(), attempt=2))
    assert chat.asked[0].prompt == "rewrite"


def test_what_the_model_says_besides_is_kept_apart() -> None:
    reply, _ = draft(
        answer(
            ("I weld.", []),
            wanted=[
                "What was the hardest weld?",
                "Say you led it.",
                "What was the hardest weld?",
                " Who taught you? ",
            ],
            left_out=[
                {"id": "A3", "why": "private"},
                {"id": "C1", "why": "theirs"},
                {"id": "A9", "why": "none"},
            ],
            fit={"level": "conflict", "reason": "they build planes"},
        )
    )
    # Which of them may be put to the candidate is for avow.asides to say.
    assert reply.questions == ("What was the hardest weld?", "Say you led it.", "Who taught you?")
    assert [(entry.statement, entry.reason) for entry in reply.left_out] == [("A3", "private")]
    assert reply.fit is not None
    assert reply.fit.level is FitLevel.CONFLICT
    assert "planes" not in reply.draft.text


def test_the_verifier_sees_what_the_writer_saw() -> None:
    ours = material(withhold=["my knee"])
    chat = Scripted('{"claims": []}')
    engine = OpenAIEngine("m", chat)
    statements = [
        {"id": s.id, "owner": s.owner.value, "field": s.field, "text": s.text} for s in ours.statements
    ]
    complete = engine.completer(ours)
    asyncio.run(complete("verify", {"statements": statements, "claims": ["I weld"]}, VerifyAnswer))
    assert "knee" not in str(chat.asked[0].messages)
    assert "I weld hulls" in str(chat.asked[0].messages)


def test_a_narrow_window_leaves_out_whole_statements_and_says_which() -> None:
    facts = [f"Fact {number} about something else entirely, told at some length" for number in range(200)]
    reply, chat = draft(GOOD, Request(material(facts=facts)), context=6_000)
    assert reply.notes[0].startswith("left out to fit the model's context, least relevant first: F")
    assert "One day I want to inspect welds instead." in chat.asked[0].messages[1][1]
    with pytest.raises(ConfigurationError, match="larger context"):
        draft(GOOD, Request(material()), context=600)


def test_a_preview_needs_no_key_and_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: Any) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    engine = preview_engine("gpt-4o-mini", env={})
    shown = engine.preview(Request(material(withhold=["my knee"])))
    assert shown.endpoint == "api.openai.com"
    assert shown.usd is not None
    assert "inspect welds" in shown.messages.user
    assert "knee" not in shown.messages.user
    assert shown.notes == (
        "not sent, because it is to be withheld: A3",
        "contact details masked before sending: 1",
    )
    with pytest.raises(ConfigurationError, match="sends nothing"):
        asyncio.run(engine.draft(Request(material())))


def test_opening_wants_a_key_and_closes() -> None:
    with pytest.raises(ConfigurationError, match="set OPENAI_API_KEY"):
        open_engine("gpt-4o-mini", env={})

    async def run() -> None:
        engine = open_engine("m", base_url="http://127.0.0.1:9", env={})
        assert engine.name == "m"
        await engine.close()

    asyncio.run(run())


def test_the_sdk_is_imported_only_when_a_client_is_opened() -> None:
    code = (
        "import sys, avow.engines.openai, avow.engines.replay;"
        "heavy = ('openai', 'aiohttp', 'httpx2', 'tiktoken', 'jinja2', 'yaml', 'genai_prices');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
