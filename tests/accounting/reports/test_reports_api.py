"""The accounting report, over the API: who gets it, as what, and what it says."""

import io
import json
from decimal import Decimal
from uuid import UUID
from zipfile import ZipFile

import openpyxl
import pytest

from accounting.analysis.domain.pedigree import read_pedigree
from accounting.calculations.domain.sealing import recompute
from accounting.products.usecases import packs
from accounting.reports import usecases
from accounting.reports.formats import files
from accounting.values.domain.text import Language
from packs import PACKS_DIR
from tests.accounting.samples import BODY, ENTERPRISE, OTHER_ENTERPRISE

OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.fixture
async def sealed(accounting):
    id, seal = await accounting.has_seal()
    return id, seal


async def test_the_report_says_what_the_calculation_says(accounting, sealed):
    id, seal = sealed

    report = (await accounting.get(f"/v1/calculations/{id}/report")).json()

    calculation = (await accounting.get(f"/v1/calculations/{id}")).json()
    assert report["identity"]["seal"] == seal
    assert report["emissions"]["value"] == calculation["value"]
    assert report["emissions"]["exact"] == calculation["result"]["exact"]
    exchanges = [row for process in report["processes"] for row in process["inputs"]]
    parts = sum(Decimal(row["kg_co2e"]) for row in exchanges)
    assert round(parts, 20) == round(Decimal(report["emissions"]["exact"]), 20)


async def test_a_report_is_printed_to_the_same_bytes_each_time(accounting, sealed):
    id, _ = sealed
    headers = {**accounting.as_enterprise(), "Accept": "application/pdf"}

    first = await accounting.get(f"/v1/calculations/{id}/report", headers)
    second = await accounting.get(f"/v1/calculations/{id}/report?format=pdf")

    assert first.headers["content-type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-")
    assert first.content == second.content


async def test_word_and_spreadsheet_come_at_the_same_address(accounting, sealed):
    id, seal = sealed

    word = await accounting.get(f"/v1/calculations/{id}/report?format=docx")
    accept = {"Accept": f"text/html, {OFFICE}.spreadsheetml.sheet;q=0.9"}
    sheet = await accounting.get(
        f"/v1/calculations/{id}/report", {**accounting.as_enterprise(), **accept}
    )

    assert word.headers["content-type"] == f"{OFFICE}.wordprocessingml.document"
    text = ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert seal in text
    assert "系统边界" in text
    book = openpyxl.load_workbook(io.BytesIO(sheet.content), read_only=True)
    assert book.sheetnames[:6] == ["概要", "单元过程", "交换", "排放因子", "活动数据", "取舍项"]
    assert book.sheetnames[6:] == ["数据质量", "不确定性", "已公布水平"]


async def test_a_draft_says_so_and_only_its_owner_reads_it(accounting):
    id = await accounting.has_calculation()
    await accounting.hears_of_application(id)

    mine = await accounting.get(f"/v1/calculations/{id}/report")
    printed = await accounting.get(f"/v1/calculations/{id}/report?format=pdf&language=en")
    theirs = await accounting.get(f"/v1/calculations/{id}/report", accounting.as_body())

    assert mine.json()["identity"]["seal"] is None
    assert printed.status_code == 200
    assert b"calculation.json" not in printed.content
    assert theirs.status_code == 409
    assert theirs.json()["type"].endswith("calculation-not-sealed")


async def test_a_body_reads_the_report_of_what_it_was_applied_to_with(accounting, sealed):
    id, _ = sealed
    before = await accounting.get(f"/v1/calculations/{id}/report", accounting.as_body())

    await accounting.hears_of_application(id, to=BODY)

    after = await accounting.get(f"/v1/calculations/{id}/report", accounting.as_body())
    other = await accounting.get(
        f"/v1/calculations/{id}/report", accounting.as_enterprise(OTHER_ENTERPRISE)
    )
    assert (before.status_code, after.status_code, other.status_code) == (404, 200, 404)


async def test_a_report_keeps_to_the_packs_that_stood_at_the_seal(accounting, sealed):
    id, _ = sealed
    path = f"/v1/calculations/{id}/report"
    before = await accounting.get(f"{path}?format=pdf")
    text = (PACKS_DIR / "analysis" / "pedigree.yaml").read_text("utf-8")
    newer = text.replace('version: "2025.1"', 'version: "2099.1"').replace('"1.05"', '"1.5"')
    async with accounting.database.transaction() as tx:
        assert await packs.add(tx, "pedigree", *read_pedigree(newer))

    after = await accounting.get(f"{path}?format=pdf")
    report = (await accounting.get(path)).json()
    asked = (await accounting.get(f"/v1/calculations/{id}/uncertainty")).json()

    assert after.content == before.content
    assert report["assessment"]["pedigree_pack"] == "2025.1"
    [first, _] = report["assessment"]["spreads"]
    assert Decimal(asked["analytic"]["sigma"]) > Decimal(first["analytic"]["sigma"])
    assert report["assessment"]["seed"] == asked["seed"]


async def test_files_have_a_size_limit(accounting, sealed, monkeypatch):
    id, _ = sealed
    async with accounting.database.transaction() as tx:
        readable = await usecases.readable(tx, ENTERPRISE, UUID(id))
    monkeypatch.setattr(files, "LARGEST", 3)

    with pytest.raises(files.ReportTooLarge):
        usecases.file(readable, files.ReportFormat.PDF, Language.ZH)


async def test_the_sealed_file_of_a_report_recomputes(accounting, sealed):
    id, seal = sealed

    bundle = (await accounting.get(f"/v1/calculations/{id}/bundle")).content

    assert recompute(bundle).holds
    report = (await accounting.get(f"/v1/calculations/{id}/report")).json()
    assert report["versions"]["engine"] == json.loads(bundle)["document"]["engine"]["version"]
    assert report["identity"]["seal"] == seal
