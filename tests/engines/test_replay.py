import asyncio
import dataclasses
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from scripted import GOOD, Scripted, material

from avow.engines.base import Request
from avow.engines.dialect import ChatRequest
from avow.engines.openai import OpenAIEngine
from avow.engines.replay import RecordingChat, ReplayChat, record, replay_engine, request_key
from avow.engines.shape import Completion
from avow.errors import ConfigurationError, ReplayMissError

REQUEST = ChatRequest(
    prompt="rewrite",
    fingerprint="f",
    mark="aaaa",
    messages=(("system", "s"), ("user", "<<< aaaa u aaaa >>>")),
    model="m",
    schema_name="Answer",
    schema={},
    seed=0,
)


def recorded(folder: Path, **more: Any) -> None:
    engine = OpenAIEngine("some-model", RecordingChat(Scripted(GOOD), folder))
    asyncio.run(engine.draft(Request(material(**more))))


def test_the_same_brief_gives_the_same_draft_again(tmp_path: Path) -> None:
    recorded(tmp_path / "new")
    engine = replay_engine(tmp_path / "new")
    replies = [asyncio.run(engine.draft(Request(material()))) for _ in range(2)]
    assert replies[0].draft == replies[1].draft
    assert replies[0].draft.text == "One day I want to inspect welds."
    assert replies[0].draft.engine == "replay"
    assert replies[0].usage.prompt_tokens == 1_000
    file = tmp_path / "new" / "rewrite.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_miss_names_the_key_and_what_to_do(tmp_path: Path) -> None:
    recorded(tmp_path)
    engine = replay_engine(tmp_path)
    for request in (Request(material(facts=[])), Request(material(), variant=1)):
        with pytest.raises(ReplayMissError) as caught:
            asyncio.run(engine.draft(request))
        assert "no recording " in str(caught.value)
        assert "record it again" in str(caught.value)
        assert "prompt rewrite" in str(caught.value)


def test_the_key_is_the_request_without_its_mark() -> None:
    other = dataclasses.replace(
        REQUEST, mark="bbbb", messages=(("system", "s"), ("user", "<<< bbbb u bbbb >>>"))
    )
    assert request_key(other) == request_key(REQUEST)
    changes: tuple[dict[str, Any], ...] = (
        {"model": "n"},
        {"schema_name": "Other"},
        {"temperature": 0.1},
        {"seed": 1},
        {"max_tokens": 1},
        {"messages": (("system", "t"), ("user", "<<< aaaa u aaaa >>>"))},
    )
    for change in changes:
        assert request_key(dataclasses.replace(REQUEST, **change)) != request_key(REQUEST)


def test_the_key_is_the_same_on_every_machine() -> None:
    assert request_key(REQUEST).startswith("e8d0b01f6373c219")


def test_the_last_recording_of_a_request_counts(tmp_path: Path) -> None:
    for text in ("old", "n\u2028ew"):
        record(tmp_path, REQUEST, Completion(text, 1, 2))
    assert asyncio.run(ReplayChat(tmp_path).send(REQUEST)) == Completion("n\u2028ew", 1, 2)


@pytest.mark.parametrize("line", ["{", "[]", '{"key": "x"}', "7"])
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "x.jsonl").write_text("\n" + line + "\n")
    with pytest.raises(ConfigurationError, match=r"x\.jsonl:2 is not a recording"):
        ReplayChat(tmp_path)


def test_which_model_to_replay(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="AVOW_RECORDINGS"):
        replay_engine(tmp_path / "nowhere")
    with pytest.raises(ConfigurationError, match="models: none"):
        replay_engine(tmp_path)
    for model in ("a", "b"):
        record(tmp_path, dataclasses.replace(REQUEST, model=model), Completion("x"))
    with pytest.raises(ConfigurationError, match="models: a, b"):
        replay_engine(tmp_path)
    assert replay_engine(tmp_path, "b").caller.model == "b"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    (tmp_path / "rewrite.jsonl").symlink_to(target)
    with pytest.raises(OSError, match="rewrite"):
        record(tmp_path, REQUEST, Completion("x"))
    assert not target.exists()


def test_every_line_is_one_json_object(tmp_path: Path) -> None:
    record(tmp_path, REQUEST, Completion("a\nb\u2028c"))
    lines = (tmp_path / "rewrite.jsonl").read_bytes().split(b"\n")
    assert len(lines) == 2
    assert json.loads(lines[0])["text"] == "a\nb\u2028c"
