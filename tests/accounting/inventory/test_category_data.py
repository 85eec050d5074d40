"""A category's template, filled in and sealed over HTTP; its bounds as warnings and findings."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from accounting.values.domain.numbers import plain
from tests.accounting import categories
from tests.accounting.categories import MAKER, body
from tests.accounting.conftest import Accounting
from tests.accounting.test_bad_input import assert_problem

PROOF = ["ab" * 32, "示例台账-2025"]
PERIOD = "period_start=2025-01-01&period_end=2026-01-01"


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


async def described(accounting: Accounting, code: str, model: str) -> str:
    """A product of the category's example."""
    headers = accounting.as_enterprise(MAKER)
    await accounting.put(f"/v1/enterprises/{MAKER}", body(code, "enterprise"), headers)
    return await accounting.makes("/v1/products", {**body(code, "product"), "model": model}, MAKER)


async def template(accounting: Accounting, code: str) -> Any:
    response = await accounting.get(f"/v1/categories/{code}/template")
    assert response.status_code == 200, response.text
    return response.json()


def filled(table: bytes, system: Any) -> bytes:
    """The template with a year's totals: a thousand times the amounts of the system."""
    amounts = {}
    for process in system["processes"]:
        amounts[process["id"], "output", ""] = process["output"]["amount"]
        for exchange in process["exchanges"]:
            if "amount" in exchange and exchange["kind"] != "cut-off":
                amounts[process["id"], "exchange", exchange["id"]] = supplied(exchange)
    head, *rows = csv.reader(StringIO(table.decode("utf-8-sig")))
    for row in rows:
        if (amount := amounts.get(tuple(row[:3]))) is not None:
            row[4:7] = [times_1000(amount), *PROOF]
    text = StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode()


def supplied(exchange: Any) -> str:
    """The amount before losses, as a total of measured consumption contains them."""
    return plain(Decimal(exchange["amount"]) / (1 - Decimal(exchange.get("loss", "0"))))


def times_1000(amount: str) -> str:
    return plain(Decimal(amount) * 1000)


@pytest.mark.parametrize("code", categories.CODES)
async def test_a_template_is_downloaded_filled_in_and_sealed(accounting, code):
    headers = accounting.as_enterprise(MAKER)
    product = await described(accounting, code, f"template-{code}")
    begun = await template(accounting, code)
    table = await accounting.get(f"/v1/categories/{code}/template?format=csv&language=en")

    path = f"/v1/products/{product}/systems"
    modelled = await accounting.post(path, begun["system"], headers)
    system = modelled.json()["id"]
    sent = await accounting.service.client.post(
        f"/v1/systems/{system}/activity-data/from-file?{PERIOD}",
        content=filled(table.content, begun["system"]),
        headers=headers,
    )
    order = {"system_id": system, "activity_data_id": sent.json()["id"]}
    calculation = await accounting.makes("/v1/calculations", order, MAKER)
    sealed = await accounting.post(f"/v1/calculations/{calculation}/seal", None, headers)

    assert (modelled.status_code, modelled.json()["warnings"]) == (201, [])
    assert (sent.status_code, sealed.status_code) == (201, 201), sent.text
    result = (await accounting.get(f"/v1/calculations/{calculation}", headers)).json()["result"]
    assert result["cut_offs"]["within_limit"] is True
    assert float(result["primary_percent"]) > 75


@pytest.mark.parametrize("format", ["csv", "xlsx"])
async def test_a_table_says_in_the_readers_language_what_to_fill_in(accounting, format):
    tables = {}
    for language in ("zh", "en"):
        path = f"/v1/categories/pv-module/template?format={format}&language={language}"
        content = (await accounting.get(path)).content
        if format == "csv":
            tables[language] = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
        else:
            rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
            tables[language] = [[cell or "" for cell in row] for row in rows]

    assert tables["zh"][0][-2:] == ["过程名称", "填写说明"]
    assert tables["en"][0][-2:] == ["process name", "how to fill it in"]
    power = [row for row in tables["en"] if row[2] == "electricity"]
    assert power == [
        ["module", "exchange", "electricity", "kWh", "", "", "", "Module assembly",
         "electricity, as the bill says"]
    ]  # fmt: skip
    assert [row[:7] for row in tables["zh"]] == [row[:7] for row in tables["en"]]


