"""The suites: five questions asked of the product.

guards.py      labelled answers past the guards
mutations.py   one planted defect in a good answer
rewrites.py    an engine over the cases
robustness.py  injections and hostile strings
replay.py      the model path from recordings
"""

from avow.evals.items import Suite
from avow.evals.suites import guards, mutations, replay, rewrites, robustness

SUITES: dict[str, Suite] = {
    module.SUITE.name: module.SUITE for module in (guards, mutations, rewrites, robustness, replay)
}
