"""Rows of a table as they come, one after the other, however long the table is."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from accounting.sheets.domain.harmless import as_sent
from accounting.sheets.domain.refusals import FORMULA, FactorFileUnreadable
from accounting.values.domain.text import Text
from chassis.text import TextUnfit, line, shown

MAX_COLUMNS = 40
LONGEST_CELL = 2_000
"""Characters."""
LONGEST_ROW = 64 * 1024
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_SEPARATORS = ",\t;"
_TOO_LONG = Text(f"单元格超过 {LONGEST_CELL} 个字符", f"a cell has over {LONGEST_CELL} characters")
_TOO_WIDE = Text(f"超过 {MAX_COLUMNS} 列", f"there are over {MAX_COLUMNS} columns")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class SheetLine:
    """One row as text; `number` is that of the spreadsheet, the header being 1."""

    number: int
    cells: tuple[str, ...]
    fault: Text | None = None
    """Why the row cannot be read as values."""


def csv_rows(lines: Iterable[str]) -> Iterator[SheetLine]:
    """Rows of CSV, numbered from 1. Raises `FactorFileUnreadable`."""
    separator, lines = _separated(iter(lines))
    bounded = _Bounded(lines)
    reader = csv.reader(bounded, strict=True, delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            bounded.held = 0
            formula = any(cell.lstrip().startswith("=") for cell in cells)
            yield line_of(number, cells, FORMULA if formula else None)
    except csv.Error as failure:
        raise FactorFileUnreadable(reason_zh=str(failure), reason=str(failure)) from failure


def line_of(number: int, cells: Sequence[str], fault: Text | None = None) -> SheetLine:
    """A row whose cells are short and can be shown."""
    if len(cells) > MAX_COLUMNS:
        cells, fault = cells[: MAX_COLUMNS + 1], _TOO_WIDE
    if all(map(_is_plain, cells)):
        return SheetLine(number, tuple(cells), fault)
    entered = [_entered(place, cell) for place, cell in enumerate(cells, start=1)]
    fault = next((why for _, why in entered if why), fault)
    return SheetLine(number, tuple(cell for cell, _ in entered), fault)


def _is_plain(cell: str) -> bool:
    return (
        cell.isascii()
        and cell.isprintable()
        and len(cell) <= LONGEST_CELL
        and not cell.startswith("'")
    )


def _entered(column: int, cell: str) -> tuple[str, Text | None]:
    """The cell on one line, and why it cannot be read.

    A break or a wide blank becomes a blank, so that it parts what it parted; what nobody sees is
    dropped at both ends, and marked where it stands between letters.
    """
    if _is_plain(cell):
        return cell, None
    if len(cell) > LONGEST_CELL:
        return shown(cell[:LONGEST_CELL]), _TOO_LONG
    cell = as_sent(_bare(" ".join(cell.split())))
    try:
        return line(cell), None
    except TextUnfit as unfit:
        zh, en = unfit.facts["reason_zh"], unfit.facts["reason"]
        return shown(cell), Text(f"第 {column} 列{zh}", f"column {column}: {en}")


def _bare(cell: str) -> str:
    begin, end = 0, len(cell)
    while begin < end and _is_idle(cell[begin]):
        begin += 1
    while end > begin and _is_idle(cell[end - 1]):
        end -= 1
    return cell[begin:end]


def _is_idle(letter: str) -> bool:
    return letter == " " or unicodedata.category(letter) in _UNSEEN


class _Bounded:
    """Lines, as long as one row is not made of too many."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.held = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.held += len(line)
        if self.held > LONGEST_ROW:
            raise FactorFileUnreadable(reason_zh="一行过长", reason="a line is too long")
        return line


def _separated(lines: Iterator[str]) -> tuple[str, Iterator[str]]:
    """What stands between cells: what a first line `sep=;` says, as Excel writes it, else a comma,
    or what the header has in its place."""
    first = next(lines, "").removeprefix("\ufeff")
    if (said := _SEPARATOR.fullmatch(first)) and said[1] in _SEPARATORS:
        return said[1], lines
    separator = next((each for each in _SEPARATORS if each in first), ",")
    return separator, chain([first], lines)
