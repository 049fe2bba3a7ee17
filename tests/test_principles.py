"""Each principle is stated in a prompt, checked by a guard, and known wherever an id is used."""

import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

from avow import prompts
from avow.engines.offline import STEPS
from avow.evals.suites.rewrites import MEASURES
from avow.guards import GUARDS, find
from avow.prompts import Principle

PRINCIPLES = prompts.principles()
IDS = {p.id for p in PRINCIPLES}
PARTS = {"prompt", "step", "guard", "metric"}

# Principles that a guard of another principle checks: a promise is first of all an unsupported claim.
CHECKED_BY = {"loyal": "truth-commitment"}


def by_id(principle: Principle) -> str:
    return principle.id


def test_ids_are_unique() -> None:
    assert len(IDS) == len(PRINCIPLES)


@pytest.mark.parametrize("principle", PRINCIPLES, ids=by_id)
def test_it_says_what_and_why(principle: Principle) -> None:
    assert principle.title
    assert principle.asks.endswith(".")
    assert principle.why.endswith(".")
    assert set(principle.none) <= PARTS
    assert all(len(reason.split()) > 5 for reason in principle.none.values())


@pytest.mark.parametrize("principle", PRINCIPLES, ids=by_id)
def test_a_prompt_states_it(principle: Principle) -> None:
    values = dict.fromkeys(prompts.load("rewrite").variables, "")
    system = prompts.load("rewrite").render({**values, "statements": [], "withhold": []}, seed="t").system
    assert (f"{principle.id}: {principle.asks}" in system) is ("prompt" not in principle.none)


@pytest.mark.parametrize("principle", PRINCIPLES, ids=by_id)
def test_a_guard_checks_it_or_a_reason_says_why_none_can(principle: Principle) -> None:
    guarded = any(guard.principle == principle.id for guard in GUARDS)
    elsewhere = find(CHECKED_BY.get(principle.id, "")) is not None
    assert (guarded or elsewhere) is ("guard" not in principle.none)


@pytest.mark.parametrize("principle", PRINCIPLES, ids=by_id)
def test_an_offline_step_follows_it(principle: Principle) -> None:
    assert (principle.id in STEPS) is ("step" not in principle.none)
    if principle.id in STEPS:
        module, _, function = STEPS[principle.id].partition(":")
        assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("principle", PRINCIPLES, ids=by_id)
def test_a_metric_measures_it(principle: Principle) -> None:
    assert (principle.id in MEASURES) is ("metric" not in principle.none)


def test_steps_and_metrics_exist() -> None:
    folder = Path(__file__).parent.parent / "evals" / "baselines"
    blessed = "".join(
        (folder / f"{suite}-offline.json").read_text("utf-8") for suite in ("rewrites", "mutations")
    )
    assert set(STEPS) | set(MEASURES) <= IDS
    assert [name for name in MEASURES.values() if f'"{name}"' not in blessed] == []


def test_guards_and_the_ledger_know_only_these_principles() -> None:
    text = files("avow.reading").joinpath("data/ledger.toml").read_text("utf-8")
    used = {guard.principle for guard in GUARDS} | set(_principles_in(tomllib.loads(text)))
    assert used <= IDS


def _principles_in(value: object) -> list[str]:
    if not isinstance(value, dict):
        return []
    here = [value["principle"]] if "principle" in value else []
    return here + [found for inner in value.values() for found in _principles_in(inner)]
