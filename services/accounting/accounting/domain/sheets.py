"""Tables that people upload, as CSV or XLSX, read with every limit a hostile file could test."""

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from io import BytesIO, StringIO
from typing import Protocol
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from accounting.domain.factors import Quarantine
from chassis.refusals import Invalid

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 10_000
_MAX_COLUMNS = 40
_MAX_CELL = 2_000
_MAX_PARTS = 500
_MAX_UNPACKED = 96 * 1024 * 1024
_MAX_BLANK = 50_000
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
FORMULA = Quarantine(
    "单元格含公式;请“选择性粘贴为数值”后重新上传",
    "a cell holds a formula; paste its value instead and upload again",
)
ERROR = Quarantine(
    "单元格含错误值(如 #REF!);请更正后重新上传",
    "a cell holds an error such as #REF!; correct it and upload again",
)


class FactorFileTooLarge(Invalid):
    """The upload is larger than a factor file may be."""

    status = 413
    zh = "文件超过 {limit} 字节。请拆分为多个文件后分别上传。"
    en = "The file is larger than {limit} bytes; split it and upload the parts."


class FactorFileTooLong(Invalid):
    """The table has more rows or columns than one upload may have."""

    zh = "表格超过 {rows} 行或 {columns} 列。请删除空白格式行,或拆分为多个文件。"
    en = "The table has over {rows} rows or {columns} columns; remove blank ones or split the file."


class FactorFileUnreadable(Invalid):
    """The upload is not a plain CSV or XLSX table."""

    zh = "无法读取文件:{reason_zh}。请上传 UTF-8 的 CSV,或不含宏的 XLSX。"
    en = "The file cannot be read: {reason}. Upload CSV in UTF-8, or XLSX without macros."


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Line:
    """One row as text; `number` is that of the spreadsheet, the header being 1."""

    number: int
    cells: tuple[str, ...]
    fault: Quarantine | None = None
    """Why the row cannot be read as values."""


@dataclass(frozen=True)
class Sheet:
    format: Format
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_sheet(content: bytes) -> Sheet:
    """The table of a file, told by its bytes and not by its name.

    Raises `FactorFileTooLarge`, `FactorFileTooLong`, `FactorFileUnreadable`.
    """
    if len(content) > MAX_BYTES:
        raise FactorFileTooLarge(limit=MAX_BYTES)
    packed = content.startswith(b"PK\x03\x04")
    format = Format.XLSX if packed else Format.CSV
    lines = _within_limits(_xlsx(content) if packed else _csv(content))
    head = next(lines, None)
    if head is None or head.fault is not None:
        raise FactorFileUnreadable(reason_zh="没有标题行", reason="it has no header row")
    columns = tuple(cell.strip() for cell in head.cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    return Sheet(format, columns, tuple(lines))


def _within_limits(lines: Iterator[Line]) -> Iterator[Line]:
    """Without blank lines; stops reading as soon as there is too much."""
    kept = blank = 0
    for line in lines:
        if not any(cell.strip() for cell in line.cells):
            blank += 1
        else:
            kept += 1
            yield line
        if kept > MAX_ROWS + 1 or blank > _MAX_BLANK or len(line.cells) > _MAX_COLUMNS:
            raise FactorFileTooLong(rows=MAX_ROWS, columns=_MAX_COLUMNS)


def _csv(content: bytes) -> Iterator[Line]:
    reader = csv.reader(StringIO(_text(content), newline=""), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            formula = any(cell.lstrip().startswith("=") for cell in cells)
            yield _line(number, cells, FORMULA if formula else None)
    except csv.Error as failure:
        raise FactorFileUnreadable(reason_zh=str(failure), reason=str(failure)) from failure


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


class _Cell(Protocol):
    """What is used of a cell of openpyxl."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


def _xlsx(content: bytes) -> Iterator[Line]:
    try:
        _check_archive(content)
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS + 1), start=1):
            kinds = {cell.data_type for cell in cells}
            fault = FORMULA if "f" in kinds else ERROR if "e" in kinds else None
            yield _line(number, _trimmed([_written(cell) for cell in cells]), fault)
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError, IndexError, TypeError) as failure:
        reason = f"{type(failure).__name__}: {failure}"[:200]
        raise FactorFileUnreadable(reason_zh=reason, reason=reason) from failure


def _check_archive(content: bytes) -> None:
    """Nothing is unpacked before its declared size, which the archive cannot exceed, is known."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
            raise FactorFileUnreadable(
                reason_zh="解压后过大", reason="it is too large when unpacked"
            )
        for part in parts:
            if part.flag_bits & 1 or part.filename.lower().endswith("vbaproject.bin"):
                raise FactorFileUnreadable(
                    reason_zh="含宏或密码", reason="it has macros or a password"
                )
            if part.filename.endswith((".xml", ".rels")) and _declares_type(archive, part):
                raise FactorFileUnreadable(
                    reason_zh="含文档类型声明", reason="it declares a document type"
                )


def _declares_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    content = archive.read(part)
    return any(sign in content for sign in _DOCTYPES)


def _line(number: int, cells: list[str], fault: Quarantine | None) -> Line:
    if any(len(cell) > _MAX_CELL for cell in cells):
        fault = Quarantine(
            f"单元格超过 {_MAX_CELL} 个字符", f"a cell has over {_MAX_CELL} characters"
        )
    kept = tuple("".join(c for c in cell[:_MAX_CELL] if c.isprintable()) for cell in cells)
    return Line(number, kept, fault)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _written(cell: _Cell) -> str:
    """As a person would write it: 0.5777 and not its binary neighbour, 2024-01-01 for a date."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        number = Decimal(repr(value))
        whole = number == number.to_integral_value() if number.is_finite() else False
        return format(number.quantize(Decimal(1)) if whole else number, "f")
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)
