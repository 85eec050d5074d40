"""What an import lost is settled by a person before anything is computed, and sealed with it."""

import json
from decimal import Decimal

import pytest

from accounting.calculations.domain import sealing
from tests.accounting.openlca.archives import field
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE

REASON = "该流为冷却水,供应方确认不含温室气体,见台账 12 号。"
PERIOD = {"period_start": "2025-01-01", "period_end": "2026-01-01", "processes": []}
MASS = "26.4"
"""kg of one module of 0.4 kWp, so 66 kg per kWp."""


@pytest.fixture
async def product(accounting):
    return await accounting.has_product()


async def imported(accounting, product, name):
    response = await accounting.service.client.post(
        f"/v1/products/{product}/systems/openlca",
        content=field(name),
        headers={**accounting.as_enterprise(), "Content-Type": "application/zip"},
    )
    assert response.status_code == 201, response.text
    return response.json()


async def ordered(accounting, system):
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", PERIOD)
    return await accounting.post(
        "/v1/calculations", {"system_id": system, "activity_data_id": activity}
    )


async def losses(accounting, system, **query):
    found = await accounting.get(
        f"/v1/systems/{system}/losses?" + "&".join(f"{key}={value}" for key, value in query.items())
    )
    assert found.status_code == 200, found.text
    return found.json()["items"]


async def settle(accounting, system, ids, reason=REASON, headers=None):
    headers = headers or person(accounting)
    return await accounting.post(
        f"/v1/systems/{system}/losses/settlement", {"losses": ids, "reason": reason}, headers
    )


def person(accounting, org=ENTERPRISE):
    return accounting.service.issuer.headers(org, "enterprise", person="li")


@pytest.mark.parametrize(
    ("name", "value"),
    [("olca-02-links-in-system", "0.2"), ("olca-01-carbon-names", "3.398")],
)
async def test_an_archive_without_losses_is_computed_to_the_right_value(
    accounting, product, name, value
):
    taken = await imported(accounting, product, name)

    computed = await ordered(accounting, taken["id"])

    assert [loss for loss in taken["losses"] if loss["material"]] == []
    assert computed.status_code == 201, computed.text
    per_kg = {each["unit"]: each["kg_co2e"] for each in computed.json()["result"]["per_unit"]}
    assert Decimal(per_kg["kg"]) == Decimal(value)


async def test_nothing_is_computed_before_what_can_change_it_is_settled(accounting, product):
    taken = await imported(accounting, product, "olca-07-allocation")

    refused = await ordered(accounting, taken["id"])

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("losses-unsettled")
    assert "particle board 0.5" in str(refused.json())


async def test_what_was_settled_stands_in_bundle_and_report(accounting, product):
    taken = await imported(accounting, product, "olca-07-allocation")
    waiting = await losses(accounting, taken["id"], open="true")
    settled = await settle(accounting, taken["id"], [loss["id"] for loss in waiting])
    calculation = (await ordered(accounting, taken["id"])).json()
    sealed = await accounting.post(f"/v1/calculations/{calculation['id']}/seal")
    bundle = await accounting.get(f"/v1/calculations/{calculation['id']}/bundle")
    report = await accounting.get(f"/v1/calculations/{calculation['id']}/report?format=json")
    paper = await accounting.get(f"/v1/calculations/{calculation['id']}/report?format=docx")

    assert settled.status_code == 200, settled.text
    assert sealed.status_code == 201, sealed.text
    assert await losses(accounting, taken["id"], open="true") == []
    [kept] = json.loads(bundle.content)["document"]["losses"]
    assert kept["reason"] == REASON
    assert kept["settled_by"] == "li"
    assert kept["what"] == waiting[0]["what"]
    assert sealing.recompute(bundle.content).holds
    assert report.json()["losses"] == [kept]
    assert paper.status_code == 200
    per_kg = {e["unit"]: e["kg_co2e"] for e in calculation["result"]["per_unit"]}
    assert Decimal(per_kg["kg"]) == 5


async def test_a_loss_is_settled_once_by_its_owner_with_a_reason(accounting, product):
    taken = await imported(accounting, product, "olca-09-unit-m2xa")
    [waiting] = await losses(accounting, taken["id"], open="true")
    other = person(accounting, OTHER_ENTERPRISE)

    theirs = await settle(accounting, taken["id"], [waiting["id"]], headers=other)
    short = await settle(accounting, taken["id"], [waiting["id"]], "ok")
    unknown = await settle(accounting, taken["id"], [product])
    first = await settle(accounting, taken["id"], [waiting["id"]])
    second = await settle(accounting, taken["id"], [waiting["id"]])

    assert (theirs.status_code, short.status_code, unknown.status_code) == (404, 422, 404)
    assert (first.status_code, second.status_code) == (200, 409)
    assert first.json()[0]["settlement"]["reason"] == REASON
    assert second.json()["type"].endswith("loss-already-settled")


async def test_a_machine_settles_no_loss(accounting, product):
    taken = await imported(accounting, product, "olca-09-unit-m2xa")
    [waiting] = await losses(accounting, taken["id"], open="true")
    machine = accounting.as_enterprise()

    refused = await settle(accounting, taken["id"], [waiting["id"]], headers=machine)

    assert refused.status_code == 403
    assert refused.json()["type"].endswith("loss-needs-person")
    assert len(await losses(accounting, taken["id"], open="true")) == 1


async def test_losses_that_change_nothing_wait_for_nobody(accounting, product):
    taken = await imported(accounting, product, "olca-06-waste-treatment")

    assert [loss["material"] for loss in taken["losses"]] == [False]
    assert await losses(accounting, taken["id"], open="true") == []
    [listed] = await losses(accounting, taken["id"], open="false")
    assert listed["what"] == taken["losses"][0]["what"]
    assert (await ordered(accounting, taken["id"])).status_code == 201
