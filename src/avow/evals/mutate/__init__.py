"""Planting exactly one defect into a good answer.

The generator is independent of the checks that it measures: its words come from evals/mutations.toml, written
by hand, and nothing here imports or copies what the product uses to find a defect.

data.py      the tables of evals/mutations.toml
text.py      small readings of English
plant.py     carriers with fillers at safe places
numbers.py   numbers changed and rebound
clause.py    a clause of the brief said again
denied.py    polarity
wished.py    modality, intent
deeds.py     strength, attribution
commingle.py two true facts joined into a false one
form.py      markdown, length, the item to withhold
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from avow.errors import UsageError
from avow.evals.mutate import commingle, data, deeds, denied, form, numbers, plant, wished
from avow.evals.mutate.text import Edit, Mutant
from avow.types import Brief

_Outcome = Edit | tuple[Edit, str] | None

# Operators that are a table of carriers and nothing else.
PLANTED = (
    "number_invented",
    "name_invented",
    "credential_invented",
    "title_invented",
    "skill_invented",
    "tenure_promised",
    "history_of_wanting",
    "company_claim",
    "insult",
    "prompt_leak",
    "planted_instruction",
)
_OTHERS: dict[str, tuple[str, Callable[[Brief, str, Random], _Outcome]]] = {
    "number_changed": ("number", numbers.changed),
    "number_rebound": ("number", numbers.rebound),
    "polarity": ("polarity", denied.polarity),
    "modality": ("modality", wished.modality),
    "strength": ("strength", deeds.strength),
    "attribution": ("attribution", deeds.attribution),
    "commingling": ("number", commingle.commingling),
    "intent_flip": ("goal", wished.intent_flip),
    "withheld_item": ("disclosure", form.withheld_item),
    "markdown": ("voice", lambda brief, answer, rng: form.markdown(answer, rng)),
    "filler_too_long": ("length", form.filler_too_long),
}
OPERATORS: tuple[str, ...] = (*PLANTED, *_OTHERS)


def mutate(operator: str, brief: Brief, answer: str, seed: int) -> Mutant | None:
    """The answer with one defect of this kind, the same for the same arguments.

    None where the operator does not apply: nothing to change, or nothing that would surely be false.
    UsageError for an operator that does not exist.
    """
    if operator not in OPERATORS:
        raise UsageError(f"no mutation operator {operator!r}; choose from {', '.join(OPERATORS)}")
    if not answer.strip():
        return None
    rng = Random(f"{operator}\x1f{seed}\x1f{answer}")
    if operator in PLANTED:
        label: str = data.table(operator)["type"]
        outcome: _Outcome = plant.plant(operator, brief, answer, rng)
    else:
        label, change = _OTHERS[operator]
        outcome = change(brief, answer, rng)
    if outcome is None:
        return None
    edit, label = outcome if isinstance(outcome, tuple) else (outcome, label)
    return None if edit.answer == answer else Mutant(operator, label, edit.answer, edit.start, edit.end)


def planted(
    rows: Iterable[tuple[Brief, str]], per_answer: int, seed: int, operators: Sequence[str] = OPERATORS
) -> Iterator[tuple[Brief, Mutant]]:
    """Up to `per_answer` mutants of every answer, each by another operator, with the brief they belong to.

    Operators that have had fewer mutants go first, so that those which seldom apply are not crowded out.
    """
    counts: Counter[str] = Counter()
    for index, (brief, answer) in enumerate(rows):
        rng = Random(f"{seed}\x1f{index}")
        order = list(operators)
        rng.shuffle(order)
        order.sort(key=lambda name: counts[name])
        made = 0
        for operator in order:
            if made == per_answer:
                break
            mutant = mutate(operator, brief, answer, rng.randrange(1 << 30))
            if mutant:
                counts[operator] += 1
                made += 1
                yield brief, mutant


__all__ = ["OPERATORS", "PLANTED", "Mutant", "mutate", "planted"]
