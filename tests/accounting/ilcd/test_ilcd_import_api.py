"""ILCD process data sets over the API: taken in, computed to the right value, or refused."""

from decimal import Decimal

from tests.accounting.ilcd.datasets import boards

PERIOD = {"period_start": "2025-01-01", "period_end": "2026-01-01", "processes": []}


async def send(accounting, content):
    product = await accounting.has_product()
    return await accounting.service.client.post(
        f"/v1/products/{product}/systems/ilcd",
        content=content,
        headers={**accounting.as_enterprise(), "Content-Type": "application/zip"},
    )


async def test_data_sets_are_computed_to_the_value_derived_by_hand(accounting):
    """0.1 kg of resin × 2 kg CO2 for a kilogram of board."""
    taken = await send(accounting, boards())
    system = taken.json()["id"]
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", PERIOD)

    order = {"system_id": system, "activity_data_id": activity}
    computed = await accounting.post("/v1/calculations", order)

    assert taken.status_code == 201, taken.text
    assert taken.json()["losses"] == []
    per_kg = {each["unit"]: each["kg_co2e"] for each in computed.json()["result"]["per_unit"]}
    assert Decimal(per_kg["kg"]) == Decimal("0.2")


async def test_a_file_without_data_sets_is_refused_in_words(accounting):
    refused = await send(accounting, b"<nothing/>")

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("ilcd-unreadable")
