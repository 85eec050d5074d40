"""Lineage of activity data that came in a file: whoever sent it stands behind the number."""

import pytest

from tests.accounting.inventory.test_activity_tables import PERIOD, file, filled, send, template
from tests.accounting.samples import ENTERPRISE
from tests.accounting.uploading import uploads, works

CLIENT = f"client-{ENTERPRISE}-system"


async def at_once(accounting, system, content):
    path = f"/v1/systems/{system}/activity-data/from-file?{PERIOD}"
    response = await send(accounting, path, content)
    assert response.status_code == 201, response.text


async def in_pieces(accounting, system, content):
    period = {"period_start": "2025-01-01", "period_end": "2026-01-01"}
    await uploads(accounting, content, what="activity-data", system_id=system, **period)
    await works(accounting)


@pytest.mark.parametrize("sent", [at_once, in_pieces])
async def test_a_file_of_activity_data_names_its_sender(accounting, sent):
    system = await accounting.has_system()
    rows, _ = filled(await template(accounting, system, "csv"))
    await sent(accounting, system, file("csv", rows))
    [reported] = (await accounting.get(f"/v1/systems/{system}/activity-data")).json()["items"]
    order = {"system_id": system, "activity_data_id": reported["id"]}
    calculation = await accounting.makes("/v1/calculations", order)

    lineage = (await accounting.get(f"/v1/calculations/{calculation}/lineage")).json()

    nodes = {node["id"]: node for node in lineage["nodes"]}
    by = {"org": ENTERPRISE, "client": CLIENT, "person": None}
    assert nodes["activity"]["by"] == by
    measured = [node for node in nodes.values() if node["kind"] == "measurement"]
    assert measured
    assert all(node["by"] == by for node in measured)
