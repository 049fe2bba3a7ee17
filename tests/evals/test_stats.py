import math
from random import Random

import pytest

from avow.evals.stats import cluster_bootstrap, mcnemar, wilson


@pytest.mark.parametrize(
    ("lost", "won", "p"),
    # The binomial tail by hand: 2 * sum(C(n, k) for k <= min) / 2 ** n.
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (5, 0, 0.0625),
        (6, 0, 0.03125),
        (1, 8, 0.0390625),
        (4, 4, 1.0),
        (2, 10, 0.03857421875),
    ],
)
def test_mcnemar_is_exact_and_symmetric(lost: int, won: int, p: float) -> None:
    assert mcnemar(lost, won) == pytest.approx(p)
    assert mcnemar(won, lost) == pytest.approx(p)


def test_wilson_matches_published_figures() -> None:
    # Newcombe (1998), table I: 81 of 263 and 15 of 148.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_bootstrap_is_repeatable_and_covers() -> None:
    values = [[float(n % 2)] for n in range(100)]
    assert cluster_bootstrap(values) == cluster_bootstrap(values)
    low, high = cluster_bootstrap(values)
    assert 0.38 <= low <= 0.43
    assert 0.57 <= high <= 0.62


def test_clusters_count_as_one_witness_each() -> None:
    rng = Random(4)
    clusters = [[float(rng.random() < 0.5)] * 20 for _ in range(20)]
    together = cluster_bootstrap(clusters)
    apart = cluster_bootstrap([[value] for cluster in clusters for value in cluster])
    assert together[1] - together[0] > 3 * (apart[1] - apart[0])


def test_no_values_give_no_interval() -> None:
    assert all(math.isnan(bound) for bound in cluster_bootstrap([[], []]))
