"""A model's rows on all cores: this process talks to the endpoint, the others think.

Guards and prompts cost more processor time than a request does. Thinkers walk the road of a row and send
each request here, where one client with one budget and one cool-down asks the endpoint; keys never leave
this process. A thinker that dies costs its rows one more try, no more.
"""

import asyncio
import contextlib
import itertools
import multiprocessing
import os
import pickle
import signal
import socket
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from avow import errors
from avow.batch.model import by_model
from avow.batch.road import Road, open_road
from avow.batch.work import Record, Shared, Task, failed
from avow.engines.client import Chat
from avow.engines.dialect import ChatRequest
from avow.engines.shape import Completion
from avow.errors import AvowError, BatchError

_MOST_DEATHS = 20
_MOST_STARTS = 4  # of thinkers that end before any row comes back
_LENGTH = 4

# Messages, each with a number: to a thinker ("row", Task) and ("reply", Completion or error); from it
# ("ask", ChatRequest) and ("done", Record or error). Only our own processes are at the ends of the pipe.


class _GoneError(Exception):
    """The thinker ended before it answered."""


@dataclass
class _Thinker:
    process: BaseProcess
    writer: asyncio.StreamWriter
    rows: dict[int, "asyncio.Future[Record]"] = field(default_factory=dict)
    listening: "asyncio.Task[None] | None" = None


class Thinkers:
    """Processes that walk the road of rows over one chat; use as an async context manager."""

    def __init__(self, road: Road, shared: Shared, chat: Chat, count: int = 0) -> None:
        """`count` 0: one for each core."""
        self._road = road
        self._shared = shared
        self._chat = chat
        self._count = count or len(os.sched_getaffinity(0))
        self._context = multiprocessing.get_context("spawn")
        self._thinkers: list[_Thinker] = []
        self._asking: set[asyncio.Task[None]] = set()
        self._numbers = itertools.count()
        self._deaths = 0
        self._rows = 0  # that came back
        self._given_up: BatchError | None = None

    async def __aenter__(self) -> "Thinkers":
        for _ in range(self._count):
            await self._start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._asking:
            task.cancel()
        for thinker in self._thinkers:
            assert thinker.listening is not None
            thinker.listening.cancel()
            thinker.writer.close()
        await asyncio.gather(*self._asking, return_exceptions=True)
        await asyncio.to_thread(self._join)

    async def write(self, task: Task) -> Record:
        """The record of a row. Raises fatal errors as `avow.batch.model.by_model` does."""
        for _ in range(2):
            while not self._thinkers and self._given_up is None:
                await asyncio.sleep(0.02)  # all have just ended; new ones are starting
            if self._given_up is not None:
                raise self._given_up
            thinker = min(self._thinkers, key=lambda each: len(each.rows))
            number = next(self._numbers)
            future: asyncio.Future[Record] = asyncio.get_running_loop().create_future()
            thinker.rows[number] = future
            _send(thinker.writer, ("row", number, task))
            try:
                return await future
            except _GoneError:
                continue
            finally:
                thinker.rows.pop(number, None)
        return failed(task.key, "row: ended its worker process twice (out of memory?)", "crashed")

    async def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=think, args=(theirs, self._road, self._shared), daemon=True)
        process.start()
        theirs.close()
        reader, writer = await _streams(ours)
        thinker = _Thinker(process, writer)
        thinker.listening = asyncio.create_task(self._listen(thinker, reader))
        self._thinkers.append(thinker)

    async def _listen(self, thinker: _Thinker, reader: asyncio.StreamReader) -> None:
        """Serves one thinker until it ends; then puts a new one in its place and frees its rows."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind, number, said = await _receive(reader)
                if kind == "ask":
                    task = asyncio.create_task(self._ask(thinker, number, said))
                    self._asking.add(task)
                    task.add_done_callback(self._asking.discard)
                elif (future := thinker.rows.get(number)) is not None and not future.done():
                    self._rows += 1
                    if isinstance(said, Record):
                        future.set_result(said)
                    else:
                        future.set_exception(_unpacked(said))
        self._thinkers.remove(thinker)
        thinker.writer.close()
        self._deaths += 1
        lost: Exception = _GoneError()
        if self._deaths > (_MOST_DEATHS if self._rows else _MOST_STARTS):
            lost = self._given_up = BatchError(
                "worker processes keep ending; try --workers 1, or see whether memory is short"
            )
        else:
            await self._start()
        for future in thinker.rows.values():
            if not future.done():
                future.set_exception(lost)

    async def _ask(self, thinker: _Thinker, number: int, request: ChatRequest) -> None:
        said: object
        try:
            said = await self._chat.send(request)
        except AvowError as error:
            said = _packed(error)
        except Exception as error:  # a fault of ours; the row that asked is told
            said = _packed(AvowError(f"{type(error).__name__}: {error}"))
        _send(thinker.writer, ("reply", number, said))

    def _join(self) -> None:
        for thinker in self._thinkers:
            thinker.process.join(timeout=1)
            if thinker.process.is_alive():
                thinker.process.kill()
                thinker.process.join(timeout=5)


class _FarChat:
    """In a thinker: the chat of the process that talks to the endpoint."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.waiting: dict[int, asyncio.Future[Completion]] = {}
        self._writer = writer
        self._numbers = itertools.count()

    async def send(self, request: ChatRequest, /) -> Completion:
        number = next(self._numbers)
        self.waiting[number] = asyncio.get_running_loop().create_future()
        _send(self._writer, ("ask", number, request))
        try:
            return await self.waiting[number]
        finally:
            del self.waiting[number]

    async def close(self) -> None:
        """Nothing to close."""


