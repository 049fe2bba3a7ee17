"""Two runs of the same items, paired by id: what was lost, what was won, and whether that may be chance."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from avow.evals.stats import cluster_bootstrap, mcnemar

ALPHA = 0.05
ByCheck = Mapping[str, Mapping[str, bool | float]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One check in both runs. `lost` and `won` are items that passed in one run only."""

    name: str
    pairs: int
    before: float
    after: float
    low: float  # of after − before, by a bootstrap over briefs
    high: float
    lost: tuple[str, ...] = ()
    won: tuple[str, ...] = ()
    p: float | None = None  # exact McNemar; None for a score

    @property
    def worse(self) -> bool:
        """Whether the second run is worse by more than chance explains."""
        if self.p is None:
            return self.high < 0
        return len(self.lost) > len(self.won) and self.p < ALPHA


def compare(suite: str, before: ByCheck, after: ByCheck, clusters: Mapping[str, str]) -> list[Difference]:
    """Every check that both runs scored, over the items that both scored."""
    found = []
    for check in before:
        if check in after:
            shared = [name for name in before[check] if name in after[check]]
            if shared:
                name = f"{suite}.{check}"
                found.append(_difference(name, shared, before[check], after[check], clusters))
    return found


def _difference(
    name: str,
    shared: list[str],
    before: Mapping[str, bool | float],
    after: Mapping[str, bool | float],
    clusters: Mapping[str, str],
) -> Difference:
    deltas: dict[str, list[float]] = defaultdict(list)
    for item in shared:
        deltas[clusters.get(item, item)].append(float(after[item]) - float(before[item]))
    low, high = cluster_bootstrap(list(deltas.values()))
    count = len(shared)
    means = (sum(float(before[i]) for i in shared) / count, sum(float(after[i]) for i in shared) / count)
    if not all(isinstance(side[i], bool) for i in shared for side in (before, after)):
        return Difference(name, count, *means, low, high)
    lost = tuple(i for i in shared if before[i] and not after[i])
    won = tuple(i for i in shared if after[i] and not before[i])
    return Difference(name, count, *means, low, high, lost, won, mcnemar(len(lost), len(won)))
