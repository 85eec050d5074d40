"""Files read in blocks: the same rows whatever line a worker goes on behind."""

import csv
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from accounting.uploads.domain.blocks import BLOCK_ROWS, table, text_blocks
from accounting.uploads.domain.uploads import UploadKind

ROWS = [[f"m{n}", f"2026-01-01T00:00:{n % 60:02d}Z", f"{n}.5"] for n in range(25_000)]
HEAD = ["meter", "at", "value"]


def written(path: Path, kind: UploadKind, rows: list[list[str]]) -> Path:
    match kind:
        case UploadKind.CSV:
            with path.open("w", newline="") as file:
                csv.writer(file).writerows([HEAD, *rows])
        case UploadKind.PARQUET:
            pl.DataFrame(rows, schema=HEAD, orient="row").write_parquet(path)
        case _:
            book = Workbook(write_only=True)
            sheet = book.create_sheet()
            for row in [HEAD, *rows]:
                sheet.append(row)
            book.save(path)
    return path


@pytest.mark.parametrize(
    "kind", [UploadKind.CSV, UploadKind.PARQUET, UploadKind.XLSX], ids=lambda k: k.suffix
)
@pytest.mark.parametrize("after", [0, 2, 10_001])
def test_a_table_goes_on_behind_a_line(tmp_path: Path, kind: UploadKind, after: int):
    rows = ROWS[:11_000] if kind is UploadKind.XLSX else ROWS
    path = written(tmp_path / "file", kind, rows)

    with path.open("rb") as file:
        found = table(file, kind, path.stat().st_size)
        blocks = list(found.blocks(after))

    lines = [line for block in blocks for line in block.lines]
    assert found.columns == tuple(HEAD)
    assert [line.number for line in lines] == list(range(max(after + 1, 2), len(rows) + 2))
    assert list(lines[0].cells) == rows[lines[0].number - 2]
    assert all(len(block.lines) <= BLOCK_ROWS for block in blocks)
    assert sorted(block.percent for block in blocks) == [block.percent for block in blocks]


@pytest.mark.parametrize("after", [0, 1, 12_345, 59_999])
def test_lines_go_on_behind_a_line(after: int):
    text = "\n".join(f'{{"meter": "m{n}", "padding": "0123456789"}}' for n in range(1, 60_001))

    blocks = list(text_blocks(BytesIO(text.encode()), len(text), after))

    assert blocks[0].first_line == after + 1
    assert "\n".join(block.text for block in blocks) == "\n".join(text.split("\n")[after:])


def test_a_typed_column_is_read_as_people_write_it(tmp_path: Path):
    path = tmp_path / "file"
    moments = pl.datetime_range(
        pl.datetime(2026, 1, 1), pl.datetime(2026, 1, 2), "1d", time_zone="UTC", eager=True
    )
    pl.DataFrame({"meter": ["a", "b"], "at": moments, "value": [1, None]}).write_parquet(path)

    with path.open("rb") as file:
        found = table(file, UploadKind.PARQUET, path.stat().st_size)
        lines = [line.cells for line in found.lines]

    assert [(meter, at[:19], at[-6:], value) for meter, at, value in lines] == [
        ("a", "2026-01-01T00:00:00", "+00:00", "1"),
        ("b", "2026-01-02T00:00:00", "+00:00", ""),
    ]
