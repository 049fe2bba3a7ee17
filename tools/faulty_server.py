"""A model server on loopback that misbehaves as a recipe says.

A recipe is the `server` object of a row: what to send, how slowly, how often. `serve` starts one and
counts the calls it gets; the recipes of tests/engines/faults.jsonl show every key.
"""

import asyncio
import base64
import contextlib
import email.utils
import gzip
import json
import random
import socket
import ssl
import struct
import time
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CERTIFICATE = Path(__file__).parent.parent / "tests" / "engines" / "self-signed.pem"


@dataclass
class Seen:
    """What reached the server."""

    port: int = 0
    calls: int = 0
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    most_at_once: int = 0
    now: int = 0


def completion(content: object, **choice: object) -> dict[str, Any]:
    """A well-formed chat completion."""
    message = {"role": "assistant", "content": content}
    return {
        "id": "c",
        "object": "chat.completion",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message, **choice}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 90},
    }


@contextlib.asynccontextmanager
async def serve(
    recipe: dict[str, Any], good: Callable[[Any], str], *, tls: bool = False
) -> AsyncIterator[Seen]:
    """A running server for a recipe. `good(request body)` is the content of its good completions."""
    seen = Seen()
    rng = random.Random(recipe.get("seed", 1))

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await _one(reader, writer, recipe, seen, good, rng):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    seen.port = server.sockets[0].getsockname()[1]
    if recipe.get("close") == "before_accept":
        server.close()
        await server.wait_closed()
    try:
        yield seen
    finally:
        server.close()


async def _one(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    recipe: dict[str, Any],
    seen: Seen,
    good: Callable[[Any], str],
    rng: random.Random,
) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:] if line)}
    body = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))) or b"{}")
    seen.calls += 1
    seen.headers.append(headers)
    seen.bodies.append(body)
    seen.starts.append(time.monotonic())
    seen.now += 1
    seen.most_at_once = max(seen.most_at_once, seen.now)
    try:
        await _answer(writer, recipe, seen.calls, body, good, rng)
        await writer.drain()
    finally:
        seen.now -= 1
    return not recipe.get("hang_up")


