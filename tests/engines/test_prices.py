import socket
from typing import Any

import pytest

from avow.engines.endpoint import resolve
from avow.engines.prices import context_window, price

ENV = {"OPENAI_API_KEY": "k", "AVOW_API_KEY": "k", "AZURE_OPENAI_API_KEY": "k"}
OPENAI = resolve(env=ENV)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the price list was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_a_known_model_has_a_price_that_grows_with_tokens() -> None:
    small = price("gpt-4o-mini", OPENAI, 1_000, 100)
    large = price("gpt-4o-mini", OPENAI, 2_000, 200)
    assert small is not None
    assert large == pytest.approx(2 * small)
    assert 0.00005 < small < 0.005  # a tenth of a cent or so: tokens and millions are not mixed up


def test_azure_and_others_are_known_by_their_address() -> None:
    assert price("gpt-4o", resolve("https://x.openai.azure.com", env=ENV), 1_000, 100)
    assert price("mistral-large-latest", resolve("https://api.mistral.ai/v1", env=ENV), 1_000, 100)


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("no-such-model", None),
        ("gpt-4o-mini", "http://127.0.0.1:11434"),
        ("llama3", "https://llm.example/v1"),
    ],
)
def test_what_is_not_known_is_none_and_never_zero(model: str, url: str | None) -> None:
    endpoint = resolve(url, env=ENV)
    assert price(model, endpoint, 1_000, 100) is None
    assert context_window(model, endpoint) is None


def test_context_window() -> None:
    assert context_window("gpt-4o-mini", OPENAI) == 128_000
