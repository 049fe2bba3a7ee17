"""An evaluation told: as a table, as data, JUnit XML, CSV, Markdown, and one self-contained page.

All text of briefs, answers and models is untrusted here: each writer escapes it for its own format.

table.py      lines for a terminal
data.py       plain data for --json
junit.py      JUnit XML
sheet.py      CSV
summary.py    Markdown
page.py       HTML, with page.html.j2, page.css and page.js
"""

from pathlib import Path
from typing import TYPE_CHECKING

from avow.errors import UsageError

if TYPE_CHECKING:
    from avow.evals.session import Report


def write(kind: str, report: "Report", path: Path) -> None:
    """Writes a report of one kind. UsageError where the file cannot be written."""
    from avow.evals.report import junit, page, sheet, summary

    makers = {"html": page.page, "junit": junit.xml, "csv": sheet.csv_text, "markdown": summary.markdown}
    try:
        path.write_text(makers[kind](report), "utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name another file") from None
