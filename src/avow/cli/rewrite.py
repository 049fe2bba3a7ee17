"""`avow rewrite`: a raw aspiration becomes an answer."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from avow.cli.options import (
    Attempts,
    BriefFlags,
    Json,
    ModelFlags,
    Quiet,
    Save,
    Variant,
    Voice,
    Words,
    with_groups,
)
from avow.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from avow.cli.models import Opened
    from avow.cli.report import Block
    from avow.types import Answer, Brief

EPILOG = """\b
Examples:
  avow rewrite "honestly i just want to run my own kitchen one day"
  avow rewrite notes.txt --company-name "Otter & Daughters" --role "Sous Chef"
  avow rewrite --brief me.yaml --seconds 20
  pbpaste | avow rewrite --mission "Good bread for every street" | say
  avow rewrite notes.txt --ask --save me.yaml
  avow rewrite notes.txt --model gpt-5-mini --voice letter.txt

\b
Nothing leaves this machine unless --model names a model. Exit codes: 0 an
answer, 1 no answer may be shown, 2 wrong input, 3 the engine failed.
"""


@with_groups
def rewrite(
    brief: BriefFlags,
    models: ModelFlags,
    text: Words = None,
    voice: Voice = None,
    variant: Variant = 0,
    max_attempts: Attempts = 3,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask me what would make the answer stronger, then write it again.")
    ] = False,
    save: Save = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be sent to the model, and send nothing.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="In a pipe too, write the report (to standard error).")
    ] = False,
) -> None:
    """Turn what you really want into an answer you can say, and vouch for every sentence."""
    from avow.cli.inputs import from_stdin, nothing_given, read_brief

    if nothing_given(text, brief):
        raise UsageError(
            'nothing to rewrite: give your own words, as in avow rewrite "I want to …", or a file; '
            "if you do not know what you want yet, run avow discover"
        )
    if ask and from_stdin(brief, text):
        raise UsageError(
            "--ask reads your answers from the keyboard, so put your words in a file or in the command"
        )
    source = brief.brief if brief.brief not in (None, "-") else None
    if save is not None:
        from avow.cli.saving import check_target

        check_target(save, source=source)
    given = read_brief(brief, text, voice=voice)
    if dry_run:
        from avow.cli.prompt import show_preview

        show_preview(given, models, as_json=as_json, variant=variant)
        return
    if given.voice and not quiet:
        _say_if_unheard(models)
    answer = write(given, models, variant=variant, attempts=max_attempts, quiet=quiet)
    if ask and answer.questions:
        from avow.cli.asking import enriched

        if not as_json and not quiet:
            _show_first(answer)
        richer = enriched(given, answer.questions)
        if richer is not given:
            given = richer
            answer = write(given, models, variant=variant, attempts=max_attempts, quiet=quiet)
    if save is not None:
        from avow.cli.saving import save as save_brief

        save_brief(given, save)
    if as_json:
        from avow.cli import show

        show.as_json(answer.model_dump(mode="json"))
    else:
        _show(answer, given, quiet=quiet, verbose=verbose)
    if not answer.text:
        raise typer.Exit(ExitCode.WITHHELD)


def write(brief: "Brief", flags: ModelFlags, *, variant: int, attempts: int, quiet: bool) -> "Answer":
    """The answer for a brief by the engine that the flags name. Raises EngineError."""
    from avow.cli.models import drive
    from avow.cli.progress import Progress

    async def work(opened: "Opened") -> "Answer":
        from avow import pipeline

        return await pipeline.rewrite(
            brief,
            opened.engine,
            fallback=opened.fallback,
            verifier=opened.verifier,
            attempts=attempts,
            variant=variant,
        )

    return drive(flags, work, Progress(quiet=quiet))


def _say_if_unheard(flags: ModelFlags) -> None:
    from avow.cli.models import names
    from avow.cli.terminal import say
    from avow.settings import OFFLINE

    if names(flags).model == OFFLINE:
        say("avow: the offline engine does not use the voice sample; name a model with --model to use it.")


def _show(answer: "Answer", brief: "Brief", *, quiet: bool, verbose: bool) -> None:
    """The report on a terminal; in a pipe the answer alone, and on stderr only what was asked for."""
    from avow.cli import show
    from avow.cli.terminal import fail, is_terminal, one_line, out

    on_terminal = is_terminal(sys.stdout)
    if on_terminal and not quiet:
        show.on_stdout(_report(answer, brief))
        return
    if answer.text:
        if on_terminal:
            from avow.cli.plain import wrapped
            from avow.cli.terminal import columns

            out("\n".join(wrapped(one_line(answer.text), columns())))
        else:
            out(one_line(answer.text))
        if verbose:
            show.on_stderr(_report(answer, brief)[1:])
        return
    if verbose:
        show.on_stderr(_report(answer, brief))
        return
    from avow.cli.report import why_withheld

    question = f" Tell me this: {answer.questions[0]}" if answer.questions else ""
    fail(f"no answer: {why_withheld(answer)}{question}")


def _show_first(answer: "Answer") -> None:
    """The answer before the questions: short, for the whole report comes after them."""
    from avow.cli import show
    from avow.cli.report import head_blocks

    show.on_stderr(head_blocks(answer))


def _report(answer: "Answer", brief: "Brief") -> "list[Block]":
    from avow.cli.report import answer_blocks
    from avow.material import cut

    return answer_blocks(answer, cut(brief))
