"""Nothing is sealed on a supplier's footprint that has ended, or has yet to begin, unasked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from chassis import clock
from chassis.canonical import rfc3339
from tests.accounting.footprints import footprint, pcf
from tests.accounting.suppliers.test_supplied import calculated, received

REASON = {"reason": "已与供应商核对,数值仍然适用。"}
EXPIRES = {"validityPeriodEnd": "2026-03-01T00:00:00Z"}
AHEAD = rfc3339(clock.now() + timedelta(days=20))


def beginning(**changes):
    return footprint(validityPeriodStart=AHEAD, **changes)


async def sealed_on(accounting, document):
    """The answers to sealing on it before and after a person settled what there is to settle."""
    factor = (await received(accounting, document)).json()["factor"]
    _, calculation = await calculated(accounting, factor)
    return await seal_and_settle(accounting, calculation)


async def seal_and_settle(accounting, calculation):
    path = f"/v1/calculations/{calculation}/seal"
    before = await accounting.post(path)
    found = (await accounting.get("/v1/supplier-findings?open=true")).json()["items"]
    for each in found:
        key = "/".join((each["footprint_id"], each["system_id"], each["cause"]))
        await accounting.post(f"/v1/supplier-findings/{key}/resolution", REASON)
    return before, [each["cause"] for each in found], await accounting.post(path)


@pytest.mark.parametrize(
    ("document", "cause"),
    [
        (footprint(**EXPIRES), "expired"),
        (footprint(status="Deprecated"), "withdrawn"),
        (beginning(), "not-yet-valid"),
        (footprint(created=AHEAD), "not-yet-valid"),
        (footprint(of=pcf(referencePeriodEnd=AHEAD)), "not-yet-valid"),
    ],
)
async def test_a_person_settles_it_before_the_seal(accounting, document, cause):
    before, causes, after = await sealed_on(accounting, document)

    assert before.status_code == 409
    assert before.json()["type"].endswith("supplier-footprints-unsettled")
    assert f"{document['id']} {cause}" in before.json()["detail"]
    assert (causes, after.status_code) == ([cause], 201)


async def test_a_replaced_one_is_settled_too(accounting):
    old = (await received(accounting, footprint())).json()
    _, calculation = await calculated(accounting, old["factor"])
    await received(accounting, footprint(precedingPfIds=[old["id"]]))

    before, causes, after = await seal_and_settle(accounting, calculation)

    assert (before.status_code, causes, after.status_code) == (409, ["replaced"], 201)


async def test_one_that_is_valid_is_sealed_on_at_once(accounting):
    factor = (await received(accounting, footprint())).json()["factor"]
    _, calculation = await calculated(accounting, factor)

    assert (await accounting.post(f"/v1/calculations/{calculation}/seal")).status_code == 201


async def test_what_has_begun_meanwhile_is_no_question_any_more(accounting):
    starts = datetime(2026, 12, 20, tzinfo=UTC)
    document = footprint(validityPeriodStart=rfc3339(starts))
    with time_machine.travel(starts - timedelta(days=2)):
        headers = accounting.as_enterprise()
        factor = (await received(accounting, document, headers=headers)).json()["factor"]
        early = await accounting.get("/v1/supplier-findings", headers)
    with time_machine.travel(starts + timedelta(hours=1)):
        late = await accounting.get("/v1/supplier-findings", accounting.as_enterprise())

    assert factor == f"supplier:{document['id']}"
    assert early.json()["items"] == late.json()["items"] == []
