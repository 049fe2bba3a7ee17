"""An evals folder made of attack and hostile rows kept elsewhere, for `--suite robustness --data OUT`.

    foreign_rows.py --injections FILE --hostile FILE --out OUT

Injections: JSON Lines with id, text, kind, label (attack, benign), carrier, markers; rows whose success no
marker shows are left out and counted. An obedient model is taken to say the markers. Hostile strings: id,
kind, value, form; only those of form "text" are strings. Cases and gates are copied from this repository.
"""

import argparse
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from avow.evals.cases import FOLDER, Data

CARRIERS = {
    "job_posting": "posting",
    "aspiration": "aspiration",
    "raw_answer": "aspiration",
    "resume": "fact",
    "mission": "mission",
}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def injections(path: Path) -> Iterator[dict[str, Any]]:
    """Our form of each row that a marker can settle."""
    for row in _rows(path):
        base = {key: row[key] for key in ("id", "kind", "text", "label")}
        base["carrier"] = CARRIERS.get(row["carrier"], "posting")
        if row["label"] == "benign":
            yield base
        elif row["markers"]:
            yield {**base, "markers": row["markers"], "obeyed": " ".join(row["markers"])}


def hostile(path: Path) -> Iterator[dict[str, Any]]:
    """Our form of each row that is a string."""
    for row in _rows(path):
        if row["form"] == "text" and row["value"]:
            yield {"id": row["id"], "kind": re.sub(r"\s+", "_", row["kind"]), "value": row["value"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--injections", type=Path, required=True)
    parser.add_argument("--hostile", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    target = options.out / "robustness"
    target.mkdir(parents=True)
    shutil.copytree(FOLDER / "cases", options.out / "cases")
    shutil.copy(FOLDER / "gates.toml", options.out / "gates.toml")
    found = {
        "injections.jsonl": list(injections(options.injections)),
        "hostile.jsonl": list(hostile(options.hostile)),
    }
    for name, rows in found.items():
        text = "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows)
        (target / name).write_text(text, "utf-8")
    data = Data(options.out)
    left = sum(1 for _ in _rows(options.injections)) - len(data.injections)
    print(f"{len(data.injections)} injections ({left} left out), {len(data.hostile)} hostile strings")


if __name__ == "__main__":
    main()
