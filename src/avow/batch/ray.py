"""The same on Ray Data: `map_batches` over our own way of working, not Ray's stage for HTTP.

    import ray
    from avow.batch.ray import rewrite

    rewrite(ray.data.read_parquet("briefs/")).write_parquet("answers/")

Ray keeps what is finished and does lost blocks again; there is no journal here, and limits hold for each
task by itself, so `max_usd` is not offered: for a budget that holds, use `avow batch --shard`.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from avow.batch import keys
from avow.batch.columns import Columns
from avow.batch.results import ROW, arrow_table, read_fields
from avow.batch.road import Road
from avow.batch.work import Record, Shared, Task, fields_of, offline
from avow.errors import BriefError, UsageError

if TYPE_CHECKING:
    from ray.data import Dataset

BATCH = 64  # rows a task takes at a time


def rewrite(
    dataset: "Dataset",
    *,
    road: Road | None = None,
    shared: Shared | None = None,
    mapped: Mapping[str, str] | None = None,
    fields: str | None = None,
    batch_size: int = BATCH,
    concurrency: int = 16,
    rpm: float | None = None,
) -> "Dataset":
    """A dataset of briefs as a dataset of results, one for each row, `id` among them.

    Columns are named as keys of a brief (`company.name` …) or mapped by `mapped` (key → column). `fields` as
    of `avow batch --fields`, without `row`; lists and objects come as JSON text. `concurrency` and `rpm` hold
    for each task. Raises UsageError for columns or fields that cannot be; a bad row is a failed row.
    """
    schema = dataset.schema()
    if schema is None:
        raise UsageError("the dataset has no columns; it must have at least an aspiration")
    columns = Columns.of(list(schema.names), mapped or {}, "the dataset")
    kept = tuple(name for name in read_fields(fields) if name != ROW)
    road, shared = road or Road(), shared or Shared()

    def work(table: Any) -> Any:
        tasks, ids = _tasks(table.to_pylist(), columns)
        records = _written(tasks, road, shared, concurrency, rpm)
        rows = [{"id": row_id, **_fields(records[task.key])} for task, row_id in zip(tasks, ids, strict=True)]
        return arrow_table(rows, kept)

    return dataset.map_batches(work, batch_size=batch_size, batch_format="pyarrow")


def _tasks(rows: Sequence[Mapping[str, object]], columns: Columns) -> tuple[list[Task], list[str | None]]:
    tasks, ids = [], []
    for row in rows:
        try:
            fields, error = columns.fields(row), ""
        except BriefError as bad:
            fields, error = {}, str(bad)
        digest = keys.bad_content(keys.canonical(dict(row))) if error else keys.content(fields)
        tasks.append(Task(keys.key(digest, "ray"), fields, error))
        ids.append(str(fields["id"]) if "id" in fields else None)
    return tasks, ids


def _written(
    tasks: Sequence[Task], road: Road, shared: Shared, concurrency: int, rpm: float | None
) -> dict[bytes, Record]:
    """The record of every task, each content once."""
    once = {task.key: task for task in tasks}
    if road.local:
        return {key: offline(task, shared) for key, task in once.items()}
    found: dict[bytes, Record] = {}

    def commit(records: Sequence[Record]) -> None:
        found.update((record.key, record) for record in records)

    async def run() -> None:
        from avow.batch.limits import Pace, PacedChat
        from avow.batch.model import by_model, run_model
        from avow.batch.road import client, open_road
        from avow.batch.stopping import Stop
        from avow.engines.budget import Budget

        chat = PacedChat(client(road, Budget()), Pace(rpm))
        try:
            write = by_model(open_road(road, lambda _: chat), shared)
            await run_model(iter(once.values()), write, commit, concurrency, Stop())
        finally:
            await chat.close()

    asyncio.run(run())
    return found


def _fields(record: Record) -> dict[str, Any]:
    return fields_of(json.loads(record.body))
