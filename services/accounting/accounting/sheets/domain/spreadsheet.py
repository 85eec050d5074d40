"""The rows of an XLSX as they come, in memory that does not grow with their number.

What a sheet says of its own size is not asked. Numbers are read as they are written, so that none
loses a digit, and formulas and errors are told from values.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

from accounting.sheets.domain.refusals import ERROR, FORMULA, TOO_LARGE, FactorFileUnreadable
from accounting.sheets.domain.rows import MAX_COLUMNS, SheetLine, line_of
from accounting.sheets.domain.workbook import CellText, Kind, Workbook, opened
from accounting.sheets.domain.xml_parts import Attributes, XmlPart, unreadable
from accounting.values.domain.numbers import plain
from accounting.values.domain.text import Text
from chassis import archives
from chassis.archives import Fault

_MAX_PARTS = 500
_MOST_RATIO = 2_000
"""A sheet of equal rows is packed as small as the method can; its size is bounded all the same."""
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_BLANK_CELLS, _BLANK_CELLS_OF_A_ROW = 1_000_000, 100
"""A sheet may have so many cells without content, and so many more for each of its rows."""
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]+", re.ASCII)
_LONGEST_NUMBER = 400
_LOCKED = {"reason_zh": "含宏或密码", "reason": "it has macros or a password"}
_DAMAGED = {"reason_zh": "文件已损坏或不完整", "reason": "it is damaged or incomplete"}
_FAULTS = {
    Fault.TOO_LARGE: TOO_LARGE,
    Fault.TOO_MANY: TOO_LARGE,
    Fault.LOCKED: _LOCKED,
    Fault.UNREADABLE: _DAMAGED,
}
_NOT_A_NUMBER = Text(
    "单元格类型为数字或日期,但内容不是;请更正后重新上传",
    "a cell is marked as a number or a date and holds none; correct it and upload again",
)


@dataclass(frozen=True)
class SheetBounds:
    """How much a spreadsheet may hold."""

    unpacked_bytes: int
    strings: int
    """Different texts, of all its sheets."""
    within_s: float
    """Until its last row is read."""

    @property
    def archive(self) -> archives.Limits:
        """As an archive; some writers compress by LZMA."""
        return archives.Limits(
            packed_bytes=self.unpacked_bytes,
            members=_MAX_PARTS,
            member_bytes=self.unpacked_bytes,
            total_bytes=self.unpacked_bytes,
            ratio=_MOST_RATIO,
            within_s=self.within_s,
            methods=frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA}),
        )


def xlsx_rows(file: IO[bytes], bounds: SheetBounds) -> Iterator[SheetLine]:
    """Rows of the one visible sheet with content, numbered from 1.

    Raises `FactorFileUnreadable`.
    """
    try:
        with archives.opened(file, bounds.archive, _is_wanted) as archive:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
                raise FactorFileUnreadable(**_LOCKED)
            book = opened(archive, bounds.strings)
            yield from _Sheet(book, _filled(book)).lines()
    except archives.ArchiveRefused as refusal:
        told = {"reason_zh": str(refusal), "reason": str(refusal)}
        raise FactorFileUnreadable(**_FAULTS.get(refusal.fault, told)) from refusal


def _is_wanted(name: str) -> bool:
    """Pictures and the like are never unpacked."""
    return name.lower().endswith((".xml", ".rels", "vbaproject.bin"))


def _filled(book: Workbook) -> str:
    """Of several visible sheets only one may hold anything: none is lost without a word."""
    if not book.sheets:
        raise FactorFileUnreadable(reason_zh="没有可见的工作表", reason="no sheet of it is visible")
    names = list(book.sheets)
    if len(names) > 1:
        names = [name for name in names if _holds_anything(book, book.sheets[name])] or names[:1]
    if len(names) > 1:
        told = "、".join(names)[:200]
        raise FactorFileUnreadable(
            reason_zh=f"多个可见的工作表有内容({told}),请只保留一个",
            reason=f"several visible sheets hold something ({told}); keep only one of them",
        )
    return book.sheets[names[0]]


def _holds_anything(book: Workbook, name: str) -> bool:
    found = False

    def note(_: Attributes) -> None:
        nonlocal found
        found = True

    part = XmlPart(name, {"v": note, "t": note}, {})
    return any(found for _ in part.read(book.archive.pieces(name)))


class _Sheet:
    """A sheet that is being read, cell by cell."""

    def __init__(self, book: Workbook, name: str) -> None:
        self._book, self._name, self._words = book, name, CellText()
        starts = {"row": self._row, "c": self._cell, "v": self._value, "f": self._formula}
        ends = {"row": self._row_ends, "c": self._cell_ends, "v": self._words.stop}
        self._part = XmlPart(name, {**self._words.starts, **starts}, {**self._words.ends, **ends})
        self._words.of(self._part)
        self._done: list[SheetLine] = []
        self._number = self._column = self._values = self._blank = 0
        self._cells: list[str] = []
        self._fault: Text | None = None
        self._attributes: Attributes = {}

    def lines(self) -> Iterator[SheetLine]:
        """All rows in their order; those that the file leaves out are blank."""
        last = 0
        for _ in self._part.read(self._book.archive.pieces(self._name)):
            for line in self._done:
                for number in range(last + 1, line.number):
                    yield SheetLine(number, ())
                yield line
                last = line.number
            self._done.clear()

    def _row(self, attributes: Attributes) -> None:
        number = _whole(attributes["r"]) if "r" in attributes else self._number + 1
        if not self._number < number <= _LAST_ROW:
            raise unreadable(f"{self._name}: row {number} is out of order")
        self._number, self._column = number, 0
        self._cells, self._fault = [], None

    def _row_ends(self) -> None:
        self._done.append(line_of(self._number, self._cells, self._fault))

    def _cell(self, attributes: Attributes) -> None:
        column = _column(attributes["r"]) if "r" in attributes else self._column + 1
        if not self._column < column <= _LAST_COLUMN:
            raise unreadable(f"{self._name}: cell {attributes.get('r')} is out of order")
        self._column, self._attributes, self._values = column, attributes, 0

    def _value(self, attributes: Attributes) -> None:
        self._values += 1
        if self._values > 1:
            raise unreadable(f"{self._name}: a cell of row {self._number} has two values")
        self._words.begin(attributes)

    def _formula(self, _: Attributes) -> None:
        self._fault = FORMULA

    def _cell_ends(self) -> None:
        written = self._written(self._words.taken())
        if not written:
            self._blank += 1
            if self._blank > _BLANK_CELLS + _BLANK_CELLS_OF_A_ROW * self._number:
                raise FactorFileUnreadable(**TOO_LARGE)
            return
        place = min(self._column, MAX_COLUMNS + 1) - 1
        if len(self._cells) <= place:
            self._cells.extend([""] * (place - len(self._cells)))
            self._cells.append(written)

    def _written(self, text: str) -> str:
        """A cell as a person would write it: 0.5777 and not its binary neighbour."""
        match self._attributes.get("t", "n"):
            case "n":
                return self._number_written(text.strip()) if text else ""
            case "s":
                return self._book.strings[_whole(text)] if text else ""
            case "str" | "inlineStr":
                return text
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(text.strip(), text)
            case "d":
                return text.strip().removesuffix("Z").removesuffix("T00:00:00")
            case "e":
                self._fault = self._fault or ERROR
                return text
            case other:
                raise unreadable(f"{self._name}: a cell of the kind {other}")

    def _number_written(self, text: str) -> str:
        if text and (len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text)):
            self._fault = _NOT_A_NUMBER
            return text
        style = _whole(self._attributes.get("s", "0"))
        kind = self._book.kinds[style] if style < len(self._book.kinds) else Kind.NUMBER
        if kind is not Kind.NUMBER:
            return self._moment_written(text, kind)
        if text.isdigit():
            return text.lstrip("0") or "0"
        number = Decimal(repr(float(text))) if text else Decimal(0)
        return plain(number) if text and number.is_finite() else text

    def _moment_written(self, text: str, kind: Kind) -> str:
        try:
            return self._book.moment(float(text), kind) if text else ""
        except (OverflowError, ValueError):
            self._fault = _NOT_A_NUMBER
            return text


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise unreadable(f"{text[:40]!r} is no number of a row, style or text")
    return int(text)


def _column(place: str) -> int:
    found = _PLACE.fullmatch(place)
    if not found:
        raise unreadable(f"{place[:40]!r} is no place of a cell")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
