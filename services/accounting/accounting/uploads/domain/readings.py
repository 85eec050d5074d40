"""Meter readings of an uploaded file, in blocks of lines as the intake of readings takes them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from accounting.meters.domain.reading_faults import LineFault
from accounting.sheets.domain.rows import SheetLine
from accounting.uploads.domain.blocks import RowBlock, TextBlock, table, text_blocks
from accounting.uploads.domain.uploads import BadRow, UploadColumnsMissing, UploadKind
from accounting.values.domain.text import Text

COLUMNS = ("meter", "at", "value")
MARK = "mark"
RAW = "raw"
ADDED = ("line", "reason_zh", "reason_en")
"""What an error file says beside each row; ignored when it is uploaded again."""
_SIGN = '"reason_zh"'


@dataclass(frozen=True)
class ReadingBlock:
    """Lines in the form of the readings' interface, and the rows that they were made of."""

    first_line: int
    text: str
    percent: int
    cells: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    broken: tuple[BadRow, ...] = ()
    """Rows with cells that cannot be read as values."""

    @property
    def last_line(self) -> int:
        return self.first_line + self.text.count("\n")

    @property
    def rows(self) -> int:
        """Lines that are not blank."""
        return sum(not line.isspace() for line in self.text.split("\n") if line) + len(self.broken)

    def bad(self, fault: LineFault) -> BadRow:
        cells = self.cells.get(fault.line, (fault.raw,))
        return BadRow(fault.line, cells, fault.fault.value)


@dataclass(frozen=True)
class Readings:
    """The columns of a file, and its blocks."""

    columns: tuple[str, ...]
    blocks: Iterator[ReadingBlock]


def readings(file: IO[bytes], kind: UploadKind, size: int, *, after: int) -> Readings:
    """What follows a line of the file. Raises what reading a table or a stream raises."""
    if kind is UploadKind.NDJSON:
        blocks = text_blocks(file, size, after)
        return Readings((RAW,), (_of_text(block) for block in blocks))
    rows = table(file, kind, size)
    if missing := [name for name in COLUMNS if name not in rows.columns]:
        raise UploadColumnsMissing(columns=", ".join(missing))
    kept = tuple(name for name in rows.columns if name not in ADDED)
    of_rows = (_of_rows(block, rows.columns) for block in rows.blocks(after))
    return Readings(kept, of_rows)


def kept_cells(cells: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row without those that an error file added."""
    padded = [*cells, *[""] * len(columns)]
    return tuple(
        cell.strip() for cell, name in zip(padded, columns, strict=False) if name not in ADDED
    )


def _of_text(block: TextBlock) -> ReadingBlock:
    text = block.text
    if _SIGN in text:
        text = "\n".join(_without_reasons(line) for line in text.split("\n"))
    return ReadingBlock(block.first_line, text, block.percent)


def _without_reasons(line: str) -> str:
    """A line of an error file as it was before; any other line as it is."""
    if _SIGN not in line:
        return line
    try:
        pairs = json.loads(line, object_pairs_hook=list)
    except (ValueError, RecursionError):
        return line
    if not isinstance(pairs, list) or not all(isinstance(each, tuple) for each in pairs):
        return line
    kept = [(name, value) for name, value in pairs if name not in ADDED]
    members = [f"{json.dumps(name)}:{json.dumps(value)}" for name, value in kept]
    return f"{{{','.join(members)}}}"


def _of_rows(block: RowBlock, columns: Sequence[str]) -> ReadingBlock:
    places = {name: columns.index(name) for name in (*COLUMNS, MARK) if name in columns}
    cells = {line.number: kept_cells(line.cells, columns) for line in block.lines}
    broken = tuple(
        BadRow(line.number, cells[line.number], Text(line.fault.zh, line.fault.en))
        for line in block.lines
        if line.fault
    )
    text = "\n".join(_as_json(line, places) for line in block.lines)
    return ReadingBlock(block.lines[0].number, text, block.percent, cells, broken)


def _as_json(line: SheetLine, places: Mapping[str, int]) -> str:
    """The row as a line of the readings' interface; blank where there is nothing to check."""
    if line.fault or not any(cell.strip() for cell in line.cells):
        return ""
    stated = {
        name: line.cells[place].strip() if place < len(line.cells) else ""
        for name, place in places.items()
    }
    if not stated.get(MARK, ""):
        stated.pop(MARK, None)
    return json.dumps(stated, ensure_ascii=False)
