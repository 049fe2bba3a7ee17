"""Tables in: every format gives the same briefs, and a bad row is a row with an error."""

import io
import json
import tempfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from batching import Batch

from avow.batch.columns import read_map
from avow.batch.rows import Row, open_source
from avow.errors import UsageError


def read(path: Path | str, mapped: list[str] | None = None, stdin: bytes = b"") -> list[Row]:
    source = open_source(str(path), io.BytesIO(stdin), read_map(mapped or []), Path(tempfile.gettempdir()))
    try:
        rows = list(source.rows())
        assert rows == list(source.rows()), "a second pass reads the same"
        return rows
    finally:
        source.close()


BRIEF = {
    "id": "7",
    "aspiration": "I want to bake.",
    "facts": ["Baker since 2019", "I speak Welsh"],
    "company": {"name": "Crumb", "values": ["patience"]},
    "style": {"seconds": 30},
}
FLAT = {
    "id": "7",
    "aspiration": "I want to bake.",
    "facts": "- Baker since 2019\n- I speak Welsh\n",
    "company.name": "Crumb",
    "company.values": '["patience"]',
    "style.seconds": "30",
    "notes": "not used",
}


def csv_of(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    import csv

    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_all_formats_give_the_same_row(batch: Batch) -> None:
    batch.write([BRIEF])
    batch.path("in.csv").write_text("\ufeff" + csv_of([FLAT]))
    batch.path("semi.csv").write_text(csv_of([FLAT], ";"))
    batch.path("in.tsv").write_text(csv_of([FLAT], "\t"))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([BRIEF]), batch.path("in.parquet"))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([FLAT]), batch.path("flat.parquet"))
    first = read(batch.path("in.jsonl"))[0]
    assert first.fields == BRIEF
    for name in ("in.csv", "semi.csv", "in.tsv", "in.parquet", "flat.parquet"):
        assert read(batch.path(name)) == [first], name
    assert read("-", stdin=batch.path("in.jsonl").read_bytes()) == [first]


def test_the_id_is_no_part_of_the_content(batch: Batch) -> None:
    batch.write([{"id": 1, "aspiration": "x"}, {"aspiration": "x"}, {"id": "b", "aspiration": "y"}])
    one, two, three = read(batch.path("in.jsonl"))
    assert one.digest == two.digest != three.digest
    assert (one.id, two.id, three.id) == ("1", None, "b")


def test_bad_lines_are_rows_with_errors_and_the_rest_is_read(batch: Batch) -> None:
    lines = [
        b'{"aspiration": "good \xe2\x80\xa8 one"}',
        b"{",
        b"",
        b'{"aspiration": "x", "aspiration": "y"}',
        b'{"aspiration": NaN}',
        b"\xff\xfe",
        b'["a list"]',
        b'{"aspiration": "' + b"x" * (3 << 20) + b'"}',
        b'{"aspiration": "last"}',
    ]
    batch.path("in.jsonl").write_bytes(b"\n".join(lines))
    found = read(batch.path("in.jsonl"))
    assert [row.n for row in found] == list(range(1, 9))
    assert [bool(row.error) for row in found] == [False, True, True, True, True, True, True, False]
    assert len({row.digest for row in found}) == 8
    assert found[0].fields == {"aspiration": "good \u2028 one"}


