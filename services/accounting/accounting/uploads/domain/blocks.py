"""The rows of an uploaded file in blocks, so that memory does not grow with its size."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from accounting.meters.domain.reading_stream import LONGEST_LINE_BYTES, LineTooLong, decoded
from accounting.sheets.domain.columnar import parquet_table
from accounting.sheets.domain.rows import SheetLine, csv_rows
from accounting.sheets.domain.spreadsheet import SheetBounds, xlsx_rows
from accounting.sheets.domain.tables import columns_of, text_lines
from accounting.uploads.domain.uploads import UploadKind, UploadKindWrong
from chassis import archives

BLOCK_ROWS = 10_000
PIECE_BYTES = 1 << 20
_BOUNDS = SheetBounds(unpacked_bytes=512 * 1024 * 1024, strings=2_500_000, within_s=4 * 3600)
_MOST_ROWS = 1 << 31
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')
_MAGIC = {b"PAR1": UploadKind.PARQUET, b"PK\x03\x04": UploadKind.XLSX}


@dataclass(frozen=True)
class TextBlock:
    """Whole lines of text, and how much of the file they end at."""

    first_line: int
    text: str
    percent: int


@dataclass(frozen=True)
class RowBlock:
    """Rows of a table, blank ones included."""

    lines: tuple[SheetLine, ...]
    percent: int


@dataclass(frozen=True)
class Rows:
    """A table: its header, and what follows it."""

    columns: tuple[str, ...]
    lines: Iterator[SheetLine]
    percent: Callable[[int], int]

    def blocks(self, after: int) -> Iterator[RowBlock]:
        """The rows behind a line, in blocks."""
        fresh = (line for line in self.lines if line.number > after)
        while block := tuple(islice(fresh, BLOCK_ROWS)):
            yield RowBlock(block, self.percent(block[-1].number))


def check_kind(file: IO[bytes], announced: UploadKind) -> None:
    """Raises `UploadKindWrong` when the bytes tell of another kind."""
    file.seek(0)
    found = _MAGIC.get(file.read(4))
    expected = announced if announced in _MAGIC.values() else None
    if found is not expected:
        raise UploadKindWrong(kind=announced.name)
    file.seek(0)


def text_blocks(file: IO[bytes], size: int, after: int) -> Iterator[TextBlock]:
    """Pieces of about a megabyte, of whole lines behind a line. Raises `LineTooLong`."""
    rest, line, read = b"", 1, 0
    while piece := file.read(PIECE_BYTES):
        read += len(piece)
        whole, end, rest = (rest + piece).rpartition(b"\n")
        if len(rest) > LONGEST_LINE_BYTES:
            number = line + whole.count(b"\n") + bool(end)
            raise LineTooLong(line=number, limit=LONGEST_LINE_BYTES)
        if end:
            yield from _behind(TextBlock(line, decoded(whole, line), read * 100 // size), after)
            line += whole.count(b"\n") + 1
    if rest:
        yield from _behind(TextBlock(line, decoded(rest, line), 100), after)


def table(file: IO[bytes], kind: UploadKind, size: int) -> Rows:
    """The header of a table, and its rows. Raises `FactorFileUnreadable`."""
    match kind:
        case UploadKind.PARQUET:
            return _parquet(file)
        case UploadKind.XLSX:
            last = _last_row(file)
            return _with_header(
                xlsx_rows(file, _BOUNDS),
                lambda line: min(99, line * 100 // last) if last else 0,
            )
        case _:
            return _with_header(
                csv_rows(text_lines(file)), lambda line: min(99, file.tell() * 100 // size)
            )


def _behind(block: TextBlock, after: int) -> Iterator[TextBlock]:
    lines = block.text.count("\n") + 1
    if (passed := after + 1 - block.first_line) <= 0:
        yield block
    elif passed < lines:
        text = block.text.split("\n", passed)[passed]
        yield TextBlock(block.first_line + passed, text, block.percent)


def _with_header(lines: Iterator[SheetLine], percent: Callable[[int], int]) -> Rows:
    head = next((line for line in lines if any(cell.strip() for cell in line.cells)), None)
    return Rows(columns_of(head), lines, percent)


def _last_row(file: IO[bytes]) -> int:
    """The last row as the sheet itself says, 0 when it does not."""
    try:
        with archives.opened(file, _BOUNDS.archive) as archive:
            sheets = sorted(n for n in archive.names if n.startswith("xl/worksheets/sheet"))
            found = _DIMENSION.search(next(archive.pieces(sheets[0]))[:4096])
    except (archives.ArchiveRefused, IndexError, StopIteration):
        return 0
    finally:
        file.seek(0)
    return int(found[1]) if found else 0


def _parquet(file: IO[bytes]) -> Rows:
    # By its descriptor: the file may have no name, and as an object it would be read whole.
    found = parquet_table(f"/dev/fd/{file.fileno()}", most_rows=_MOST_ROWS)
    return Rows(found.columns, found.lines, lambda line: line * 100 // (found.height + 1))
