import re
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


def test_the_recipe_for_pytest_runs() -> None:
    page = (ROOT / "docs" / "evals.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.S)
    assert code is not None
    space: dict[str, object] = {}
    exec(code[1], space)  # noqa: S102  # our own page
    test, items = space["test_nothing_is_invented"], space["ITEMS"]
    assert callable(test)
    assert isinstance(items, list)
    for item in items[:5]:
        test(item)
