"""The whole model over the API: several products, a loop, new exchanges, other units."""

import json
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from accounting.calculations.domain.sealing import recompute
from tests.accounting import everything
from tests.accounting.building import NAME
from tests.accounting.conftest import Accounting
from tests.accounting.test_bad_input import assert_problem


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


@pytest.fixture(scope="module")
async def product(accounting: Accounting) -> str:
    generation = {
        "irradiation_kwh_m2_a": "1700",
        "performance_ratio": "0.8",
        "years": 30,
        "degradation_per_year": "0.005",
        "source": NAME,
    }
    return await accounting.has_product(generation=generation)


def gate_to_gate() -> dict[str, Any]:
    """What the PV rule's boundary covers of the invented system."""
    body = deepcopy(everything.BODY)
    body["processes"] = [
        p for p in body["processes"] if p["stage"] in ("raw-materials", "production")
    ]
    return {**body, "reference": "product"}


async def test_a_system_with_every_feature_is_sealed_and_recomputed(accounting, product):
    system = await accounting.makes(f"/v1/products/{product}/systems", gate_to_gate())
    path = f"/v1/systems/{system}/activity-data"
    activity = await accounting.makes(path, everything.ACTIVITY)
    order = {"system_id": system, "activity_data_id": activity}

    made = (await accounting.post("/v1/calculations", order)).json()
    sealed = await accounting.post(f"/v1/calculations/{made['id']}/seal")
    bundle = await accounting.get(f"/v1/calculations/{made['id']}/bundle")

    assert sealed.status_code == 201
    assert made["engine_version"] == "1.1"
    assert made["result"]["loops"] == [["kiln", "mill"]]
    assert sum(Decimal(s["factor"]) for s in made["result"]["allocations"]) == 1
    per_kwh = next(p for p in made["result"]["per_unit"] if p["unit"] == "kWh")
    assert round(Decimal(made["result"]["exact"]) / Decimal(per_kwh["kg_co2e"]), 1) == Decimal(
        "37975.5"
    )
    assert recompute(bundle.content).holds
    document = json.loads(bundle.content)["document"]
    assert document["product"]["generation"]["years"] == 30


async def test_a_life_cycle_stage_outside_the_rules_boundary_is_refused(accounting, product):
    path = f"/v1/products/{product}/systems"
    system = await accounting.makes(path, everything.BODY)
    activity = await accounting.makes(f"/v1/systems/{system}/activity-data", everything.ACTIVITY)
    order = {"system_id": system, "activity_data_id": activity}

    response = await accounting.post("/v1/calculations", order)

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:stage-outside-boundary"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"kind": "credit", "id": "ccer", "amount": "1", "unit": "t"}, "offset-refused"),
        (
            {
                "kind": "electricity",
                "id": "grid",
                "amount": "1",
                "unit": "kWh",
                "supply": {"by": "location", "factor": "ele-fp-cn-2024-coal"},
            },
            "electricity-factor-misplaced",
        ),
    ],
)
async def test_a_refusal_names_the_exchange_in_both_languages(accounting, product, change, name):
    body = gate_to_gate()
    body["processes"][0]["exchanges"].append(change)

    response = await accounting.post(f"/v1/products/{product}/systems", body)

    assert_problem(response, 422, name)
    assert all(change["id"] in text for text in response.json()["messages"].values())


async def test_an_unallocated_process_is_refused(accounting, product):
    body = gate_to_gate()
    del next(p for p in body["processes"] if p["id"] == "mill")["allocation"]

    response = await accounting.post(f"/v1/products/{product}/systems", body)

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:allocation-unstated"


async def test_default_fuels_are_published(accounting):
    fuels = {fuel["carrier"]: fuel for fuel in (await accounting.get("/v1/fuels")).json()["items"]}

    assert Decimal(fuels["natural-gas"]["co2_kg_per_unit"]).quantize(Decimal("1e-5")) == Decimal(
        "2.16219"
    )
    assert fuels["diesel"]["heating"]["net_calorific_value"] == "43.33"
