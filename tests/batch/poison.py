"""Work that kills or hangs its process, importable by worker processes."""

import os
import time
from typing import Any

from avow.batch import pool, work
from avow.batch.work import Record, Shared, Task


def poisoned(task: Task, shared: Shared) -> Record:
    aspiration = str(task.fields["aspiration"])
    if "crash" in aspiration:
        os._exit(9)
    if "hang" in aspiration:
        time.sleep(600)
    return work.offline(task, shared)


def serve(pipe: Any, shared: Shared) -> None:
    """The worker of the pool with poison in its work."""
    pool.offline = poisoned  # type: ignore[attr-defined]  # a name of the module that is not exported
    pool.serve(pipe, shared)


def dies_at_once(pipe: Any, shared: Shared) -> None:
    """A worker that never works."""
    os._exit(3)


def thinks_not(pipe: Any, road: Any, shared: Shared) -> None:
    """A thinker that never thinks."""
    os._exit(3)
