"""Writes evals/recorded anew: the completions of the replay suite, found by the requests they answer.

    record_evals.py [--data evals]

Run it after a prompt, a case or the way requests are made has changed. No model is asked: the texts are the
hand-made answers of evals/labelled, the verdicts their labels, and each line says so in `source`.
"""

import argparse
import asyncio
import json
import shutil
from pathlib import Path

from avow.engines.offline import OfflineEngine
from avow.engines.openai import OpenAIEngine
from avow.engines.replay import RecordingChat
from avow.evals.cases import FOLDER, Data
from avow.evals.items import Item, Road
from avow.evals.providers import SCRIPTED_MODEL, checking
from avow.evals.script import ScriptedChat
from avow.evals.suites import replay
from avow.types import Material

SOURCE = "written for the suite; no model made it"


class Recording:
    """The scripted provider, with every completion recorded."""

    name = "scripted"
    waits = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def road(self, item: Item, material: Material) -> Road:
        """An engine whose chat is recorded."""
        chat = RecordingChat(ScriptedChat(item, material), self.folder)
        engine = OpenAIEngine("scripted", chat, model=SCRIPTED_MODEL)
        return Road(engine, OfflineEngine(), checking(engine))

    async def close(self, *, whole: bool = False) -> None:
        """Nothing to close."""


def marked(path: Path) -> int:
    """Sorts a file by key, keeps each key once, and says of every line where it comes from."""
    lines = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    by_key = {line["key"]: {**line, "source": SOURCE} for line in lines}
    text = "".join(json.dumps(by_key[key], ensure_ascii=True) + "\n" for key in sorted(by_key))
    path.write_text(text, "utf-8")
    path.chmod(0o644)
    return len(by_key)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=FOLDER)
    options = parser.parse_args()
    folder = options.data / "recorded"
    fresh = options.data / "recorded.new"
    shutil.rmtree(fresh, ignore_errors=True)
    provider = Recording(fresh)
    for item in replay.items(Data(options.data)):
        asyncio.run(replay.run(item, provider))
    for path in sorted(fresh.glob("*.jsonl")):
        print(f"{path.name}: {marked(path)} completions")
        path.replace(folder / path.name)
    fresh.rmdir()


if __name__ == "__main__":
    main()
