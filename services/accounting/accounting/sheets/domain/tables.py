"""Tables that people upload, as CSV or XLSX, read with every limit a hostile file could test."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO, TextIOWrapper
from typing import IO

from accounting.sheets.domain.encodings import encoding_of
from accounting.sheets.domain.refusals import (
    FactorFileTooLarge,
    FactorFileTooLong,
    FactorFileUnreadable,
)
from accounting.sheets.domain.rows import LONGEST_ROW, MAX_COLUMNS, SheetLine, csv_rows
from accounting.sheets.domain.spreadsheet import SheetBounds, xlsx_rows

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 10_000
_BOUNDS = SheetBounds(unpacked_bytes=96 * 1024 * 1024, strings=1_000_000, within_s=60)
_MAX_BLANK = 50_000


class SheetFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Sheet:
    format: SheetFormat
    columns: tuple[str, ...]
    lines: tuple[SheetLine, ...]


def read_sheet(content: bytes) -> Sheet:
    """The table of a file, told by its bytes and not by its name.

    Raises `FactorFileTooLarge`, `FactorFileTooLong`, `FactorFileUnreadable`.
    """
    if len(content) > MAX_BYTES:
        raise FactorFileTooLarge(limit=MAX_BYTES)
    packed = content.startswith(b"PK\x03\x04")
    format = SheetFormat.XLSX if packed else SheetFormat.CSV
    lines = _within_limits(_lines(content, format))
    head = next(lines, None)
    return Sheet(format, columns_of(head), tuple(lines))


def columns_of(head: SheetLine | None) -> tuple[str, ...]:
    """The names in a header row. Raises `FactorFileUnreadable`."""
    if head is None:
        raise FactorFileUnreadable(reason_zh="没有标题行", reason="it has no header row")
    if head.fault is not None:
        zh, en = f"标题行:{head.fault.zh}", f"its header row: {head.fault.en}"
        raise FactorFileUnreadable(reason_zh=zh, reason=en)
    columns = [cell.strip() for cell in head.cells]
    while columns and not columns[-1]:
        columns.pop()
    return tuple(columns)


def _within_limits(lines: Iterator[SheetLine]) -> Iterator[SheetLine]:
    """Without blank lines; stops reading as soon as there is too much."""
    kept = blank = 0
    for line in lines:
        if not any(cell.strip() for cell in line.cells):
            blank += 1
        else:
            kept += 1
            yield line
        if kept > MAX_ROWS + 1 or blank > _MAX_BLANK or len(line.cells) > MAX_COLUMNS:
            raise FactorFileTooLong(rows=MAX_ROWS, columns=MAX_COLUMNS)


def text_lines(file: IO[bytes]) -> Iterator[str]:
    """Lines with their ends, whatever these are. Raises `FactorFileUnreadable`."""
    text = TextIOWrapper(file, encoding=encoding_of(file), newline="")
    try:
        while line := text.readline(LONGEST_ROW + 1):
            yield line
    except UnicodeError as failure:
        raise FactorFileUnreadable(reason_zh="不是文本文件", reason="it is no text") from failure
    finally:
        text.detach()  # Else the file would be closed with the text.


def _lines(content: bytes, format: SheetFormat) -> Iterator[SheetLine]:
    if format is SheetFormat.XLSX:
        return xlsx_rows(BytesIO(content), _BOUNDS)
    return csv_rows(text_lines(BytesIO(content)))
