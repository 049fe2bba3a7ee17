"""Which endpoint a model is asked at, and which key may go there.

A base URL is taken from the caller (a flag), else OPENAI_BASE_URL, else AZURE_OPENAI_ENDPOINT, else it is
OpenAI's. Local servers speak the same protocol: Ollama (port 11434), LM Studio (1234), vLLM (8000),
llama.cpp (8080); a base URL without a path gets `/v1`, as all of them expect.

| endpoint                                                | key sent              |
|---------------------------------------------------------|-----------------------|
| OpenAI's own hosts                                      | OPENAI_API_KEY        |
| OPENAI_BASE_URL, set in the environment beside the key   | OPENAI_API_KEY        |
| Azure's hosts                                           | AZURE_OPENAI_API_KEY  |
| a base URL from anywhere else                           | AVOW_API_KEY          |
| a loopback server with none of these set for it          | none                  |

So a base URL from a flag or a file never receives a key that was set for another place. Plain http is
refused except on loopback, or where AVOW_ALLOW_HTTP=1 says so.
"""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from avow.errors import ConfigurationError

OPENAI_URL = "https://api.openai.com/v1"
AZURE_API_VERSION = "2024-10-21"  # the newest general release of the deployments API
_OPENAI_HOSTS = ("api.openai.com",)
_AZURE_HOSTS = ("openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com", "openai.azure.us")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where requests go. The key never appears in its repr."""

    base_url: str
    host: str
    key: str | None = field(default=None, repr=False)
    azure_version: str | None = None  # set: Azure's deployments API, which names the model in the path

    @property
    def name(self) -> str:
        """Host and port, for messages."""
        return urlsplit(self.base_url).netloc

    @property
    def openai(self) -> bool:
        return _under(self.host, _OPENAI_HOSTS)

    @property
    def azure(self) -> bool:
        return _under(self.host, _AZURE_HOSTS)

    @property
    def loopback(self) -> bool:
        return is_loopback(self.host)


def resolve(
    base_url: str | None = None, *, env: Mapping[str, str] | None = None, need_key: bool = True
) -> Endpoint:
    """The endpoint for a base URL (None: as the environment says).

    Raises ConfigurationError, naming what to set, for a URL that cannot be used or a missing key;
    without `need_key` (nothing will be sent) no key is read.
    """
    values = os.environ if env is None else env
    paired = values.get("OPENAI_BASE_URL") or None
    url = base_url or paired or values.get("AZURE_OPENAI_ENDPOINT") or OPENAI_URL
    url, host = _checked(url, allow_http=values.get("AVOW_ALLOW_HTTP") == "1")
    version = None
    if _under(host, _AZURE_HOSTS) and "/openai/v1" not in url:
        version = values.get("OPENAI_API_VERSION") or AZURE_API_VERSION
    elif not urlsplit(url).path:
        url += "/v1"
    ours = paired is not None and _checked(paired, allow_http=True)[0] in (url, url.removesuffix("/v1"))
    key = _key(host, ours=ours, values=values) if need_key else None
    return Endpoint(base_url=url, host=host, key=key, azure_version=version)


def _checked(url: str, *, allow_http: bool) -> tuple[str, str]:
    try:
        parts = urlsplit(url.strip())
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise ConfigurationError(
            "the base URL cannot be read as a URL: give one like http://localhost:11434/v1"
        ) from None
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigurationError(
            "the base URL must start with https:// (or http:// on this machine) and name a host"
        )
    if parts.username is not None or parts.password is not None:
        raise ConfigurationError(
            f"the base URL for {host} holds a user name or password: put the key in the environment"
        )
    if parts.query or parts.fragment:
        raise ConfigurationError(f"the base URL for {host} holds a query or fragment: leave it out")
    if parts.scheme == "http" and not (allow_http or is_loopback(host)):
        raise ConfigurationError(
            f"plain http to {host} would send your text unencrypted: use https, or set AVOW_ALLOW_HTTP=1"
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}", host


def _key(host: str, *, ours: bool, values: Mapping[str, str]) -> str | None:
    if _under(host, _OPENAI_HOSTS) or ours:
        name = "OPENAI_API_KEY"
    elif _under(host, _AZURE_HOSTS):
        name = "AZURE_OPENAI_API_KEY"
    else:
        name = "AVOW_API_KEY"
    key = (values.get(name) or "").strip()
    if not key:
        if is_loopback(host):
            return None
        raise ConfigurationError(
            f"no key for {host}: set {name}, or name a local server in OPENAI_BASE_URL, "
            "or use --model offline"
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ConfigurationError(f"{name} holds a space or a character that no key has: copy it again")
    return key


def is_loopback(host: str) -> bool:
    """True for this machine's own addresses only."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _under(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)
