"""The rows of an uploaded file in blocks, so that memory does not grow with its size."""

import codecs
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING

from accounting.meters.domain.reading_stream import LONGEST_LINE_BYTES, LineTooLong
from accounting.sheets.domain.rows import (
    FactorFileUnreadable,
    SheetLine,
    archive_limits,
    csv_rows,
    line_of,
    xlsx_rows,
)
from accounting.uploads.domain.uploads import UploadKind, UploadKindWrong
from chassis import archives

if TYPE_CHECKING:
    import polars as pl

BLOCK_ROWS = 10_000
PIECE_BYTES = 1 << 20
_LONGEST_ROW = 64 * 1024
_UNPACKED_BYTES = 512 * 1024 * 1024
_SLICE_ROWS = 5 * BLOCK_ROWS
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
            yield from _behind(TextBlock(line, _decoded(whole, line), read * 100 // size), after)
            line += whole.count(b"\n") + 1
    if rest:
        yield from _behind(TextBlock(line, _decoded(rest, line), 100), after)


def table(file: IO[bytes], kind: UploadKind, size: int) -> Rows:
    """The header of a table, and its rows. Raises `FactorFileUnreadable`."""
    match kind:
        case UploadKind.PARQUET:
            return _parquet(file)
        case UploadKind.XLSX:
            last = _last_row(file)
            return _with_header(
                xlsx_rows(file, unpacked_limit=_UNPACKED_BYTES),
                lambda line: min(99, line * 100 // last) if last else 0,
            )
        case _:
            return _with_header(
                csv_rows(_text_lines(file)), lambda line: min(99, _place(file) * 100 // size)
            )


def _behind(block: TextBlock, after: int) -> Iterator[TextBlock]:
    lines = block.text.count("\n") + 1
    if (passed := after + 1 - block.first_line) <= 0:
        yield block
    elif passed < lines:
        text = block.text.split("\n", passed)[passed]
        yield TextBlock(block.first_line + passed, text, block.percent)


def _decoded(content: bytes, line: int) -> str:
    """Bytes that are not UTF-8 become U+FFFD, so that their line is refused and no other."""
    return content.decode("utf-8-sig" if line == 1 else "utf-8", errors="replace")


def _with_header(lines: Iterator[SheetLine], percent: Callable[[int], int]) -> Rows:
    head = next((line for line in lines if any(cell.strip() for cell in line.cells)), None)
    if head is None or head.fault is not None:
        raise FactorFileUnreadable(reason_zh="没有标题行", reason="it has no header row")
    columns = [cell.strip() for cell in head.cells]
    while columns and not columns[-1]:
        columns.pop()
    return Rows(tuple(columns), lines, percent)


def _text_lines(file: IO[bytes]) -> Iterator[str]:
    """Lines with their ends; UTF-8, or GB 18030 as Chinese spreadsheets save it."""
    encoding = _encoding(file)
    # A descriptor of its own: when this generator is dropped, the file stays as it is.
    with open(os.dup(file.fileno()), encoding=encoding, newline="") as text:
        text.seek(0)
        try:
            while line := text.readline(_LONGEST_ROW):
                if len(line) == _LONGEST_ROW:
                    raise FactorFileUnreadable(reason_zh="一行过长", reason="a line is too long")
                yield line
        except UnicodeDecodeError as failure:
            raise FactorFileUnreadable(
                reason_zh="不是文本文件", reason="it is no text"
            ) from failure


def _place(file: IO[bytes]) -> int:
    """How far the file was read, whoever read it."""
    return os.lseek(file.fileno(), 0, os.SEEK_CUR)


def _encoding(file: IO[bytes]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    file.seek(0)
    try:
        while piece := file.read(PIECE_BYTES):
            if b"\0" in piece:
                raise FactorFileUnreadable(reason_zh="不是文本文件", reason="it is no text")
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    finally:
        file.seek(0)
    return "utf-8-sig"


def _last_row(file: IO[bytes]) -> int:
    """The last row as the sheet itself says, 0 when it does not."""
    try:
        with archives.opened(file, archive_limits(_UNPACKED_BYTES)) as archive:
            sheets = sorted(n for n in archive.names if n.startswith("xl/worksheets/sheet"))
            found = _DIMENSION.search(next(archive.pieces(sheets[0]))[:4096])
    except (archives.ArchiveRefused, IndexError, StopIteration):
        return 0
    finally:
        file.seek(0)
    return int(found[1]) if found else 0


def _parquet(file: IO[bytes]) -> Rows:
    import polars as pl

    try:
        # By its descriptor: the file may have no name, and as an object it would be read whole.
        scan = pl.scan_parquet(f"/dev/fd/{file.fileno()}", glob=False)
        columns = tuple(scan.collect_schema().names())
        height = int(scan.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as failure:
        raise _unreadable(failure) from failure
    return Rows(columns, _parquet_rows(scan, height), lambda line: line * 100 // (height + 1))


def _parquet_rows(scan: "pl.LazyFrame", height: int) -> Iterator[SheetLine]:
    import polars as pl
    import polars.selectors as cs

    moments = cs.datetime()
    texts = scan.select(moments.dt.to_string("iso:strict"), (~moments).cast(pl.String)).select(
        scan.collect_schema().names()
    )
    for begins in range(0, height, _SLICE_ROWS):
        try:
            frame = texts.slice(begins, _SLICE_ROWS).collect().fill_null("")
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as failure:
            raise _unreadable(failure) from failure
        for number, cells in enumerate(frame.iter_rows(), start=begins + 2):
            yield line_of(number, cells)


def _unreadable(failure: BaseException) -> FactorFileUnreadable:
    reason = f"{type(failure).__name__}: {failure}"[:200]
    return FactorFileUnreadable(reason_zh=reason, reason=reason)
