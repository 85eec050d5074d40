"""Files that we write never run in a spreadsheet, and come back as they were."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from accounting.sheets.domain.harmless import csv_text, xlsx_file
from accounting.sheets.domain.tables import read_sheet

HEAD = ["id", "value"]
ACTIVE = [
    "=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1+1", "＋1", "－1",
    "＠a", "-", "+86 10 1234", "=1+1 ",
]  # fmt: skip
NUMBERS = ["-5", "+5", "0.5777", "-1.5e-3", "12345678901234567890.5"]
TEXTS = ["", "a=b", "007", "'", "1-2", "钢化玻璃", "#REF!", "TRUE"]


def of_csv(rows: list[list[str]]) -> list[list[str]]:
    return list(csv.reader(StringIO(csv_text(rows))))


def of_xlsx(rows: list[list[str]]) -> list[list[object]]:
    sheet = load_workbook(BytesIO(xlsx_file("a", rows))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", ACTIVE, ids=ascii)
def test_what_a_spreadsheet_would_run_is_written_as_text(text):
    assert of_csv([[text]]) == [[f"'{text}"]]
    ((written,),) = of_xlsx([[text]])
    assert str(written).startswith("'")


@pytest.mark.parametrize("text", [*NUMBERS, *TEXTS])
def test_a_number_and_any_other_text_are_written_as_they_are(text):
    assert of_csv([[text, "x"]]) == [[text, "x"]]
    assert str(of_xlsx([[text, "x"]])[0][0] or "") == text


def test_a_number_is_a_number_where_the_cell_can_keep_it():
    (row,) = of_xlsx([["0.5777", "-12", "007", "0.1234567890123456789"]])

    assert row == [0.5777, -12, "007", "0.1234567890123456789"]


@pytest.mark.parametrize("text", [t for t in ACTIVE if t == t.strip()] + NUMBERS + TEXTS)
def test_a_file_of_ours_is_read_again_as_it_was(text):
    rows = [HEAD, ["own-a", text]]

    for content in (csv_text(rows).encode(), xlsx_file("a", rows)):
        (line,) = read_sheet(content).lines
        assert (*line.cells, "")[1] == text
        assert line.fault is None


def test_controls_do_not_break_a_spreadsheet():
    assert of_xlsx([["a\x07b"]]) == [["a\ufffdb"]]
