"""The error file of an upload: its columns, the line in it, and one reason for each bad row."""

import json
from collections.abc import Iterable, Sequence

from accounting.inventory.domain.activity_tables import TableFormat, written
from accounting.sheets.domain.harmless import csv_text
from accounting.uploads.domain.readings import ADDED, COLUMNS, MARK, RAW
from accounting.uploads.domain.uploads import BadRow, UploadKind

MOST_IN_A_TABLE = 100_000
"""Rows of an error file that is no text: it is made in memory."""
_OF_LINES = (*COLUMNS, MARK, RAW)


def head(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns of an error file. Lines of JSON become columns, and whatever is none `raw`."""
    return (*(_OF_LINES if tuple(columns) == (RAW,) else columns), *ADDED)


def text_head(kind: UploadKind, columns: Sequence[str]) -> bytes:
    """What an error file in text begins with."""
    return b"" if kind is UploadKind.NDJSON else csv_text([head(columns)]).encode("utf-8-sig")


def text(kind: UploadKind, columns: Sequence[str], rows: Iterable[BadRow]) -> bytes:
    """Some rows of an error file in text."""
    if kind is UploadKind.NDJSON:
        return "".join(_line(columns, row) for row in rows).encode()
    return csv_text(_cells(columns, row) for row in rows).encode()


def table(kind: UploadKind, columns: Sequence[str], rows: Iterable[BadRow]) -> bytes:
    """A whole error file as XLSX or Parquet."""
    format = TableFormat.XLSX if kind is UploadKind.XLSX else TableFormat.PARQUET
    return written(format, head(columns), [_cells(columns, row) for row in rows])


def _cells(columns: Sequence[str], row: BadRow) -> tuple[str, ...]:
    cells = _of_line(row.cells[0]) if tuple(columns) == (RAW,) else row.cells
    return (*cells, str(row.line), *_reasons(row))


def _of_line(raw: str) -> tuple[str, ...]:
    members = _members(raw)
    if members is None:
        return (*[""] * (len(_OF_LINES) - 1), raw)
    return (*(members.get(name, "") for name in (*COLUMNS, MARK)), "")


def _members(raw: str) -> dict[str, str] | None:
    """The members of a line that columns can hold."""
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    known = isinstance(content, dict) and content.keys() <= {*COLUMNS, MARK}
    if not known or not all(isinstance(each, str) for each in content.values()):
        return None
    return dict(content)


def _line(columns: Sequence[str], row: BadRow) -> str:
    """A row as a line of JSON: the members that were sent, and what is wrong with them."""
    if tuple(columns) == (RAW,):
        sent: dict[str, object] = _object(row.cells[0]) or {RAW: row.cells[0]}
    else:
        named = zip(columns, row.cells, strict=False)
        sent = {name: cell for name, cell in named if cell or name != MARK}
    members = {**sent, **dict(zip(ADDED, (row.line, *_reasons(row)), strict=True))}
    return json.dumps(members, ensure_ascii=False) + "\n"


def _object(raw: str) -> dict[str, object] | None:
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _reasons(row: BadRow) -> tuple[str, str]:
    return (row.reason.zh, row.reason.en) if row.reason else ("", "")
