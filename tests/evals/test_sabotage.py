"""Breaking any one guard, prompt rule or offline step turns `avow eval` red."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from avow import asides, guards, pipeline, prompts
from avow.cli import main
from avow.engines import offline
from avow.errors import ExitCode
from avow.evals import baseline
from avow.evals.cases import FOLDER, Data
from avow.evals.metrics import metrics
from avow.evals.providers import local
from avow.evals.session import Plan, planned, run_file, run_suite, scored
from avow.evals.suites import SUITES
from avow.types import Fit, FitLevel

# The items each suite is watched on: enough to see every break, few enough to be quick.
WATCHED = {
    "guards": ["type=number", "type=name", "type=credential", "type=title", "type=commitment", "type=length"],
    "mutations": ["operator=markdown", "operator=withheld_item", "operator=history_of_wanting"],
    "rewrites": ["split=tune"],
    "replay": ["variant=good", "variant=stubborn"],
    "robustness": ["label=benign"],
}


@pytest.fixture(scope="module")
def blessed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An evals folder whose baseline is the product as it stands, on the watched items."""
    folder = tmp_path_factory.mktemp("evals")
    for name in ("cases", "labelled", "robustness", "recorded"):
        shutil.copytree(FOLDER / name, folder / name)
    gate = 'metric = "replay.truth"\nrule = "every"\nprovider = "replay"\nwhy = "nothing invented is shown"'
    (folder / "gates.toml").write_text(f"[[gate]]\n{gate}\n")
    data = Data(folder)
    with run_file(None) as file:
        for name, only in WATCHED.items():
            plan = Plan(folder, only=tuple(only))
            suite = SUITES[name]
            provider = local(suite.providers[0], folder)
            run_suite(suite, provider, "", planned(suite, data, plan), file, plan, lambda *_: None)
            run = scored([name], data, plan, file.kept)[0]
            assert run.scored == run.planned > 10
            baseline.bless(folder, run, metrics(run))
    return folder


def evaluate(folder: Path, suite: str) -> int:
    arguments = ["eval", "--data", str(folder), "--suite", suite, "--workers", "1", "--quiet"]
    for rule in WATCHED[suite]:
        arguments += ["--only", rule]
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def silent(*codes: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Guards of these codes find nothing any more."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        assert set(codes) <= {guard.code for guard in guards.GUARDS}
        broken = tuple(
            dataclasses.replace(guard, check=lambda draft, material: ()) if guard.code in codes else guard
            for guard in guards.GUARDS
        )
        monkeypatch.setattr(guards, "GUARDS", broken)

    return patch


def blocks_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = guards.GUARDS[0]
    broken = dataclasses.replace(
        guard, check=lambda draft, material: [guard.finding("no", 0, len(draft.text), type="voice")]
    )
    monkeypatch.setattr(guards, "GUARDS", (broken, *guards.GUARDS[1:]))


def without_principle(identifier: str) -> Callable[[pytest.MonkeyPatch], None]:
    """A prompt folder from which one principle is gone."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        real = prompts.load

        def load(name: str) -> prompts.Prompt:
            prompt = real(name)
            line = next(line for line in prompt.system.split("\n") if line.startswith(f"- {identifier}: "))
            return dataclasses.replace(prompt, system=prompt.system.replace(line + "\n", ""))

        monkeypatch.setattr(prompts, "load", load)

    return patch


def no_tie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "ALL_TIES", frozenset())


def always_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asides, "assess", lambda material: Fit(level=FitLevel.ALIGNED, reason="why not"))


def one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    real = offline.compose
    monkeypatch.setattr(offline, "compose", lambda *a, **k: real(*a, **k)[:1])


def shows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline shows the first draft, whatever the guards find."""
    monkeypatch.setattr(pipeline, "blocking", lambda findings: [])


BREAKS = {
    "guard truth-number": ("guards", silent("truth-number")),
    "guard truth-name": ("guards", silent("truth-name")),
    "guard truth-credential": ("guards", silent("truth-credential")),
    "guard truth-title": ("guards", silent("truth-title")),
    "guard truth-commitment": ("guards", silent("truth-commitment")),
    "guard truth-history": ("mutations", silent("truth-history")),
    "guard voice-markup": ("mutations", silent("voice-markup")),
    "guard withheld": ("mutations", silent("withheld")),
    "a guard that blocks good answers": ("robustness", blocks_everything),
    "a guard that blocks all drafts of a model": ("replay", blocks_everything),
    "prompt without truthful": ("replay", without_principle("truthful")),
    "prompt without discreet": ("replay", without_principle("discreet")),
    "pipeline that shows what is blocked": ("replay", shows_all),
    "offline without a tie": ("rewrites", no_tie),
    "offline of one sentence": ("rewrites", one_sentence),
    "every fit is called aligned": ("rewrites", always_fits),
}


@pytest.mark.parametrize("suite", WATCHED)
def test_the_product_as_it_stands_is_green(blessed: Path, suite: str) -> None:
    assert evaluate(blessed, suite) == ExitCode.OK


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_turns_it_red(blessed: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    suite, sabotage = BREAKS[name]
    sabotage(monkeypatch)
    assert evaluate(blessed, suite) in (ExitCode.WITHHELD, ExitCode.INCOMPLETE, ExitCode.REGRESSED)
