"""What promptfoo is given: read as promptfoo reads it, called as promptfoo calls it."""

import csv
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from avow.cli import main
from avow.evals.cases import Data


def exported(folder: Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["eval", "export", "promptfoo", str(folder)])
    return int(ended.value.code or 0)


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_export_runs_as_promptfoo_would_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AVOW_MODEL", raising=False)
    assert exported(tmp_path) == 0
    config: dict[str, Any] = yaml.safe_load((tmp_path / "promptfooconfig.yaml").read_text("utf-8"))
    assert config["tests"] == "file://tests.csv"
    with (tmp_path / "tests.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["case"] for row in rows] == list(Data().cases)
    assert not [row for row in rows if "{{" in row["aspiration"]]
    provider, checks = module(tmp_path / "provider.py"), module(tmp_path / "checks.py")
    for row in rows[:2]:
        context = {"vars": row}
        answer = provider.call_api(row["aspiration"], {}, context)
        result = checks.get_assert(answer["output"], context)
        assert json.loads(answer["output"])["text"]
        assert set(result) >= {"pass", "score", "reason"}
        assert result["named_scores"]["truth"] == 1.0
        assert 0.0 <= result["score"] <= 1.0


def test_an_export_never_writes_over_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tests.csv").write_text("mine")
    assert exported(tmp_path) == 2
    assert (tmp_path / "tests.csv").read_text() == "mine"
    assert "empty folder" in capsys.readouterr().err
