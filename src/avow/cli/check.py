"""`avow check`: an answer written elsewhere, held against a brief."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from avow.cli.options import BriefFlags, Json, ModelFlags, Quiet, Save, with_groups
from avow.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from avow.cli.models import Opened
    from avow.cli.verdict import Checked
    from avow.types import Material

EPILOG = """\b
Examples:
  avow check answer.txt --brief me.yaml
  avow check "I want to lead a kitchen one day." --brief notes.txt
  avow rewrite --brief me.yaml | avow check - --brief me.yaml --json
  avow check --jsonl answers.jsonl --out verdicts.jsonl

\b
pass: nothing says more than the brief. ask: only you can tell. block: do not
say it as it stands. Exit codes: 0 pass or ask, 1 block, 2 wrong input.
"""


@with_groups
def check(
    brief: BriefFlags,
    models: ModelFlags,
    answer: Annotated[
        str | None,
        typer.Argument(
            metavar="ANSWER|FILE|-", help="The answer, a file that holds it, or - for standard input."
        ),
    ] = None,
    interactive: Annotated[
        bool | None,
        typer.Option(
            "--interactive/--no-interactive", help="Ask me about each risky claim. [default: on a terminal]"
        ),
    ] = None,
    save: Save = None,
    jsonl: Annotated[
        str | None,
        typer.Option(
            "--jsonl", metavar="IN", help='Check rows {"id", "brief", "answer"}, or - for standard input.'
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="OUT", help="Where the verdicts of --jsonl go. [default: stdout]"),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check an answer, sentence by sentence, against what you really said."""
    if jsonl is not None:
        _rows(jsonl, out, answer, brief, models, quiet=quiet)
        return
    if out is not None:
        raise UsageError("--out goes with --jsonl; to keep the result of one answer, use --json > FILE")
    material, text = _given(brief, answer)
    if save is not None:
        from avow.cli.saving import check_target

        check_target(save, source=brief.brief)
    checked = run(text, material, models, quiet=quiet)
    person = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    wanted = (
        interactive if interactive is not None else person and sys.stdout.isatty() and not (as_json or quiet)
    )
    if wanted:
        if not as_json:
            _show(checked, material, quiet=quiet)
        if checked.risky:
            from avow.cli.review import review

            settled = review(
                checked, material, lambda t, m: run(t, m, models, quiet=quiet), save=save, source=brief.brief
            )
            checked, material = settled.checked, settled.material
            if not as_json:
                settled.show()
    elif save is not None:
        raise UsageError("--save keeps what you confirm, so it needs --interactive")
    if as_json:
        from avow.cli import show
        from avow.cli.verdict import row

        show.as_json({"answer": checked.answer, **row(checked, material.brief.id)})
    elif not wanted:
        _show(checked, material, quiet=quiet)
    if checked.verdict == "block":
        raise typer.Exit(ExitCode.WITHHELD)


def run(answer: str, material: "Material", flags: ModelFlags, *, quiet: bool) -> "Checked":
    """The verdict on one answer, by the guards and the verifier that the flags name."""
    from avow.cli.models import drive
    from avow.cli.progress import Progress
    from avow.cli.verdict import check_answer

    async def work(opened: "Opened") -> "Checked":
        return await check_answer(answer, material, opened.verifier)

    return drive(flags, work, Progress(quiet=quiet))


def _given(flags: BriefFlags, answer: str | None) -> "tuple[Material, str]":
    from avow.cli.inputs import STDIN, read_brief, read_text
    from avow.cli.terminal import is_terminal
    from avow.material import cut

    if flags.brief is None:
        raise UsageError(
            "check compares an answer with what you really said: add --brief FILE "
            "(your own words as .txt, or a whole brief as .yaml or .json)"
        )
    if answer is None and is_terminal(sys.stdin):
        raise UsageError("no answer to check: give it as text, a file, or - for standard input")
    if flags.brief == STDIN and answer in (None, STDIN):
        raise UsageError(
            "both the answer and --brief are read from standard input; name a file for one of them"
        )
    brief = read_brief(flags, None, needs_text=False)
    text, _ = read_text(answer, what="answer")
    return cut(brief), text.strip()


def _rows(
    source: str, target: str | None, answer: str | None, brief: BriefFlags, flags: ModelFlags, *, quiet: bool
) -> None:
    from avow.cli import harness
    from avow.cli.models import drive
    from avow.cli.progress import Progress

    if answer is not None or brief != BriefFlags():
        raise UsageError(
            "--jsonl takes answers and briefs from its rows; leave out the answer and the brief's flags"
        )

    async def work(opened: "Opened") -> None:
        await harness.run(source, target, opened.verifier, quiet=quiet)

    drive(flags, work, Progress(quiet=True))


def _show(checked: "Checked", material: "Material", *, quiet: bool) -> None:
    from avow.cli import show
    from avow.cli.findings import checked_blocks
    from avow.cli.terminal import out

    if quiet:
        out(checked.verdict)
    else:
        show.on_stdout(checked_blocks(checked, material))
