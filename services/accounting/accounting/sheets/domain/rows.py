"""Rows of CSV and XLSX as they come, one after the other, however long the table is."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Protocol
from xml.etree.ElementTree import ParseError

from accounting.values.domain.text import Text
from chassis import archives
from chassis.archives import Fault
from chassis.refusals import Invalid

MAX_COLUMNS = 40
_MAX_CELL = 2_000
_MAX_PARTS = 500
_READ_WITHIN_S = 120
_MOST_RATIO = 2_000
"""A sheet of equal rows is packed as small as the method can; its size is bounded all the same."""
_TOO_LARGE = {"reason_zh": "解压后过大", "reason": "it is too large when unpacked"}
_LOCKED = {"reason_zh": "含宏或密码", "reason": "it has macros or a password"}
_FAULTS = {
    Fault.TOO_LARGE: _TOO_LARGE,
    Fault.TOO_MANY: _TOO_LARGE,
    Fault.LOCKED: _LOCKED,
}
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
FORMULA = Text(
    "单元格含公式;请“选择性粘贴为数值”后重新上传",
    "a cell holds a formula; paste its value instead and upload again",
)
ERROR = Text(
    "单元格含错误值(如 #REF!);请更正后重新上传",
    "a cell holds an error such as #REF!; correct it and upload again",
)


class FactorFileUnreadable(Invalid):
    """The upload is not a plain CSV or XLSX table."""

    zh = "无法读取文件:{reason_zh}。请上传 UTF-8 的 CSV,或不含宏的 XLSX。"
    en = "The file cannot be read: {reason}. Upload CSV in UTF-8, or XLSX without macros."


@dataclass(frozen=True)
class SheetLine:
    """One row as text; `number` is that of the spreadsheet, the header being 1."""

    number: int
    cells: tuple[str, ...]
    fault: Text | None = None
    """Why the row cannot be read as values."""


class _Cell(Protocol):
    """What is used of a cell of openpyxl."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


def csv_rows(lines: Iterable[str]) -> Iterator[SheetLine]:
    """Rows of CSV, numbered from 1. Raises `FactorFileUnreadable`."""

    reader = csv.reader(lines, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            formula = any(cell.lstrip().startswith("=") for cell in cells)
            yield line_of(number, cells, FORMULA if formula else None)
    except csv.Error as failure:
        raise FactorFileUnreadable(reason_zh=str(failure), reason=str(failure)) from failure


def xlsx_rows(file: IO[bytes], *, unpacked_limit: int) -> Iterator[SheetLine]:
    """Rows of the first sheet, numbered from 1. Raises `FactorFileUnreadable`."""
    from openpyxl import load_workbook

    try:
        _check_archive(file, unpacked_limit)
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
            kinds = {cell.data_type for cell in cells}
            fault = FORMULA if "f" in kinds else ERROR if "e" in kinds else None
            yield line_of(number, _trimmed([_written(cell) for cell in cells]), fault)
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError, IndexError, TypeError) as failure:
        reason = f"{type(failure).__name__}: {failure}"[:200]
        raise FactorFileUnreadable(reason_zh=reason, reason=reason) from failure


def archive_limits(unpacked_limit: int) -> archives.Limits:
    """What a spreadsheet may be as an archive; some writers compress by LZMA."""
    methods = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA})
    each = unpacked_limit
    return archives.Limits(
        packed_bytes=each,
        members=_MAX_PARTS,
        member_bytes=each,
        total_bytes=each,
        ratio=_MOST_RATIO,
        within_s=_READ_WITHIN_S,
        methods=methods,
    )


def _check_archive(file: IO[bytes], unpacked_limit: int) -> None:
    """Nothing is unpacked before its declared size, which the archive cannot exceed, is known."""
    try:
        with archives.opened(file, archive_limits(unpacked_limit)) as archive:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
                raise FactorFileUnreadable(**_LOCKED)
            for name in archive.names:
                if name.endswith((".xml", ".rels")) and _declares_type(archive.pieces(name)):
                    raise FactorFileUnreadable(
                        reason_zh="含文档类型声明", reason="it declares a document type"
                    )
    except archives.ArchiveRefused as refusal:
        told = {"reason_zh": str(refusal), "reason": str(refusal)}
        raise FactorFileUnreadable(**_FAULTS.get(refusal.fault, told)) from refusal


def _declares_type(pieces: Iterable[bytes]) -> bool:
    overlap = max(map(len, _DOCTYPES))
    before = b""
    for piece in pieces:
        if any(sign in before + piece for sign in _DOCTYPES):
            return True
        before = piece[-overlap:]
    return False


def line_of(number: int, cells: Sequence[str], fault: Text | None = None) -> SheetLine:
    """A row whose cells are short and can be shown."""
    if any(len(cell) > _MAX_CELL for cell in cells):
        fault = Text(f"单元格超过 {_MAX_CELL} 个字符", f"a cell has over {_MAX_CELL} characters")
    return SheetLine(number, tuple(map(_printable, cells)), fault)


def _printable(cell: str) -> str:
    if len(cell) <= _MAX_CELL and cell.isprintable():
        return cell
    return "".join(letter for letter in cell[:_MAX_CELL] if letter.isprintable())


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
