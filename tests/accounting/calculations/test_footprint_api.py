"""From an enterprise's description to a sealed footprint, over the API."""

import asyncio
from decimal import Decimal

from accounting.calculations.domain.sealing import recompute
from contracts.accounting import FootprintSealed
from tests.accounting import samples
from tests.accounting.samples import ENTERPRISE, body


async def test_the_worked_case_gives_its_published_electricity(accounting):
    id = await accounting.has_calculation()

    calculation = (await accounting.get(f"/v1/calculations/{id}")).json()

    flows = {flow["flow"]: flow for flow in calculation["result"]["flows"]}
    electricity = Decimal(flows["electricity"]["amount"]) / 5
    assert round(electricity, 8) == Decimal("88.74552826")
    assert flows["electricity"]["unit"] == "kWh"
    assert calculation["declared_unit"] == "1 kWp"
    assert calculation["value"] == calculation["result"]["value"]
    assert calculation["seal"] is None


async def test_sealing_tells_certification_and_nothing_of_the_bill_of_materials(accounting):
    id, seal = await accounting.has_seal()

    [event] = await accounting.service.published()

    assert isinstance(event, FootprintSealed)
    assert (str(event.calculation_id), event.seal) == (id, seal)
    assert event.product.enterprise == ENTERPRISE
    assert event.product.gtin == "06901234567892"
    assert (event.declared_unit.amount, event.declared_unit.unit) == (Decimal(1), "kWp")
    assert event.value == Decimal((await accounting.get(f"/v1/calculations/{id}")).json()["value"])
    assert "exchanges" not in event.model_dump_json()


async def test_the_bundle_recomputes_to_its_seal(accounting):
    id, seal = await accounting.has_seal()

    bundle = (await accounting.get(f"/v1/calculations/{id}/bundle")).content

    outcome = recompute(bundle)
    assert outcome.holds
    assert outcome.claimed == seal


async def test_a_calculation_is_sealed_once(accounting):
    id, seal = await accounting.has_seal()

    again = await accounting.post(f"/v1/calculations/{id}/seal")

    assert again.status_code == 409
    assert again.json()["type"].endswith("calculation-already-sealed")
    assert (await accounting.get(f"/v1/calculations/{id}")).json()["seal"] == seal
    assert len(await accounting.service.published()) == 1


async def test_two_seals_at_once_make_one_seal_and_one_event(accounting):
    id = await accounting.has_calculation()
    path = f"/v1/calculations/{id}/seal"

    answers = await asyncio.gather(*(accounting.post(path) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(await accounting.service.published()) == 1


async def test_an_open_calculation_has_no_bundle(accounting):
    id = await accounting.has_calculation()

    response = await accounting.get(f"/v1/calculations/{id}/bundle")

    assert response.status_code == 409
    assert response.json()["type"].endswith("calculation-not-sealed")


async def test_repeating_a_command_with_its_key_gives_the_first_answer(accounting):
    await accounting.has_enterprise()
    headers = accounting.as_enterprise() | {"Idempotency-Key": "k-1"}

    first = await accounting.post("/v1/products", body("product"), headers)
    second = await accounting.post("/v1/products", body("product"), headers)

    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()


async def test_the_rule_version_can_be_named_and_must_exist(accounting):
    system = await accounting.has_system()
    path = f"/v1/systems/{system}/activity-data"
    order = {
        "system_id": system,
        "activity_data_id": await accounting.makes(path, body("activity-data")),
    }

    known = await accounting.post("/v1/calculations", {**order, "rule_version": "2025.1"})
    unknown = await accounting.post("/v1/calculations", {**order, "rule_version": "2031.1"})

    assert known.status_code == 201
    assert known.json()["rule_code"] == samples.category().rules[0].code
    assert unknown.status_code == 409
    assert unknown.json()["type"].endswith("rule-missing")


async def test_an_enterprise_corrects_its_own_description(accounting):
    await accounting.has_enterprise()
    corrected = body("enterprise") | {"division": "120113"}

    response = await accounting.put(f"/v1/enterprises/{ENTERPRISE}", corrected)

    assert response.status_code == 200
    read = await accounting.get(f"/v1/enterprises/{ENTERPRISE}")
    assert read.json()["division"] == "120113"


async def test_lists_come_in_pages_newest_first(accounting):
    made = [await accounting.has_product(model=f"M-{number}") for number in range(3)]

    first = (await accounting.get("/v1/products?limit=2")).json()
    second = (await accounting.get(f"/v1/products?limit=2&cursor={first['next']}")).json()

    assert [item["id"] for item in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None


async def test_systems_activity_and_calculations_are_listed_too(accounting):
    calculation = await accounting.has_calculation()

    [summary] = (await accounting.get("/v1/calculations")).json()["items"]
    detail = (await accounting.get(f"/v1/calculations/{calculation}")).json()
    systems = await accounting.get(f"/v1/products/{detail['product_id']}/systems")
    activity = await accounting.get(f"/v1/systems/{detail['system_id']}/activity-data")

    assert summary["id"] == calculation
    assert [item["id"] for item in systems.json()["items"]] == [detail["system_id"]]
    assert [item["id"] for item in activity.json()["items"]] == [detail["activity_data_id"]]
