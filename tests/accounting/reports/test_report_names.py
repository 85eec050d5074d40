"""Whatever name was accepted is printed, in every file that a report is handed out as."""

import io
import json
from copy import deepcopy
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from accounting.ilcd.formats.exporting import exported
from accounting.reports.domain.building import build
from accounting.reports.domain.model import Report
from accounting.reports.domain.paper import lay_out
from accounting.reports.formats.fonts import printable
from accounting.reports.formats.pdf import printed
from accounting.reports.formats.spreadsheet import tabulated
from accounting.reports.formats.word import written
from accounting.values.domain.text import Language, rewritten
from chassis.text import line, shown
from tests.accounting.reports.test_report import DATED, GOLDEN
from tests.chassis.test_text import SCRIPTS

NAMES = [line(name) for name in SCRIPTS.values()]
TOGETHER = " · ".join(NAMES)
OLD = "组\ue000\ufeff\x90件\uffff"
"""Sealed before names were looked at; no XML and no PDF can hold it."""


def document(name: str) -> dict[str, object]:
    content = deepcopy(json.loads(GOLDEN.read_text("utf-8"))["document"])
    content["product"]["name"] = {"zh": name, "en": name}
    return content


def report(name: str) -> Report:
    return build(rewritten(document(name), shown), seal="0" * 64, dated=DATED)


@pytest.mark.parametrize("name", NAMES, ids=SCRIPTS)
def test_the_fonts_print_every_script_that_chinese_law_knows(name):
    # Extension I came after GB 18030-2022, and no free font has all of G and H.
    assert printable(name) == ("⟨U+2EBF0⟩" if name == "\U0002ebf0" else name)


@pytest.mark.parametrize("name", [TOGETHER, OLD], ids=["every script", "sealed before"])
def test_a_report_with_any_name_is_printed(name):
    # PDF/A-3a forbids the glyph that stands for a missing one, and typst then prints nothing.
    assert printed(lay_out(report(name), Language.ZH), None).startswith(b"%PDF-")


@pytest.mark.parametrize("name", [TOGETHER, OLD], ids=["every script", "sealed before"])
def test_word_spreadsheet_and_ilcd_archive_of_any_name_are_well_formed(name):
    made = report(name)
    of_ilcd = rewritten(document(name), shown)

    word = ZipFile(io.BytesIO(written(lay_out(made, Language.ZH))))
    sheet = ZipFile(io.BytesIO(tabulated(made, Language.ZH)))
    ilcd = ZipFile(io.BytesIO(exported(of_ilcd, seal="0" * 64, sealed_at=DATED)))

    for archive in (word, sheet, ilcd):
        parts = [archive.read(n) for n in archive.namelist() if n.endswith((".xml", ".rels"))]
        trees = [ElementTree.fromstring(part) for part in parts]  # noqa: S314  Made just above.
        assert any(shown(name) in "".join(tree.itertext()) for tree in trees)
    assert openpyxl.load_workbook(io.BytesIO(tabulated(made, Language.ZH)))


def test_what_no_font_has_stands_there_as_its_code_point():
    assert printable("组\U000323b0件") == "组⟨U+323B0⟩件"
