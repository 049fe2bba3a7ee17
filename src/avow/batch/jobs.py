"""Jobs of OpenAI's Batch API by the official SDK: upload, start, poll, download, delete."""

import asyncio
import contextlib
import json
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from avow.engines.endpoint import Endpoint
from avow.engines.failures import shown
from avow.errors import BatchError

if TYPE_CHECKING:
    from openai.types import Batch

_MOST_LOOKS = 20  # at a job, in vain one after the other
_ENDED = frozenset({"completed", "failed", "expired", "cancelled"})


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds: without a new request before a job is sent; between two looks at a job; for one exchange."""

    quiet: float = 2.0
    poll: float = 30.0
    exchange: float = 600.0


class Jobs:
    """The jobs of one run. Use it within one event loop and close it at the end."""

    def __init__(self, endpoint: Endpoint, folder: Path, pauses: Pauses) -> None:
        """`folder` takes unnamed temporary files."""
        from avow.engines.transport import sdk_client

        self.endpoint = endpoint
        self._folder = folder
        self._pauses = pauses
        self._sdk = sdk_client(endpoint, cap=False)
        self.finished: list[str] = []  # jobs whose answers were fetched
        self._files: list[str] = []  # of these jobs, at the endpoint

    async def submit(self, file: IO[bytes]) -> str:
        """Starts a job of the requests in a file; its id. Raises BatchError."""
        import openai

        try:
            async with asyncio.timeout(self._pauses.exchange):
                uploaded = await self._sdk.files.create(file=("avow.jsonl", file), purpose="batch")
                job = await self._sdk.batches.create(
                    input_file_id=uploaded.id, endpoint="/v1/chat/completions", completion_window="24h"
                )
            return job.id
        except (openai.OpenAIError, OSError, TimeoutError) as error:
            raise BatchError(f"{self.endpoint.name} takes no batch job: {self._why(error)}") from None

    async def answers(self, job: str) -> AsyncIterator[dict[str, Any]]:
        """The lines of a job's files, once it has ended. Raises BatchError where it cannot be had."""
        ended = await self._ended(job)
        if ended is None:
            self.finished.append(job)  # the endpoint forgot it: its rows are asked again
            return
        if ended.status == "failed":
            errors = ended.errors.data if ended.errors and ended.errors.data else []
            why = "; ".join(str(error.message) for error in errors[:3]) or "no reason given"
            self.finished.append(job)
            raise BatchError(f"{self.endpoint.name} refused the batch file: {shown(why, self.endpoint.key)}")
        files = [name for name in (ended.output_file_id, ended.error_file_id) if name]
        for name in files:
            with tempfile.TemporaryFile(dir=self._folder) as file:
                await self._download(name, file)
                for raw in file:
                    with contextlib.suppress(ValueError):
                        line = json.loads(raw)
                        if isinstance(line, dict):
                            yield line
        self.finished.append(job)
        self._files += [ended.input_file_id, *files]

    async def _ended(self, job: str) -> "Batch | None":
        """The job, once it has ended; None where the endpoint does not know it."""
        import openai

        failures = 0
        while True:
            try:
                async with asyncio.timeout(self._pauses.exchange):
                    state = await self._sdk.batches.retrieve(job)
                failures = 0
                if state.status in _ENDED:
                    return state
            except openai.NotFoundError:
                return None
            except (openai.OpenAIError, OSError, TimeoutError) as error:
                failures += 1
                if failures >= _MOST_LOOKS:
                    raise BatchError(
                        f"{self.endpoint.name} does not tell how job {job} goes"
                        f" ({self._why(error)}); run the same command later: it continues"
                    ) from None
            await asyncio.sleep(self._pauses.poll)

    async def _download(self, name: str, file: IO[bytes]) -> None:
        import httpx2
        import openai

        for last in (False, False, True):
            file.seek(0)
            file.truncate()
            try:
                async with asyncio.timeout(self._pauses.exchange):
                    whole = await self._sdk.files.content(name)
                    async for part in await whole.aiter_bytes(1 << 16):
                        file.write(part)
                file.seek(0)
                return
            except (openai.OpenAIError, OSError, TimeoutError, httpx2.HTTPError) as error:
                if last:
                    raise BatchError(
                        f"{self.endpoint.name} does not hand out {name}"
                        f" ({self._why(error)}); run the same command later: it continues"
                    ) from None
                await asyncio.sleep(self._pauses.poll)

    async def delete_files(self) -> None:
        """Deletes the files of finished jobs at the endpoint; they hold what candidates wrote."""
        for name in self._files:
            # Whether it works or not, the results are safe.
            with contextlib.suppress(Exception):
                async with asyncio.timeout(self._pauses.exchange):
                    await self._sdk.files.delete(name)
        self._files.clear()

    async def close(self) -> None:
        """Closes the connections."""
        await self._sdk.close()

    def _why(self, error: BaseException) -> str:
        return shown(str(error) or type(error).__name__, self.endpoint.key)


class Answers:
    """Answers of an earlier run's jobs, on disk, each to be taken once."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # outlives this call; `close` closes it
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, line: dict[str, Any]) -> None:
        data = json.dumps(line).encode()
        self._places[name] = (self._file.seek(0, 2), len(data))
        self._file.write(data)

    def take(self, name: str) -> dict[str, Any] | None:
        place = self._places.pop(name, None)
        if place is None:
            return None
        self._file.seek(place[0])
        return dict(json.loads(self._file.read(place[1])))

    def close(self) -> None:
        self._file.close()
