"""Our cases for promptfoo: a configuration, a CSV of tests, and a provider and assertions that call avow.

    avow eval export promptfoo DIR
    cd DIR && npx promptfoo@latest eval

promptfoo runs `provider.py` once for each test (the pipeline, offline or with the model in AVOW_MODEL) and
`checks.py` on what comes out (the scorers of the rewrites suite). Both need avow in promptfoo's Python:
set PROMPTFOO_PYTHON to that of the environment.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

from avow.errors import UsageError
from avow.evals.cases import Data
from avow.evals.items import Item
from avow.evals.suites import rewrites

CONFIG = "promptfooconfig.yaml"
TESTS = "tests.csv"

_PROVIDER = '''"""promptfoo's Python provider: one brief through avow."""

import json

from avow.evals.adapters.promptfoo import answered


def call_api(prompt, options, context):
    return {"output": json.dumps(answered(context["vars"]["case"], context["vars"]["data"]))}
'''
_CHECKS = '''"""promptfoo's Python assertion: every check of the rewrites suite on one answer."""

from avow.evals.adapters.promptfoo import checked


def get_assert(output, context):
    return checked(output, context["vars"]["case"], context["vars"]["data"])
'''


def export(data: Data, folder: Path) -> list[Path]:
    """Writes the four files and returns them. UsageError where a file of that name is there already."""
    import yaml

    config = {
        "description": "avow: rewrites of hand-written cases",
        "prompts": ["{{aspiration}}"],
        "providers": ["file://provider.py"],
        "tests": f"file://{TESTS}",
        "defaultTest": {"assert": [{"type": "python", "value": "file://checks.py"}]},
    }
    texts = {
        CONFIG: yaml.safe_dump(config, sort_keys=False, allow_unicode=True),
        TESTS: tests(data),
        "provider.py": _PROVIDER,
        "checks.py": _CHECKS,
    }
    folder.mkdir(parents=True, exist_ok=True)
    there = [name for name in texts if (folder / name).exists()]
    if there:
        raise UsageError(f"{folder / there[0]} exists; export to an empty folder")
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="")
    return [folder / name for name in texts]


def tests(data: Data) -> str:
    """The CSV of tests: one row for each case; promptfoo reads the columns as variables."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["case", "data", "aspiration"])
    for item in rewrites.items(data):
        # promptfoo fills templates in variables: what looks like one is taken apart.
        aspiration = item.brief.aspiration.replace("{{", "{ {").replace("{%", "{ %")
        writer.writerow([item.id, str(data.folder.resolve()), aspiration])
    return target.getvalue()


def answered(case: str, folder: str) -> dict[str, Any]:
    """The output of the rewrites suite for a case, by the model in AVOW_MODEL or offline."""
    import asyncio

    from avow.evals.providers import Live, Offline
    from avow.settings import OFFLINE, Settings

    item = _item(case, folder)
    model = Settings.load().model
    if model == OFFLINE:
        return asyncio.run(rewrites.run(item, Offline()))

    async def live() -> dict[str, Any]:
        from avow.engines.openai import open_engine

        engine = open_engine(model)
        provider = Live(engine, engine, (engine.close,))
        try:
            return await rewrites.run(item, provider)
        finally:
            await provider.close()

    return asyncio.run(live())


def checked(output: str, case: str, folder: str) -> dict[str, Any]:
    """promptfoo's grading result: passes where every pass-or-fail check does, with one part for each."""
    item = _item(case, folder)
    told = json.loads(output)
    faults = "; ".join(f"{f['check']}: {f['text']}" for f in rewrites.faults(item, told))
    scores = rewrites.score(item, told)
    parts = [
        {
            "pass": score is not False,
            "score": float(score),
            "reason": name,
            "named_scores": {name: float(score)},
        }
        for name, score in scores.items()
    ]
    return {
        "pass": all(score is not False for score in scores.values()),
        "score": sum(float(score) for score in scores.values()) / len(scores),
        "reason": faults or ", ".join(n for n, s in scores.items() if s is False) or "every check passes",
        "component_results": parts,
        "named_scores": {name: float(score) for name, score in scores.items()},
    }


def _item(case: str, folder: str) -> Item:
    found = {item.id: item for item in rewrites.items(Data(Path(folder)))}
    return found[case]
