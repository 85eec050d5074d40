"""Parquet as text: typed columns as people write them, within limits."""

import time
from datetime import date
from decimal import Decimal
from io import BytesIO

import polars as pl
import pytest

from accounting.sheets.domain.columnar import parquet_table
from accounting.sheets.domain.refusals import FactorFileTooLong, FactorFileUnreadable


def parquet(frame: pl.DataFrame) -> BytesIO:
    content = BytesIO()
    frame.write_parquet(content)
    return BytesIO(content.getvalue())


def test_typed_columns_are_read_as_people_write_them():
    frame = pl.DataFrame(
        {
            "^a.*$": [1e-7, 1e16, float("inf"), None],
            "b": [date(2025, 1, 1), None, None, None],
            "c": [Decimal("1.50"), None, None, None],
            "d": pl.Series(["x", "x", "y", None], dtype=pl.Categorical),
        }
    )

    found = parquet_table(parquet(frame), most_rows=10)

    assert found.columns == ("^a.*$", "b", "c", "d")
    assert [(line.number, line.cells) for line in found.lines] == [
        (2, ("0.0000001", "2025-01-01", "1.50", "x")),
        (3, ("10000000000000000", "", "", "x")),
        (4, ("inf", "", "", "y")),
        (5, ("", "", "", "")),
    ]


@pytest.mark.parametrize("cell", [["x"], {"a": 1}, b"x"])
def test_columns_that_are_no_text_are_refused_by_name(cell):
    with pytest.raises(FactorFileUnreadable) as refusal:
        parquet_table(parquet(pl.DataFrame({"odd": [cell]})), most_rows=10)

    assert "column odd" in refusal.value.messages["en"]


def test_more_rows_or_columns_than_may_be_are_refused_before_any_is_read():
    for frame in (
        pl.DataFrame({"a": range(11)}),
        pl.DataFrame({f"c{n}": [1] for n in range(3000)}),
    ):
        with pytest.raises(FactorFileTooLong):
            parquet_table(parquet(frame), most_rows=10)


def test_a_cell_that_is_too_long_is_cut_and_its_row_at_fault():
    frame = pl.DataFrame({"a": ["x" * 50_000] * 2_000})
    begun = time.process_time()

    lines = list(parquet_table(parquet(frame), most_rows=10_000).lines)

    assert {(len(line.cells[0]), line.fault is None) for line in lines} == {(2_000, False)}
    assert time.process_time() - begun < 3  # It took 0.1 s.
