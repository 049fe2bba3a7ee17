"""What a journal says of earlier runs: whose results count, what was spent, whether this is the same run."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from avow.batch.index import Index
from avow.batch.journal import Journal, written
from avow.errors import UsageError

_AT_ONCE = 1_000
_NAMES = {
    "input": "the rows of the input",
    "shared": "the shared context",
    "map": "--map",
    "avow": "avow's version",
}
SHOWN = 60


@dataclass
class Past:
    """Runs before this one: their fingerprints, the last settings, what all have spent, open batch jobs."""

    runs: list[str] = field(default_factory=list)
    settings: dict[str, Any] | None = None
    usd: float = 0.0
    tokens: int = 0
    leased: bool = False  # the last run did not end in order and may have spent all of its lease
    jobs: list[str] = field(default_factory=list)

    def notes(self, journal: Journal) -> list[str]:
        """What the user should know of the journal's state."""
        notes = []
        if journal.torn:
            notes.append("the end of the last run was torn off in mid-record; that row is done again")
        if journal.damaged:
            notes.append(
                f"{journal.damaged:,} damaged records in the journal were passed over; see your disk"
            )
        if self.leased:
            notes.append("the last run did not end in order; what it may have spent counts as spent")
        return notes


def read(journal: Journal, index: Index) -> Past:
    """Reads the whole journal once, repairs its end, and fills the index."""
    past = Past()
    waiting: list[tuple[bytes, int, int, str, str]] = []
    floor_usd, floor_tokens = 0.0, 0
    for at, size, record in journal.records():
        match record.get("type"):
            case "row":
                error = record.get("error") or {}
                waiting.append(
                    (bytes.fromhex(record["key"]), at, size, record["status"], error.get("kind", ""))
                )
                usage = record.get("usage") or {}
                past.usd += usage.get("usd") or 0.0
                past.tokens += (usage.get("prompt_tokens") or 0) + (usage.get("completion_tokens") or 0)
                if len(waiting) == _AT_ONCE:
                    index.finished(waiting)
                    waiting.clear()
            case "run":
                past.runs = [*(run for run in past.runs if run != record["run"]), record["run"]]
                past.settings = record["settings"]
                past.usd, past.tokens = max(past.usd, floor_usd), max(past.tokens, floor_tokens)
            case "lease":
                floor_usd, floor_tokens, past.leased = record["usd"], record["tokens"], True
            case "spent":
                past.usd, past.tokens, past.leased = record["usd"], record["tokens"], False
                floor_usd, floor_tokens = 0.0, 0
            case "job":
                if record["state"] == "open":
                    past.jobs.append(record["id"])
                elif record["id"] in past.jobs:
                    past.jobs.remove(record["id"])
    index.finished(waiting)
    past.usd, past.tokens = max(past.usd, floor_usd), max(past.tokens, floor_tokens)
    return past


class Started:
    """This run's own lines in the journal: its start, its leases, and what it has spent."""

    def __init__(self, journal: Journal, run: str, settings: Mapping[str, object], past: Past) -> None:
        self.journal = journal
        self.past = past
        self.usd = past.usd
        self.tokens = past.tokens
        self._run = run
        self._settings = settings
        self._before = (past.usd, past.tokens)

    def write(self) -> None:
        """The line that says who runs with what."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = {
            "type": "run",
            "run": self._run,
            "settings": dict(self._settings),
            "pid": os.getpid(),
            "at": now,
        }
        self.journal.append([written(line)])

    def lease(self, usd: float, tokens: int) -> None:
        """Makes durable that so much may be spent from here on, all runs together."""
        self.journal.append([written({"type": "lease", "usd": usd, "tokens": tokens})])

    def job(self, name: str, state: str) -> None:
        """Makes durable that a job of a batch API is open, or done with."""
        self.journal.append([written({"type": "job", "id": name, "state": state})])

    def spent(self, usd: float, tokens: int) -> None:
        """Adds what finished rows cost."""
        self.usd += usd
        self.tokens += tokens

    def known(self, usd: float, tokens: int) -> None:
        """What all runs have spent, from the budget, which also knows of calls that led nowhere."""
        self.usd, self.tokens = max(self.usd, usd), max(self.tokens, tokens)

    def close(self) -> None:
        """The line of an orderly end."""
        if self.journal.broken:
            return  # the reason is on its way up already
        if (self.usd, self.tokens) != self._before or self.past.leased:
            self.journal.append([written({"type": "spent", "usd": self.usd, "tokens": self.tokens})])


def refuse_changed(before: Mapping[str, Any], now: Mapping[str, Any], journal: Path) -> None:
    """Raises UsageError where the run is not the one that the journal belongs to, naming what differs."""
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    if not changed:
        return
    told = "; ".join(_difference(name, before.get(name), now.get(name)) for name in changed)
    raise UsageError(
        f"{journal} belongs to another run: {told}. Use --continue-anyway to keep what is done and do the"
        " rest with these settings, or --fresh to start again"
    )


def _difference(name: str, before: object, now: object) -> str:
    if name in ("input", "shared", "map", "prompts"):
        return f"{_NAMES.get(name, 'the prompts')} changed"
    return f"{_NAMES.get(name, name)} was {_shown(before)}, is {_shown(now)}"


def _shown(value: object) -> str:
    text = "none" if value in (None, "") else str(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def refuse_foreign_out(out: Path, past: Past, *, fresh: bool) -> None:
    """Raises UsageError for an output file that no run of this journal can have written."""
    if out.exists() and out.stat().st_size and past.settings is None and not fresh:
        raise UsageError(
            f"{out} exists already, and there is no journal of it; name another file, or replace it"
            " with --fresh"
        )
