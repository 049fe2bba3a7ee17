"""What a person is told about an answer that was checked: the verdict, then why, then what to confirm."""

from typing import TYPE_CHECKING

from avow.cli.report import Block
from avow.cli.terminal import one_line, short

if TYPE_CHECKING:
    from avow.cli.verdict import Checked
    from avow.types import Claim, Finding, Material

_CONTEXT = 44  # characters shown on either side of a span
_VERDICTS = {
    "pass": "pass: nothing here says more than the brief",
    "ask": "ask: nothing is provably wrong, but only you can tell about the claims below",
    "block": "block: do not say it as it stands; the findings say why",
}


def checked_blocks(checked: "Checked", material: "Material") -> list[Block]:
    """The report on a checked answer, the verdict first."""
    blocks = [Block("warning" if checked.verdict == "block" else "answer", _VERDICTS[checked.verdict])]
    if checked.findings:
        blocks.append(Block("heading", "Findings"))
        for finding in checked.findings:
            blocks += finding_blocks(finding, checked.answer, material)
    if checked.claims:
        blocks.append(Block("heading", "Claims, the riskiest first"))
        for claim in sorted(checked.claims, key=lambda c: (-c.risk, c.start)):
            blocks += claim_blocks(claim, material)
    if checked.notes:
        blocks += [Block("heading", "On the way"), *(Block("item", one_line(note)) for note in checked.notes)]
    return blocks


def finding_blocks(finding: "Finding", answer: str, material: "Material") -> list[Block]:
    """A finding with its span in context and the nearest statement."""
    kind = f" · {finding.type}" if finding.type else ""
    blocks = [Block("item", one_line(finding.message), f"{finding.severity.value}")]
    if 0 < finding.end - finding.start < len(answer):
        blocks.append(span_block(answer, finding.start, finding.end))
    if finding.nearest:
        blocks += nearest_blocks((finding.nearest,), material)
    hint = f"{one_line(finding.hint)} " if finding.hint else ""
    return [*blocks, Block("detail", f"{hint}({finding.code}{kind})")]


def claim_blocks(claim: "Claim", material: "Material") -> list[Block]:
    """A claim with its risk and the nearest statements."""
    text = f"{short(claim.text)} [{claim.kind.value}, {claim.support.value}]"
    return [Block("item", text, f"{claim.risk:.2f}"), *nearest_blocks(claim.statements[:1], material)]


def nearest_blocks(ids: tuple[str, ...], material: "Material") -> list[Block]:
    """The statements of these ids, with whose they are where it is not the candidate's."""
    blocks = []
    for statement in filter(None, map(material.find, ids)):
        whose = "" if statement.owner.value == "candidate" else " (the company's words)"
        blocks.append(Block("detail", f"“{short(statement.text)}”{whose}", statement.id))
    return blocks or [Block("detail", "nothing like it in the brief")]


def span_block(answer: str, start: int, end: int) -> Block:
    """The words at a place of the answer, with what stands around them."""
    before, after = one_line(answer[max(0, start - _CONTEXT) : start]), one_line(answer[end : end + _CONTEXT])
    if start > _CONTEXT:
        before = "…" + before.partition(" ")[2]
    if end + _CONTEXT < len(answer):
        after = after.rpartition(" ")[0] + "…"
    if answer[start - 1 : start].isspace():
        before += " "
    if answer[end : end + 1].isspace():
        after = f" {after}"
    return Block("span", short(answer[start:end], 90), before.lstrip(), after.rstrip())
