"""Cells as they come: nothing is joined that was apart, and what nobody sees is named."""

import time

import pytest

from accounting.sheets.domain.refusals import FactorFileTooLong, FactorFileUnreadable
from accounting.sheets.domain.rows import line_of
from accounting.sheets.domain.tables import read_sheet
from tests.accounting.sheets.foreign import kept

BLANKS = ["\n", "\r\n", "\r", "\t", "\v", "\f", "\x85", "\xa0", "\u2003", "\u2028", "\u3000"]


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
def test_two_numbers_in_a_cell_stay_apart_whatever_blank_parts_them(blank):
    line = line_of(2, [f"528750{blank}528750", f" {blank}1.5{blank} "])

    assert (line.cells, line.fault) == (("528750 528750", "1.5"), None)


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u202e", "\x00", "\x07", "\ue000"])
def test_what_nobody_sees_between_letters_is_at_fault_with_its_place(sign):
    line = line_of(2, ["own-a", f"528750{sign}528750"])

    assert f"column 2: character 7, U+{ord(sign):04X}" in line.fault.en
    assert f"第 2 列第 7 个字符 U+{ord(sign):04X}" in line.fault.zh
    assert "528750528750" not in line.cells


def test_what_nobody_sees_at_the_ends_of_a_cell_is_dropped():
    assert line_of(2, ["\ufeff1.35\u200b", "\x07\x1b"]).cells == ("1.35", "")


def test_a_kept_file_with_invisible_characters_names_the_first():
    (line,) = read_sheet(kept("factors-zero-width.csv")).lines

    assert line.cells[0] == "own-csv-zw"
    assert line.cells[4] == "1.35"
    assert "column 2: character 2, U+200B" in line.fault.en
    assert line.cells[1] == "玻⟨U+200B⟩璃⟨U+202E⟩倒"


def test_a_row_of_more_columns_than_may_be_is_at_fault():
    line = line_of(2, [""] * 60_000 + ["1"])

    assert (len(line.cells), "40 columns" in line.fault.en) == (41, True)


@pytest.mark.parametrize(
    "content",
    [
        b"," * 8_000_000,
        b"\n" * 8_000_000,
        b"\r" * 8_000_000,
        b'"' + b"a" * 8_000_000 + b'"',
        b'"\n",' * 2_000_000,
        b"\xb0\xa1" * 4_000_000,
        b"a,b\n" + b"1,2\n" * 2_000_000,
    ],
    ids=["commas", "breaks", "returns", "a cell", "quoted breaks", "no breaks", "rows"],
)
def test_eight_megabytes_of_one_sign_cost_no_time(content):
    begun = time.process_time()

    with pytest.raises((FactorFileTooLong, FactorFileUnreadable)):
        read_sheet(content)

    assert time.process_time() - begun < 2  # None took 0.2 s.
