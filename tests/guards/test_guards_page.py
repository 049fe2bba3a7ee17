"""docs/guards.md says what the guards say."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from make_docs import PAGE, page

from avow.guards import GUARDS


def test_the_page_is_as_the_guards_say() -> None:
    """After a change: `make docs`."""
    assert PAGE.read_text("utf-8") == page()


def test_the_page_shows_every_guard_once() -> None:
    lines = page().split("\n")
    for guard in GUARDS:
        assert lines.count(f"### {guard.code}") == 1


def test_nothing_unseen_reaches_the_page() -> None:
    assert all(char.isprintable() or char == "\n" for char in page())
