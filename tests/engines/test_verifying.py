"""Which form a verifier takes, and what a dedicated checker is sent."""

import asyncio

from avow.engines.dialect import ChatRequest, Dialect
from avow.engines.openai import OpenAIEngine
from avow.engines.shape import Completion
from avow.engines.verifying import ModelVerifier
from avow.errors import CompletionError
from avow.material import cut
from avow.types import Brief, Support

MATERIAL = cut(
    Brief.model_validate(
        {
            "aspiration": "i mend clocks, mail ada@clocks.example. want to restore tower clocks one day.",
            "company": {"name": "Belfry Trust", "mission": "Every bell rings"},
        }
    )
)


class Chat:
    """Answers every request with the same text, or fails."""

    def __init__(self, text: str | Exception) -> None:
        self.text = text
        self.seen: list[ChatRequest] = []

    async def send(self, request: ChatRequest, /) -> Completion:
        self.seen.append(request)
        if isinstance(self.text, Exception):
            raise self.text
        return Completion(text=self.text, prompt_tokens=7, completion_tokens=1)

    async def close(self) -> None:
        pass


def test_a_dedicated_checker_is_asked_in_its_own_form() -> None:
    chat = Chat("Yes")
    verifier = ModelVerifier(OpenAIEngine("bespoke-minicheck", chat))
    found = asyncio.run(verifier("I want to restore tower clocks one day.", MATERIAL))
    assert found.findings == ()
    assert [c.support for c in found.claims] == [Support.SUPPORTED]
    (request,) = chat.seen
    ((role, text),) = request.messages
    assert role == "user"
    assert text.startswith("Document: ")
    assert text.endswith("Claim: I want to restore tower clocks one day.")
    assert "ada@clocks.example" not in text
    assert "bell" not in text
    assert "response_format" not in Dialect("max_tokens").body(request, 64)
    assert found.usage.prompt_tokens == 7


def test_a_no_blocks_the_claim() -> None:
    verifier = ModelVerifier(OpenAIEngine("bespoke-minicheck", Chat("No")))
    found = asyncio.run(verifier("I have restored tower clocks.", MATERIAL))
    assert [f.code for f in found.findings] == ["truth-claim"]


def test_a_checker_that_fails_vouches_for_nothing() -> None:
    down = CompletionError("the endpoint is down", kind="server", retryable=True)
    verifier = ModelVerifier(OpenAIEngine("bespoke-minicheck", Chat(down)))
    found = asyncio.run(verifier("I want to restore tower clocks one day.", MATERIAL))
    assert [f.code for f in found.findings] == ["truth-unverified"]


def test_a_chat_model_gets_the_general_form() -> None:
    chat = Chat("not JSON at all")
    verifier = ModelVerifier(OpenAIEngine("some-model", chat))
    found = asyncio.run(verifier("I want to restore tower clocks one day.", MATERIAL))
    assert [f.code for f in found.findings] == ["truth-unverified"]
    assert chat.seen[0].messages[0][0] == "system"
