"""Options that several commands share: each group is a dataclass whose fields are the options.

A command takes the group as one parameter; `with_groups` spreads it into single options for typer.
"""

import dataclasses
import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import typer

Texts = list[str] | None
Question = Annotated[
    str | None, typer.Option("--question", metavar="TEXT", help="The question as they ask it.")
]
Posting = Annotated[
    str | None, typer.Option("--posting", metavar="FILE", help="The job posting as .txt or .md.")
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BriefFlags:
    """The brief: a file, and flags laid over it. Single values win over the file, lists are added to it."""

    brief: Annotated[
        str | None,
        typer.Option(
            "--brief", metavar="FILE", help="Everything in one .yaml or .json file, or - for standard input."
        ),
    ] = None
    question: Question = None
    fact: Annotated[
        Texts, typer.Option("--fact", metavar="TEXT", help="Something true of you. Repeat for more.")
    ] = None
    facts: Annotated[
        str | None,
        typer.Option("--facts", metavar="FILE", help="Facts, one a line (.txt, .md) or as a list."),
    ] = None
    resume: Annotated[
        str | None, typer.Option("--resume", metavar="FILE", help="Facts from a JSON Resume.")
    ] = None
    company_name: Annotated[
        str | None, typer.Option("--company-name", metavar="TEXT", help="Who you apply to.")
    ] = None
    role: Annotated[str | None, typer.Option("--role", metavar="TEXT", help="The job you apply for.")] = None
    mission: Annotated[
        str | None, typer.Option("--mission", metavar="TEXT", help="What they say they are for.")
    ] = None
    culture: Annotated[
        str | None, typer.Option("--culture", metavar="TEXT", help="How they say they work.")
    ] = None
    value: Annotated[
        Texts, typer.Option("--value", metavar="TEXT", help="A value of theirs. Repeat for more.")
    ] = None
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="FILE", help="What you know of them, as .yaml or .json."),
    ] = None
    posting: Posting = None
    withhold: Annotated[
        Texts,
        typer.Option("--withhold", metavar="TEXT", help="Something that must not be said. Repeat for more."),
    ] = None
    seconds: Annotated[
        int | None,
        typer.Option(
            "--seconds", metavar="N", min=10, max=180, help="How long it may take to say. [default: 45]"
        ),
    ] = None
    locale: Annotated[
        str | None,
        typer.Option("--locale", metavar="NAME", help="Spelling: en-GB or en-US. [default: en-GB]"),
    ] = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModelFlags:
    """Which model is asked, if any, and what it may see and spend."""

    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME",
            help="offline (the default), replay, or a model at your endpoint. [env: AVOW_MODEL]",
        ),
    ] = None
    verifier: Annotated[
        str | None,
        typer.Option(
            "--verifier",
            metavar="NAME",
            help="Model that checks every claim, or none. [default: the model in use; env: AVOW_VERIFIER]",
        ),
    ] = None
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Endpoint of the model. [env: OPENAI_BASE_URL]"),
    ] = None
    context: Annotated[
        int | None,
        typer.Option(
            "--context", metavar="N", min=512, help="Tokens the model can read, where avow cannot know."
        ),
    ] = None
    send_withheld: Annotated[
        bool,
        typer.Option(
            "--send-withheld", help="Let the model see what you withhold; it is not sent otherwise."
        ),
    ] = False
    no_mask: Annotated[
        bool, typer.Option("--no-mask", help="Send contact details as they are; they are masked otherwise.")
    ] = False
    max_tokens: Annotated[
        int | None,
        typer.Option("--max-tokens", metavar="N", min=1, help="Most tokens to use, all calls together."),
    ] = None
    max_usd: Annotated[
        float | None,
        typer.Option("--max-usd", metavar="X", min=0.0, help="Most US dollars to spend, all calls together."),
    ] = None


Words = Annotated[
    str | None,
    typer.Argument(
        metavar="TEXT|FILE|-", help="Your own words, a file that holds them, or - for standard input."
    ),
]
Voice = Annotated[
    str | None,
    typer.Option(
        "--voice",
        metavar="FILE",
        help="A text of yours (.txt, .md) for a model to sound like; no fact is taken from it.",
    ),
]
Variant = Annotated[
    int, typer.Option("--variant", metavar="N", min=0, max=9_999, help="Another answer from the same brief.")
]
Attempts = Annotated[
    int, typer.Option("--max-attempts", metavar="N", min=1, max=10, help="Most drafts a model may write.")
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="The result only, no report and no progress.")]
Save = Annotated[
    str | None,
    typer.Option("--save", metavar="FILE", help="Keep the brief with what you added in a new .yaml file."),
]


def with_groups(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with every option group among its parameters spread into single options."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, type[Any]] = {
        name: hint
        for name, hint in hints.items()
        if isinstance(hint, type) and dataclasses.is_dataclass(hint)
    }
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name not in groups:
            own = parameter.replace(annotation=hints[parameter.name], kind=inspect.Parameter.KEYWORD_ONLY)
            parameters.append(own)
            continue
        group = groups[parameter.name]
        inner = get_type_hints(group, include_extras=True)
        parameters += [
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=inner[field.name],
            )
            for field in dataclasses.fields(group)
        ]

    @functools.wraps(command)
    def spread(**values: Any) -> Any:
        for name, group in groups.items():
            own = {field.name: values.pop(field.name) for field in dataclasses.fields(group)}
            values[name] = group(**own)
        return command(**values)

    seen: Any = spread  # by typer, which reads the signature and the annotations
    seen.__signature__ = inspect.Signature(parameters)
    seen.__annotations__ = {p.name: p.annotation for p in parameters}
    return spread
