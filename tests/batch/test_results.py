"""Tables out: JSON keeps the text, CSV keeps spreadsheets from running it."""

import csv
import io
import json

import pyarrow.parquet
import pytest
from batching import Batch, rows
from hypothesis import given
from hypothesis import strategies as st

from avow.batch.results import DEFAULT, FIELDS, cell, format_of, read_fields, write_results
from avow.errors import UsageError

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "−1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "I want = more", "5 - 3", "a@b", "'quoted", "日本"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@given(st.text())
def test_no_text_becomes_a_formula_and_every_text_can_be_written(text: str) -> None:
    found = cell(text)
    assert found[:1] not in set("=+-@\t\r\n＝＋－＠")
    found.encode()


def test_csv_and_json_of_hostile_rows(batch: Batch) -> None:
    hostile = [
        {"row": n, "id": text, "answer": text, "error": {"m": text}} for n, text in enumerate(DANGEROUS)
    ]
    fields = ("row", "id", "answer", "error")
    for name in ("o.csv", "o.tsv", "o.jsonl", "o.parquet"):
        write_results(str(batch.path(name)), iter(hostile), fields)
    assert batch.results("o.jsonl") == hostile
    for name, delimiter in (("o.csv", ","), ("o.tsv", "\t")):
        text = batch.path(name).read_bytes().decode()
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        assert len(read) == 1 + len(DANGEROUS)
        assert all(c[:1] not in set("=+-@\t\r\n＝＋－＠") for line in read for c in line)
        assert [line[1] for line in read[1:]] == ["'" + text for text in DANGEROUS]
        assert [json.loads(line[3]) for line in read[1:]] == [row["error"] for row in hostile]
    table = pyarrow.parquet.read_table(batch.path("o.parquet")).to_pylist()
    assert [row["answer"] for row in table] == DANGEROUS
    assert [row["row"] for row in table] == list(range(len(DANGEROUS)))


def test_half_pairs_of_surrogates_do_not_stop_the_writing(batch: Batch) -> None:
    bad = [{"row": 1, "answer": "half \ud800"}]
    for name in ("o.csv", "o.jsonl", "o.parquet"):
        write_results(str(batch.path(name)), bad, ("row", "answer"))
        assert batch.path(name).stat().st_size
    assert batch.results("o.jsonl") == bad


def test_fields_are_chosen_by_name() -> None:
    assert read_fields(None) == DEFAULT
    assert read_fields("id, answer,id") == ("id", "answer")
    assert set(DEFAULT) < set(FIELDS)
    for wrong in ("answers", "", "id,x"):
        with pytest.raises(UsageError, match="--fields: there is no"):
            read_fields(wrong)


def test_the_name_gives_the_format() -> None:
    assert [format_of(n) for n in ("-", "a.jsonl", "a.CSV", "a.parquet")] == [
        "jsonl",
        "jsonl",
        "csv",
        "parquet",
    ]
    with pytest.raises(UsageError, match="results are written as"):
        format_of("a.docx")


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.jsonl"])
def test_a_run_writes_each_format(batch: Batch, name: str) -> None:
    batch.write(rows(3))
    summary, _ = batch.run(out=name)
    assert summary.exit_code == 0
    if name.endswith("parquet"):
        found = pyarrow.parquet.read_table(batch.path(name)).to_pylist()
    elif name.endswith("csv"):
        found = list(csv.DictReader(io.StringIO(batch.path(name).read_bytes().decode(), newline="")))
    else:
        found = batch.results(name)
    assert [str(row["row"]) for row in found] == ["1", "2", "3"]
    assert [row["id"] for row in found] == ["r1", "r2", "r3"]
    assert all("bakery" in row["answer"] for row in found)
