"""An answer written elsewhere, checked against a brief: pass, ask or block."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avow.pipeline import Verifier
    from avow.types import Claim, Finding, Material, Usage

PASS, ASK, BLOCK, ERROR = "pass", "ask", "block", "error"
# From this risk on a claim is worth asking about: on the labelled development answers it takes in about nine
# invented spans of ten and four true clauses of ten (docs/evals.md has the curve).
ASK_RISK = 0.4


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on an answer with what it rests on."""

    answer: str
    verdict: str
    findings: "tuple[Finding, ...]"
    claims: "tuple[Claim, ...]"
    notes: tuple[str, ...] = ()
    usage: "Usage | None" = None

    @property
    def risky(self) -> "list[Claim]":
        """The claims worth asking about, by falling risk."""
        found = [c for c in self.claims if c.support.value != "supported" and c.risk >= ASK_RISK]
        return sorted(found, key=lambda c: (-c.risk, c.start))


async def check_answer(answer: str, material: "Material", verifier: "Verifier | None" = None) -> Checked:
    """The verdict on an answer. All offsets are those of `answer`."""
    from avow import guards
    from avow.language.analysis import analyse
    from avow.truth.claims import claims
    from avow.truth.evidence import evidence
    from avow.truth.gate import hits
    from avow.types import Draft, Sentence, Usage

    # One sentence holds the whole text, so that offsets are the answer's own, line breaks and all.
    draft = Draft(sentences=(Sentence(text=answer),) if answer else (), engine="given")
    findings = tuple(guards.check(draft, material))
    ev = evidence(material)
    found = claims(answer, ev, hits(analyse(answer), ev))
    notes: tuple[str, ...] = ()
    usage: Usage | None = None
    if verifier is not None and found:
        verified = await verifier(answer, material)
        findings += verified.findings
        found, notes, usage = verified.claims, verified.notes, verified.usage
    ordered = tuple(sorted(findings, key=lambda f: (f.start, f.end)))
    return Checked(answer, _verdict(ordered, found), ordered, found, notes, usage)


def _verdict(findings: "tuple[Finding, ...]", found: "tuple[Claim, ...]") -> str:
    from avow.types import Severity, Support

    severities = {f.severity for f in findings}
    if Severity.BLOCK in severities:
        return BLOCK
    unsure = any(c.risk >= ASK_RISK and c.support is not Support.SUPPORTED for c in found)
    return ASK if unsure or Severity.ASK in severities else PASS


def row(checked: Checked, row_id: object = None) -> dict[str, object]:
    """The verdict as the row that harnesses read."""
    return {
        "id": row_id,
        "verdict": checked.verdict,
        "findings": [
            {
                "code": f.code,
                "type": f.type,
                "principle": f.principle,
                "severity": f.severity.value,
                "start": f.start,
                "end": f.end,
                "nearest": f.nearest,
            }
            for f in checked.findings
        ],
        "claims": [
            {
                "start": c.start,
                "end": c.end,
                "kind": c.kind.value,
                "support": c.support.value,
                "statements": list(c.statements),
                "risk": c.risk,
            }
            for c in checked.claims
        ],
    }
