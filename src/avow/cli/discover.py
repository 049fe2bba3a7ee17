"""`avow discover`: a few questions for somebody who does not know what to say; the replies become a brief."""

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from avow.cli.options import Quiet
from avow.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from avow.cli.guided import Guided, Replies

EPILOG = """\b
Examples:
  avow discover --out me.yaml
  avow discover --brief me.yaml --out me.yaml
  avow discover --answers answers.yaml > me.yaml
  avow rewrite --brief me.yaml

\b
Every question may be skipped, and "don't know" is an answer. Nothing leaves
this machine, and nothing is saved unless --out says where.
"""
_KEYS = "In your own words. Enter: skip · ?: don't know · q: done. Nothing leaves this machine."


def discover(
    brief: Annotated[
        str | None,
        typer.Option("--brief", metavar="FILE", help="A brief to go on from; what it answers is not asked."),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE", help="Where the brief goes (.yaml). [default: stdout]"),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Replies from a file: question id to text (.yaml, .json), or one a line (.txt).",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Find out what you want: a few questions, and your replies become a brief for rewrite."""
    from avow.brief import build, read_fields
    from avow.cli import terminal
    from avow.cli.guided import Replies
    from avow.cli.saving import check_target, save, to_yaml

    if out is not None:
        check_target(out, source=brief)
    replies = Replies(dict(read_fields(brief)) if brief is not None else {})
    if replies.fields:
        # A brief that cannot be used must be said before the questions, not after; it may lack an aspiration.
        build({"aspiration": "?", **replies.fields}, where=str(brief))
    if answers is not None:
        _from_file(replies, answers)
    else:
        _from_person(replies, quiet=quiet)
    if not str(replies.fields.get("aspiration") or "").strip():
        terminal.fail(
            "nothing yet about what you want, so there is no brief to write; "
            "run avow discover again, one honest sentence is enough"
        )
        raise typer.Exit(ExitCode.WITHHELD)
    made = build(replies.fields, where="your answers")
    if out is None:
        terminal.out(to_yaml(made), end="")
        return
    save(made, out)
    if not quiet:
        terminal.say(
            f"\nSaved to {terminal.one_line(out)}. Next: avow rewrite --brief {terminal.one_line(out)}"
        )


def _from_person(replies: "Replies", *, quiet: bool) -> None:
    """Asks on stderr, reads stdin; the end of input is the end of the questions."""
    from avow.cli.guided import guided
    from avow.cli.terminal import ask, is_terminal, say

    watched = is_terminal(sys.stdin) and not quiet
    if watched:
        say(_KEYS)
    for question in guided():
        if not replies.wants(question):
            continue
        begin = f" {question.begin} …" if question.begin else ""
        said = ask(f"\n{question.ask}\n>{begin} " if not quiet else "")
        if said is None or said.lower() in ("q", "quit"):
            break
        replies.add(question, said)


def _from_file(replies: "Replies", path: str) -> None:
    """Takes the replies of a file instead; a question that the brief answers already is passed over."""
    from avow.cli.guided import guided

    for question, reply in _read(path, [q for q in guided() if replies.wants(q)]):
        if replies.wants(question):
            replies.add(question, reply)


def _read(path: str, asked: "list[Guided]") -> "Iterator[tuple[Guided, str]]":
    """Each question with its reply: by id from a mapping, in the order asked from a list or lines."""
    from avow.brief import decode, read_path
    from avow.brief.formats import parse_value
    from avow.cli.guided import guided

    data = read_path(path)
    if path.lower().endswith((".json", ".yaml", ".yml")):
        value = parse_value(data, "json" if path.lower().endswith(".json") else "yaml", where=path)
    else:
        value = decode(data, path).split("\n")
    if isinstance(value, list):
        yield from zip(asked, (_text(reply, path) for reply in value), strict=False)
        return
    if not isinstance(value, Mapping):
        raise UsageError(f"{path}: expected an object of question id and reply, or a list of replies")
    known = {question.id: question for question in guided()}
    odd = next((key for key in value if key not in known), None)
    if odd is not None:
        raise UsageError(f"{path}: no question is called {odd!r}; there are {', '.join(known)}")
    for key, question in known.items():
        if key in value:
            yield question, _text(value[key], path)


def _text(reply: object, path: str) -> str:
    if reply is None:
        return ""
    if isinstance(reply, bool):
        return "yes" if reply else "no"  # YAML reads an unquoted yes so
    if isinstance(reply, str | int | float):
        return str(reply).strip()
    raise UsageError(f"{path}: a reply is one text; join a list or object into one")
