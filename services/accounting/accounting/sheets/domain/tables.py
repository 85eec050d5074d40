"""Tables that people upload, as CSV or XLSX, read with every limit a hostile file could test."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO, StringIO

from accounting.sheets.domain.rows import (
    MAX_COLUMNS,
    FactorFileUnreadable,
    SheetLine,
    csv_rows,
    xlsx_rows,
)
from chassis.refusals import Invalid

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 10_000
_MAX_UNPACKED = 96 * 1024 * 1024
_MAX_BLANK = 50_000


class FactorFileTooLarge(Invalid):
    """The upload is larger than a factor file may be."""

    status = 413
    zh = "文件超过 {limit} 字节。请拆分为多个文件后分别上传。"
    en = "The file is larger than {limit} bytes; split it and upload the parts."


class FactorFileTooLong(Invalid):
    """The table has more rows or columns than one upload may have."""

    zh = "表格超过 {rows} 行或 {columns} 列。请删除空白格式行,或拆分为多个文件。"
    en = "The table has over {rows} rows or {columns} columns; remove blank ones or split the file."


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
    if head is None or head.fault is not None:
        raise FactorFileUnreadable(reason_zh="没有标题行", reason="it has no header row")
    columns = tuple(cell.strip() for cell in head.cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    return Sheet(format, columns, tuple(lines))


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


def _lines(content: bytes, format: SheetFormat) -> Iterator[SheetLine]:
    if format is SheetFormat.XLSX:
        return xlsx_rows(BytesIO(content), unpacked_limit=_MAX_UNPACKED)
    return csv_rows(StringIO(_text(content), newline=""))


def _text(content: bytes) -> str:
    """UTF-8, or GB 18030 as Chinese spreadsheets save it."""
    for code in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FactorFileUnreadable(reason_zh="不是文本文件", reason="it is no text file")
