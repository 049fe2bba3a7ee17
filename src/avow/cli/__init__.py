"""The command line. Commands import what is heavy inside their functions, so that help is instant."""

import sys
from typing import Annotated

import typer

from avow import __version__
from avow.cli import batch, check, discover, explain, merge, principles, prompt, rewrite
from avow.cli import eval as evaluation
from avow.cli.terminal import STOPPED, fail, out
from avow.errors import AvowError, ExitCode

# Wrong flags and the like; typer itself exports only this subclass.
_CommandLineError: type[Exception] = typer.BadParameter.__mro__[2]

EPILOG = """\b
Start here:
  avow rewrite "what you really want, in your own words"
  avow discover                     if you do not know what to say yet
  avow check answer.txt --brief me.yaml

\b
Nothing leaves this machine unless --model names a model; avow prompt shows
what would.
"""

app = typer.Typer(
    name="avow",
    help="Turns a raw career aspiration into an interview answer, and vouches for every sentence of it.",
    epilog=EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command, _epilog, _short in (
    (rewrite.rewrite, rewrite.EPILOG, "Turn what you really want into an answer."),
    (check.check, check.EPILOG, "Check an answer against what you really said."),
    (discover.discover, discover.EPILOG, "Find out what you want, by a few questions."),
    (batch.batch, batch.EPILOG, "Rewrite a table of briefs; stop and go on at will."),
    (merge.merge, merge.EPILOG, "Put the results of several machines together."),
    (prompt.prompt, prompt.EPILOG, "Show what a model would be sent; send nothing."),
    (explain.explain, explain.EPILOG, "Explain a guard or a principle."),
    (principles.principles, principles.EPILOG, "List what every answer is held to."),
):
    app.command(epilog=_epilog, short_help=_short)(_command)
app.add_typer(evaluation.app, name="eval", short_help="Measure whether the product tells the truth.")


def _version(value: bool) -> None:
    if value:
        out(f"avow {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        out(context.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line; exits with an `avow.errors.ExitCode`, 130 (stopped) or 141 (pipe closed).

    Whatever avow or the operating system refuses is one line on stderr, never a traceback.
    """
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            # A terminal that is not UTF-8 gets a question mark rather than nothing.
            stream.reconfigure(errors="replace")
    try:
        code = app(args=arguments, prog_name="avow", standalone_mode=False)
    except AvowError as error:
        fail(str(error))
        return int(error.exit_code)
    except _CommandLineError as error:
        fail(_explained(error))
        return ExitCode.USAGE
    except typer.Abort:
        code = STOPPED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        fail(f"{where}{error.strerror or error}; check the name, the rights and the free space")
        return ExitCode.ENGINE
    if code == STOPPED:
        fail("stopped.")
    return code if isinstance(code, int) else ExitCode.OK


def _explained(error: Exception) -> str:
    """What the command line got wrong, and where help is."""
    message = " ".join(str(getattr(error, "format_message", error.__str__)()).split()).rstrip(".")
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "avow"
    if not message.endswith("?"):
        message += "."
    if message.startswith("No such command"):
        return f'{message} To rewrite your own words: avow rewrite "…". All commands: avow --help'
    return f"{message} Try {command} --help"
