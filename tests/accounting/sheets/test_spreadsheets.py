"""XLSX as programs write it: every row of the visible sheet, to the digit, or a refusal."""

import time

import pytest

from accounting.sheets.domain.refusals import FactorFileTooLong, FactorFileUnreadable
from accounting.sheets.domain.tables import read_sheet
from tests.accounting.sheets.foreign import MAIN, kept, workbook
from tests.accounting.sheets.test_sheets import repacked

HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
    '<c r="B1" t="str"><v>value</v></c></row>'
)
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/m/d"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 164, 31, 57, 2, 46))
    + "</cellXfs>"
)
MOST_S = 8.0
"""A processor's time for the worst of these files; none took 2 s."""


def cells(row: str, **more: str) -> list[tuple[str, ...]]:
    return [line.cells for line in read_sheet(workbook(HEAD + row, **more)).lines]


def cell(inside: str, attributes: str = "") -> str:
    return f'<row r="2"><c r="B2" {attributes}>{inside}</c></row>'


def refused(content: bytes) -> str:
    with pytest.raises((FactorFileUnreadable, FactorFileTooLong)) as refusal:
        read_sheet(content)
    return refusal.value.messages["en"]


@pytest.mark.parametrize("name", ["dimension-A1", "dimension-short", "no-dimension", "lzma"])
def test_every_row_is_read_whatever_the_sheet_says_of_its_size(name):
    sheet = read_sheet(kept(f"factors-{name}.xlsx"))

    assert [line.cells[0] for line in sheet.lines] == [f"own-field-{c}" for c in "abcdef"]


def test_strict_open_xml_is_read():
    (line,) = read_sheet(kept("factors-strict.xlsx")).lines

    assert line.cells[:5] == (
        "own-field-strict", "试验玻璃strict", "trial glass strict", "pv-material", "1.35",
    )  # fmt: skip


def test_days_are_counted_from_1904_where_the_file_says_so():
    (line,) = read_sheet(kept("factors-1904.xlsx")).lines

    assert line.cells[11] == "2025-01-01"


def test_a_hidden_sheet_is_passed_over():
    (line,) = read_sheet(kept("factors-hidden-first-sheet.xlsx")).lines

    assert line.cells[0] == "own-field-visible-new"


@pytest.mark.parametrize("states", [("hidden",), ("veryHidden",)])
def test_a_file_without_a_visible_sheet_is_refused(states):
    assert "no sheet of it is visible" in refused(workbook(HEAD, states=states))


def test_of_several_visible_sheets_with_content_none_is_lost_in_silence():
    said = refused(workbook(HEAD, "", cell("<v>1</v>")))

    assert "(s1、s3)" in said
    assert len(read_sheet(workbook("", HEAD + cell("<v>1</v>"))).lines) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("damaged-deflate", "damaged or incomplete"),
        ("truncated", "damaged or incomplete"),
        (
            "deflate64",
            "compressed by a method that is not read: xl/worksheets/sheet1.xml (method 9)",
        ),
    ],
)
def test_an_archive_that_cannot_be_read_is_refused_with_the_reason(name, reason):
    assert reason in refused(kept(f"factors-{name}.xlsx"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0.57769999999999999", "0.5777"),
        ("12345678901234567890", "12345678901234567890"),
        ("007", "7"),
        ("1E-7", "0.0000001"),
        ("1.5e+300", "15" + "0" * 299),
        ("-0", "0"),
        ("-2.50", "-2.5"),
    ],
)
def test_a_number_is_read_to_its_last_digit(written, read):
    assert cells(cell(f"<v>{written}</v>")) == [("", read)]


@pytest.mark.parametrize(
    ("style", "written", "read"),
    [
        (1, "45658", "2025-01-01"),
        (2, "45658.5", "2025-01-01T12:00:00"),
        (3, "45658", "2025-01-01"),
        (4, "45658", "2025-01-01"),
        (5, "45658", "45658"),
        (6, "1.5", "1 day, 12:00:00"),
    ],
)
def test_a_date_is_told_by_its_format_the_chinese_ones_included(style, written, read):
    assert cells(cell(f"<v>{written}</v>", f's="{style}"'), styles=STYLES) == [("", read)]


