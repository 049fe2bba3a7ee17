"""The candidate settles the risky claims of an answer: true, correct it, leave it out, don't know."""

import dataclasses
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from avow.cli.asking import with_additions
from avow.cli.findings import nearest_blocks
from avow.cli.report import Block
from avow.cli.terminal import ask, fail, is_terminal, one_line, out, say
from avow.errors import AvowError

if TYPE_CHECKING:
    from avow.cli.verdict import Checked
    from avow.types import Claim, Finding, Material

KEYS = "t: true · c: correct it · l: leave it out · d: don't know · q: done"
_LINK = re.compile(r"(?:and|but|so|because|while|which|where)\s+", re.I)
Check = Callable[[str, "Material"], "Checked"]


@dataclasses.dataclass(slots=True)
class Settled:
    """An answer after its candidate went through it; `unconfirmed` are the claims they could not settle."""

    checked: "Checked"
    material: "Material"
    facts: list[str]
    unconfirmed: list[str]

    def show(self) -> None:
        """The final text on stdout, and what still stands against it on stderr."""
        from avow.cli import show
        from avow.cli.findings import finding_blocks

        say()
        if self.checked.answer:
            if is_terminal(sys.stdout):
                show.on_stdout([Block("answer", one_line(self.checked.answer))])
            else:
                out(one_line(self.checked.answer))
        blocks = [Block("line", f"verdict: {self.checked.verdict}")]
        for finding in self.checked.findings:
            blocks += finding_blocks(finding, self.checked.answer, self.material)
        blocks += [Block("item", f"not confirmed: {text}") for text in self.unconfirmed]
        show.on_stderr(blocks)


def review(
    checked: "Checked", material: "Material", check: Check, *, save: str | None, source: str | None
) -> Settled:
    """Goes through the risky claims, the riskiest first, until none is left or the candidate is done.

    What is confirmed or corrected becomes a fact of the brief, and the text is checked again; the facts are
    saved only where the candidate says so. `source` is the file of the brief, which may be replaced.
    """
    settled = Settled(checked, material, [], [])
    seen: set[str] = set()
    while True:
        claim = next((c for c in settled.checked.risky if _key(c.text) not in seen), None)
        if claim is None:
            break
        seen.add(_key(claim.text))
        _present(claim, settled)
        said = _choice()
        if said == "q":
            break
        if said == "d":
            settled.unconfirmed.append(one_line(claim.text))
        else:
            _act(said, claim, settled, check, seen)
    _keep(settled, save, source)
    return settled


def _present(claim: "Claim", settled: Settled) -> None:
    from avow.cli import show

    say()
    blocks = [Block("heading", one_line(claim.text))]
    blocks += [Block("item", one_line(f.message)) for f in _about(claim, settled.checked)]
    show.on_stderr([*blocks, *nearest_blocks(claim.statements[:2], settled.material)])


def _about(claim: "Claim", checked: "Checked") -> "list[Finding]":
    return [f for f in checked.findings if f.end > f.start and f.start < claim.end and claim.start < f.end]


def _choice() -> str:
    while True:
        said = ask(f"{KEYS}\n> ")
        if said is None:
            return "q"
        key = {"y": "t", "yes": "t", "n": "l", "no": "l", "?": "d", "": "d"}.get(
            said.lower(), said.lower()[:1]
        )
        if key in "tcldq":
            return key
        say("One of t, c, l, d or q.")


def _act(key: str, claim: "Claim", settled: Settled, check: Check, seen: set[str]) -> None:
    """Changes text and brief as the candidate says, and checks again; a refusal leaves both as they were."""
    answer, fact = settled.checked.answer, ""
    if key == "t":
        fact = one_line(claim.text)
    elif key == "c":
        fact = one_line(ask("As it really is, in your words (Enter: keep it as it stands)\n> ") or "")
        if not fact:
            settled.unconfirmed.append(one_line(claim.text))
            return
        answer = replaced(answer, claim.start, claim.end, fact)
        seen.add(_key(fact))
    else:
        answer = without_sentence(answer, claim.start)
    try:
        material = settled.material
        if fact:
            from avow.material import cut

            material = cut(with_additions(material.brief, [fact]))
        settled.checked = check(answer, material)
    except AvowError as error:
        fail(str(error))
        return
    settled.material = material
    if fact:
        settled.facts.append(fact)


def replaced(answer: str, start: int, end: int, text: str) -> str:
    """The answer with a span replaced: its leading "and" or "but", its capital and its stop are kept."""
    link = _LINK.match(answer, start, end)
    if link is not None and not text.lower().startswith(link[0].lower()):
        start = link.end()
    inside = answer[start:end]
    text = re.sub(r"\bi\b(?!\.\w)", "I", text)
    if inside[:1].isupper():
        text = text[:1].upper() + text[1:]
    elif (
        not text.startswith(("I ", "I'", "I’"))
        and start > 0
        and not answer[:start].rstrip().endswith((".", "!", "?"))
    ):
        text = text[:1].lower() + text[1:]
    tail = inside[len(inside.rstrip(" ,;.!?")) :]
    text = text.rstrip(" ,;.") + tail
    return (answer[:start] + text + answer[end:]).strip()


def without_sentence(answer: str, place: int) -> str:
    """The answer without the sentence that holds a place."""
    from avow.language.sentences import sentences

    for start, end in sentences(answer):
        if start <= place < end:
            return f"{answer[:start].rstrip()} {answer[end:].lstrip()}".strip()
    return answer


def _key(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .,;!?")


def _keep(settled: Settled, save: str | None, source: str | None) -> None:
    """Saves the brief with its new facts where the candidate says so."""
    if not settled.facts:
        return
    from avow.cli.saving import check_target
    from avow.cli.saving import save as save_brief

    path = save
    if path is None:
        path = ask(
            f"\nKeep what you confirmed ({len(settled.facts)}) for next time? File name (.yaml), or Enter\n> "
        )
    while path:
        try:
            check_target(path, source=source)
            save_brief(settled.material.brief, path)
            say(f"Saved to {one_line(path)}.")
            return
        except (AvowError, OSError) as error:
            fail(str(error))
            path = ask("Another name, or Enter for no\n> ")
