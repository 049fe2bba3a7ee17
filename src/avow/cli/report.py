"""What a person is told about an answer, as blocks without colour; `plain` and `render` write them out.

All text is safe for a terminal when it leaves this module.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from avow.cli.terminal import one_line, short

if TYPE_CHECKING:
    from avow.types import Answer, Fit, Material

Kind = Literal["answer", "line", "heading", "item", "detail", "span", "warning"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a report.

    `lead` stands before an item or detail, such as a number or an id. A span is marked words: `lead` and
    `after` are what stands around them.
    """

    kind: Kind
    text: str
    lead: str = ""
    after: str = ""


def answer_blocks(answer: "Answer", material: "Material") -> list[Block]:
    """The whole report on an answer: the answer first, then what vouches for it."""
    blocks = [
        *head_blocks(answer),
        *_sources(answer, material),
        *_left_out(answer, material),
        *_fit(answer.fit),
    ]
    return [
        *blocks,
        *_findings(answer),
        *_follow_ups(answer),
        *_questions(answer),
        *_cue(answer),
        *_notes(answer),
    ]


def head_blocks(answer: "Answer") -> list[Block]:
    """The answer with its length, or why there is none."""
    if not answer.text:
        return [Block("warning", f"No answer: {why_withheld(answer)}")]
    usage = answer.usage
    said = [f"{answer.words} words, about {answer.seconds} seconds", answer.engine, answer.status.value]
    if usage.prompt_tokens is not None or usage.completion_tokens is not None:
        said.append(f"{(usage.prompt_tokens or 0) + (usage.completion_tokens or 0):,} tokens")
    if usage.usd is not None:
        said.append(f"${usage.usd:.4f}")
    return [Block("answer", one_line(answer.text)), Block("line", " · ".join(map(one_line, said)))]


def why_withheld(answer: "Answer") -> str:
    """One line: why there is no answer to show."""
    from avow.types import FitLevel, Severity

    if answer.fit.level is FitLevel.CONFLICT:
        return one_line(answer.fit.reason)
    blocked = [f.message for f in answer.findings if f.severity is Severity.BLOCK]
    if blocked:
        return f"nothing that passes could be written; the last draft failed on this: {one_line(blocked[0])}"
    return "there is too little here that may be said."


def _sources(answer: "Answer", material: "Material") -> list[Block]:
    if not answer.sentences:
        return []
    blocks = [Block("heading", "Where each sentence comes from")]
    for number, sentence in enumerate(answer.sentences, 1):
        blocks.append(Block("item", short(sentence.text), f"{number}"))
        quoted = {q.statement for q in sentence.quotes}
        said = [(q.statement, q.text) for q in sentence.quotes]
        for cited in sentence.cites:
            statement = material.find(cited)
            if statement is not None and cited not in quoted:
                said.append((cited, statement.text))
        blocks += [Block("detail", f"“{short(text)}”", one_line(cited)) for cited, text in said]
        if not said:
            blocks.append(Block("detail", "says nothing that needs a source"))
    return blocks


def _left_out(answer: "Answer", material: "Material") -> list[Block]:
    from avow.types import Treatment

    entries = [entry for entry in answer.ledger if entry.treatment is not Treatment.KEPT]
    if not entries:
        return []
    blocks = [Block("heading", "What I left out or changed, and why")]
    for entry in entries:
        statement = material.find(entry.statement)
        text = f"“{short(statement.text, 110)}”" if statement else ""
        blocks.append(Block("item", text, one_line(entry.statement)))
        blocks.append(
            Block("detail", f"{entry.treatment.value}: {one_line(entry.reason)} ({entry.principle})")
        )
    return blocks


def _fit(fit: "Fit") -> list[Block]:
    return [Block("heading", "The fit"), Block("item", f"{fit.level.value}: {one_line(fit.reason)}")]


def _findings(answer: "Answer") -> list[Block]:
    from avow.types import Severity

    told = [f for f in answer.findings if f.severity is not Severity.BLOCK]
    if not told or not answer.text:
        return []
    return [
        Block("heading", "Worth another look"),
        *(Block("item", f"{one_line(f.message)} ({f.code})") for f in told),
    ]


def _follow_ups(answer: "Answer") -> list[Block]:
    if not answer.follow_ups:
        return []
    blocks = [Block("heading", "If they ask directly")]
    return blocks + [Block("item", one_line(f.line), one_line(f.statement)) for f in answer.follow_ups]


def _questions(answer: "Answer") -> list[Block]:
    if not answer.questions:
        return []
    heading = "What would make it stronger, if true" if answer.text else "What I need to know"
    blocks = [Block("heading", heading)]
    return blocks + [Block("item", one_line(q), f"{n}") for n, q in enumerate(answer.questions, 1)]


def _cue(answer: "Answer") -> list[Block]:
    if answer.cue is None:
        return []
    words = " · ".join(map(one_line, answer.cue.words))
    return [
        Block("heading", "Cue card"),
        Block("item", one_line(answer.cue.line)),
        *([Block("item", words)] if words else []),
    ]


def _notes(answer: "Answer") -> list[Block]:
    if not answer.notes:
        return []
    return [Block("heading", "On the way"), *(Block("item", one_line(note)) for note in answer.notes)]
