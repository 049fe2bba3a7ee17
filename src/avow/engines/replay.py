"""Recorded completions: the same request gives the same completion again, with no model and no network.

A recording is one line of JSON in a `.jsonl` file of a folder. Its key is the SHA-256 of the request:
messages (the random mark replaced by a fixed word), model, schema name and parameters. Prompts, brief and
model therefore find their recording only while they are unchanged; a miss is an error, never a guess.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from avow.engines.client import Chat
from avow.engines.dialect import ChatRequest
from avow.engines.openai import OpenAIEngine
from avow.engines.shape import Completion
from avow.errors import ConfigurationError, ReplayMissError

_MARK = "MARK"


def request_key(request: ChatRequest) -> str:
    """The key of a request."""
    canonical = {
        "messages": [[role, text.replace(request.mark, _MARK)] for role, text in request.messages],
        "model": request.model,
        "schema": request.schema_name,
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
    }
    written = json.dumps(canonical, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


class ReplayChat:
    """A chat that answers from recordings."""

    def __init__(self, folder: Path) -> None:
        """Raises ConfigurationError where the folder or a line in it cannot be read."""
        self.folder = folder
        self._lines = _read_folder(folder)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that were recorded, each once."""
        return tuple(dict.fromkeys(line["model"] for line in self._lines.values()))

    async def send(self, request: ChatRequest, /) -> Completion:
        """The recorded completion. Raises ReplayMissError, naming the key."""
        key = request_key(request)
        line = self._lines.get(key)
        if line is None:
            raise ReplayMissError(
                f"no recording {key[:16]} in {self.folder} (prompt {request.prompt} {request.fingerprint}, "
                f"model {request.model}): brief, prompt or model has changed since; record it again"
            )
        return Completion(line["text"], line.get("prompt_tokens"), line.get("completion_tokens"))

    async def close(self) -> None:
        """Nothing to close."""


class RecordingChat:
    """Passes requests on to another chat and records what comes back."""

    def __init__(self, chat: Chat, folder: Path) -> None:
        self._chat = chat
        self.folder = folder

    async def send(self, request: ChatRequest, /) -> Completion:
        """The completion of the other chat, recorded."""
        completion = await self._chat.send(request)
        record(self.folder, request, completion)
        return completion

    async def close(self) -> None:
        """Closes the other chat."""
        await self._chat.close()


def record(folder: Path, request: ChatRequest, completion: Completion) -> str:
    """Appends one recording to the file of its prompt and returns its key.

    The file is readable by its owner only: it holds what a model wrote about a person.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = request_key(request)
    line = {
        "key": key,
        "prompt": request.prompt,
        "fingerprint": request.fingerprint,
        "model": request.model,
        "text": completion.text.replace(request.mark, _MARK),
        "prompt_tokens": completion.prompt_tokens,
        "completion_tokens": completion.completion_tokens,
    }
    data = (json.dumps(line, ensure_ascii=True) + "\n").encode()
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(folder / f"{request.prompt}.jsonl", flags, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)
    return key


def replay_engine(folder: Path, model: str | None = None, *, send_withheld: bool = False) -> OpenAIEngine:
    """The engine `replay` over the recordings of a folder.

    `model` may stay away where only one was recorded. Raises ConfigurationError.
    """
    chat = ReplayChat(folder)
    if model is None:
        if len(chat.models) != 1:
            found = ", ".join(chat.models) or "none"
            raise ConfigurationError(
                f"{folder} holds recordings of these models: {found}; name one to replay"
            )
        model = chat.models[0]
    return OpenAIEngine("replay", chat, model=model, send_withheld=send_withheld)


def _read_folder(folder: Path) -> dict[str, dict[str, Any]]:
    if not folder.is_dir():
        raise ConfigurationError(f"no folder of recordings at {folder}: set AVOW_RECORDINGS to one")
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, text in enumerate(path.read_text("utf-8").split("\n"), 1):
            if not text:
                continue
            try:
                line = json.loads(text)
                found[line["key"]] = {**line, "text": str(line["text"]), "model": str(line["model"])}
            except (ValueError, KeyError, TypeError):
                raise ConfigurationError(
                    f"{path}:{number} is not a recording: remove the line or restore the file"
                ) from None
    return found
