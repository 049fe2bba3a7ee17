"""Principle "spoken": the rules read English; an answer in another language is told so, and checked less."""

from collections.abc import Iterator

from avow.guards.base import Example, Guard
from avow.language.detect import looks_english
from avow.types import Draft, Finding, Material, Severity


def _tongue(draft: Draft, material: Material) -> Iterator[Finding]:
    if not looks_english(draft.text):
        yield TONGUE.finding(
            "this does not look like English: only numbers, names and marks were checked",
            0,
            len(draft.text),
            type="voice",
            hint="check it in English, or with a verifier that reads the language",
        )


TONGUE: Guard = Guard(
    code="voice-language",
    principle="spoken",
    severity=Severity.WARN,
    summary="is not in English",
    explanation=(
        "avow's rules were written for English. In another language numbers, names and marks are still "
        "compared, but wishes, promises and feelings are not; the finding says so rather than let silence "
        "pass for approval."
    ),
    check=_tongue,
    allows=(
        Example("In the long run I want to run a small bakery and teach baking."),
        Example("long term i wan be welding inspector lah, dont want foreman, too much shouting"),
        Example("Ships, then more ships!"),
    ),
    flags=(
        Example("Langfristig möchte ich eine kleine Bäckerei leiten und anderen das Backen beibringen."),
        Example("A largo plazo quiero dirigir una pequeña panadería y enseñar a otros a hacer pan."),
        Example("長期的には小さなパン屋を経営し、パン作りを教えたいと思っています。"),
    ),
)
