"""The rows of a Parquet file as text, read in slices so that only one of them is held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from accounting.sheets.domain.refusals import FactorFileTooLong, FactorFileUnreadable
from accounting.sheets.domain.rows import LONGEST_CELL, MAX_COLUMNS, SheetLine, line_of
from accounting.sheets.domain.xml_parts import unreadable
from accounting.values.domain.numbers import plain

if TYPE_CHECKING:
    import polars as pl

_SLICE_ROWS = 10_000


@dataclass(frozen=True)
class ParquetTable:
    """A table in columns; the first row behind its header is 2."""

    columns: tuple[str, ...]
    height: int
    lines: Iterator[SheetLine]


def parquet_table(source: str | BytesIO, *, most_rows: int) -> ParquetTable:
    """A table of at most so many rows. Raises `FactorFileUnreadable`, `FactorFileTooLong`."""
    import polars as pl

    try:
        scan = pl.scan_parquet(source, glob=False)
        schema = scan.collect_schema()
        height = int(scan.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as failure:
        raise _damaged(failure) from failure
    if len(schema) > MAX_COLUMNS or height > most_rows:
        raise FactorFileTooLong(rows=most_rows, columns=MAX_COLUMNS)
    _check_columns(schema)
    return ParquetTable(tuple(schema), height, _lines(scan, schema, height))


def _lines(scan: "pl.LazyFrame", schema: "pl.Schema", height: int) -> Iterator[SheetLine]:
    import polars as pl

    floats = [place for place, kind in enumerate(schema.dtypes()) if kind.is_float()]
    texts = scan.select(_as_text(place, kind) for place, kind in enumerate(schema.dtypes()))
    for begins in range(0, height, _SLICE_ROWS):
        try:
            frame = texts.slice(begins, _SLICE_ROWS).collect()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as failure:
            raise _damaged(failure) from failure
        for number, cells in enumerate(frame.iter_rows(), start=begins + 2):
            yield line_of(number, _in_full(cells, floats) if floats else cells)


def _as_text(place: int, kind: "pl.DataType") -> "pl.Expr":
    """A column as text; of a cell, no more than shows that it is too long."""
    import polars as pl

    column = pl.nth(place)
    text = column.dt.to_string("iso:strict") if kind.is_temporal() else column.cast(pl.String)
    return text.fill_null("").str.slice(0, LONGEST_CELL + 1)


def _in_full(cells: Sequence[str], floats: Sequence[int]) -> list[str]:
    """The row with 1e-7 written as 0.0000001; what is no finite number stays as it is."""
    written = list(cells)
    for place in floats:
        number = Decimal(cells[place] or 0)
        written[place] = plain(number) if cells[place] and number.is_finite() else cells[place]
    return written


def _check_columns(schema: "pl.Schema") -> None:
    import polars as pl

    for name, kind in schema.items():
        if kind.is_nested() or kind in (pl.Binary, pl.Object, pl.Unknown):
            raise unreadable(f"column {name[:60]}: {kind} is no text, number or date"[:200])


def _damaged(failure: BaseException) -> FactorFileUnreadable:
    return unreadable(f"{type(failure).__name__}: {failure}")
