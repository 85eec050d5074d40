"""Lineage of what meters counted: the total leads to its derivation, and that to the readings."""

import json

import pytest

from tests.accounting.lineage.test_lineage_api import CLIENT, graph
from tests.accounting.meters.test_metered_activity import MADE, feed, metered, november, report
from tests.accounting.samples import ENTERPRISE

__all__ = ["november"]


@pytest.mark.clause("C07")
async def test_a_metered_total_leads_to_the_readings_it_was_made_of(accounting):
    system = await accounting.has_system()
    await metered(accounting, "a", ("0", "10"), feeds=feed(system))
    activity = (await report(accounting, system, outputs=[MADE])).json()["id"]
    order = {"system_id": system, "activity_data_id": activity}
    calculation = await accounting.makes("/v1/calculations", order)

    found = await graph(accounting, calculation, "?of=module.electricity")

    measured = "measurement:module.electricity"
    assert found.nodes[measured]["facts"]["amount"] == "400 kWh"
    [evidence] = [on for of, on in found.edges if of == measured and on.startswith("evidence:")]
    node = found.nodes[evidence]
    assert node["facts"]["derivation"] == "from meters"
    assert node["by"] == {"org": ENTERPRISE, "client": CLIENT, "person": None}
    derivation = await accounting.get(f"/v1/evidence/{node['facts']['sha256']}")
    [meter] = json.loads(derivation.content)["meters"]
    assert (meter["id"], meter["readings"]) == ("a", 2)
