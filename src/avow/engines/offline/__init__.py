"""The embedded engine: no model, no network, nothing that the material does not say.

reading (roles, facts) → `plan` (what, in which order) → `compose` (sentences in frames) with `tie` for
the employer's words. An empty draft means that nothing may be said; then the pipeline asks what would help.
"""

from avow.engines.base import Reply, Request
from avow.engines.offline.compose import compose
from avow.engines.offline.plan import plan
from avow.reading.asking import unsaid
from avow.reading.fit import bridging, meeting
from avow.reading.roles import Reading, Role, read
from avow.reading.spoken import from_tokens
from avow.types import Draft, Finding, FitLevel, Material, Owner, Usage

# The step that follows each principle (ids of prompts/principles.toml), as module:function.
STEPS = {
    "truthful": "avow.engines.offline.licence:unlicensed",
    "positive": "avow.reading.reframe:towards",
    "discreet": "avow.reading.private:private_topics",
    "aligned": "avow.engines.offline.tie:tie",
    "fitting": "avow.engines.offline.choice:style_of",
    "honest-fit": "avow.reading.fit:meeting",
    "far-sighted": "avow.engines.offline.wanting:wishes_of",
    "ambitious": "avow.engines.offline.plan:plan",
    "loyal": "avow.engines.offline.licence:licensed",  # holds no word of staying
    "valuable": "avow.engines.offline.bringing:facts_of",
    "brief": "avow.engines.offline.compose:compose",
    "spoken": "avow.engines.offline.telling:told",
    "any-wording": "avow.brief.question:recognise",
    "asked": "avow.reading.asking:wanted",
}

ALL_TIES = frozenset({"mission", "role", "culture", "name"})


class OfflineEngine:
    """`avow.engines.base.Engine` without a model. Never raises for a valid brief."""

    name = "offline"

    async def draft(self, request: Request) -> Reply:
        """A draft for the request; on a repair what the findings point at is left out."""
        return self.write(request)

    def write(self, request: Request) -> Reply:
        """The same without a loop to wait in."""
        material = request.material
        reading = read(material)
        dropped, ties = _unwanted(request)
        met = meeting(material)
        made = plan(material, reading, dropped, caution=request.attempt - 1, against=met.places)
        budget = 0.7 if any(f.type == "length" for f in request.findings) else 1.0
        sentences = compose(material, made, request.variant, ties=ties, budget=budget)
        if met.fit.level is FitLevel.CONFLICT and not any(w.fits for w in made.wishes[:1]):
            sentences = ()  # what is left would hide the conflict
        if not made.wishes and not made.values and _no_wish(reading):
            sentences = ()  # growth is not put into the mouth of somebody who says that they want none
        if not made.wishes and not made.values and not met.places and bridging(material):
            sentences = ()  # nor into the mouth of somebody to whom this is a stopgap
        if not made.wishes and not made.values and unsaid(material):
            sentences = ()  # another wish is not put in the place of one that was stated
        draft = Draft(sentences=sentences, engine=self.name, attempt=request.attempt)
        return Reply(draft, usage=Usage(attempts=1))


def _no_wish(reading: Reading) -> bool:
    """They say that they have no wish, or nothing they say of themselves could carry an answer."""
    spoken = [s for s in reading.segments if s.field == "aspiration"]
    if any("nowish" in s.flags for s in spoken):
        return True
    for segment in spoken:
        if segment.role in (Role.ASPIRATION, Role.VALUE, Role.STRENGTH, Role.REASON):
            return False
        if segment.role is Role.FACT and (from_tokens(segment.tokens, reading.strict)):
            return False
    return True


def _unwanted(request: Request) -> tuple[frozenset[str], frozenset[str]]:
    """Statements of the candidate to leave out, and the company fields that may still be used."""
    dropped: set[str] = set()
    ties = set(ALL_TIES)
    if request.previous is None:
        return frozenset(), frozenset(ties)
    for finding in request.findings:
        for cited in _cited(request, finding):
            statement = request.material.find(cited)
            if statement is None:
                continue
            if statement.owner is Owner.CANDIDATE:
                dropped.add(cited)
            else:
                ties.discard(statement.field.removeprefix("company.").split("[")[0])
    return frozenset(dropped), frozenset(ties)


def _cited(request: Request, finding: Finding) -> tuple[str, ...]:
    """The statements cited by the sentence that a finding stands in."""
    at = 0
    assert request.previous is not None
    if finding.end <= finding.start:
        return ()
    for sentence in request.previous.sentences:
        if finding.start < at + len(sentence.text) and finding.end > at:
            return sentence.cites
        at += len(sentence.text) + 1
    return ()


def draft(material: Material, variant: int = 0) -> Draft:
    """The offline draft of a material."""
    return OfflineEngine().write(Request(material, variant=variant)).draft
