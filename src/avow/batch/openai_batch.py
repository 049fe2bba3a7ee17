"""OpenAI's Batch API as a chat: requests are gathered into a file, and the answers come hours later.

The road of a row stays as it is; whenever every row waits for an answer, or a file is full, what has been
asked goes out as one job: uploaded, polled, downloaded, matched by `custom_id`. A request's id is its content
(`avow.engines.replay.request_key`), so that after a restart the answers of an open job find the rows that
ask again, and nothing is paid for twice. What expired or failed in passing is sent again in the next job.
"""

import asyncio
import dataclasses
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from avow.batch.jobs import Answers, Jobs, Pauses
from avow.engines.budget import Budget
from avow.engines.dialect import ChatRequest, Dialect
from avow.engines.endpoint import Endpoint
from avow.engines.failures import Failure, from_status, read_error, shown
from avow.engines.prices import price
from avow.engines.replay import request_key
from avow.engines.shape import Completion, read
from avow.engines.tokens import count_messages
from avow.errors import BatchError, BudgetError

MAX_REQUESTS = 50_000  # of one file, by OpenAI's documentation of the Batch API
MAX_BYTES = 200_000_000
MOST_TRIES = 4  # jobs that one request may be part of
PATH = "/v1/chat/completions"
Note = Callable[[str, str], None]  # job, state: makes it durable


@dataclass(slots=True)
class _Asked:
    request: ChatRequest
    answer: "asyncio.Future[Completion]"
    max_tokens: int
    tries: int = 0
    held: tuple[int, float | None] = (0, None)  # tokens and dollars kept back for it
    body: dict[str, Any] = field(default_factory=dict)


