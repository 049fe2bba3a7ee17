"""The deterministic gate as one call, for claims and benches; the guards wrap the same checks one by one."""

from collections.abc import Callable, Iterable

from avow.language.analysis import Text
from avow.truth import credentials, employer, names, numbers, polarity, posts, promises
from avow.truth.evidence import Evidence, Hit

CHECKS: tuple[Callable[[Text, Evidence], Iterable[Hit]], ...] = (
    numbers.check,
    names.check,
    credentials.check,
    posts.titles,
    posts.role_as_post,
    promises.commitments,
    promises.histories,
    employer.check,
    polarity.check,
)


def hits(text: Text, ev: Evidence) -> list[Hit]:
    """Everything that code alone can prove unsupported in an answer, in order of place."""
    return sorted((hit for check in CHECKS for hit in check(text, ev)), key=lambda h: (h.start, h.end))