def test_texts_are_joined_of_their_runs_without_how_they_are_pronounced():
    strings = (
        "<si><r><t>钢化</t></r><r><t>玻璃</t></r><rPh sb='0' eb='1'><t>gang hua</t></rPh></si>"
        "<si><t>a_x000D_b_x005F_x0041_</t></si>"
    )
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>'

    assert cells(row, strings=strings) == [("钢化玻璃", "a b_x0041_")]


@pytest.mark.parametrize(
    ("inside", "attributes", "reason"),
    [
        ("<f>1+1</f><v>2</v>", "", "formula"),
        ("<v>#REF!</v>", 't="e"', "error"),
        ("<v>528750\n528750</v>", "", "holds none"),
        ("<v>1_000</v>", "", "holds none"),
        ("<v>１２</v>", "", "holds none"),
        ("<v>nan</v>", "", "holds none"),
    ],
)
def test_what_is_no_value_is_at_fault(inside, attributes, reason):
    (line,) = read_sheet(workbook(HEAD + cell(inside, attributes))).lines

    assert reason in line.fault.en


@pytest.mark.parametrize(
    "sheet",
    [
        cell("<v>1</v><v>2</v>"),
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="１"><c><v>1</v></c></row>',
        '<row r="2"><c r="2B"><v>1</v></c></row>',
        cell("<v>7</v>", 't="s"'),
        cell("<v>-1</v>", 't="s"'),
        cell("<v>1</v>", 't="odd"'),
        cell("<v>1</v>", 's="-1"'),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(sheet):
    refused(workbook(HEAD + sheet, strings="<si><t>a</t></si>"))


def test_rows_that_the_file_leaves_out_keep_their_numbers():
    sheet = read_sheet(
        workbook(HEAD + '<row r="5"><c r="A5"><v>1</v></c></row><row><c><v>2</v></c></row>')
    )

    assert [(line.number, line.cells) for line in sheet.lines] == [(5, ("1",)), (6, ("2",))]


SWELLING = {
    "texts": lambda: workbook(HEAD, strings="<si/>" * 2_000_000),
    "styles": lambda: workbook(styles=f"<cellXfs>{'<xf/>' * 800_000}</cellXfs>"),
    "fonts": lambda: workbook(styles=f"<fonts>{'<font><b/></font>' * 1_200_000}</fonts>"),
    "blank cells": lambda: workbook(f"<row>{'<c/>' * 16_000}</row>" * 100),
    "cells of a row": lambda: workbook(f"<row>{'<c><v>1</v></c>' * 500_000}</row>"),
    "last row": lambda: workbook(HEAD + '<row r="1048576"><c><v>1</v></c></row>'),
    "depth": lambda: workbook("<a>" * 5_000_000),
    "names": lambda: workbook("".join(f"<b{n}/>" for n in range(400_000))),
    "one tag": lambda: workbook("<c b='" + "x" * 40_000_000),
}


@pytest.mark.parametrize("name", SWELLING)
def test_a_small_file_that_swells_costs_seconds_at_most(name):
    content = SWELLING[name]()
    begun = time.process_time()

    refused(content)

    assert len(content) < 3_000_000
    assert time.process_time() - begun < MOST_S


def test_a_document_type_is_refused_in_any_encoding():
    doctype = '<!DOCTYPE s [<!ENTITY a "aa">]>'
    for encoding in ("utf-8", "utf-16"):
        sheet = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<worksheet xmlns="{MAIN}"/>'
        assert "document type" in refused(_with_sheet(sheet.encode(encoding)))
    assert "encoding gb2312" in refused(_with_sheet(b'<?xml version="1.0" encoding="gb2312"?><a/>'))


def _with_sheet(sheet: bytes) -> bytes:
    return repacked(workbook(HEAD), **{"xl/worksheets/sheet1.xml": sheet})
