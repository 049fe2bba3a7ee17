"""Reports hold untrusted text safely; the page is looked at in a real browser."""

import csv
import html.parser
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from avow.evals.cases import Data
from avow.evals.metrics import SuiteRun, items_digest, metrics, scored_run
from avow.evals.pairing import against_run
from avow.evals.providers import Offline
from avow.evals.report import data, junit, page, sheet, summary, table
from avow.evals.runfile import Done, Kept
from avow.evals.runner import run_here
from avow.evals.session import Plan, Report, planned, report
from avow.evals.suites import SUITES, rewrites

HOSTILE = [row.value for row in Data().hostile]
PLAN = Plan(limit=14)
BAD = Plan(only=("type=number",), limit=14)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def ran(name: str, plan: Plan = PLAN) -> Kept:
    items = planned(SUITES[name], Data(), plan)
    done: list[Done] = []
    run_here(SUITES[name], Offline(), items, done.extend)
    kept = Kept({name: {"provider": "offline", "model": "", "items": items_digest(items)}})
    kept.rows = {(row.suite, row.id): row for row in done}
    return kept


def run_of(name: str, kept: Kept, plan: Plan = PLAN) -> SuiteRun:
    return scored_run(SUITES[name], planned(SUITES[name], Data(), plan), kept)


@pytest.fixture(scope="module")
def whole() -> Report:
    kept = ran("rewrites")
    worse = Kept(kept.headers, dict(kept.rows))
    first = next(row for row in worse.rows.values() if row.output and row.output["text"])
    output = {**(first.output or {}), "text": "I managed nine hundred wolves at Siemens, since childhood."}
    worse.rows[first.suite, first.id] = replace(first, output=output)
    last = list(worse.rows.values())[-1]
    worse.rows[last.suite, last.id] = Done(last.suite, last.id, error=("timeout", "the server <b>slept</b>"))
    runs = (
        run_of("rewrites", worse),
        run_of("guards", ran("guards", BAD), BAD),
        run_of("robustness", ran("robustness")),
    )
    told = report(runs, Data(), PLAN)
    return against_run(told, kept, "before.run", PLAN)


def hostile_run() -> SuiteRun:
    """A run whose answers, findings, errors and ids are the hostile strings."""
    items = planned(SUITES["rewrites"], Data(), Plan(limit=1))
    base = ran("rewrites", Plan(limit=1)).rows["rewrites", items[0].id].output or {}
    made, kept = [], Kept({"rewrites": {"provider": "offline", "model": "=1+1<b>", "items": "x"}})
    for number, text in enumerate(HOSTILE):
        name = f"{number}{text[:30]}"
        made.append(replace(items[0], id=name, groups=(f"g={text[:20]}",)))
        finding = {
            "start": 0,
            "end": len(text),
            "severity": "block",
            "code": "c",
            "principle": "p",
            "message": text,
        }
        output = {
            **base,
            "text": text,
            "findings": [finding],
            "notes": [text],
            "sentences": [{"text": text, "cites": []}],
        }
        error = ("crash", text) if number % 5 == 0 else None
        kept.rows["rewrites", name] = Done("rewrites", name, None if error else output, error)
    return scored_run(SUITES["rewrites"], made, kept)


def hostile_report() -> Report:
    run = hostile_run()
    return Report((run,), {m.name: m for m in metrics(run)})