async def _answer(
    writer: asyncio.StreamWriter,
    recipe: dict[str, Any],
    call: int,
    body: Any,
    good: Callable[[Any], str],
    rng: random.Random,
) -> None:
    whole = json.dumps(completion(good(body))).encode()
    fails = call <= recipe["times"] if "times" in recipe else True
    if isinstance(recipe.get("p"), float):
        fails = rng.random() < recipe["p"]
    if isinstance(recipe.get("p"), dict):
        await _mixed(writer, recipe["p"], rng, whole)
        return
    await asyncio.sleep(float(recipe.get("delay", 0)))
    if not fails:
        _send(writer, 200, whole)
    elif "sse" in recipe:
        await _stream(writer, recipe["sse"], good(body))
    elif recipe.get("sleep_before_headers"):
        await asyncio.sleep(3600)
    elif recipe.get("reset_after_bytes"):
        _send(writer, 200, whole, cut=int(recipe["reset_after_bytes"]))
        await writer.drain()
        _reset(writer)
    elif recipe.get("header_byte_every_s"):
        await _trickle(writer, _head(200, len(whole)) + whole, recipe["header_byte_every_s"])
    elif recipe.get("byte_every_s"):
        writer.write(_head(200, recipe["body_bytes"]))
        await _trickle(writer, b" " * recipe["body_bytes"], recipe["byte_every_s"])
    elif recipe.get("keep_open"):
        _send(writer, 200, whole, length=str(len(whole) + 1))
        await writer.drain()
        await asyncio.sleep(3600)
    elif "gzip" in recipe:
        await _gzipped(writer, recipe["gzip"], whole)
    elif recipe.get("chunked"):
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        writer.write(b"zz\r\n" + whole + b"\r\n0\r\n\r\n")
    elif "body_bytes" in recipe:
        writer.write(_head(200, recipe["body_bytes"]))
        for _ in range(recipe["body_bytes"] // 65536):
            writer.write(b"[" * 65536)
            await writer.drain()
    else:
        _plain(writer, recipe, whole)


def _plain(writer: asyncio.StreamWriter, recipe: dict[str, Any], whole: bytes) -> None:
    status = recipe.get("status", 200)
    if "location" in recipe:
        target = "/v1/chat/completions" if recipe["location"] == "self" else recipe["location"]
        _send(writer, status, b"", extra={"location": target})
        return
    data = whole if status == 200 else b'{"error":{"message":"no"}}'
    if "body_b64" in recipe:
        data = base64.b64decode(recipe["body_b64"])
    elif "body" in recipe:
        text = recipe["body"]
        data = b"[" * 100_000 if text == "'['*100000" else text.encode("utf-8", "surrogatepass")
    if "truncate_at" in recipe:
        data = whole[: recipe["truncate_at"]]
    if status == 204:
        data = b""
    extra = {k.lower(): _header(v) for k, v in recipe.get("headers", {}).items()}
    length = extra.pop("content-length", None)
    _send(
        writer, status, data, kind=recipe.get("content_type", "application/json"), extra=extra, length=length
    )


def _header(value: str) -> str:
    if value.startswith("HTTP-date +"):
        ahead = float(value.removeprefix("HTTP-date +").removesuffix("s"))
        return email.utils.formatdate(time.time() + ahead + 0.999, usegmt=True)
    return value


async def _mixed(
    writer: asyncio.StreamWriter, shares: dict[str, float], rng: random.Random, whole: bytes
) -> None:
    drawn = rng.choices(list(shares), weights=list(shares.values()))[0]
    if drawn.isdecimal():
        _send(writer, int(drawn), b'{"error":{"message":"now and then"}}')
    elif drawn == "hang":
        await asyncio.sleep(3600)
    elif drawn == "rst":
        _reset(writer)
        raise ConnectionResetError
    elif drawn == "truncated":
        _send(writer, 200, whole[: len(whole) // 2])
    elif drawn == "refusal":
        _send(writer, 200, json.dumps(completion("I'm sorry, but I can't help with that.")).encode())
    else:
        _send(writer, 200, whole)


async def _gzipped(writer: asyncio.StreamWriter, how: str, whole: bytes) -> None:
    extra = {"content-encoding": "gzip"}
    if "->" not in how:
        data = bytearray(gzip.compress(whole))
        if "corrupt" in how:
            data[-6] ^= 0xFF
        _send(writer, 200, bytes(data), extra=extra)
        return
    # A bomb: one compressed MiB of zeros, over and over in one gzip stream.
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n")
    writer.write(b"connection: close\r\n\r\n")
    writer.write(packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH))
    again = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(10_240):
        writer.write(again)
        await writer.drain()
        await asyncio.sleep(0)


async def _stream(writer: asyncio.StreamWriter, how: str, content: str) -> None:
    def event(data: object) -> bytes:
        return f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()

    def chunk(piece: str, finish: str | None = None) -> dict[str, Any]:
        return {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": finish}]}

    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n")
    pieces = [content[at : at + 7] for at in range(0, len(content), 7)]
    if "trickle" in how or "forever" in how:
        for piece in pieces:
            writer.write(event(chunk(piece)))
            await writer.drain()
            await asyncio.sleep(5)
        await asyncio.sleep(3600)
    events = [event(chunk(piece)) for piece in pieces] + [event(chunk("", "stop"))]
    if "error" in how:
        events = [*events[:3], event({"error": {"message": "overloaded", "type": "server_error"}})]
    if "without" not in how and "error" not in how:
        events.append(b"data: [DONE]\n\n")
    data = b"".join(events)
    step = 1 if "every byte" in how else len(data)
    for at in range(0, len(data), step):
        writer.write(data[at : at + step])
        if at % 64 == 0:
            await writer.drain()
    await writer.drain()
    writer.close()
    raise ConnectionResetError


async def _trickle(writer: asyncio.StreamWriter, data: bytes, every: float) -> None:
    for byte in data:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(every)


def _head(
    status: int, length: int | str, kind: str = "application/json", extra: dict[str, str] | None = None
) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"content-type: {kind}", f"content-length: {length}"]
    lines += [f"{name}: {value}" for name, value in (extra or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _send(
    writer: asyncio.StreamWriter,
    status: int,
    data: bytes,
    *,
    kind: str = "application/json",
    extra: dict[str, str] | None = None,
    length: str | None = None,
    cut: int | None = None,
) -> None:
    writer.write((_head(status, length or len(data), kind, extra) + data)[:cut])


def _reset(writer: asyncio.StreamWriter) -> None:
    """Closes with a reset instead of an orderly end."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
