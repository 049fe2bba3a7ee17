"""The few statistics of the suite, each with its source."""

import math
from collections.abc import Sequence
from random import Random


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval (95 % by default) for a proportion; (0, 1) where nothing was counted.

    Wilson (1927), as recommended for small samples by Brown, Cai and DasGupta (2001).
    """
    if total == 0:
        return 0.0, 1.0
    p = hits / total
    centre = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(0.0, centre - half), min(1.0, centre + half)


def auroc(positives: list[float], negatives: list[float]) -> float:
    """The chance that a positive scores above a negative, ties counting half; 0.5 where either is empty."""
    if not positives or not negatives:
        return 0.5
    ranked = sorted([(s, 1) for s in positives] + [(s, 0) for s in negatives])
    rank_sum, i = 0.0, 0
    while i < len(ranked):
        j = i
        while j < len(ranked) and ranked[j][0] == ranked[i][0]:
            j += 1
        rank_sum += (i + j + 1) / 2 * sum(label for _, label in ranked[i:j])
        i = j
    n = len(positives)
    return (rank_sum - n * (n + 1) / 2) / (n * len(negatives))


def mcnemar(lost: int, won: int) -> float:
    """The exact two-sided p-value of McNemar's test on the discordant pairs; 1 where there are none.

    McNemar (1947) in its binomial form: under no difference each discordant pair is a fair coin.
    """
    pairs = lost + won
    if pairs == 0:
        return 1.0
    tail: int = sum(math.comb(pairs, k) for k in range(min(lost, won) + 1))
    return min(1.0, float(2 * tail / 2**pairs))


def cluster_bootstrap(
    clusters: Sequence[Sequence[float]], *, rounds: int = 2_000, seed: int = 20_261, level: float = 0.95
) -> tuple[float, float]:
    """The percentile interval of a mean whose values come in clusters; the same for the same arguments.

    Whole clusters are drawn with replacement (Davison and Hinkley, 1997, section 3.8), so that several
    answers to one brief do not count as so many witnesses. (nan, nan) where there is no value.
    """
    sums = [(sum(values), len(values)) for values in clusters if values]
    if not sums:
        return math.nan, math.nan
    rng, means = Random(seed), []
    for _ in range(rounds):
        drawn = rng.choices(sums, k=len(sums))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    tail = (1 - level) / 2
    return means[int(tail * rounds)], means[min(rounds - 1, math.ceil((1 - tail) * rounds) - 1)]
