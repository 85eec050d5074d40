"""Uploaded tables: what is read, and what hostile or broken files run into."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from accounting.sheets.domain import tables as sheets
from accounting.sheets.domain.refusals import (
    FactorFileTooLarge,
    FactorFileTooLong,
    FactorFileUnreadable,
)
from accounting.sheets.domain.tables import (
    SheetFormat,
    read_sheet,
)

ROWS = [["id", "value"], ["own-steel", 2.05], ["own-glass", "1.13"]]


def xlsx(rows: list[list[object]]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The archive with parts added or replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def damaged(content: bytes) -> bytes:
    """The archive with a sheet that nobody can inflate."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    begins = sheet.header_offset + 30 + len(sheet.filename)
    return content[:begins] + b"\xff" * 20 + content[begins + 20 :]


def test_csv_and_xlsx_say_the_same():
    of_csv = read_sheet(b"id,value\nown-steel,2.05\nown-glass,1.13\n")
    of_xlsx = read_sheet(xlsx(ROWS))

    assert (of_csv.format, of_xlsx.format) == (SheetFormat.CSV, SheetFormat.XLSX)
    assert of_csv.columns == of_xlsx.columns == ("id", "value")
    assert [line.cells for line in of_csv.lines] == [line.cells for line in of_xlsx.lines]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_may_be_saved_as_chinese_spreadsheets_do(code):
    sheet = read_sheet("id,name_zh\nown-steel,钢\n".encode(code))

    assert sheet.columns == ("id", "name_zh")
    assert sheet.lines[0].cells == ("own-steel", "钢")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5777, "0.5777"),
        (1e-05, "0.00001"),
        (1e16, "1" + "0" * 16),
        (2024, "2024"),
        (date(2025, 1, 1), "2025-01-01"),
    ],
)
def test_a_cell_is_read_as_a_person_would_write_it(value, text):
    sheet = read_sheet(xlsx([["value"], [value]]))

    assert sheet.lines[0].cells == (text,)


def test_a_formula_is_never_computed_and_never_trusted():
    of_xlsx = read_sheet(xlsx([["id", "value"], ["own-steel", "=1+1"], ["own-glass", 1]]))
    of_csv = read_sheet(b'id,value\nown-steel,"=HYPERLINK(""x"")"\nown-glass,1\n')

    for sheet in (of_xlsx, of_csv):
        assert [line.fault is not None for line in sheet.lines] == [True, False]
        assert "formula" in sheet.lines[0].fault.en


def test_blank_lines_are_skipped_and_numbers_stay_those_of_the_file():
    sheet = read_sheet(b"id,value\n\nown-steel,2\n , \nown-glass,1\n")

    assert [line.number for line in sheet.lines] == [3, 5]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\x00\x01\x02",
        b"PK\x03\x04 but nothing else",
        b'id,value\n"own-steel,2\n',
        repacked(xlsx(ROWS), **{"xl/vbaProject.bin": b"macro"}),
        repacked(
            xlsx(ROWS),
            **{"xl/styles.xml": b'<!DOCTYPE s [<!ENTITY a "aa">]><styleSheet>&a;</styleSheet>'},
        ),
        repacked(xlsx(ROWS), **{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}),
        repacked(xlsx(ROWS), **{"xl/workbook.xml": b"<a/>"}),
        repacked(xlsx(ROWS), **{"../workbook.xml": b"<a/>"}),
        damaged(xlsx(ROWS)),
    ],
    ids=[
        "empty",
        "blank",
        "binary",
        "no zip",
        "quote",
        "macro",
        "entities",
        "cut off",
        "no book",
        "elsewhere",
        "damaged",
    ],
)
def test_a_hostile_or_broken_file_is_refused(content):
    with pytest.raises(FactorFileUnreadable):
        read_sheet(content)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(xlsx(ROWS), **{"xl/media/bomb.xml": b"\0" * (97 * 1024 * 1024)})

    assert len(bomb) < 200_000
    with pytest.raises(FactorFileUnreadable) as refused:
        read_sheet(bomb)
    assert "unpacked" in refused.value.messages["en"]


def test_a_sheet_of_many_equal_rows_is_read_however_small_it_is_packed():
    rows = "<row><c t='inlineStr'><is><t>id</t></is></c><c><v>1</v></c></row>"
    rows += ("<row/>" + " " * 3_000) * 900
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f"<worksheet xmlns='{space}'><sheetData>{rows}</sheetData></worksheet>".encode()
    content = repacked(xlsx(ROWS), **{"xl/worksheets/sheet1.xml": sheet})

    assert len(sheet) > 250 * (len(content) - len(xlsx(ROWS)))
    assert read_sheet(content).columns == ("id", "1")


def test_limits_of_size_rows_and_columns():
    head = b"id,value\n"

    with pytest.raises(FactorFileTooLarge):
        read_sheet(head + b"x" * sheets.MAX_BYTES)
    with pytest.raises(FactorFileTooLong):
        read_sheet(head + b"own-a,1\n" * (sheets.MAX_ROWS + 1))
    with pytest.raises(FactorFileTooLong):
        read_sheet(head + b"\n" * 60_000)
    with pytest.raises(FactorFileTooLong):
        read_sheet(b"," * 50 + b"x\n")
    assert len(read_sheet(head + b"own-a,1\n" * sheets.MAX_ROWS).lines) == sheets.MAX_ROWS


def test_a_very_long_cell_and_control_characters_do_no_harm():
    sheet = read_sheet(b"id,value\nown-a," + b"9" * 5000 + b"\nown-b,1\x07\x1b\n")

    assert sheet.lines[0].fault is not None
    assert sheet.lines[1].cells == ("own-b", "1")
