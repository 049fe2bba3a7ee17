import pytest

from avow.engines.endpoint import is_loopback, resolve
from avow.errors import ConfigurationError


@pytest.mark.parametrize(
    ("flag", "env", "url", "key"),
    [
        (None, {"OPENAI_API_KEY": "k"}, "https://api.openai.com/v1", "k"),
        ("https://eu.api.openai.com/v1/", {"OPENAI_API_KEY": "k"}, "https://eu.api.openai.com/v1", "k"),
        # A key goes to another host only where the environment names both.
        (
            None,
            {"OPENAI_BASE_URL": "https://llm.example/v1", "OPENAI_API_KEY": "k"},
            "https://llm.example/v1",
            "k",
        ),
        (
            "https://llm.example/v1",
            {"OPENAI_BASE_URL": "https://llm.example/v1/", "OPENAI_API_KEY": "k"},
            "https://llm.example/v1",
            "k",
        ),
        (
            "https://llm.example/v1",
            {"OPENAI_API_KEY": "k", "AVOW_API_KEY": "a"},
            "https://llm.example/v1",
            "a",
        ),
        # Local servers need no key, and get none that was set for another place.
        ("http://localhost:11434", {"OPENAI_API_KEY": "k"}, "http://localhost:11434/v1", None),
        ("http://127.0.0.1:1234/v1", {}, "http://127.0.0.1:1234/v1", None),
        ("http://[::1]:8080", {}, "http://[::1]:8080/v1", None),
        (None, {"OPENAI_BASE_URL": "http://127.0.0.2:8000"}, "http://127.0.0.2:8000/v1", None),
        (
            None,
            {"OPENAI_BASE_URL": "http://10.0.0.5:8000", "OPENAI_API_KEY": "k", "AVOW_ALLOW_HTTP": "1"},
            "http://10.0.0.5:8000/v1",
            "k",
        ),
    ],
)
def test_where_requests_go_and_with_which_key(
    flag: str | None, env: dict[str, str], url: str, key: str | None
) -> None:
    endpoint = resolve(flag, env=env)
    assert (endpoint.base_url, endpoint.key) == (url, key)
    assert "'k'" not in repr(endpoint)


def test_azure_by_its_own_conventions() -> None:
    env = {"AZURE_OPENAI_ENDPOINT": "https://mine.openai.azure.com/", "AZURE_OPENAI_API_KEY": "z"}
    endpoint = resolve(env=env)
    assert (endpoint.base_url, endpoint.key) == ("https://mine.openai.azure.com", "z")
    assert endpoint.azure_version == "2024-10-21"
    assert resolve(env={**env, "OPENAI_API_VERSION": "2025-01-01"}).azure_version == "2025-01-01"
    newer = resolve("https://mine.openai.azure.com/openai/v1", env=env)
    assert newer.azure_version is None
    assert newer.key == "z"


@pytest.mark.parametrize(
    ("flag", "env", "says"),
    [
        (None, {}, "no key for api.openai.com: set OPENAI_API_KEY"),
        ("https://llm.example/v1", {"OPENAI_API_KEY": "k"}, "set AVOW_API_KEY"),
        ("https://x.openai.azure.com", {"OPENAI_API_KEY": "k"}, "set AZURE_OPENAI_API_KEY"),
        ("https://api.openai.com.evil.example/v1", {"OPENAI_API_KEY": "k"}, "set AVOW_API_KEY"),
        ("http://llm.example/v1", {"AVOW_API_KEY": "k"}, "plain http to llm.example"),
        ("http://localhost.evil.example", {"AVOW_API_KEY": "k"}, "plain http"),
        ("ftp://llm.example", {}, "must start with https://"),
        ("file:///etc/passwd", {}, "must start with https://"),
        ("https://u:secret@llm.example", {}, "holds a user name or password"),
        ("https://llm.example/v1?key=secret", {}, "holds a query"),
        ("https://llm.example:port", {}, "cannot be read as a URL"),
        ("https://[::1", {}, "cannot be read as a URL"),
        (None, {"OPENAI_API_KEY": "two words"}, "OPENAI_API_KEY holds a space"),
        (None, {"OPENAI_API_KEY": "sk-\u2013dash"}, "OPENAI_API_KEY holds a space or a character"),
    ],
)
def test_refused_in_one_line(flag: str | None, env: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve(flag, env=env)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_preview_needs_no_key() -> None:
    assert resolve(env={"OPENAI_API_KEY": "k"}, need_key=False).key is None


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "127.evil.example", "localhost.example", "::"])
def test_not_this_machine(host: str) -> None:
    assert not is_loopback(host)