async def test_a_category_lists_its_bounds_with_reason_and_source(accounting):
    pack = (await accounting.get("/v1/categories/wood-based-panels/plausibility")).json()

    resin = next(bound for bound in pack["inventory"] if bound["id"] == "resin")
    assert (resin["unit"], resin["per"], resin["high"]) == ("kg", "m3", "200")
    assert resin["why"].keys() == {"zh", "en"}
    assert "ICE" in resin["source"]


async def test_a_system_far_from_its_category_is_warned_about_or_refused(accounting):
    product = await described(accounting, "wood-based-panels", "resin-rich")
    path = f"/v1/products/{product}/systems"
    content = (await template(accounting, "wood-based-panels"))["system"]
    resin = next(e for e in content["processes"][1]["exchanges"] if e["id"] == "resin")

    resin["amount"] = "320"
    warned = await accounting.post(path, content, accounting.as_enterprise(MAKER))
    resin["amount"] = "64000"
    refused = await accounting.post(path, content, accounting.as_enterprise(MAKER))

    [warning] = warned.json()["warnings"]
    assert warning["place"] == "uf-resin"
    assert "320 kg" in warning["zh"]
    assert_problem(refused, 422, "inventory-impossible")
    assert "除以 1000 后合理" in refused.json()["messages"]["zh"]
    assert "64000 kg per 1 m3" in refused.json()["messages"]["en"]


async def test_measured_totals_far_from_the_category_become_findings(accounting):
    code, headers = "wooden-flooring", accounting.as_enterprise(MAKER)
    product = await described(accounting, code, "power-hungry")
    path = f"/v1/products/{product}/systems"
    system = await accounting.makes(path, body(code, "system"), MAKER)
    data = body(code, "activity-data")
    totals = data["processes"][0]["consumption"]
    power = next(total for total in totals if total["exchange"] == "electricity")
    power["amount"] = times_1000(power["amount"])
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", data, MAKER)

    items = (await accounting.get("/v1/findings?limit=100", headers)).json()["items"]
    path = f"/v1/systems/{system}/plausibility"
    planned = (await accounting.get(path, headers)).json()["items"]
    judged = await accounting.get(f"{path}?activity_data_id={activity}", headers)
    measured = judged.json()["items"]

    [found] = [i for i in items if (i["check"], i["system_id"]) == ("category-bounds", system)]
    assert found["place"] == "flooring.electricity"
    assert {each["verdict"] for each in planned} == {"plausible"}
    verdicts = {each["id"]: each["verdict"] for each in measured}
    assert verdicts.pop("electricity") == "impossible"
    assert set(verdicts.values()) == {"plausible"}


async def test_a_product_that_cannot_be_is_refused(accounting):
    piece = [{"amount": str(amount), "unit": unit} for amount, unit in PIECE]
    product = {**body("pv-module", "product"), "model": "MW-per-piece", "piece": piece}

    response = await accounting.post("/v1/products", product, accounting.as_enterprise(MAKER))

    assert_problem(response, 422, "piece-impossible")
    assert "200000 Wp per m2" in response.json()["messages"]["en"]


PIECE = ((400, "kWp"), (2, "m2"), (26, "kg"))


async def test_what_does_not_exist_or_is_anothers_is_not_there(accounting):
    product = await described(accounting, "wood-furniture", "hidden")
    path = f"/v1/products/{product}/systems"
    system = await accounting.makes(path, body("wood-furniture", "system"), MAKER)

    addresses = {
        f"/v1/systems/{system}/plausibility": "system-not-found",
        "/v1/categories/teapots/template": "category-not-found",
        "/v1/categories/teapots/plausibility": "category-not-found",
    }

    for path, problem in addresses.items():
        answer = await accounting.get(path)
        assert answer.status_code == 404
        assert answer.json()["type"] == f"urn:tanbiao:problem:{problem}"