def think(pipe: Connection, road: Road, shared: Shared) -> None:
    """What a thinker process does until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(_think(pipe, road, shared))


async def _think(pipe: Connection, road: Road, shared: Shared) -> None:
    reader, writer = await _streams(pipe)
    chat = _FarChat(writer)
    write = by_model(open_road(road, lambda _: chat), shared)
    working: set[asyncio.Task[None]] = set()

    async def work(number: int, task: Task) -> None:
        said: object
        try:
            said = await write(task)
        except AvowError as error:
            said = _packed(error)
        _send(writer, ("done", number, said))

    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            kind, number, said = await _receive(reader)
            if kind == "row":
                task = asyncio.create_task(work(number, said))
                working.add(task)
                task.add_done_callback(working.discard)
            elif (future := chat.waiting.get(number)) is not None and not future.done():
                if isinstance(said, Completion):
                    future.set_result(said)
                else:
                    future.set_exception(_unpacked(said))
    os._exit(0)  # nobody is left to work for


async def _streams(pipe: Connection) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=os.dup(pipe.fileno()))
    pipe.close()
    sock.setblocking(False)
    return await asyncio.open_connection(sock=sock, limit=1 << 20)


def _send(writer: asyncio.StreamWriter, message: tuple[str, int, object]) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    if not writer.is_closing():
        writer.write(len(data).to_bytes(_LENGTH, "big") + data)


async def _receive(reader: asyncio.StreamReader) -> tuple[str, int, Any]:
    length = int.from_bytes(await reader.readexactly(_LENGTH), "big")
    data = await reader.readexactly(length)
    # Pickle runs what it reads; the pipe has no name, so only our own child or parent can write to it.
    message: tuple[str, int, Any] = pickle.loads(data)  # noqa: S301  # from our own process alone
    return message


def _packed(error: AvowError) -> tuple[str, str, dict[str, Any]]:
    """An error for the pipe: those with keyword arguments cannot be pickled as they are."""
    return type(error).__name__, str(error), vars(error)


def _unpacked(said: tuple[str, str, dict[str, Any]]) -> AvowError:
    name, message, values = said
    kind: type[AvowError] = getattr(errors, name)
    error = kind.__new__(kind)
    error.args = (message,)
    vars(error).update(values)
    return error
