"""A million rows: nothing lost, nothing twice.

rows → plan (counted, keyed, compared with the journal) → work (offline in processes, or a model) →
journal (appended and synced before a row counts as done) → out (written whole, in input order).

rows.py       JSONL, CSV and Parquet to the fields of one brief each
columns.py    names of columns to keys of a brief; cells to values
keys.py       what makes two rows, and two runs, the same
files.py      bytes that are on the disk when the call returns
journal.py    one checked line for each finished row; lock, repair of a torn tail
index.py      where in the journal each row stands, on disk
plan.py       one pass over the input before anything is spent
work.py       one row: brief, rewrite, record
stopping.py  signals
pool.py       the offline engine on all cores
road.py       the engines by name
online.py     a run with a model
model.py      many rows at a time in one event loop
thinkers.py   the same with the thinking on all cores
limits.py     requests and tokens a minute, dollars that hold across resumes
jobs.py, openai_batch.py  the same through OpenAI's Batch API
results.py    records to JSONL, CSV and Parquet
history.py    what earlier runs left
estimate.py   rows, tokens and dollars before the start
runner.py     the whole run on one screen
shards.py     the results of several machines made one
ray.py        the same on Ray Data
"""
