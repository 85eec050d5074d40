"""A published footprint says who verified it for as long as the certificate stands."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
import time_machine

from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.linter import lint
from accounting.publications.domain.verification import CERTIFICATE_SCHEMA
from accounting.publications.usecases import editions
from accounting.publications.usecases.certificates import keep_verified
from accounting.work import consumer
from tests.accounting.certifying import (
    END,
    HOST,
    NUMBER,
    follows,
    hears,
    issued,
    publication,
    reinstated,
    seal_of,
    suspended,
    withdrawn,
)
from tests.accounting.publications.test_host import STATEMENT, published, recipient
from tests.accounting.samples import OTHER_ENTERPRISE

VERIFICATION = {
    "coverage": "product level",
    "providerName": "Sample Certification (Tianjin) Co., Ltd.",
    "completedAt": "2026-11-01T00:00:00Z",
    "standardName": "GB/T 24067-2024",
    "comments": f"证书 / certificate {NUMBER}, 有效期至 / valid until 2028-10-31",
}
REASON = {"reason": "供货合同已终止,不再提供数据。"}


def verification(made):
    return made["footprint"]["pcf"].get("verification")


def certificates_named(made):
    found = [e for e in made["footprint"]["extensions"] if e["dataSchema"] == CERTIFICATE_SCHEMA]
    return [each["data"]["certificate"] for each in found]


async def test_a_certificate_makes_an_edition_with_the_same_numbers(accounting):
    old = await published(accounting)

    await follows(accounting, issued(old["calculation_id"], seal_of(old)))
    new = await publication(accounting, old["calculation_id"])
    read = await accounting.get(f"/3/footprints/{new['id']}", recipient(accounting))
    ended = await accounting.get(f"/3/footprints/{old['id']}", recipient(accounting))

    assert verification(old) is None
    assert verification(new) == VERIFICATION
    assert certificates_named(new) == [NUMBER]
    assert new["footprint"]["precedingPfIds"] == [old["id"]]
    without = {n: v for n, v in new["footprint"]["pcf"].items() if n != "verification"}
    assert without == old["footprint"]["pcf"]
    assert read.json()["data"] == new["footprint"]
    assert ended.json()["data"] == {**old["footprint"], "status": "Deprecated"}
    assert {f.severity for f in lint(read_footprint(new["footprint"]))} <= {"warning"}


async def test_what_is_published_after_the_decision_says_so_from_the_start(accounting):
    calculation, seal = await accounting.has_seal()
    await follows(accounting, issued(calculation, seal))

    await accounting.post(f"/v1/calculations/{calculation}/publication", STATEMENT)
    made = await publication(accounting, calculation)

    assert verification(made) == VERIFICATION
    assert "precedingPfIds" not in made["footprint"]


async def test_it_is_gone_while_the_certificate_is_suspended_and_for_good_after_withdrawal(
    accounting,
):
    made = await published(accounting)
    calculation = made["calculation_id"]
    story = [issued(calculation, seal_of(made)), suspended(1), reinstated(2), withdrawn(3)]
    stated, ids = [], [made["id"]]

    for event in [*story, reinstated(4)]:
        await follows(accounting, event)
        now = await publication(accounting, calculation)
        stated.append((verification(now) is not None, len(certificates_named(now))))
        ids.append(now["id"])

    assert stated == [(True, 1), (False, 0), (True, 1), (False, 0), (False, 0)]
    assert [a == b for a, b in pairwise(ids)] == [False] * 4 + [True]


async def test_it_is_gone_when_the_term_is_over_though_no_event_says_so(accounting):
    made = await published(accounting)
    await follows(accounting, issued(made["calculation_id"], seal_of(made)))
    with time_machine.travel(END - timedelta(minutes=1)):
        await follows(accounting)
        before = await publication(accounting, made["calculation_id"])
    with time_machine.travel(END):
        await follows(accounting)
        after = await publication(accounting, made["calculation_id"])

    assert verification(before) == VERIFICATION
    assert verification(after) is None
    assert after["footprint"]["precedingPfIds"] == [before["id"]]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
async def test_the_order_of_arrival_plays_no_part(accounting, order):
    made = await published(accounting)
    story = [issued(made["calculation_id"], seal_of(made)), suspended(1), reinstated(2)]

    await follows(accounting, *(story[place] for place in order))

    assert verification(await publication(accounting, made["calculation_id"])) == VERIFICATION


async def test_a_certificate_of_other_bytes_verifies_nothing(accounting):
    made = await published(accounting)

    await follows(accounting, issued(made["calculation_id"], "0" * 64))

    assert (await publication(accounting, made["calculation_id"]))["id"] == made["id"]


async def test_an_event_that_comes_again_changes_nothing(accounting):
    made = await published(accounting)
    event = issued(made["calculation_id"], seal_of(made))
    for _ in range(2):
        await accounting.service.receive(consumer, event, id="the same")
        await follows(accounting)
    new = await publication(accounting, made["calculation_id"])

    await follows(accounting, event)

    assert (await publication(accounting, made["calculation_id"]))["id"] == new["id"]


async def test_a_worker_that_dies_leaves_the_old_edition_and_the_next_one_goes_on(
    accounting, monkeypatch
):
    made = await published(accounting)
    await hears(accounting, issued(made["calculation_id"], seal_of(made)))

    class PowerCut(BaseException):
        """Nothing that a worker could note."""

    async def power_cut(*_, **__):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(editions.announcements, "announce", power_cut)
        with pytest.raises(PowerCut):
            await keep_verified(accounting.database, host=HOST)
    between = await publication(accounting, made["calculation_id"])
    both = await asyncio.gather(*(keep_verified(accounting.database, host=HOST) for _ in "12"))
    after = await publication(accounting, made["calculation_id"])

    assert (between["id"], between["status"]) == (made["id"], "Active")
    assert sorted(both) == [False, True]
    assert after["footprint"]["precedingPfIds"] == [made["id"]]


async def test_publishing_while_the_certificate_arrives_ends_with_it_named(accounting):
    calculation, seal = await accounting.has_seal()
    path = f"/v1/calculations/{calculation}/publication"

    await asyncio.gather(
        accounting.post(path, STATEMENT), follows(accounting, issued(calculation, seal))
    )
    await follows(accounting)

    assert verification(await publication(accounting, calculation)) == VERIFICATION


async def test_a_second_certificate_takes_over_when_the_first_is_withdrawn(accounting):
    made = await published(accounting)
    first = issued(made["calculation_id"], seal_of(made))
    other = issued(made["calculation_id"], seal_of(made), UUID(int=78), "2099902-CFP-2026-00001")

    await follows(accounting, first)
    await follows(accounting, other)
    kept = await publication(accounting, made["calculation_id"])
    await follows(accounting, withdrawn(1))
    new = await publication(accounting, made["calculation_id"])

    assert certificates_named(kept) == [NUMBER]
    assert certificates_named(new) == ["2099902-CFP-2026-00001"]


async def test_a_withdrawn_publication_has_no_further_edition(accounting):
    made = await published(accounting)
    path = f"/v1/calculations/{made['calculation_id']}/publication/withdrawal"
    await accounting.post(path, REASON)

    await follows(accounting, issued(made["calculation_id"], seal_of(made)))

    assert (await publication(accounting, made["calculation_id"]))["id"] == made["id"]


async def test_access_is_to_every_edition_and_ends_for_every_edition(accounting):
    old = await published(accounting)
    path = f"/v1/calculations/{old['calculation_id']}/publication"
    await follows(accounting, issued(old["calculation_id"], seal_of(old)))
    new = await publication(accounting, old["calculation_id"])
    pair = (old["id"], new["id"])

    before = [await accounting.get(f"/3/footprints/{id}", recipient(accounting)) for id in pair]
    reads = (await accounting.get(f"{path}/reads")).json()["items"]
    ended = await accounting.post(f"{path}/grants/{OTHER_ENTERPRISE}/withdrawal", REASON)
    after = [await accounting.get(f"/3/footprints/{id}", recipient(accounting)) for id in pair]
    await follows(accounting, withdrawn(1))
    listed = await accounting.get("/3/footprints", recipient(accounting))
    [grant] = (await accounting.get(f"{path}/grants")).json()["items"]

    assert [response.status_code for response in before] == [200, 200]
    assert [read["footprint_id"] for read in reads] == [new["id"], old["id"]]
    assert ended.status_code == 201
    assert [response.status_code for response in after] == [404, 404]
    assert listed.json() == {"data": []}
    assert (grant["recipient"], grant["reason"]) == (OTHER_ENTERPRISE, REASON["reason"])


async def test_customers_are_told_and_find_what_rested_on_the_verified_edition(nodes):
    seller, buyer, _ = nodes
    made = await published(seller.accounting)
    await follows(seller.accounting, issued(made["calculation_id"], seal_of(made)))
    verified = await publication(seller.accounting, made["calculation_id"])
    await seller.work()
    await buyer.work()
    arrived = await buyer.get(f"/v1/supplier-footprints/{verified['id']}")

    await follows(seller.accounting, withdrawn(1))
    bare = await publication(seller.accounting, made["calculation_id"])
    await seller.work()
    await buyer.work()
    ended = await buyer.get(f"/v1/supplier-footprints/{verified['id']}")

    assert arrived["document"]["pcf"]["verification"] == VERIFICATION
    assert (ended["deprecated"], ended["replaced_by"]) == (True, bare["id"])


async def test_readers_of_the_older_version_get_an_assurance(accounting):
    made = await published(accounting)
    await follows(accounting, issued(made["calculation_id"], seal_of(made)))
    new = await publication(accounting, made["calculation_id"])

    old_form = await accounting.get(f"/2/footprints/{new['id']}", recipient(accounting))
    report = await accounting.get(f"/v1/calculations/{made['calculation_id']}/publication/v2")

    assurance = old_form.json()["data"]["pcf"]["assurance"]
    assert assurance == {"assurance": True, **VERIFICATION}
    assert "pcf.verification" in {loss["field"] for loss in report.json()["losses"]}


async def test_an_edition_is_not_told_to_whom_access_to_the_publication_has_ended(nodes):
    seller, _, wire = nodes
    made = await published(seller.accounting)
    await follows(seller.accounting, issued(made["calculation_id"], seal_of(made)))
    path = f"/v1/calculations/{made['calculation_id']}/publication/grants"
    await seller.post(f"{path}/{OTHER_ENTERPRISE}/withdrawal", REASON)

    await seller.work()
    deliveries = (await seller.get("/v1/exchange-deliveries"))["items"]

    assert wire.requests == []
    assert [each["withheld_at"] is not None for each in deliveries] == [True, True]
    assert [len(each["withheld"]) for each in deliveries] == [2, 1]