class JobChat:
    """`avow.engines.client.Chat` over batch jobs. Use it within one event loop and close it at the end."""

    def __init__(
        self,
        endpoint: Endpoint,
        budget: Budget,
        folder: Path,
        note: Note,
        open_jobs: Sequence[str] = (),
        *,
        pauses: Pauses | None = None,
        max_requests: int = MAX_REQUESTS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        """`folder` takes unnamed temporary files; `open_jobs` are those that an earlier run left."""
        self.endpoint = endpoint
        self._budget = budget
        self._folder = folder
        self._note = note
        self._open_jobs = list(open_jobs)
        self._pauses = pauses or Pauses()
        self._most = (max_requests, max_bytes)
        self._jobs = Jobs(endpoint, folder, self._pauses)
        self._dialects: dict[str, Dialect] = {}
        self._asked: dict[str, _Asked] = {}  # every request without an answer, by its id
        self._waiting: dict[str, _Asked] = {}  # those of them that no job holds yet
        self._found = Answers(folder)  # of an earlier run's jobs
        self._looked: asyncio.Task[None] | None = None
        self._sender: asyncio.Task[None] | None = None
        self._following: set[asyncio.Task[None]] = set()
        self._last = time.monotonic()
        self._held = 0  # requests that hold back part of the budget
        self._settled = asyncio.Event()
        self.broken: BatchError | None = None

    async def send(self, request: ChatRequest, /) -> Completion:
        """The completion of this request, from whichever job it ends up in.

        Raises CompletionError where it cannot be had, BudgetError before it is asked, BatchError where the
        jobs as such cannot be run.
        """
        if self._looked is None:
            self._looked = asyncio.create_task(self._look_back())
        await asyncio.shield(self._looked)
        if self.broken is not None:
            raise self.broken
        name = request_key(request)
        known = self._found.take(name)
        if known is not None:
            outcome = self._read(known, request.model)
            if isinstance(outcome, Completion):
                return outcome  # paid for by the run that asked: its lease counts as spent
        asked = self._asked.get(name)
        if asked is None:
            asked = _Asked(request, asyncio.get_running_loop().create_future(), request.max_tokens)
            self._asked[name] = asked
            try:
                await self._reserve(asked)
            except BudgetError as error:
                del self._asked[name]
                asked.answer.cancel()
                raise error from None
            self._wait(name, asked)
        return await asyncio.shield(asked.answer)

    async def close(self) -> None:
        """Stops polling and closes the connections. Open jobs stay open: the next run goes on with them."""
        for task in (self._sender, self._looked, *self._following):
            if task is not None:
                task.cancel()
        pending = [task for task in (self._sender, self._looked, *self._following) if task is not None]
        await asyncio.gather(*pending, return_exceptions=True)
        for asked in self._asked.values():
            asked.answer.cancel()
        self._found.close()
        await self._jobs.close()

    async def tidy(self) -> None:
        """At an orderly end, with every answer in the journal: notes jobs as done, deletes their files."""
        for name in self._jobs.finished:
            self._note(name, "done")
        self._jobs.finished.clear()
        await self._jobs.delete_files()

    def _wait(self, name: str, asked: _Asked) -> None:
        self._waiting[name] = asked
        self._last = time.monotonic()
        if self._sender is None or self._sender.done():
            self._sender = asyncio.create_task(self._send_when_quiet())

    async def _send_when_quiet(self) -> None:
        """Sends what waits once nothing new comes, or a file is full."""
        while self._waiting:
            while time.monotonic() - self._last < self._pauses.quiet and len(self._waiting) < self._most[0]:
                await asyncio.sleep(min(self._pauses.quiet / 4, 0.5))
            with tempfile.TemporaryFile(dir=self._folder) as file:
                names = self._fill(file)
                try:
                    job = await self._jobs.submit(file)
                except BatchError as error:
                    self._break(error)
                    return
            await asyncio.to_thread(self._note, job, "open")
            task = asyncio.create_task(self._follow(job, names))
            self._following.add(task)
            task.add_done_callback(self._following.discard)

    def _fill(self, file: IO[bytes]) -> list[str]:
        """Writes waiting requests to a file until it is full; returns their ids."""
        names: list[str] = []
        size = 0
        for name, asked in list(self._waiting.items()):
            asked.body = self._dialect(asked.request.model).body(asked.request, asked.max_tokens)
            line = {"custom_id": name, "method": "POST", "url": PATH, "body": asked.body}
            data = json.dumps(line, ensure_ascii=True).encode() + b"\n"
            if names and (size + len(data) > self._most[1] or len(names) >= self._most[0]):
                break
            file.write(data)
            size += len(data)
            asked.tries += 1
            names.append(name)
            del self._waiting[name]
        file.seek(0)
        return names

    async def _follow(self, job: str, names: Sequence[str]) -> None:
        """Waits for a job and hands out its answers; what is missing from it goes into the next one."""
        try:
            async for line in self._jobs.answers(job):
                asked = self._asked.get(str(line.get("custom_id")))
                if asked is not None:
                    self._answer(str(line["custom_id"]), asked, self._read(line, asked.request.model))
        except BatchError as error:
            self._break(error)
            return
        for name in names:
            asked = self._asked.get(name)
            if asked is not None and name not in self._waiting:
                gone = Failure(
                    "server", f"{self.endpoint.name} left a request of the job unanswered", 1, True
                )
                self._answer(name, asked, gone)

    async def _look_back(self) -> None:
        """Fetches the answers of jobs that an earlier run left open."""
        for job in self._open_jobs:
            try:
                async for line in self._jobs.answers(job):
                    self._found.put(str(line.get("custom_id")), line)
            except BatchError as error:
                self._break(error)
                return

    def _read(self, line: dict[str, Any], model: str) -> Completion | Failure:
        """What became of one request of a job."""
        host, key = self.endpoint.name, self.endpoint.key
        response = line.get("response")
        if not isinstance(response, dict):
            said = read_error(line)
            return Failure("server", f"{host}: {shown(said.message or said.code, key)}", 1, True)
        body = response.get("body")
        status = response.get("status_code")
        if status == 200:
            return read(json.dumps(body).encode(), "application/json", host=host, model=model, key=key)
        code = status if isinstance(status, int) else 500
        return from_status(code, body, host=host, model=model, key=key, wait=None)

    def _answer(self, name: str, asked: _Asked, outcome: Completion | Failure, said: str = "") -> None:
        """Hands out an answer, or puts the request into the next job where that may help."""
        if isinstance(outcome, Failure):
            adapted = self._dialect(asked.request.model).adapt(outcome, said or outcome.message, asked.body)
            if outcome.kind == "length":
                asked.max_tokens *= 2
            if (adapted or outcome.later or outcome.kind == "length") and asked.tries < MOST_TRIES:
                self._wait(name, asked)
                return
        del self._asked[name]
        self._settle(asked, outcome)
        if asked.answer.done():
            return
        if isinstance(outcome, Completion):
            asked.answer.set_result(dataclasses.replace(outcome, calls=asked.tries))
        else:
            error = outcome.error(asked.tries, outcome.prompt_tokens, outcome.completion_tokens)
            asked.answer.set_exception(error)

    def _break(self, error: BatchError) -> None:
        """Ends the run: no job can be had."""
        self.broken = error
        for asked in self._asked.values():
            if not asked.answer.done():
                asked.answer.set_exception(self.broken)

    def _dialect(self, model: str) -> Dialect:
        return self._dialects.setdefault(model, Dialect.of(self.endpoint))

    async def _reserve(self, asked: _Asked) -> None:
        """Holds back the worst case; where others hold what is missing, once they have settled."""
        request = asked.request
        asking = count_messages(request.messages, request.model).tokens
        usd = price(request.model, self.endpoint, asking, request.max_tokens)
        while True:
            try:
                self._budget.reserve(asking + request.max_tokens, usd, request.model)
            except BudgetError:
                if not self._held:
                    raise
                self._settled.clear()
                await self._settled.wait()
                continue
            break
        self._held += 1
        asked.held = (asking + request.max_tokens, usd)

    def _settle(self, asked: _Asked, outcome: Completion | Failure) -> None:
        """Books what a request cost: at list prices, of which a batch is charged the half."""
        tokens, usd = asked.held
        read_tokens, wrote_tokens = outcome.prompt_tokens or 0, outcome.completion_tokens or 0
        cost = price(asked.request.model, self.endpoint, read_tokens, wrote_tokens)
        self._held -= 1
        self._settled.set()
        self._budget.settle(tokens, usd, spent_tokens=read_tokens + wrote_tokens, spent_usd=cost)
