import socket
from pathlib import Path
from typing import Any

import pytest

from avow.engines import tokens


@pytest.fixture(autouse=True)
def no_vocabulary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty cache, no package that ships a vocabulary, and no way out."""

    def refuse(*_: Any) -> None:
        raise AssertionError("a download was tried")

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(tokens, "_SHIPPED", ())
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for cached in (tokens.count, tokens._encoding, tokens._encoding_name):
        cached.cache_clear()
    return tmp_path


def test_without_a_vocabulary_the_count_is_an_estimate_and_says_so() -> None:
    counted = tokens.count("I want to lead a night pharmacy. " * 20, "gpt-4o")
    assert counted.estimated
    assert counted.by == "number of characters"
    assert 140 <= counted.tokens <= 200  # o200k_base counts 161
    assert tokens.count("", "gpt-4o").tokens == 0


def test_a_damaged_vocabulary_is_neither_used_nor_replaced(no_vocabulary: Path) -> None:
    path = no_vocabulary / tokens._FILES["o200k_base"][0]
    path.write_bytes(b"damaged")
    assert tokens.count("some text", "gpt-4o").estimated
    assert path.read_bytes() == b"damaged"


def test_the_digests_are_those_that_tiktoken_demands() -> None:
    """If tiktoken changed its files, ours would pass a check that its own fails, and it would download."""
    import tiktoken_ext.openai_public as known

    source = Path(known.__file__).read_text("utf-8")
    for name, (file, digest) in tokens._FILES.items():
        start = source.index(f"/encodings/{name}.tiktoken")
        address = source[source.rindex('"', 0, start) + 1 : source.index('"', start)]
        assert digest in source[start : start + 300]
        import hashlib

        assert hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest() == file


def test_a_vocabulary_on_this_machine_is_used_from_where_it_lies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the digest and the loader replaced: the real files have megabytes and are not ours to ship."""
    import hashlib
    import os

    import tiktoken

    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "vocabulary").write_bytes(b"tiny")
    digest = hashlib.sha256(b"tiny").hexdigest()
    monkeypatch.setattr(tokens, "_FILES", {"o200k_base": ("vocabulary", digest)})
    monkeypatch.setattr(tokens, "_places", lambda: iter([tmp_path / "empty", shipped]))
    read_from = []

    def get_encoding(name: str) -> tiktoken.Encoding:
        read_from.append(os.environ["TIKTOKEN_CACHE_DIR"])
        ranks = {bytes([n]): n for n in range(256)}
        return tiktoken.Encoding(name, pat_str=".", mergeable_ranks=ranks, special_tokens={})

    monkeypatch.setattr(tiktoken, "get_encoding", get_encoding)
    counted = tokens.count("four", "gpt-4o")
    assert (counted.tokens, counted.estimated, counted.by) == (4, False, "o200k_base")
    assert read_from == [str(shipped)]
    assert os.environ["TIKTOKEN_CACHE_DIR"] == str(tmp_path)
    assert tokens.count("four", "some-local-model").estimated
    assert tokens.count("<|endoftext|>", "gpt-4o").tokens == 13  # special tokens in a text are text


def test_a_chat_adds_its_format() -> None:
    one = tokens.count("four words stand here", "m").tokens
    assert tokens.count_messages((("user", "four words stand here"),), "m").tokens == one + tokens.PER_MESSAGE
