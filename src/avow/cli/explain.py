"""`avow explain`: a guard or a principle in full."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from avow.cli.options import Json
from avow.errors import UsageError

if TYPE_CHECKING:
    from avow.cli.report import Block
    from avow.guards.base import Guard
    from avow.prompts import Principle

EPILOG = """\b
Examples:
  avow explain truth-number
  avow explain discreet
"""


def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="The code of a guard or the id of a principle.")
    ],
    as_json: Json = False,
) -> None:
    """Explain a guard or a principle: what it asks, why, and examples either way."""
    from avow import guards, prompts
    from avow.cli import show

    guard = guards.find(code.strip().lower())
    principle = next((p for p in prompts.principles() if p.id == code.strip().lower()), None)
    if guard is None and principle is None:
        raise UsageError(
            _unknown(code, [g.code for g in guards.GUARDS], [p.id for p in prompts.principles()])
        )
    checked = [g for g in guards.GUARDS if principle is not None and g.principle == principle.id]
    if as_json:
        show.as_json(_guard_data(guard) if guard else _principle_data(principle, checked))
    else:
        show.on_stdout(_guard_blocks(guard) if guard else _principle_blocks(principle, checked))


def _unknown(code: str, codes: list[str], ids: list[str]) -> str:
    from difflib import get_close_matches

    known = codes + ids
    word = code.strip().lower()[:60]
    near = get_close_matches(word, known, n=3, cutoff=0.5) or [k for k in known if word and word in k][:3]
    if near:
        return f"no guard or principle is called {word!r}; did you mean {', '.join(near)}?"
    return f"no guard or principle is called {word!r}; avow principles lists the principles: {', '.join(ids)}"


def _guard_blocks(guard: "Guard") -> "list[Block]":
    from avow.cli.report import Block
    from avow.cli.terminal import one_line

    blocks = [
        Block("heading", guard.code),
        Block("item", f"{guard.summary[:1].upper()}{guard.summary[1:]}."),
        Block("item", f"{guard.severity.value} · principle {guard.principle}"),
        Block("heading", "Why, and what to do"),
        Block("item", guard.explanation),
    ]
    for title, examples in (("Passes", guard.allows), ("Does not", guard.flags)):
        if not examples:
            continue
        blocks.append(Block("heading", title))
        for example in examples:
            blocks.append(Block("item", f"“{one_line(example.answer)}”"))
            if example.brief:
                blocks.append(Block("detail", f"where {_told(example.brief)}"))
    return blocks


def _told(brief: Mapping[str, object]) -> str:
    """The material of an example in words."""
    from avow.cli.terminal import short

    return "; ".join(f"{key.replace('_', ' ')}: {short(_flat(value))}" for key, value in brief.items())


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} “{_flat(inner)}”" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(f"“{_flat(inner)}”" for inner in value)
    return str(value)


def _principle_blocks(principle: "Principle | None", checked: "list[Guard]") -> "list[Block]":
    from avow.cli.report import Block

    assert principle is not None
    blocks = [
        Block("heading", f"{principle.id} · {principle.title}"),
        Block("item", principle.asks),
        Block("item", f"Why: {principle.why}"),
    ]
    if checked:
        blocks.append(Block("heading", "Checked by"))
        blocks += [Block("item", f"{guard.code}: {guard.summary}") for guard in checked]
    blocks += [Block("item", f"No {part}: {reason}.") for part, reason in principle.none.items()]
    return blocks


def _guard_data(guard: "Guard") -> dict[str, object]:
    return {
        "kind": "guard",
        "code": guard.code,
        "principle": guard.principle,
        "severity": guard.severity.value,
        "summary": guard.summary,
        "explanation": guard.explanation,
        "allows": [{"answer": e.answer, "brief": e.brief} for e in guard.allows],
        "flags": [{"answer": e.answer, "brief": e.brief} for e in guard.flags],
    }


def _principle_data(principle: "Principle | None", checked: "list[Guard]") -> dict[str, object]:
    import dataclasses

    assert principle is not None
    return {"kind": "principle", **dataclasses.asdict(principle), "guards": [g.code for g in checked]}
