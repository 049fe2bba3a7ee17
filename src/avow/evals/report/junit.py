"""JUnit XML for CI: gates and changes are test cases that fail; items that a baseline knows to fail are not.

One <testsuite> for the gates, one for the comparison, one for each suite. An item is an error where it
errored or is missing, a failure where it was lost since the baseline, and skipped where a check fails that
was failing before: a suite of hard cases has many of those, and they are counted in the figures.
"""

import re
from xml.etree import ElementTree as ET  # writes only; nothing is parsed

from avow.evals.session import Report

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(report: Report) -> str:
    """The whole document."""
    root = ET.Element("testsuites", name="avow eval")
    _gates(root, report)
    _changes(root, report)
    lost = {(d.name, name) for d in report.differences for name in d.lost}
    for run in report.runs:
        suite = _suite(root, run.suite)
        for result in run.results:
            case = ET.SubElement(suite, "testcase", classname=f"avow.{run.suite}", name=fit(result.item.id))
            if result.scores is None:
                kind, message = result.error or ("missing", "not attempted")
                ET.SubElement(case, "error", type=fit(kind), message=fit(message))
                continue
            failed = [c for c, score in result.scores.items() if score is False]
            new = [c for c in failed if (f"{run.suite}.{c}", result.item.id) in lost]
            if new:
                ET.SubElement(case, "failure", message=fit(f"lost since {report.against}: {', '.join(new)}"))
            elif failed:
                ET.SubElement(case, "skipped", message=fit(f"known to fail: {', '.join(failed)}"))
        _count(suite)
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def fit(text: str) -> str:
    """The text without what XML 1.0 cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def _suite(root: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=name)


def _gates(root: ET.Element, report: Report) -> None:
    suite = _suite(root, "gates")
    for verdict in report.verdicts:
        name = f"{verdict.gate.metric} {verdict.gate.rule} ({verdict.gate.provider})"
        case = ET.SubElement(suite, "testcase", classname="avow.gates", name=fit(name))
        if not verdict.passed:
            ET.SubElement(case, "failure", message=fit(f"{verdict.said}. {verdict.gate.why}"))
    _count(suite)


def _changes(root: ET.Element, report: Report) -> None:
    suite = _suite(root, "baseline")
    for d in report.differences:
        case = ET.SubElement(suite, "testcase", classname="avow.baseline", name=fit(d.name))
        if d.worse:
            told = f"{d.before:.3f} -> {d.after:.3f}, lost {len(d.lost)}, won {len(d.won)}"
            ET.SubElement(case, "failure", message=told)
    _count(suite)


def _count(suite: ET.Element) -> None:
    cases = list(suite)
    suite.set("tests", str(len(cases)))
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(case.find(tag) is not None for case in cases)))
