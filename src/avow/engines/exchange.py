"""One HTTP exchange under one deadline: a completion, or the failure it was."""

import asyncio
from typing import TYPE_CHECKING, Any

from avow.engines.endpoint import Endpoint
from avow.engines.failures import Failure, from_status, read_error
from avow.engines.shape import Completion, read
from avow.engines.transport import BodyTooLargeError, BodyUnreadableError
from avow.engines.waiting import retry_after

if TYPE_CHECKING:
    from openai import AsyncOpenAI


async def exchange(
    sdk: "AsyncOpenAI", endpoint: Endpoint, body: dict[str, Any], seconds: float
) -> tuple[Completion | Failure, str]:
    """What came of sending this body, and what an error body said."""
    import aiohttp
    import httpx2
    import openai

    host, model, key = endpoint.name, str(body["model"]), endpoint.key
    try:
        async with asyncio.timeout(max(0.0, seconds)):
            # The raw response: about half the cost of the typed call, and nothing is parsed on trust.
            response = await sdk.post("/chat/completions", cast_to=httpx2.Response, body=body)
    except TimeoutError:
        return Failure("timeout", f"{host} did not answer within {seconds:.0f} seconds", 2, True), ""
    except openai.APIStatusError as error:
        wait = retry_after(error.response.headers)
        said = read_error(error.body)
        failure = from_status(error.status_code, error.body, host=host, model=model, key=key, wait=wait)
        return failure, f"{said.message} {said.code}"
    except BodyTooLargeError:
        return Failure("too_large", f"{host} sent more than any completion holds; broken off", 1), ""
    except BodyUnreadableError as error:
        return Failure("bad_response", f"{host} sent a body that cannot be read: {error}", 3, True), ""
    except (openai.OpenAIError, aiohttp.ClientError, httpx2.HTTPError, httpx2.InvalidURL) as error:
        return _network(error, host), ""
    kind = response.headers.get("content-type", "")
    return read(response.content, kind, host=host, model=model, key=key), ""


def _network(error: BaseException, host: str) -> Failure:
    """A failure of the connection; a name that does not resolve or a bad certificate is not tried again."""
    import aiohttp

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, aiohttp.ClientConnectorDNSError):
            return Failure("network", f"there is no host named {host}: check the base URL", 1)
        if isinstance(cause, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
            return Failure(
                "network", f"{host} shows a certificate that cannot be trusted; nothing was sent", 1
            )
        if isinstance(cause, aiohttp.ClientResponseError):
            return Failure("bad_response", f"{host} answered with broken HTTP", 3, True)
        if isinstance(cause, aiohttp.ClientConnectorError):
            return Failure("network", f"nothing answers at {host}: is the server running there?", 3, True)
        cause = cause.__cause__
    return Failure("network", f"the connection to {host} broke off", 5, True)
