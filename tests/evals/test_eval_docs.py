import re
import runpy
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_figures_of_the_page_are_those_of_the_baselines() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "eval_docs.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_recipe_for_pytest_runs(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "evals.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.S)
    assert code is not None
    recipe = tmp_path / "test_recipe.py"
    recipe.write_text(code[1], "utf-8")
    space = runpy.run_path(str(recipe))
    test, items = space["test_nothing_is_invented"], space["ITEMS"]
    assert callable(test)
    assert isinstance(items, list)
    for item in items[:5]:
        test(item)
