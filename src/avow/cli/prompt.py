"""`avow prompt`: exactly what would leave the machine."""

from typing import TYPE_CHECKING

from avow.cli.options import BriefFlags, Json, ModelFlags, Variant, Voice, Words, with_groups
from avow.errors import UsageError
from avow.settings import OFFLINE

if TYPE_CHECKING:
    from avow.engines.calling import Preview
    from avow.types import Brief

EPILOG = """\b
Examples:
  avow prompt notes.txt --model gpt-5-mini
  avow prompt notes.txt --model llama3.2 --base-url http://localhost:11434/v1
  avow prompt --brief me.yaml --json

\b
Nothing is sent and no key is read. A repair or the verifier is sent the same
statements again, with the draft.
"""
_ANY = "a model"


@with_groups
def prompt(
    brief: BriefFlags,
    models: ModelFlags,
    text: Words = None,
    voice: Voice = None,
    variant: Variant = 0,
    as_json: Json = False,
) -> None:
    """Show exactly what a model would be sent, with tokens and cost. Sends nothing."""
    from avow.cli.inputs import nothing_given, read_brief

    if nothing_given(text, brief):
        raise UsageError("no brief to show: give your own words, a file, or --brief FILE")
    show_preview(read_brief(brief, text, voice=voice), models, as_json=as_json, variant=variant)


def show_preview(brief: "Brief", flags: ModelFlags, *, as_json: bool, variant: int = 0) -> None:
    """Prints what the first call would send. With no model named, what any model would be sent."""
    from avow.cli import show
    from avow.cli.models import names, preview
    from avow.cli.terminal import out, say
    from avow.material import cut

    model = names(flags).model
    if model == OFFLINE:
        say("avow: the offline engine sends nothing. This is what a model would be sent if you named one.")
        model = _ANY
    shown: Preview = preview(model, flags, cut(brief), variant)
    if as_json:
        show.as_json(
            {
                "model": None if model == _ANY else shown.model,
                "endpoint": None if model == _ANY else shown.endpoint,
                "prompt": shown.messages.prompt,
                "fingerprint": shown.messages.fingerprint,
                "messages": shown.messages.chat,
                "tokens": {
                    "prompt": shown.tokens.tokens,
                    "estimated": shown.tokens.estimated,
                    "by": shown.tokens.by,
                },
                "answer_tokens": shown.answer_tokens,
                "usd": shown.usd,
                "notes": list(shown.notes),
            }
        )
        return
    for message in shown.messages.chat:
        out(f"=== {message['role']} ===\n{message['content']}\n")
    out("\n".join(_figures(shown, named=model != _ANY)))


def _figures(shown: "Preview", *, named: bool) -> list[str]:
    about = "about " if shown.tokens.estimated else ""
    lines = [
        "=== not sent ===",
        f"prompt: {shown.messages.prompt} {shown.messages.fingerprint}",
        f"tokens: {about}{shown.tokens.tokens:,}, counted by {shown.tokens.by};"
        f" at most {shown.answer_tokens:,} more for the answer",
    ]
    if named:
        cost = "no price is known" if shown.usd is None else f"at most ${shown.usd:.4f} for this call"
        lines += [f"to: {shown.model} at {shown.endpoint}", f"cost: {cost}"]
    return lines + [f"note: {note}" for note in shown.notes]
