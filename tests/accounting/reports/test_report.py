"""The report of a calculation: complete, honest about what is missing, printable anywhere."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from accounting.reports.domain.blocks import Say
from accounting.reports.domain.building import build
from accounting.reports.domain.model import Report
from accounting.reports.domain.paper import lay_out
from accounting.reports.domain.words import shown, shown_percent
from accounting.reports.formats.files import ReportFormat, chosen
from accounting.reports.formats.pdf import printed
from accounting.reports.formats.spreadsheet import tabulated
from accounting.reports.formats.word import written
from accounting.values.domain.numbers import total
from accounting.values.domain.text import Language, Text

GOLDEN = Path(__file__).parent.parent / "golden" / "pv-module-2025.1.json"
DATED = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def report(golden: Path = GOLDEN) -> Report:
    bundle = json.loads(golden.read_text("utf-8"))
    return build(bundle["document"], seal=bundle["seal"], dated=DATED)


def test_contributions_add_up_to_the_footprint_at_every_level():
    found = report().emissions

    for shares in (found.by_stage, found.by_process, found.by_exchange):
        assert round(total(share.kg_co2e for share in shares), 20) == round(found.exact, 20)


def test_every_exchange_is_named_with_its_source_and_its_measurement():
    module = next(process for process in report().processes if process.id == "module")

    frame = next(row for row in module.inputs if row.id == "frame")

    assert frame.name == Text("建筑用铝型材", "architectural aluminium extrusion")
    assert frame.sources == ("cpcd-42190x0012018a",)
    assert frame.measured is not None
    assert (frame.measured.amount, frame.measured.unit) == (Decimal(255000), "kg")
    # 2.125 kg/m² on 5 m² per kWp at 9.8 kg CO2e/kg.
    assert frame.kg_co2e == Decimal("104.125")


def test_what_the_document_does_not_state_is_said_and_not_invented():
    found, limits = report().emissions, report().limitations

    assert found.land_use_change is None
    assert found.aircraft is None
    assert any("航空" in limit.zh for limit in limits)
    assert any("cell.nitrogen" in limit.en for limit in limits)


def test_wood_stands_apart_from_the_footprint_with_both_directions():
    found = report(GOLDEN.with_name("wood-furniture-2025.1.json")).emissions

    assert found.biogenic_emitted is not None
    assert found.biogenic_taken_up is not None
    assert found.biogenic_emitted + found.biogenic_taken_up == found.biogenic_kg_co2
    assert found.stored_carbon_kg_co2 is not None
    inside = (found.fossil, found.biogenic_gases, found.land_use_change, found.aircraft)
    assert total(part for part in inside if part is not None) == found.exact


@pytest.mark.parametrize("golden", sorted(GOLDEN.parent.glob("*.json")), ids=lambda path: path.stem)
def test_every_golden_calculation_prints_in_both_languages(golden):
    pages = [printed(lay_out(report(golden), language), None) for language in Language]

    assert all(page.startswith(b"%PDF-") for page in pages)


def test_the_sensitivity_to_a_factor_is_a_tenth_of_what_it_contributes():
    first = report().sensitivity[0]

    # Electricity: 88.74552826 kWh/m² × 5 m² × 0.5777 kg/kWh = 256.3415… kg (domain §5.1).
    assert first.source == "ele-fp-cn-2024-nat"
    assert round(first.change_kg_co2e, 4) == Decimal("25.6341")


@pytest.mark.parametrize("language", Language)
def test_every_element_of_the_standard_has_its_section(language):
    paper = lay_out(report(), language)

    titles = " ".join(section.title for section in paper.sections)
    wanted = {
        Language.ZH: "目的 范围 系统边界 取舍准则 分配 单元过程 数据质量 敏感性 局限性 封存",
        Language.EN: "Goal Scope boundary Cut-off Allocation Unit Data Sensitivity Uncertainty",
    }
    assert [word for word in wanted[language].split() if word not in titles] == []


def test_the_same_report_prints_to_the_same_bytes_and_carries_the_sealed_file():
    paper = lay_out(report(), Language.ZH)
    bundle = GOLDEN.read_bytes()

    first, second = printed(paper, bundle), printed(paper, bundle)

    assert first == second
    assert b"calculation.json" in first
    assert b"NotoSerifSC" in first
    assert b"NotoSansSC" in first


def test_words_of_others_are_printed_and_never_obeyed():
    hostile = '#read("/etc/passwd") $x$ *bold* <b> =1+1 \\'
    named = replace(report().identity, product=Text(hostile, hostile), model=hostile)
    changed = replace(report(), identity=named)

    paper = lay_out(changed, Language.ZH)

    assert printed(paper, None).startswith(b"%PDF-")
    text = ElementTree.fromstring(  # noqa: S314  The document was made one line above.
        ZipFile(io.BytesIO(written(paper))).read("word/document.xml")
    )
    assert any(hostile in (part.text or "") for part in text.iter(f"{WORD}t"))


def test_word_names_chinese_fonts_and_describes_its_drawings():
    archive = ZipFile(io.BytesIO(written(lay_out(report(), Language.ZH))))

    styles = archive.read("word/styles.xml").decode()
    document = archive.read("word/document.xml").decode()

    assert 'w:eastAsia="SimSun"' in styles
    assert 'w:eastAsia="SimHei"' in styles
    assert "光伏组件封装 254.01 kg 49.9 %" in document
    assert len([name for name in archive.namelist() if name.endswith(".png")]) == 3


def test_the_spreadsheet_keeps_every_number_exact():
    book = openpyxl.load_workbook(io.BytesIO(tabulated(report(), Language.EN)), read_only=True)

    rows = list(book["Exchanges"].iter_rows(values_only=True))

    heads, exchanges = rows[0], rows[1:]
    column = heads.index("kg CO2e / declared unit (exact)")
    written_exactly = [Decimal(str(row[column])) for row in exchanges]
    assert round(total(written_exactly), 20) == round(report().emissions.exact, 20)
    assert len(exchanges) == sum(len(process.inputs) for process in report().processes)


def test_a_name_never_becomes_a_formula():
    named = replace(report().identity, model="=1+1", product=Text("=cmd()", "=cmd()"))

    book = openpyxl.load_workbook(
        io.BytesIO(tabulated(replace(report(), identity=named), Language.EN))
    )

    cells = [cell for row in book["Summary"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize(
    ("value", "written_as"),
    [
        ("508.62661", "508.63"),
        ("0.00054541", "0.00054541"),
        ("2040905", "2,040,905"),
        ("-1.5", "−1.5"),
        ("0", "0"),
        ("0.5", "0.5"),
    ],
)
def test_numbers_are_written_to_be_read(value, written_as):
    assert shown(Decimal(value)) == written_as


def test_a_share_that_would_vanish_says_so():
    assert [shown_percent(Decimal(value)) for value in ("0", "0.01", "12.34")] == [
        "0.0 %",
        "<0.1 %",
        "12.3 %",
    ]


def test_printed_chinese_has_full_width_marks_and_names_stay_as_written():
    say = Say(Language.ZH)

    assert say("结果(见表),共 3 项", "") == "结果\uff08见表\uff09\uff0c共 3 项"
    assert say("(ISO 14067)", "") == "(ISO 14067)"
    assert say.name(Text("示例(天津),公司", "")) == "示例(天津),公司"


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", ReportFormat.JSON),
        ("*/*", ReportFormat.JSON),
        ("application/pdf", ReportFormat.PDF),
        ("text/html, application/pdf;q=0.5", ReportFormat.PDF),
    ],
)
def test_the_first_known_media_type_decides(accept, format):
    assert chosen(None, accept) is format
