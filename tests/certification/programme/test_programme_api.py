"""The pilot's figures as they are asked for, from what really happened."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from docx import Document

from chassis import clock
from tests.certification.samples import ENTERPRISE, OTHER_ENTERPRISE

WITHDRAWAL = {"reason_code": "0299", "note_zh": "检查发现数据不实。"}
LEAD = ("scjg", "market-regulator")


async def programme(certification, query: str = "", who=LEAD):
    response = await certification.get(f"/v1/programme?{query}", certification.as_(*who))
    assert response.status_code == 200, response.text
    return response.json()


def figure(programme, year: int, category: str = "pv-module"):
    [found] = [t for t in programme["targets"] if (t["year"], t["category"]) == (year, category)]
    return found


async def cases(certification, query: str = "", who=LEAD):
    response = await certification.get(f"/v1/programme/cases?{query}", certification.as_(*who))
    assert response.status_code == 200, response.text
    return response.json()["items"]


@pytest.fixture
async def certified(certification):
    """A listed module of Binhai, certified in May 2026; one of Beichen accounted in 2025."""
    early = datetime(2025, 11, 3, 2, tzinfo=UTC)
    await certification.has_footprint(
        enterprise=OTHER_ENTERPRISE, division="120113", sealed_at=early
    )
    with time_machine.travel(datetime(2026, 5, 11, 2, tzinfo=UTC), tick=True):
        number = await certification.issued()
    return number


@pytest.mark.clause("C01")
async def test_progress_follows_from_what_happened(certification, certified):
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=True):
        found = await programme(certification)

    assert (figure(found, 2025)["reached"], figure(found, 2025)["gap"]) == (1, 2)
    assert figure(found, 2025)["districts"] == [{"division": "120113", "reached": 1}]
    assert (figure(found, 2026)["reached"], figure(found, 2026)["gap"]) == (1, 2)
    assert figure(found, 2026, "wood-furniture")["gap"] == 1


@pytest.mark.clause("C01")
async def test_it_can_be_asked_as_of_any_date(certification, certified):
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=True):
        before = await programme(certification, "as_of=2026-05-10")
        on_the_day = await programme(certification, "as_of=2026-05-11")

    assert before["as_of"] == "2026-05-10T16:00:00Z"
    assert figure(before, 2026)["reached"] == 0
    assert figure(on_the_day, 2026)["reached"] == 1


@pytest.mark.clause("C01")
async def test_a_withdrawn_certificate_counts_no_more_from_that_day_and_says_so(
    certification, certified
):
    with time_machine.travel(datetime(2026, 8, 3, 2, tzinfo=UTC), tick=True):
        done = await certification.acts(certified, "withdrawal", WITHDRAWAL)
        assert done.status_code == 201, done.text

    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC), tick=True):
        now = await programme(certification)
        then = await programme(certification, "as_of=2026-08-02")
        [case] = await cases(certification, "year=2026&kind=certified")

    assert figure(now, 2026)["reached"] == 0
    assert figure(then, 2026)["reached"] == 1
    assert (case["reference"], case["counts"], case["not_counted"]) == (
        certified,
        False,
        "withdrawn",
    )
    assert case["withdrawn_at"].startswith("2026-08-03T02:0")


@pytest.mark.clause("C01")
async def test_every_figure_leads_to_its_cases(certification, certified):
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=True):
        found = await programme(certification)
        for target in found["targets"]:
            query = "&".join(f"{name}={target[name]}" for name in ("year", "category", "kind"))
            assert len(await cases(certification, f"{query}&counts=true")) == target["reached"]
        first = await certification.get("/v1/programme/cases?limit=1", certification.as_(*LEAD))
        second = await cases(certification, f"limit=1&cursor={first.json()['next']}")

    assert first.json()["items"] != second
    assert len(second) == 1


async def test_an_open_application_is_foreseen(certification):
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=True):
        await certification.has_application()
        found = figure(await programme(certification), 2026)

    assert (found["reached"], found["forecast"], found["forecast_gap"]) == (0, 1, 2)


@pytest.mark.parametrize(
    ("org", "role", "reached"),
    [
        ("scjg-120116", "district-market-regulator", 1),
        ("scjg-120113", "district-market-regulator", 0),
        ("pboc-tj", "central-bank", 1),
        (ENTERPRISE, "enterprise", 1),
    ],
)
async def test_districts_get_their_district_and_banks_the_figures_alone(
    certification, certified, org, role, reached
):
    who = (org, role)
    found = await programme(certification, "division=120116", who)

    assert figure(found, 2026)["reached"] == reached
    detail = await certification.get("/v1/programme/cases", certification.as_(*who))
    assert detail.status_code == (200 if role.startswith("district") else 403)


async def report(certification, form: str, language: str = "zh"):
    path = f"/v1/programme/reports/2026?format={form}&language={language}&as_of=2026-05-31"
    response = await certification.get(path, certification.as_(*LEAD))
    assert response.status_code == 200, response.text
    return response.content


@pytest.mark.clause("C01")
async def test_the_years_report_names_what_was_reached_and_by_whom(certification, certified):
    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        document = Document(BytesIO(await report(certification, "docx")))
        pdf, again = [await report(certification, "pdf") for _ in range(2)]
        english = Document(BytesIO(await report(certification, "docx", "en")))

    aims, done = document.tables[0], document.tables[1]
    cells = [[cell.text for cell in row.cells] for row in aims.rows]
    assert ["光伏组件", "通过认证", "3", "1", "2", "1", "滨海新区 1"] in cells
    assert certified in [cell.text for row in done.rows for cell in row.cells]
    assert "津光示例光伏" in done.rows[1].cells[0].text
    assert pdf.startswith(b"%PDF-1.7")
    assert pdf == again
    assert "report for 2026" in english.paragraphs[0].text
