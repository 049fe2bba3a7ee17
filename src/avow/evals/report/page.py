"""One self-contained page: figures, gates, changes, and every item with its spans, findings and sources.

Nothing in it reaches the network: the content security policy allows only the page's own style and script,
by hash. Texts are data in a JSON block and reach the page as text nodes, never as markup.
"""

import base64
import difflib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from avow.evals.compare import Difference
from avow.evals.metrics import Metric, Result, SuiteRun
from avow.evals.report.table import shown
from avow.evals.session import Report
from avow.evals.suites import SUITES, rewrites
from avow.evals.suites.guards import per_guard
from avow.material import cut

_WORDS = re.compile(r"\s+|[^\s]+")


def page(report: Report) -> str:
    """The HTML of a report."""
    from jinja2 import Environment, StrictUndefined

    style, script = _asset("page.css"), _asset("page.js")
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    html: str = env.from_string(_asset("page.html.j2")).render(
        report=report,
        suites=[_suite(report, run) for run in report.runs],
        failed=[v for v in report.verdicts if not v.passed],
        changed=[d for d in report.differences if d.lost or d.won or d.before != d.after],
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        data=json_block(data_of(report)),
    )
    return html


def _asset(name: str) -> str:
    return files("avow.evals.report").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def json_block(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it ends the element or a line."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _suite(report: Report, run: SuiteRun) -> dict[str, Any]:
    figures = list(shown(report.figures.values(), run.suite))
    whole = [m for m in figures if "[" not in m.name]
    keys = SUITES[run.suite].breakdown
    parts = {key: [m for m in figures if f"[{key}=" in m.name] for key in keys}
    rows = per_guard((r.item, r.output) for r in run.results if r.output) if run.suite == "guards" else []
    return {
        "run": run,
        "summary": SUITES[run.suite].summary,
        "whole": [bar(m) for m in whole],
        "parts": {key: [bar(m) for m in found] for key, found in parts.items() if found},
        "guards": [row for row in rows if row[1] or row[3]],
    }


def bar(metric: Metric) -> dict[str, Any]:
    """A figure with the places of its chart, in hundredths of the width."""
    return {
        **asdict(metric),
        "label": metric.name.split(".", 1)[1],
        "at": round(100 * max(0.0, min(1.0, metric.value)), 2),
        "from": round(100 * max(0.0, min(1.0, metric.low)), 2),
        "to": round(100 * max(0.0, min(1.0, metric.high)), 2),
    }


def data_of(report: Report) -> dict[str, Any]:
    """Every item and every brief, for the page's script."""
    lost, won = _moved(report.differences, "lost"), _moved(report.differences, "won")
    briefs: dict[str, Any] = {}
    items = []
    for run in report.runs:
        before = report.before.get(run.suite)
        for result in run.results:
            key = f"{run.suite}:{result.item.cluster}"
            if key not in briefs:
                briefs[key] = _brief(result)
            row = _item(run.suite, result, key)
            name = (run.suite, result.item.id)
            row["lost"], row["won"] = lost.get(name, []), won.get(name, [])
            old = before.rows.get(name) if before else None
            if old is not None and old.output and old.output.get("text") and result.output:
                row["diff"] = list(words_changed(old.output["text"], row["text"]))
            items.append(row)
    return {"items": items, "briefs": briefs, "against": report.against}


def _moved(differences: Iterable[Difference], side: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for d in differences:
        suite, check = d.name.split(".", 1)
        for item in getattr(d, side):
            found.setdefault((suite, item), []).append(check)
    return found


def _brief(result: Result) -> dict[str, Any]:
    brief = result.item.brief
    return {
        "question": brief.question,
        "withhold": list(brief.withhold),
        "statements": [[s.id, s.owner.value, s.field, s.text] for s in cut(brief).statements],
    }


def _item(suite: str, result: Result, key: str) -> dict[str, Any]:
    item, output = result.item, result.output or {}
    text = item.answer or output.get("text", "")
    marks = [] if item.at is None else [[*item.at, str(item.extra["type"])]]
    for span in () if marks else item.spans:
        start = text.find(span.text) if span.text else -1
        marks.append([start, start + len(span.text), span.type] if start >= 0 else [0, 0, span.type])
    row: dict[str, Any] = {
        "suite": suite,
        "id": item.id,
        "brief": key,
        "groups": list(item.groups),
        "text": text,
        "marks": marks,
        "findings": [
            [
                f.get("start", 0),
                f.get("end", 0),
                f["severity"],
                f["code"],
                f.get("message", ""),
                f.get("nearest", ""),
            ]
            for f in output.get("findings", ())
        ],
        "scores": {
            name: round(float(v), 3) if isinstance(v, float) else v
            for name, v in (result.scores or {}).items()
        },
        "error": list(result.error) if result.error else [],
        "status": output.get("status", ""),
        "sentences": [[s["text"], s["cites"]] for s in output.get("sentences", ())],
        "notes": list(output.get("notes", ())),
    }
    if suite == "rewrites" and result.output:
        row["faults"] = [[f["check"], f["type"], f["text"]] for f in rewrites.faults(item, result.output)]
        row["expect"] = item.extra["expect"]
    if suite == "robustness":
        row["planted"] = item.extra["text"][:2_000]
        row["obeyed"] = output.get("obeyed", "")[:2_000]
    return row


def words_changed(old: str, new: str) -> Iterator[list[str]]:
    """[op, words] of the way from one text to another; op is "=", "-" or "+"."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    for op, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            yield ["=", "".join(a[i:j])]
            continue
        if i < j:
            yield ["-", "".join(a[i:j])]
        if k < m:
            yield ["+", "".join(b[k:m])]
