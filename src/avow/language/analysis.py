"""One text, analysed once."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from avow.language.clauses import Clause, clauses
from avow.language.names import Name, names
from avow.language.quantities import Quantity, quantities
from avow.language.sentences import sentences
from avow.language.tokens import Kind, Token, tokenise
from avow.language.words import fold


@dataclass(frozen=True)
class Text:
    """A text with its tokens; everything else is worked out when first asked for. Offsets are of `text`."""

    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokenise(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(sentences(self.text))

    @cached_property
    def sentence_tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each sentence."""
        groups: list[tuple[Token, ...]] = []
        i, tokens = 0, self.tokens
        for _, end in self.sentences:
            j = i
            while j < len(tokens) and tokens[j].start < end:
                j += 1
            if j > i:
                groups.append(tokens[i:j])
            i = j
        return tuple(groups)

    @cached_property
    def clause_groups(self) -> tuple[tuple[Clause, ...], ...]:
        """The clauses of each sentence."""
        return tuple(clauses(group) for group in self.sentence_tokens)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for group in self.clause_groups for clause in group)

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [c.start for c in self.clauses]

    def clause_at(self, position: int) -> Clause | None:
        """The clause around an offset."""
        i = bisect_right(self._clause_starts, position) - 1
        return self.clauses[i] if i >= 0 and position < self.clauses[i].end else None

    @cached_property
    def _group_starts(self) -> list[int]:
        return [g[0].start for g in self.clause_groups]

    def group_at(self, position: int) -> tuple[Clause, ...]:
        """The clauses of the sentence around an offset; empty outside every sentence."""
        i = bisect_right(self._group_starts, position) - 1
        return self.clause_groups[i] if i >= 0 and position < self.clause_groups[i][-1].end else ()

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def index_at(self, position: int) -> int:
        """The index of the first token that starts at or after an offset."""
        return bisect_left(self._token_starts, position)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.tokens)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return names(self.tokens)

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of all content words."""
        return frozenset().union(*(c.content for c in self.clauses)) if self.clauses else frozenset()

    @cached_property
    def folded(self) -> frozenset[str]:
        """Every word in folded lower case, possessives removed."""
        found = set()
        for token in self.tokens:
            if token.kind is not Kind.SIGN:
                key = fold(token.low)
                found.add(key.removesuffix("'s").removesuffix("'"))
        return frozenset(found)

    @cached_property
    def word_count(self) -> int:
        return sum(t.kind is not Kind.SIGN for t in self.tokens)


@lru_cache(maxsize=2_048)
def analyse(text: str) -> Text:
    """The analysis of a text; the last 2,048 texts are remembered, so memory stays flat."""
    return Text(text)
