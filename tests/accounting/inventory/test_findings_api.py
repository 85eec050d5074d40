"""Findings over HTTP: raised with the data, shown to their owner, resolved once with a reason."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from tests.accounting.conftest import Accounting
from tests.accounting.evidence.test_evidence_api import PDF, send
from tests.accounting.samples import OTHER_ENTERPRISE, body

REASON = {"reason": "七月停产检修两周,单耗升高,见检修记录。"}


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True):
        yield


async def has_doubtful_data(accounting: Accounting, **evidence: str) -> tuple[str, str]:
    """A system, and activity data whose first total is a hundred times the usual."""
    system = await accounting.has_system()
    data = body("activity-data")
    total = data["processes"][0]["consumption"][0]
    total["amount"] = str(float(total["amount"]) * 100).removesuffix(".0")
    total["evidence"] |= evidence
    return system, await accounting.makes(f"/v1/systems/{system}/activity-data", data)


async def found(accounting: Accounting, query: str = ""):
    return (await accounting.get(f"/v1/findings{query}")).json()["items"]


async def test_what_stands_out_is_shown_with_the_data_it_is_about(accounting: Accounting):
    system, activity = await has_doubtful_data(accounting)

    items = await found(accounting)

    assert "template-outlier" in [item["check"] for item in items]
    assert {(item["system_id"], item["activity_data_id"]) for item in items} == {(system, activity)}
    assert items[0]["message"].keys() == {"zh", "en"}
    assert items[0]["resolution"] is None


async def test_a_finding_is_resolved_once_with_a_reason(accounting: Accounting):
    await has_doubtful_data(accounting)
    before = await found(accounting, "?open=true")
    path = f"/v1/findings/{before[0]['id']}/resolution"

    curt = await accounting.post(path, {"reason": "好"})
    first = await accounting.post(path, REASON)
    again = await accounting.post(path, {"reason": "another reason, later"})

    assert (curt.status_code, first.status_code, again.status_code) == (422, 201, 409)
    assert again.json()["type"] == "urn:tanbiao:problem:finding-already-resolved"
    assert len(await found(accounting, "?open=true")) == len(before) - 1
    (resolved,) = await found(accounting, "?open=false")
    assert resolved["resolution"]["reason"] == REASON["reason"]


async def test_anothers_findings_do_not_exist(accounting: Accounting):
    await has_doubtful_data(accounting)
    other = accounting.as_enterprise(OTHER_ENTERPRISE)
    (first, *_) = await found(accounting)

    listed = await accounting.get("/v1/findings", other)
    resolved = await accounting.post(f"/v1/findings/{first['id']}/resolution", REASON, other)
    unknown = await accounting.post(f"/v1/findings/{uuid4()}/resolution", REASON)

    assert listed.json()["items"] == []
    assert (resolved.status_code, unknown.status_code) == (404, 404)


@pytest.mark.clause("C07")
async def test_a_number_is_sound_when_proven_and_no_longer_doubted(accounting: Accounting):
    await accounting.has_enterprise()
    sha256 = (await send(accounting, PDF)).json()["sha256"]
    system, activity = await has_doubtful_data(accounting, sha256=sha256)
    path = f"/v1/systems/{system}/activity-data/{activity}/scores"

    doubted = (await accounting.get(path)).json()
    for finding in await found(accounting):
        await accounting.post(f"/v1/findings/{finding['id']}/resolution", REASON)
    settled = (await accounting.get(path)).json()

    assert (doubted["sound"], settled["sound"]) == (0, 1)
    assert 0 < float(settled["accuracy"]) <= 1
    assert settled["timeliness"] == "1"
    assert 0 < float(settled["completeness"]) <= 1


async def test_ordinary_data_raises_nothing(accounting: Accounting):
    system = await accounting.has_system()
    await accounting.makes(f"/v1/systems/{system}/activity-data", body("activity-data"))

    assert await found(accounting) == []
