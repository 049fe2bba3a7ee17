"""A model on loopback for batches: quick, counting, and as unreliable as asked.

    python tools/batch_server.py '{"delay": 0.1, "faults": {"429": 0.1, "hang": 0.01}}'

prints its port and serves chat completions, files and batch jobs until its standard input closes. The
answer repeats the candidate's statements, quoted, so that it is true whatever it was asked.
GET /stats tells what it has seen; a row is recognised by "ref <number>" in its text.
"""

import asyncio
import itertools
import json
import random
import re
import socket
import struct
import subprocess
import sys
import urllib.request
from collections import Counter
from typing import Any

from honest import content

_REF = re.compile(r"ref (\d+)")
FAULTS = ("429", "500", "hang", "cut", "reset")


class Server:
    """The endpoint and everything it counts."""

    def __init__(self, how: dict[str, Any]) -> None:
        self.delay = float(how.get("delay", 0.0))
        self.faults: dict[str, float] = how.get("faults", {})
        self.batch_seconds = float(how.get("batch_seconds", 0.05))
        self.expire = float(how.get("expire", 0.0))  # share of a job's requests that expire
        self.fail = float(how.get("fail", 0.0))  # share of a job's requests that fail with a 500
        self.usage = how.get("usage", {"prompt_tokens": 900, "completion_tokens": 90})
        self.headers = "".join(f"{k}: {v}\r\n" for k, v in how.get("headers", {}).items())
        self.rng = random.Random(how.get("seed", 1))
        self.calls = self.now = self.most = self.uploads = self.answered = 0
        self.asked: Counter[str] = Counter()
        self.mixed = 0  # requests that held more than one row's text
        self.files: dict[str, bytes] = {}
        self.jobs: dict[str, dict[str, Any]] = {}
        self.ids = itertools.count(1)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:] if line)}
                if "chunked" in headers.get("transfer-encoding", ""):
                    body = await _chunks(reader)
                else:
                    body = await reader.readexactly(int(headers.get("content-length", "0")))
                method, path, _ = head[0].split(" ")
                await self.answer(method, path, headers, body, writer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def answer(
        self, method: str, path: str, headers: dict[str, str], body: bytes, writer: asyncio.StreamWriter
    ) -> None:
        """Sends the reply to one request."""
        path = path.removeprefix("/v1")
        if path == "/stats":
            _send(writer, 200, self.stats())
        elif path == "/chat/completions":
            await self.chat(json.loads(body), writer)
        elif path == "/files" and method == "POST":
            self.uploads += 1
            self.files[name := f"file-{next(self.ids)}"] = _uploaded(headers["content-type"], body)
            _send(writer, 200, _file(name, len(self.files[name])))
        elif path.startswith("/files/") and path.endswith("/content"):
            _send(writer, 200, self.files[path.split("/")[2]])
        elif path.startswith("/files/") and method == "DELETE":
            name = path.split("/")[2]
            self.files.pop(name, None)
            _send(writer, 200, {"id": name, "object": "file", "deleted": True})
        elif path == "/batches" and method == "POST":
            asked = json.loads(body)
            job = {
                "id": f"batch-{next(self.ids)}",
                "object": "batch",
                "endpoint": asked["endpoint"],
                "input_file_id": asked["input_file_id"],
                "completion_window": asked["completion_window"],
                "created_at": 1,
                "status": "in_progress",
                "metadata": asked.get("metadata"),
            }
            self.jobs[str(job["id"])] = job
            asyncio.get_running_loop().call_later(self.batch_seconds, self.finish, job)
            _send(writer, 200, job)
        elif path.startswith("/batches/"):
            job = self.jobs.get(path.split("/")[2]) or {}
            _send(writer, 200 if job else 404, job or {"error": {"message": "no such batch"}})
        else:
            _send(writer, 404, {"error": {"message": f"no {path}"}})

    async def chat(self, asked: Any, writer: asyncio.StreamWriter) -> None:
        """One completion, or a fault."""
        self.calls += 1
        self.count(asked)
        drawn = self.rng.random()
        fault = ""
        for name, share in self.faults.items():
            if drawn < share:
                fault = name
                break
            drawn -= share
        if fault == "hang":
            await asyncio.sleep(3600)  # not counted as in flight: the caller gives up long before
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(self.delay)
            if fault == "429":
                _send(writer, 429, {"error": {"message": "slow down"}}, "retry-after-ms: 20\r\n")
            elif fault.isdecimal():
                _send(writer, int(fault), {"error": {"message": "now and then"}})
            elif fault == "reset":
                sock = writer.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
                raise ConnectionResetError
            else:
                whole = json.dumps(self.completion(asked)).encode()
                _send(writer, 200, whole[: len(whole) // 2] if fault == "cut" else whole, self.headers)
                self.answered += not fault
        finally:
            self.now -= 1

    def count(self, asked: Any) -> None:
        """Notes which row was asked about."""
        refs = set(_REF.findall(asked["messages"][-1]["content"]))
        self.mixed += len(refs) > 1
        self.asked.update(refs)

    def completion(self, asked: Any) -> dict[str, Any]:
        """The chat completion for a request."""
        text = json.dumps(content(asked), ensure_ascii=False)
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
        return {
            "id": "c",
            "object": "chat.completion",
            "model": asked["model"],
            "choices": [choice],
            "usage": self.usage,
        }

    def finish(self, job: dict[str, Any]) -> None:
        """Answers every request of a job, but for the shares that expire or fail."""
        good, bad = [], []
        for line in self.files[job["input_file_id"]].split(b"\n"):
            if not line:
                continue
            asked = json.loads(line)
            self.calls += 1
            self.count(asked["body"])
            drawn = self.rng.random()
            row: dict[str, Any] = {
                "id": "r",
                "custom_id": asked["custom_id"],
                "response": None,
                "error": None,
            }
            if drawn < self.expire:
                row["error"] = {"code": "batch_expired", "message": "not done in time"}
                bad.append(row)
            elif drawn < self.expire + self.fail:
                body = {"error": {"message": "the server failed", "type": "server_error"}}
                row["response"] = {"status_code": 500, "request_id": "q", "body": body}
                bad.append(row)
            else:
                body = self.completion(asked["body"])
                row["response"] = {"status_code": 200, "request_id": "q", "body": body}
                good.append(row)
                self.answered += 1
        self.rng.shuffle(good)  # the real one keeps no order either
        for name, rows in (("output_file_id", good), ("error_file_id", bad)):
            if rows:
                job[name] = f"file-{next(self.ids)}"
                self.files[job[name]] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
        job["status"] = "expired" if self.expire and bad else "completed"
        job["request_counts"] = {"total": len(good) + len(bad), "completed": len(good), "failed": len(bad)}

    def stats(self) -> dict[str, Any]:
        """What has been seen so far."""
        return {
            "calls": self.calls,
            "answered": self.answered,
            "rows": len(self.asked),
            "most_for_one_row": max(self.asked.values(), default=0),
            "most_at_once": self.most,
            "mixed": self.mixed,
            "uploads": self.uploads,
            "jobs": len(self.jobs),
            "files": len(self.files),
        }


def _send(writer: asyncio.StreamWriter, status: int, body: Any, extra: str = "") -> None:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = "application/octet-stream" if isinstance(body, bytes) and body[:1] != b"{" else "application/json"
    head = f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ncontent-length: {len(data)}\r\n{extra}\r\n"
    writer.write(head.encode() + data)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    whole = b""
    while size := int(await reader.readline(), 16):
        whole += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return whole


def _uploaded(kind: str, body: bytes) -> bytes:
    """The file in a multipart upload."""
    mark = kind.split("boundary=")[1].strip('"').encode()
    for part in body.split(b"--" + mark):
        head, _, data = part.partition(b"\r\n\r\n")
        if b'name="file"' in head:
            return data.removesuffix(b"\r\n")
    raise ValueError("an upload without a file")


def _file(name: str, size: int) -> dict[str, Any]:
    return {
        "id": name,
        "object": "file",
        "bytes": size,
        "created_at": 1,
        "filename": "batch.jsonl",
        "purpose": "batch",
        "status": "processed",
    }


class Running:
    """The server in a process of its own, as a context manager."""

    def __init__(self, **how: Any) -> None:
        self._how = how
        self.port = 0

    def __enter__(self) -> "Running":
        command = [sys.executable, __file__, json.dumps(self._how)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def stats(self) -> dict[str, Any]:
        """What the server has seen."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/stats", timeout=10) as reply:
            return dict(json.load(reply))


async def main() -> None:
    """Serves until standard input closes."""
    server = Server(json.loads(sys.argv[1]) if len(sys.argv) > 1 else {})
    listening = await asyncio.start_server(server.handle, "127.0.0.1", 0, limit=1 << 20, backlog=2048)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    listening.close()


if __name__ == "__main__":
    asyncio.run(main())
