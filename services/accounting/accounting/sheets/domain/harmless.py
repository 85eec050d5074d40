"""Tables as files that a spreadsheet may open: no text of anybody's runs there as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from accounting.values.domain.numbers import plain

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_RUNS = re.compile(r"[\s\ufeff\u200b]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet would run; full-width signs count in East Asian ones."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DIGITS_OF_A_CELL = 15
"""A spreadsheet keeps no more of a number."""
_LONGEST_TEXT = 32_000
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run; a number stays one."""
    return f"'{cell}" if _is_run(cell) else cell


def as_sent(cell: str) -> str:
    """A cell without the apostrophe that makes it harmless."""
    return cell[1:] if cell.startswith("'") and _is_run(cell[1:]) else cell


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV."""
    text = StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def xlsx_file(title: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as the one sheet of an XLSX; a number stays one where it keeps its last digit."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def text_cell(sheet: "WriteOnlyWorksheet", text: str) -> "Cell":
    """A cell of text, whatever the text looks like."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, harmless(_NO_XML.sub("\ufffd", text[:_LONGEST_TEXT])))
    cell.data_type = "s"
    return cell


def _cell(sheet: "WriteOnlyWorksheet", text: str) -> "Decimal | Cell":
    number = _number(text)
    return text_cell(sheet, text) if number is None else number


def _number(text: str) -> Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    digits = len(number.as_tuple().digits)
    return number if plain(number) == text and digits <= _DIGITS_OF_A_CELL else None


def _is_run(cell: str) -> bool:
    return _RUNS.match(cell) is not None and not _NUMBER.fullmatch(cell)
