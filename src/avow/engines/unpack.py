"""From what a model wrote to an answer of the asked shape, or what was wrong with it.

Leaks are looked for in what the candidate would hear or read; a reason in the ledger may use our words.
"""

import functools
from importlib.resources import files

from pydantic import ValidationError

from avow import prompts
from avow.answers import Shape
from avow.engines.jsontext import NotOneObjectError, cleaned, one_object
from avow.engines.leak import repeats_prompt
from avow.engines.privacy import Mask, each_text, texts

_SPOKEN = ("sentences", "wanted")


class UnreadableError(Exception):
    """What was wrong with a reply, in our words only; `again`: whether asking once more may help."""

    def __init__(self, what: str, kind: str, *, again: bool) -> None:
        super().__init__(what)
        self.kind = kind
        self.again = again


def unpack(text: str, messages: prompts.Messages, mask: Mask, shape: type[Shape]) -> tuple[Shape, int]:
    """The answer in what a model wrote, and how many unspeakable characters were removed from it.

    Contact details are put back. Raises UnreadableError.
    """
    if "{" not in text and _refuses(text):
        raise UnreadableError("a refusal", "refusal", again=False)
    try:
        found, removed = cleaned(one_object(text))
    except NotOneObjectError as error:
        leaked = repeats_prompt(text, messages.system, messages.mark)
        kind = "leak" if leaked else "not_json"
        what = "our own prompt" if leaked else str(error)
        raise UnreadableError(what, kind, again="{" in text and not leaked) from None
    if any(
        repeats_prompt(said, messages.system, messages.mark)
        for key in _SPOKEN
        for said in texts(found.get(key, ""))
    ):
        raise UnreadableError("our own prompt", "leak", again=False)
    try:
        return shape.model_validate(each_text(found, mask.restore)), removed
    except ValidationError as error:
        if repeats_prompt(text, messages.system, messages.mark):
            raise UnreadableError("our own prompt", "leak", again=False) from None
        raise UnreadableError(
            f"a JSON object of another shape ({_where(error)})", "schema", again=True
        ) from None


def _where(error: ValidationError) -> str:
    """The fields that are wrong: names of our schema and pydantic's own words, nothing of the reply."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)[:3]
    return "; ".join(f"{'.'.join(str(step) for step in fault['loc'])}: {fault['type']}" for fault in faults)


def _refuses(text: str) -> bool:
    start = text.strip().lower().replace("’", "'")[:200]
    return any(start.startswith(phrase) for phrase in _refusals())


@functools.cache
def _refusals() -> tuple[str, ...]:
    text = files("avow.engines").joinpath("data/refusals.txt").read_text("utf-8")
    return tuple(line for line in text.split("\n") if line)
