"""Every rule about an answer, in one register, and the one function that runs them.

Order is that of a reader: what cannot be said at all, what is not true, what is true and still unwise.
"""

from avow.guards import (
    aligned,
    ambition,
    code,
    disclosure,
    fitting,
    horizon,
    length,
    misfit,
    negativity,
    person,
    planted,
    remarks,
    sample,
    tongue,
    truth,
    value,
    voice,
)
from avow.guards.base import Guard
from avow.types import Draft, Finding, Material

GUARDS: tuple[Guard, ...] = (
    voice.CHARACTERS,
    voice.MARKUP,
    voice.PLACEHOLDER,
    code.CODE,
    remarks.PREAMBLE,
    remarks.REFUSAL,
    person.PERSON,
    person.LETTER,
    planted.PLANTED,
    length.THIN,
    length.LONG,
    *truth.GUARDS,
    sample.SAMPLE,
    disclosure.WITHHELD,
    disclosure.PLANS,
    disclosure.PRIVATE,
    disclosure.MONEY,
    negativity.COMPLAINT,
    negativity.SELF,
    misfit.MISFIT,
    horizon.HORIZON,
    aligned.UNALIGNED,
    value.VALUE,
    ambition.AMBITION,
    fitting.FITTING,
    remarks.FOG,
    tongue.TONGUE,
)


def check(draft: Draft, material: Material) -> tuple[Finding, ...]:
    """The findings of all guards on a draft, in order of their place in its text."""
    found = [finding for guard in GUARDS for finding in guard.check(draft, material)]
    found.sort(key=lambda finding: finding.start)
    return tuple(found)


def find(code: str) -> Guard | None:
    """The guard of this code, or None."""
    return next((guard for guard in GUARDS if guard.code == code), None)
