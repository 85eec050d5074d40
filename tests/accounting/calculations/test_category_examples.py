"""The example of every category as the API's own request bodies, up to the seal."""

import json
from decimal import Decimal

import pytest

from accounting.calculations.domain.calculation import calculate
from accounting.calculations.domain.sealing import recompute
from packs import PACKS_DIR
from tests.accounting import categories
from tests.accounting.categories import MAKER, body


@pytest.mark.clause("C21")
@pytest.mark.parametrize("code", categories.CODES)
async def test_the_examples_seal_to_the_footprint_of_the_worked_case(shared_accounting, code):
    headers = shared_accounting.as_enterprise(MAKER)
    described = await shared_accounting.put(
        f"/v1/enterprises/{MAKER}", body(code, "enterprise"), headers
    )
    product = await shared_accounting.makes("/v1/products", body(code, "product"), MAKER)
    path = f"/v1/products/{product}/systems"
    system = await shared_accounting.makes(path, body(code, "system"), MAKER)
    path = f"/v1/systems/{system}/activity-data"
    activity = await shared_accounting.makes(path, body(code, "activity-data"), MAKER)
    order = {"system_id": system, "activity_data_id": activity}
    id = await shared_accounting.makes("/v1/calculations", order, MAKER)
    sealed = await shared_accounting.post(f"/v1/calculations/{id}/seal", None, headers)
    bundle = await shared_accounting.get(f"/v1/calculations/{id}/bundle", headers)

    subject = categories.subject(code)
    expected = calculate(subject, categories.published_data(subject))
    assert described.status_code in (200, 201)
    assert sealed.status_code == 201
    assert recompute(bundle.content).holds
    calculation = (await shared_accounting.get(f"/v1/calculations/{id}", headers)).json()
    assert Decimal(calculation["result"]["exact"]) == expected.exact


async def test_the_pilots_case_from_purchased_cells_seals_without_a_warning_or_a_finding(
    shared_accounting,
):
    headers = shared_accounting.as_enterprise(MAKER)
    folder = PACKS_DIR / "categories" / "pv-module" / "examples-purchased-cells"
    system, data = (
        json.loads((folder / f"{name}.json").read_text("utf-8"))
        for name in ("system", "activity-data")
    )
    described = body("pv-module", "enterprise"), {**body("pv-module", "product"), "model": "PC-1"}
    await shared_accounting.put(f"/v1/enterprises/{MAKER}", described[0], headers)
    product = await shared_accounting.makes("/v1/products", described[1], MAKER)

    path = f"/v1/products/{product}/systems"
    modelled = (await shared_accounting.post(path, system, headers)).json()
    path = f"/v1/systems/{modelled['id']}/activity-data"
    activity = await shared_accounting.makes(path, data, MAKER)
    order = {"system_id": modelled["id"], "activity_data_id": activity}
    id = await shared_accounting.makes("/v1/calculations", order, MAKER)
    calculation = (await shared_accounting.get(f"/v1/calculations/{id}", headers)).json()
    findings = (await shared_accounting.get("/v1/findings?limit=200", headers)).json()["items"]

    assert modelled["warnings"] == []
    assert [each for each in findings if each["system_id"] == modelled["id"]] == []
    assert (calculation["value"], calculation["declared_unit"]) == ("479.76", "1 kWp")
    assert calculation["result"]["cut_offs"]["within_limit"] is True


async def test_a_product_may_state_another_class_of_its_category_but_no_foreign_one(
    shared_accounting,
):
    headers = shared_accounting.as_enterprise(MAKER)
    enterprise, product = body("wood-furniture", "enterprise"), body("wood-furniture", "product")
    await shared_accounting.put(f"/v1/enterprises/{MAKER}", enterprise, headers)
    stool = {**product, "model": "SJ-ST-1"}

    seat = await shared_accounting.post("/v1/products", {**stool, "cpc": "38112"}, headers)
    foreign = await shared_accounting.post("/v1/products", {**stool, "cpc": "47150"}, headers)

    assert (seat.status_code, seat.json()["cpc"]) == (201, "38112")
    assert foreign.status_code == 422
    assert foreign.json()["type"] == "urn:tanbiao:problem:cpc-outside-category"
    assert "38140, 38112, 38122, 38130, 38170" in foreign.json()["messages"]["en"]
