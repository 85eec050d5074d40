"""Access that ends, publications that are withdrawn, and what stays on record."""

import pytest

from tests.accounting.nodes import BUYER, SELLER
from tests.accounting.publications.test_host import STATEMENT, published, recipient, stranger
from tests.accounting.samples import OTHER_ENTERPRISE

REASON = {"reason": "供货合同已终止,不再提供数据。"}
THIRD = "91110000MA0000001X"


async def test_an_ended_access_is_a_404_and_the_readings_stay(accounting):
    made = await published(accounting)
    path = f"/v1/calculations/{made['calculation_id']}/publication"
    before = await accounting.get(f"/3/footprints/{made['id']}", recipient(accounting))

    ended = await accounting.post(f"{path}/grants/{OTHER_ENTERPRISE}/withdrawal", REASON)
    after = await accounting.get(f"/3/footprints/{made['id']}", recipient(accounting))
    listed = await accounting.get("/3/footprints", recipient(accounting))
    reads = (await accounting.get(f"{path}/reads")).json()["items"]

    assert (before.status_code, ended.status_code, after.status_code) == (200, 201, 404)
    assert listed.json() == {"data": []}
    assert [read["reader"] for read in reads] == [OTHER_ENTERPRISE]
    [grant] = ended.json()["items"]
    assert (grant["recipient"], grant["reason"]) == (OTHER_ENTERPRISE, REASON["reason"])
    assert grant["ended_by"]
    assert grant["ended_at"] >= grant["granted_at"]


async def test_access_can_be_given_again_and_to_others(accounting):
    made = await published(accounting)
    path = f"/v1/calculations/{made['calculation_id']}/publication/grants"
    await accounting.post(f"{path}/{OTHER_ENTERPRISE}/withdrawal", REASON)

    given = await accounting.post(path, {"recipients": [OTHER_ENTERPRISE, THIRD]})
    listed = (await accounting.get(path)).json()["items"]
    mine = await accounting.get(f"/3/footprints/{made['id']}", recipient(accounting))
    third = await accounting.get(f"/3/footprints/{made['id']}", stranger(accounting))

    assert given.status_code == 201
    assert [(g["recipient"], g["ended_at"]) for g in listed] == [
        (THIRD, None),
        (OTHER_ENTERPRISE, None),
    ]
    assert (mine.status_code, third.status_code) == (200, 200)


async def test_ending_what_is_not_there_is_refused(accounting):
    made = await published(accounting, recipients=[])
    path = f"/v1/calculations/{made['calculation_id']}/publication"

    never = await accounting.post(f"{path}/grants/{OTHER_ENTERPRISE}/withdrawal", REASON)
    foreign = await accounting.post(
        f"{path}/grants/{OTHER_ENTERPRISE}/withdrawal", REASON, recipient(accounting)
    )
    short = await accounting.post(f"{path}/withdrawal", {"reason": "no"})

    assert never.json()["type"].endswith("grant-not-found")
    assert foreign.json()["type"].endswith("publication-not-found")
    assert short.status_code == 422


async def test_a_withdrawn_publication_is_deprecated_and_told_to_its_readers(nodes):
    seller, buyer, _ = nodes
    made = await published(seller.accounting)
    path = f"/v1/calculations/{made['calculation_id']}/publication"
    await seller.work()
    await buyer.work()

    withdrawn = await seller.post(f"{path}/withdrawal", REASON)
    twice = await seller.post(f"{path}/withdrawal", REASON)
    await seller.work()
    await buyer.work()
    received = await buyer.get(f"/v1/supplier-footprints/{made['id']}")

    assert (withdrawn.status_code, twice.status_code) == (201, 409)
    assert (withdrawn.json()["status"], withdrawn.json()["replaced_by"]) == ("Deprecated", None)
    assert (received["deprecated"], received["replaced_by"]) == (True, None)


@pytest.mark.parametrize("recipients", [[SELLER], [BUYER, BUYER]])
async def test_nobody_is_let_in_twice_or_to_its_own(accounting, recipients):
    made = await published(accounting, **STATEMENT)
    path = f"/v1/calculations/{made['calculation_id']}/publication/grants"

    response = await accounting.post(path, {"recipients": recipients})

    assert response.status_code == 422
