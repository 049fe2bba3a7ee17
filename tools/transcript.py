"""The demo's output in README.md, generated so that it is true: `python tools/transcript.py`."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PLACE = re.compile(r"(?s)(<!-- transcript: [^>]*-->\n```text\n).*?(```\n<!-- end of transcript -->)")


def transcript() -> str:
    """What `make demo` prints, the answer wrapped for the page."""
    avow = str(Path(sys.executable).with_name("avow"))
    command = [avow, "rewrite", "--brief", "evals/demo.yaml", "--verbose"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    from avow.cli.plain import wrapped

    return "\n".join([*wrapped(done.stdout.strip(), 76), "", done.stderr.rstrip()])


def readme() -> str:
    """README.md with the transcript of today."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return _PLACE.sub(lambda m: f"{m[1]}{transcript()}\n{m[2]}", text)


if __name__ == "__main__":
    (ROOT / "README.md").write_text(readme(), encoding="utf-8")
