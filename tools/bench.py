"""Start-up and rewrite speed, as ratios in one run: `make bench`.

Every command is run in turn, round after round, so that a busy moment of the machine slows all of them
alike; the medians are compared. The first round warms the caches (files, bytecode) and is not counted.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
AVOW = str(Path(sys.executable).with_name("avow"))
DEMO = str(ROOT / "evals" / "demo.yaml")
ASPIRATION = (
    "i've been a line cook 6 yrs. long term i want to teach young cooks properly and be known for it."
)

TYPER = "import typer"
PYDANTIC = "import typer, pydantic"
COMMANDS: dict[str, list[str]] = {
    TYPER: [sys.executable, "-c", TYPER],
    PYDANTIC: [sys.executable, "-c", PYDANTIC],
    "avow --help": [AVOW, "--help"],
    "avow rewrite TEXT": [AVOW, "rewrite", ASPIRATION],
    "avow rewrite --brief demo.yaml": [AVOW, "rewrite", "--brief", DEMO],
    "avow check TEXT --brief demo.yaml": [AVOW, "check", ASPIRATION, "--brief", DEMO],
}
# command, what it is measured against, the most it may cost; None: reported only
TARGETS: tuple[tuple[str, str, float | None], ...] = (
    ("avow --help", TYPER, 1.5),
    ("avow rewrite TEXT", PYDANTIC, 2.5),
    ("avow rewrite --brief demo.yaml", PYDANTIC, None),
    ("avow check TEXT --brief demo.yaml", PYDANTIC, None),
)


def seconds(command: Sequence[str], env: dict[str, str]) -> float:
    """Wall time of one process. A command that fails is no measurement."""
    start = time.perf_counter()
    done = subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1):  # 1: check's verdict
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr.decode()[-500:]}")
    return taken


def measure(rounds: int) -> dict[str, list[float]]:
    """Seconds of each command in each counted round."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("AVOW_", "OPENAI_"))}
    # Without its bytecode cache Python compiles everything anew, which is not what users meet.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(rounds + 1):
        for name, command in COMMANDS.items():
            spent = seconds(command, env)
            if number:
                taken[name].append(spent)
    return taken


def main() -> None:
    """Prints medians and ratios; a missed target is said, not failed on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = max(3, parser.parse_args().rounds)
    taken = measure(rounds)
    medians = {name: statistics.median(values) for name, values in taken.items()}
    print(f"median of {rounds} runs, in milliseconds (lowest to highest)")
    for name, values in taken.items():
        low, high = min(values) * 1000, max(values) * 1000
        print(f"  {name:36} {medians[name] * 1000:7.0f}  ({low:.0f} to {high:.0f})")
    print("ratios")
    for name, base, most in TARGETS:
        ratio = medians[name] / medians[base]
        verdict = "" if most is None else f"  target {most}: {'met' if ratio <= most else 'MISSED'}"
        print(f"  {name:36} {ratio:5.2f} x {base}{verdict}")


if __name__ == "__main__":
    main()
