"""Activity data from meters: the totals, where they come from, and what is missing."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
import time_machine

from tests.accounting.building import by_mass, co_product
from tests.accounting.conftest import Accounting
from tests.accounting.meters.test_meters_api import has_meter, reading, send
from tests.accounting.samples import body

EVIDENCE = {"sha256": "0" * 64, "source": "产量台账"}
JANUARY = {"period_start": "2026-01-01", "period_end": "2026-02-01"}
MADE = {"process": "module", "output": {"amount": "100", "unit": "m2"}, "evidence": EVIDENCE}


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True):
        yield


async def metered(accounting: Accounting, id: str, counts: tuple[str, str], **meter: object):
    await has_meter(accounting, id, **meter)
    await send(
        accounting,
        reading("2026-01-01T00:00:00+08:00", counts[0], id),
        reading("2026-02-01T00:00:00+08:00", counts[1], id),
    )


def feed(system: str, exchange: str | None = "electricity", share: str = "1"):
    return [{"system": system, "process": "module", "exchange": exchange, "share": share}]


async def report(accounting: Accounting, system: str, **content: object):
    path = f"/v1/systems/{system}/activity-data/from-meters"
    return await accounting.post(path, JANUARY | content)


async def test_meters_of_different_units_add_up_by_their_shares(accounting: Accounting):
    # 10 counts of 40 kWh, half of it: 200 kWh. 3 counts of 1 MWh, all of it: 3,000 kWh.
    system = await accounting.has_system()
    await metered(accounting, "a", ("0", "10"), feeds=feed(system, share="0.5"))
    await metered(accounting, "b", ("5", "8"), unit="MWh", multiplier="1", feeds=feed(system))

    response = await report(accounting, system, outputs=[MADE])

    assert response.status_code == 201, response.text
    (process,) = response.json()["activity"]["processes"]
    (total,) = process["consumption"]
    assert (total["exchange"], total["amount"], total["unit"]) == ("electricity", "3200", "kWh")
    assert process["output"] == {"amount": "100", "unit": "m2"}


async def test_a_total_names_its_derivation_which_can_be_fetched_and_checked(
    accounting: Accounting,
):
    system = await accounting.has_system()
    await metered(accounting, "a", ("0", "10"), feeds=feed(system))

    response = await report(accounting, system, outputs=[MADE])

    (total,) = response.json()["activity"]["processes"][0]["consumption"]
    sha256 = total["evidence"]["sha256"]
    derivation = await accounting.get(f"/v1/evidence/{sha256}")
    assert response.json()["evidence_present"] == [sha256]
    assert hashlib.sha256(derivation.content).hexdigest() == sha256
    (meter,) = json.loads(derivation.content)["meters"]
    lines = "2025-12-31T16:00:00+00:00 0 -\n2026-01-31T16:00:00+00:00 10 -\n"
    assert meter["readings_sha256"] == hashlib.sha256(lines.encode()).hexdigest()
    assert (meter["id"], meter["amount"], meter["readings"]) == ("a", "400", 2)


async def test_a_production_meter_counts_what_a_process_made(accounting: Accounting):
    system = await accounting.has_system()
    await metered(
        accounting, "count", ("100", "175"), kind="production", unit="m2", multiplier="2",
        feeds=feed(system, None),
    )  # fmt: skip

    response = await report(accounting, system)

    (process,) = response.json()["activity"]["processes"]
    assert process["output"] == {"amount": "150", "unit": "m2"}


async def test_metered_activity_can_be_calculated_with(accounting: Accounting):
    system = await accounting.has_system()
    await metered(accounting, "a", ("0", "10"), feeds=feed(system))
    activity = (await report(accounting, system, outputs=[MADE])).json()["id"]

    order = {"system_id": system, "activity_data_id": activity}
    response = await accounting.post("/v1/calculations", order)

    assert response.status_code == 201, response.text


@pytest.mark.parametrize(
    ("feeds", "outputs", "problem"),
    [
        (False, [MADE], "nothing-metered"),
        (True, [], "output-unknown"),
        (True, [MADE, MADE], "output-twice"),
    ],
)
async def test_what_is_missing_is_refused(accounting: Accounting, feeds, outputs, problem):
    system = await accounting.has_system()
    await metered(accounting, "a", ("0", "10"), feeds=feed(system) if feeds else [])

    response = await report(accounting, system, outputs=outputs)

    assert response.json()["type"] == f"urn:tanbiao:problem:{problem}"
    assert {"zh", "en"} == response.json()["messages"].keys()


async def test_a_period_that_readings_do_not_cover_is_refused(accounting: Accounting):
    system = await accounting.has_system()
    await metered(accounting, "a", ("0", "10"), feeds=feed(system))

    response = await report(accounting, system, period_end="2026-03-01", outputs=[MADE])

    assert response.status_code == 409
    assert response.json()["type"] == "urn:tanbiao:problem:readings-missing"


async def test_what_comes_out_beside_is_stated_beside_what_is_metered(accounting: Accounting):
    content = body("system")
    module = next(p for p in content["processes"] if p["id"] == "module")
    module |= {
        "co_products": [co_product("offcut", "0.4")],
        "allocation": by_mass(module="13.2", offcut="1"),
    }
    system = await accounting.has_system(processes=content["processes"])
    await metered(accounting, "a", ("0", "10"), feeds=feed(system))
    offcut = {
        "process": "module",
        "product": "offcut",
        "output": {"amount": "38", "unit": "kg"},
        "evidence": EVIDENCE,
    }

    without = await report(accounting, system, outputs=[MADE])
    reported = await report(accounting, system, outputs=[MADE], co_products=[offcut])

    assert without.json()["type"] == "urn:tanbiao:problem:co-product-unmeasured"
    (process,) = reported.json()["activity"]["processes"]
    assert [(p["product"], p["output"]["amount"]) for p in process["co_products"]] == [
        ("offcut", "38")
    ]
