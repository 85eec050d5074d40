"""Findings about suppliers' footprints that ended, and how a person settles them."""

from datetime import UTC, datetime

import time_machine

from tests.accounting.footprints import footprint
from tests.accounting.samples import OTHER_ENTERPRISE
from tests.accounting.suppliers.test_supplied import calculated, received

REASON = {"reason": "已与供应商核对,新版本数值不变。"}


async def findings(accounting, query=""):
    return (await accounting.get(f"/v1/supplier-findings{query}")).json()["items"]


def path_of(finding):
    key = "/".join((finding["footprint_id"], finding["system_id"], finding["cause"]))
    return f"/v1/supplier-findings/{key}/resolution"


async def test_a_person_settles_a_finding_once_and_for_the_record(accounting):
    old = (await received(accounting, footprint())).json()
    await calculated(accounting, old["factor"])
    await received(accounting, footprint(precedingPfIds=[old["id"]]))
    [open_one] = await findings(accounting, "?open=true")

    settled = await accounting.post(path_of(open_one), REASON)
    again = await accounting.post(path_of(open_one), {"reason": "another reason, later"})
    [kept] = await findings(accounting, "?open=false")

    assert open_one["resolution"] is None
    assert (settled.status_code, again.status_code) == (201, 409)
    assert again.json()["type"].endswith("supplier-finding-already-resolved")
    assert kept["resolution"]["reason"] == REASON["reason"]
    assert kept["resolution"]["resolved_by"]
    assert await findings(accounting, "?open=true") == []


async def test_a_finding_of_others_and_one_that_is_none_cannot_be_settled(accounting):
    old = (await received(accounting, footprint())).json()
    await calculated(accounting, old["factor"])
    await received(accounting, footprint(precedingPfIds=[old["id"]]))
    [found] = await findings(accounting)

    foreign = await accounting.post(
        path_of(found), REASON, accounting.as_enterprise(OTHER_ENTERPRISE)
    )
    other_cause = await accounting.post(path_of({**found, "cause": "expired"}), REASON)
    no_cause = await accounting.post(path_of({**found, "cause": "bored"}), REASON)

    assert (foreign.status_code, other_cause.status_code) == (404, 404)
    assert no_cause.status_code == 422


async def test_a_withdrawn_footprint_is_a_finding_and_its_late_successor_another(accounting):
    document = footprint()
    old = (await received(accounting, document)).json()
    await calculated(accounting, old["factor"])

    await received(accounting, {**document, "status": "Deprecated"})
    [withdrawn] = await findings(accounting)
    await accounting.post(path_of(withdrawn), REASON)
    new = footprint(precedingPfIds=[old["id"]])
    await received(accounting, new)
    [replaced] = await findings(accounting)

    assert (withdrawn["cause"], withdrawn["replaced_by"]) == ("withdrawn", None)
    assert (replaced["cause"], replaced["replaced_by"]) == ("replaced", new["id"])
    assert replaced["resolution"] is None


async def test_a_footprint_that_expires_is_a_finding_from_that_instant_on(accounting):
    end = datetime(2028, 6, 1, tzinfo=UTC)
    old = (await received(accounting, footprint(validityPeriodEnd="2028-06-01T00:00:00Z"))).json()
    system, _ = await calculated(accounting, old["factor"])

    with time_machine.travel(end, tick=False):
        on_the_last = await asked(accounting)
    with time_machine.travel(end.replace(second=1), tick=False):
        [after] = await asked(accounting)

    assert on_the_last == []
    assert (after["cause"], after["system_id"], after["footprint_id"]) == (
        "expired",
        system,
        old["id"],
    )
    assert after["noticed_at"] == "2028-06-01T00:00:00Z"
    assert "有效期" in after["zh"]


async def asked(accounting):
    """At the time that the test travelled to, with a token of then."""
    headers = accounting.as_enterprise()
    return (await accounting.get("/v1/supplier-findings", headers)).json()["items"]


async def test_a_version_replaced_before_it_expired_is_one_finding(accounting):
    old = (await received(accounting, footprint(validityPeriodEnd="2028-06-01T00:00:00Z"))).json()
    await calculated(accounting, old["factor"])
    await received(accounting, footprint(precedingPfIds=[old["id"]]))

    with time_machine.travel(datetime(2028, 7, 1, tzinfo=UTC)):
        found = await asked(accounting)

    assert [item["cause"] for item in found] == ["replaced"]


async def test_findings_are_read_to_the_end_page_by_page(accounting):
    for _ in range(3):
        old = (await received(accounting, footprint())).json()
        await calculated(accounting, old["factor"])
        await received(accounting, footprint(precedingPfIds=[old["id"]]))
    whole = await findings(accounting)

    pages, query = [], "?limit=1"
    while query:
        answer = (await accounting.get(f"/v1/supplier-findings{query}")).json()
        pages.append(answer["items"])
        query = answer["next"] and f"?limit=1&cursor={answer['next']}"

    assert len(whole) == 3
    assert pages == [[each] for each in whole]
