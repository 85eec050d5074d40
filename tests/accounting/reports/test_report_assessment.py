"""Quality, uncertainty and position in the report: what they say, and by which packs."""

import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from accounting.analysis.domain.pedigree import read_pedigree
from accounting.analysis.domain.position import read_benchmarks
from accounting.analysis.domain.quality import read_quality
from accounting.reports.domain import assessment
from accounting.reports.domain.assessment import Parameters
from accounting.reports.domain.blocks import Ranges
from accounting.reports.domain.building import build
from accounting.reports.domain.model import Report
from accounting.reports.domain.paper import lay_out
from accounting.reports.formats.pdf import printed
from accounting.reports.formats.spreadsheet import tabulated
from accounting.reports.formats.word import written
from accounting.values.domain.text import Language
from packs import PACKS_DIR
from tests.accounting.samples import library

GOLDEN = Path(__file__).parent.parent / "golden"
DATED = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
PV = "pv-module-2025.1-engine-1.1"


@cache
def parameters(category: str = "pv-module") -> Parameters:
    analysis = PACKS_DIR / "analysis"
    text = (PACKS_DIR / "categories" / category / "benchmarks.yaml").read_text("utf-8")
    benchmarks, _ = read_benchmarks(text)
    pedigree, _ = read_pedigree((analysis / "pedigree.yaml").read_text("utf-8"))
    quality, _ = read_quality((analysis / "quality.yaml").read_text("utf-8"))
    known = library().factors
    return Parameters(pedigree, quality, benchmarks, {id: known[id] for id in benchmarks.levels})


@cache
def report(name: str = PV, category: str = "pv-module") -> Report:
    bundle = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    by = parameters(category)
    return build(bundle["document"], seal=bundle["seal"], dated=DATED, by=by)


def text_of(report: Report, language: Language) -> str:
    paper = lay_out(report, language)
    return json.dumps(paper, default=vars, ensure_ascii=False)


def test_the_rating_is_the_mean_of_its_four_criteria():
    found = report().assessment

    assert found is not None
    of = found.rating
    criteria = (of.technological, of.geographical, of.temporal, of.precision)
    assert of.dqr == pytest.approx(sum(criteria) / 4, abs=Decimal("0.0001"))
    assert all(1 <= row.rating.dqr <= 5 for row in found.largest)
    # The frame carries most: 104.125 of 508.63 kg.
    assert (found.largest[0].place, found.largest[0].kg_co2e) == ("module.frame", 104.125)


def test_both_published_number_sets_agree_with_their_samples():
    found = report().assessment

    assert found is not None
    assert [spread.pedigree_set for spread in found.spreads] == ["v1", "v2"]
    for spread in found.spreads:
        assert spread.monte_carlo is not None
        assert spread.exact_mean is not None
        error = abs(spread.monte_carlo.mean - spread.exact_mean)
        assert error < 4 * spread.standard_error
        # The median of the approximation is the certified value.
        assert spread.analytic.median == pytest.approx(report().emissions.exact)
    assert found.spreads[1].analytic.sigma > found.spreads[0].analytic.sigma


def test_published_levels_are_told_in_the_declared_unit_with_their_sources():
    found = report().assessment

    assert found is not None
    levels = {level.id: level for level in found.levels}
    # EPEAT thresholds: 630 and 400 kg CO2e/kWp (domain §5.2).
    assert levels["bm-pv-epeat-low"].kg_co2e == 630
    assert levels["bm-pv-epeat-ultralow"].kg_co2e == 400
    gap = levels["bm-pv-epeat-ultralow"].difference_percent
    assert gap == pytest.approx(Decimal("27.16"), abs=Decimal("0.01"))
    assert all(level.source_title for level in found.levels)


@pytest.mark.parametrize("language", Language)
def test_the_paper_names_the_packs_and_shows_both_chapters(language):
    told = text_of(report(), language)

    wanted = {
        Language.ZH: ("谱系 2025.1; 质量 2025.1; 对标 2025.1", "本产品与已公布水平", "DQR"),
        Language.EN: ("pedigree 2025.1; quality 2025.1; benchmarks 2025.1", "This product", "DQR"),
    }
    assert [words for words in wanted[language] if words not in told] == []


def test_intervals_are_drawn_inside_the_axis():
    paper = lay_out(report(), Language.EN)

    [drawing] = [b for s in paper.sections for b in s.blocks if isinstance(b, Ranges)]

    assert len(drawing.ranges) == 4
    assert all(0 < r.low < r.middle < r.high < 1 for r in drawing.ranges)


def test_the_same_document_and_packs_print_to_the_same_bytes():
    bundle = json.loads((GOLDEN / f"{PV}.json").read_text("utf-8"))
    again = build(bundle["document"], seal=bundle["seal"], dated=DATED, by=parameters())

    assert again == report()
    first, second = (printed(lay_out(of, Language.EN), None) for of in (report(), again))
    assert first == second


def test_word_and_spreadsheet_carry_the_assessment_too():
    word = written(lay_out(report(), Language.ZH))
    book = openpyxl.load_workbook(io.BytesIO(tabulated(report(), Language.ZH)))

    assert word.startswith(b"PK")
    assert book.sheetnames[-3:] == ["数据质量", "不确定性", "已公布水平"]
    methods = [row[1] for row in book["不确定性"].values]
    assert methods[1:4] == ["解析近似", "精确矩", "蒙特卡洛 (10000)"]


def test_a_category_without_published_levels_has_no_such_chapter():
    by = Parameters(parameters().pedigree, parameters().quality, None, {})
    bundle = json.loads((GOLDEN / "wooden-flooring-2025.1.json").read_text("utf-8"))

    found = build(bundle["document"], seal=bundle["seal"], dated=DATED, by=by)

    assert found.assessment is not None
    assert found.assessment.levels == ()
    titles = [section.title for section in lay_out(found, Language.EN).sections]
    assert "Position among published levels" not in titles
    assert "Uncertainty" in titles


def test_a_large_calculation_is_reported_without_an_assessment(monkeypatch):
    monkeypatch.setattr(assessment, "LARGEST", 3)
    bundle = json.loads((GOLDEN / f"{PV}.json").read_text("utf-8"))

    found = build(bundle["document"], seal=bundle["seal"], dated=DATED, by=parameters())

    assert found.assessment is None
    assert "carries no distributions" in text_of(found, Language.EN)