def test_a_bad_line_is_never_taken_for_a_good_one(batch: Batch) -> None:
    batch.write(['{"aspiration": "x", "aspiration": "x"}', {"aspiration": "x"}])
    bad, good = read(batch.path("in.jsonl"))
    assert bad.digest != good.digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the table is empty"),
        ("a,a\n1,2\n", "two columns are named a"),
        (
            "story\nx\n",
            "no column holds the aspiration; name it with --map aspiration=COLUMN. Columns: story",
        ),
        ('aspiration\n"' + "x" * (3 << 20), "a quote opened there that is never closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(batch: Batch, text: str, said: str) -> None:
    batch.path("in.csv").write_text(text)
    with pytest.raises(UsageError, match=said):
        read(batch.path("in.csv"))


def test_rows_of_a_table_fail_one_by_one(batch: Batch) -> None:
    text = "aspiration,facts\nfine,\ntoo,many,cells\nfine,[broken\n\nshort\n"
    batch.path("in.csv").write_text(text)
    found = read(batch.path("in.csv"))
    assert [row.n for row in found] == [1, 2, 3, 4]
    assert "3 cells under 2 columns" in found[1].error
    assert "facts is neither plain lines nor JSON" in found[2].error
    assert found[3].fields == {"aspiration": "short"}


def test_bytes_that_are_not_text_fail_their_row_only(batch: Batch) -> None:
    batch.path("in.csv").write_bytes(b"aspiration\ncaf\xe9\nfine\n")
    bad, good = read(batch.path("in.csv"))
    assert bad.error
    assert good.fields == {"aspiration": "fine"}


def test_columns_are_mapped_and_the_rest_is_left(batch: Batch) -> None:
    batch.path("in.csv").write_text("Name,Story,Employer\nAda,I want to fly,Wings\n")
    mapped = ["id=Name", "aspiration=Story", "company.name=Employer"]
    assert read(batch.path("in.csv"), mapped)[0].fields == {
        "id": "Ada",
        "aspiration": "I want to fly",
        "company": {"name": "Wings"},
    }


def test_json_lines_are_mapped_too_and_may_then_hold_more(batch: Batch) -> None:
    batch.write([{"text": "I want to fly", "id": "a", "score": 3}])
    assert read(batch.path("in.jsonl"), ["aspiration=text"])[0].fields == {
        "id": "a",
        "aspiration": "I want to fly",
    }


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (["aspiration"], "write KEY=COLUMN"),
        (["wish=text"], "a brief has no key wish; there are id, question, aspiration"),
        (["aspiration=a", "aspiration=b"], "names aspiration twice"),
        (["aspiration=missing"], "there is no such column. Columns: story"),
    ],
)
def test_mappings_are_checked_before_a_row_is_read(batch: Batch, pairs: list[str], said: str) -> None:
    batch.path("in.csv").write_text("story\nx\n")
    with pytest.raises(UsageError, match=said):
        read(batch.path("in.csv"), pairs)


def test_a_mapping_is_checked_on_json_lines_as_well(batch: Batch) -> None:
    batch.write([{"story": "x"}])
    with pytest.raises(UsageError, match=r"--map aspiration=text: there is no such column. Columns: story"):
        read(batch.path("in.jsonl"), ["aspiration=text"])


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.csv", "No such file"), (".", "this is a folder"), ("x.docx", "rows are read from")],
)
def test_what_is_no_table_is_refused(batch: Batch, name: str, said: str) -> None:
    batch.path("x.docx").write_text("x")
    with pytest.raises(UsageError, match=said):
        read(batch.path(name))


def test_a_stream_without_lines_is_refused_before_it_fills_the_disk() -> None:
    class Endless(io.RawIOBase):
        read_so_far = 0

        def read(self, size: int = -1) -> bytes:
            self.read_so_far += size
            return b"\0" * size

    endless = Endless()
    with pytest.raises(UsageError, match="64 MiB without an end of line"):
        # It can read, and nothing else.
        open_source("-", endless, {}, Path(tempfile.gettempdir()))
    assert endless.read_so_far < 100 << 20


def test_parquet_that_is_none_is_refused(batch: Batch) -> None:
    batch.path("in.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(UsageError, match="not a Parquet file"):
        read(batch.path("in.parquet"))


def test_numbers_in_a_numeric_id_column_become_text(batch: Batch) -> None:
    table = pyarrow.Table.from_pylist([{"id": 5, "aspiration": "x"}])
    pyarrow.parquet.write_table(table, batch.path("in.parquet"))
    assert read(batch.path("in.parquet"))[0].id == "5"
    assert json.dumps(read(batch.path("in.parquet"))[0].fields)
