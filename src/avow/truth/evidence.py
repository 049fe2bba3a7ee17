"""The material, indexed by owner for the checks."""

import re
from dataclasses import dataclass
from functools import cached_property

from avow.language.analysis import Text, analyse
from avow.language.atlas import Spoken
from avow.language.clauses import Clause, Modality
from avow.language.quantities import Quantity
from avow.language.words import fold, stem
from avow.reading.planted import ordering
from avow.truth.lexicon import stands_for
from avow.types import Material, Owner, Statement


@dataclass(frozen=True, slots=True)
class Hit:
    """An unsupported span of an answer, its type of fabrication and the nearest statement."""

    start: int
    end: int
    type: str
    message: str
    nearest: str | None = None


_DOTTED = re.compile(r"\b(?:[a-z]{1,3}\.){1,4}[a-z]{0,3}\b")


_POINTED = re.compile(r"\b(?:[A-Z][a-z]?\.){1,3}[A-Z][a-z]{0,2}\b")
_LETTERS = 4
_MIXED = frozenset("bsc msc phd bed beng meng llb llm ceng mphil dphil pgce".split())  # B.Sc., PhD, M.Sc
_SAINT = re.compile(r"\bst\b\.?")
_WORDS = re.compile(r"[a-z0-9]+")


class Side:
    """Everything one owner said."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        self.statements = statements
        self.texts: tuple[Text, ...] = tuple(analyse(s.text) for s in statements)

    @cached_property
    def words(self) -> frozenset[str]:
        """Folded words; hyphenated and possessive forms as their parts."""
        spelled = frozenset().union(*(t.folded for t in self.texts))
        dotted = {m.group().replace(".", "") for m in _DOTTED.finditer(self.folded_text)}  # B.Sc., U.S.
        return spelled | dotted

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Folded words that are written in capitals, with or without points: MA, M.A., B.Ed."""
        plain = {fold(t.low) for text in self.texts for t in text.tokens if t.text[1:].isupper()}
        pointed = {m.group() for s in self.statements for m in _POINTED.finditer(s.text)}
        return frozenset(plain | {fold(p.replace(".", "")) for p in pointed})

    @cached_property
    def meant(self) -> frozenset[str]:
        """The words that letters among these words stand for: "registered nurse" for RN."""
        table = stands_for()
        found = [w for w in self.words if w in table]
        # "en" and "cap" are words of their own where they are written small
        sure = [w for w in found if len(w) > _LETTERS or w in _MIXED or w in self.capitals]
        return frozenset().union(*(table[w] for w in sure))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.words))

    @cached_property
    def quantities(self) -> tuple[tuple[Quantity, str], ...]:
        return tuple(
            (q, s.id) for s, t in zip(self.statements, self.texts, strict=True) for q in t.quantities
        )

    @cached_property
    def clauses(self) -> tuple[tuple[Clause, str], ...]:
        return tuple((c, s.id) for s, t in zip(self.statements, self.texts, strict=True) for c in t.clauses)

    @cached_property
    def folded_text(self) -> str:
        """All statements, folded, one a line: for substring questions."""
        return "\n".join(fold(s.text) for s in self.statements)

    @cached_property
    def spoken(self) -> Spoken:
        """The words and names said, for asking which places are among them."""
        plain = _SAINT.sub(" saint ", self.folded_text.replace("-", " "))
        return Spoken(
            words=self.words,
            text=f" {' '.join(_WORDS.findall(plain))} ",
            names=lambda: self.name_keys,
        )

    @cached_property
    def name_keys(self) -> frozenset[str]:
        """Every name that is said, folded."""
        return frozenset(name.key for text in self.texts for name in text.names)

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """Stem → indices of the statements that hold it."""
        index: dict[str, list[int]] = {}
        for i, text in enumerate(self.texts):
            for key in {stem(w) for w in text.folded}:
                index.setdefault(key, []).append(i)
        return index


class Evidence:
    """A material by owner; what the checks ask of it is worked out once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        # What orders a writer or a machine about supports nothing.
        self.planted = ordering(material.statements)
        self.candidate = Side(tuple(s for s in material.candidate if s.id not in self.planted))
        self.company = Side(tuple(s for s in material.company if s.id not in self.planted))

    @cached_property
    def wished(self) -> frozenset[str]:
        """Stems of everything that the candidate says in a wish or plan that is not denied."""
        wishes = (c for c, _ in self.candidate.clauses if c.modality in (Modality.WISH, Modality.PLAN))
        return frozenset().union(*(c.content - c.negated_content for c in wishes))

    @cached_property
    def denied(self) -> frozenset[str]:
        """Stems that the candidate says only after a negator."""
        clauses = self.candidate.clauses
        denied = frozenset().union(*(c.negated_content for c, _ in clauses))
        return denied - frozenset().union(*(c.content - c.negated_content for c, _ in clauses))

    @cached_property
    def employer(self) -> str:
        """The employer's name, folded."""
        return fold(self.material.brief.company.name)

    @cached_property
    def question(self) -> frozenset[str]:
        """Folded words of the question: they are nobody's claim."""
        return analyse(self.material.question.text).folded

    def nearest(self, stems: frozenset[str] | set[str], owner: Owner = Owner.CANDIDATE) -> str | None:
        """Id of the statement that shares most of these stems, rare ones counting more; None if none does."""
        side = self.candidate if owner is Owner.CANDIDATE else self.company
        scores: dict[int, float] = {}
        for key in stems:
            places = side.where.get(key, ())
            for i in places:
                scores[i] = scores.get(i, 0.0) + 1.0 / len(places)
        if not scores:
            return None
        return side.statements[max(scores, key=lambda i: (scores[i], -i))].id


_last: tuple[Material, Evidence] | None = None


def evidence(material: Material) -> Evidence:
    """The evidence of a material; the latest one is remembered, since every guard asks for the same."""
    global _last
    if _last is None or _last[0] is not material:
        _last = (material, Evidence(material))
    return _last[1]