class Elements(html.parser.HTMLParser):
    """Every element, attribute and link of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]


def elements(text: str) -> Elements:
    found = Elements()
    found.feed(text)
    return found


def test_the_table_tells_denominators_gates_and_changes(whole: Report) -> None:
    text = "\n".join(table.lines(whole))
    assert "planned 14, attempted 14, scored 13, errored 1" in text
    assert "FAILED rewrites.truth (every): " in text
    assert re.search(r"rewrites\.truth: 1\.000 → 0\.9\d\d over 13 pairs .* lost 1, won 0, McNemar p 1", text)
    assert "1 missing" in text


def test_data_is_json(whole: Report) -> None:
    told = json.loads(json.dumps(data.of(whole), allow_nan=False))
    assert told["runs"][0]["errors"][0][1] == "timeout"
    assert any(not gate["passed"] for gate in told["gates"])


def test_csv_has_a_row_for_each_check_and_no_formula() -> None:
    run = hostile_run()
    rows = list(csv.reader(io.StringIO(sheet.csv_text(hostile_report()), newline="")))
    assert rows[0] == list(sheet.COLUMNS)
    assert len(rows) - 1 == sum(len(result.item.checks) for result in run.results)
    assert {row[8] for row in rows[1:]} >= {"passed", "failed", "errored"}
    for row in rows[1:]:
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝", "＋"))
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", cell)


def parsed(report: Report) -> ElementTree.Element:
    # The parser trusts entities, which is no danger in a text that this process has just written.
    return ElementTree.fromstring(junit.xml(report))  # noqa: S314  # our own output, never a file


def test_junit_is_xml_with_counts_that_add_up(whole: Report) -> None:
    for told in (whole, hostile_report()):
        root = parsed(told)
        suites = list(root)
        assert int(root.get("tests", "")) == len(root.findall(".//testcase"))
        assert int(root.get("failures", "")) == len(root.findall(".//failure"))
        assert sum(int(suite.get("errors", "")) for suite in suites) == len(root.findall(".//error"))
    root = parsed(whole)
    failed = [case.get("name") for case in root.findall(".//testcase") if case.find("failure") is not None]
    assert "rewrites.truth every (offline)" in failed
    assert len(failed) >= 2  # the gate, and the case that was lost


def test_markdown_keeps_text_in_its_cell(whole: Report) -> None:
    text = summary.markdown(whole)
    assert "**worse**" not in text
    assert "| truth | 12 | 14 |" in text
    assert "### Per guard" in text
    for value in HOSTILE:
        cell = summary.cell(value)
        assert "\n" not in cell
        assert not re.search(r"(?<!\\)[|<>`*\[]", cell)


def test_the_page_needs_no_network_and_adds_no_element(whole: Report) -> None:
    plain, hostile = elements(page.page(whole)), elements(page.page(hostile_report()))
    assert hostile.tags <= plain.tags | {"details", "summary"}
    assert hostile.attributes <= plain.attributes
    assert not plain.links
    assert not hostile.links
    assert not {"img", "iframe", "object", "link", "base", "a"} & hostile.tags
    text = page.page(hostile_report())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]


def test_every_offset_of_the_page_is_of_its_text(whole: Report) -> None:
    for item in page.data_of(whole)["items"]:
        for start, end, _ in item["marks"]:
            assert 0 <= start <= end <= len(item["text"])


def test_the_way_from_one_text_to_another() -> None:
    ops = list(page.words_changed("I want to bake bread.", "I hope to bake."))
    assert "".join(text for op, text in ops if op != "+") == "I want to bake bread."
    assert "".join(text for op, text in ops if op != "-") == "I hope to bake."


def browser(*arguments: str) -> str:
    command = [str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
               "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=4000"]  # fmt: skip
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=120, check=True)
    assert "Refused to" not in done.stderr, done.stderr
    return done.stdout


needs_chromium = pytest.mark.skipif(
    CHROMIUM is None,
    reason="Chromium is not installed (apt-get install chromium): the page was not looked at",
)


@pytest.mark.slow
@needs_chromium
def test_the_page_in_a_browser(whole: Report, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text(page.page(whole), "utf-8")
    dom = browser("--dump-dom", target.as_uri())
    shown = re.sub(r'<script type="application/json".*?</script>', "", dom, flags=re.S)
    assert "I managed nine hundred wolves at Siemens" in shown
    assert re.search(r"<del>.+?</del>.*<ins>", shown, re.S)
    assert "✗ truth" in shown
    assert "lost truth" in shown
    assert "the server &lt;b&gt;slept&lt;/b&gt;" in shown
    assert re.search(r'<mark[^>]*title="label: \w+', shown)
    assert re.search(r"\d+ of \d+ items, 25 shown", shown)
    assert shown.count("<svg") > 10
    picture = tmp_path / "page.png"
    for width in (1100, 400):
        browser(f"--screenshot={picture}", f"--window-size={width},1600", target.as_uri())
        assert picture.stat().st_size > 20_000


@pytest.mark.slow
@needs_chromium
def test_hostile_text_stays_text_in_a_browser(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    text = page.page(hostile_report())
    target.write_text(text, "utf-8", errors="surrogatepass")
    dom = browser("--dump-dom", target.as_uri())
    found = elements(re.sub(r'<script type="application/json".*?</script>', "", dom, flags=re.S))
    assert not {"img", "iframe", "svg/onload", "a", "base", "marquee", "textarea"} & found.tags
    assert not [name for name in found.attributes if name.startswith("on")]
    assert not found.links
    assert "of 171 items" in dom or "items, 25 shown" in dom


def test_faults_are_told(whole: Report) -> None:
    result = next(r for r in whole.runs[0].results if r.output and "Siemens" in r.output["text"])
    assert result.output is not None
    types = {fault["type"] for fault in rewrites.faults(result.item, result.output)}
    assert {"number", "name"} <= types
