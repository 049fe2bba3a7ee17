import ast
import json
from collections import Counter
from pathlib import Path

import pytest

import avow.evals
from avow.errors import UsageError
from avow.evals.cases import INVENTED, Data
from avow.evals.metrics import items_digest
from avow.evals.session import Plan, planned
from avow.evals.suites import SUITES

ROOM = Path(avow.evals.__file__).parent


def test_the_data_is_there_and_valid() -> None:
    data = Data()
    assert len(data.cases) >= 120
    assert len(data.labelled) >= 600
    assert len(data.pairs) >= 300
    attacks = [row for row in data.injections if row.label == "attack"]
    assert len(attacks) >= 90
    assert len(data.injections) - len(attacks) >= 20
    assert len(data.hostile) >= 150
    kinds = Counter(pair.type for pair in data.pairs)
    assert all(kinds[kind] >= 20 for kind in INVENTED)
    tags = {tag for case in data.cases.values() for tag in case.tags}
    assert len({tag for tag in tags if tag.startswith("industry:")}) >= 60
    assert len({tag for tag in tags if tag.startswith("country:")}) >= 30


GOOD = {
    "id": "x", "split": "held", "tags": ["industry:x"],
    "brief": {"aspiration": "I want to bake."},
    "expect": {"fit": "none", "status": "accepted", "aspiration": "bake", "avoid": []},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"split": "test"}, "split"),
        ({"brief": {"aspiration": ""}}, "aspiration"),
        ({"extra": 1}, "extra"),
        ({"expect": {"fit": "none"}}, "expect"),
    ],
)
def test_a_bad_row_is_named_in_one_line(tmp_path: Path, change: dict[str, object], told: str) -> None:
    (tmp_path / "cases").mkdir()
    path = tmp_path / "cases" / "a.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n" + json.dumps({**GOOD, "id": "y", **change}) + "\n")
    with pytest.raises(UsageError) as caught:
        _ = Data(tmp_path).cases
    assert f"{path}:3" in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.jsonl").write_text((json.dumps(GOOD) + "\n") * 2)
    with pytest.raises(UsageError, match="twice"):
        _ = Data(tmp_path).cases


def test_a_span_stands_in_its_answer(tmp_path: Path) -> None:
    for name in ("cases", "labelled"):
        (tmp_path / name).mkdir()
    (tmp_path / "cases" / "a.jsonl").write_text(json.dumps(GOOD) + "\n")
    row = {"id": "l", "split": "held", "case": "x", "answer": "I bake.", "kind": "fabricated"}
    path = tmp_path / "labelled" / "answers-a.jsonl"
    path.write_text(json.dumps({**row, "spans": [{"text": "led", "type": "strength"}]}) + "\n")
    with pytest.raises(UsageError, match="does not stand in the answer"):
        _ = Data(tmp_path).labelled


@pytest.mark.parametrize("name", SUITES)
def test_ids_are_unique_and_items_the_same_every_time(name: str) -> None:
    items = SUITES[name].items(Data())
    assert len({item.id for item in items}) == len(items)
    assert all(item.checks for item in items)
    assert items_digest(items) == items_digest(planned(SUITES[name], Data(), Plan()))


def test_samples_have_ids_of_their_own() -> None:
    items = planned(SUITES["rewrites"], Data(), Plan(limit=3, samples=2))
    assert len({item.id for item in items}) == 6
    assert {item.sample for item in items} == {0, 1}
    assert len({item.cluster for item in items}) == 3


def test_scorers_share_no_code_with_what_they_judge() -> None:
    """Neither the scorers nor the mutation generator may import a guard, a truth rule or their readings."""
    judged = ("avow.guards", "avow.truth", "avow.reading", "avow.language", "avow.engines", "avow.pipeline")
    files = [ROOM / "scorers.py", ROOM / "texts.py", *(ROOM / "mutate").glob("*.py")]
    assert len(files) > 8
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            assert not [name for name in names if name.startswith(judged)], path
