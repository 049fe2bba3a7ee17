"""The SDK's client with what it lacks: no redirects, bodies read under a cap, only the headers we mean.

The SDK sends the operating system, the runtime and organisation ids along; only what the endpoint needs
is let through, so that `avow prompt` shows all that leaves.
"""

import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING

from avow.engines.endpoint import Endpoint

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

MAX_BODY = 4 * 1024 * 1024  # bytes after decompression; a chat completion has a few thousand
CONNECT_SECONDS = 10.0
MAX_CONNECTIONS = 512  # the batch runner decides how many are used
_HEADERS = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}
)
_OPENAI_HEADERS = frozenset({"openai-organization", "openai-project"})


class BodyTooLargeError(Exception):
    """The body passes the cap; reading it was broken off."""


class BodyUnreadableError(Exception):
    """The body is not what its headers say."""


def sdk_client(
    endpoint: Endpoint, *, cap: bool = True, on_headers: Callable[[Mapping[str, str]], None] | None = None
) -> "AsyncOpenAI":
    """The official client for this endpoint, over aiohttp, without retries or time limits of its own.

    Without `cap` bodies may be of any size: for the files of batch jobs. `on_headers` sees the headers of
    every response: limits of rate are told there.
    """
    import httpx2
    from openai import AsyncAzureOpenAI, AsyncOpenAI, DefaultAioHttpClient

    async def only_our_headers(request: httpx2.Request) -> None:
        allowed = _HEADERS | (_OPENAI_HEADERS if endpoint.openai else frozenset())
        for name in [name for name in request.headers if name.lower() not in allowed]:
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        if endpoint.key and endpoint.azure_version:
            request.headers["api-key"] = endpoint.key
        elif endpoint.key:
            request.headers["authorization"] = f"Bearer {endpoint.key}"

    async def seen(response: httpx2.Response) -> None:
        if on_headers is not None:
            on_headers(response.headers)

    http = DefaultAioHttpClient(
        follow_redirects=False,
        trust_env=not endpoint.loopback,  # a proxy is for the outside only
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS),
        event_hooks={"request": [only_our_headers], "response": [seen, cap_body] if cap else [seen]},
    )
    key = endpoint.key or "none"  # the SDK wants some key; the hook above decides what is sent
    if endpoint.azure_version:
        return AsyncAzureOpenAI(
            azure_endpoint=endpoint.base_url,
            api_version=endpoint.azure_version,
            api_key=key,
            max_retries=0,
            http_client=http,
        )
    return AsyncOpenAI(base_url=endpoint.base_url, api_key=key, max_retries=0, http_client=http)


async def cap_body(response: "httpx2.Response") -> None:
    """Response hook: from here on the body is decoded as it comes and broken off at MAX_BODY."""
    import httpx2

    class Capped(httpx2.AsyncByteStream):
        def __init__(self, inner: httpx2.AsyncByteStream, encoding: str) -> None:
            self._inner = inner
            self._encoding = encoding

        async def __aiter__(self) -> AsyncIterator[bytes]:
            async for part in decoded(self._inner, self._encoding):
                yield part

        async def aclose(self) -> None:
            await self._inner.aclose()

    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BODY:
        raise BodyTooLargeError
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if "content-encoding" in response.headers:
        del response.headers["content-encoding"]
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = Capped(response.stream, encoding)


async def decoded(
    parts: "AsyncIterator[bytes] | httpx2.AsyncByteStream", encoding: str
) -> AsyncIterator[bytes]:
    """The parts of a body, decompressed, never more than MAX_BODY bytes.

    Raises BodyTooLargeError, or BodyUnreadableError for a damaged or unknown encoding.
    """
    if encoding in ("identity", ""):
        decoder = None
    elif encoding in ("gzip", "x-gzip", "deflate"):
        decoder = zlib.decompressobj(47 if encoding != "deflate" else 15)
    else:
        raise BodyUnreadableError(f"content-encoding {encoding[:20]!r} was not asked for")
    room = MAX_BODY
    async for part in parts:
        if decoder is not None:
            try:
                part = decoder.decompress(part, room + 1)
            except zlib.error:
                raise BodyUnreadableError("damaged compression") from None
        room -= len(part)
        if room < 0:
            raise BodyTooLargeError
        yield part
    if decoder is not None and not decoder.eof:
        raise BodyUnreadableError("compressed body ends early")
