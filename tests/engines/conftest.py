"""The misbehaving server lives in tools/, where `python tools/faults.py` runs it too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
