"""Events that are still in the queue when access ends: they are not delivered."""

from datetime import timedelta

import time_machine

from chassis import clock
from tests.accounting.nodes import BUYER, ask
from tests.accounting.publications.test_host import again, published

ENDED = "Access to the requested footprints has ended"
REASON = {"reason": "供货合同已终止,不再提供数据。"}


async def ends(seller, made):
    path = f"/v1/calculations/{made['calculation_id']}/publication"
    ended = await seller.post(f"{path}/grants/{BUYER}/withdrawal", REASON)
    assert ended.status_code == 201, ended.text
    return path


async def promised(seller, buyer):
    """A footprint that nobody may read yet, the buyer's request, and the seller's answer to it."""
    made = await published(seller.accounting, recipients=[])
    asked = await ask(buyer)
    await buyer.work()
    [waiting] = (await seller.get("/v1/footprint-requests"))["items"]
    answer = {"footprints": [made["id"]]}
    await seller.post(f"/v1/footprint-requests/{waiting['id']}/fulfilment", answer)
    return made, asked


async def deliveries(node, query=""):
    return (await node.get(f"/v1/exchange-deliveries{query}"))["items"]


async def test_an_announcement_is_withheld_when_access_ends_before_it_goes_out(nodes):
    seller, _, wire = nodes
    made = await published(seller.accounting)
    await ends(seller, made)

    await seller.work()
    [withheld] = await deliveries(seller)
    replayed = await seller.post(f"/v1/exchange-deliveries/{withheld['id']}/replay")

    assert wire.requests == []
    assert (withheld["withheld"], withheld["withheld_reason"]) == ([made["id"]], REASON["reason"])
    assert withheld["withheld_at"] is not None
    assert (withheld["attempts"], withheld["delivered_at"], withheld["dead"]) == (0, None, False)
    assert await deliveries(seller, "?dead=true") == []
    assert replayed.json()["type"].endswith("delivery-withheld")


async def test_what_was_withheld_is_told_anew_when_access_is_given_again(nodes):
    seller, buyer, _ = nodes
    made = await published(seller.accounting)
    path = await ends(seller, made)
    await seller.work()

    await seller.post(f"{path}/grants", {"recipients": [BUYER]})
    await seller.work()
    await buyer.work()

    assert (await buyer.get(f"/v1/supplier-footprints/{made['id']}"))["way"] == "fetch"
    assert [each["withheld_at"] is None for each in await deliveries(seller)] == [True, False]


async def test_an_announcement_goes_out_without_the_version_that_was_closed(nodes):
    seller, buyer, _ = nodes
    old = await published(seller.accounting)
    await seller.work()
    await buyer.work()
    new = await again(seller.accounting, old["calculation_id"])
    await ends(seller, old)

    await seller.work()
    await buyer.work()
    newest = (await deliveries(seller))[0]
    fetched = await buyer.get(f"/v1/supplier-footprints/{new['id']}")

    assert fetched["way"] == "fetch"
    assert (newest["withheld"], newest["withheld_at"]) == ([old["id"]], None)
    assert newest["delivered_at"] is not None
    assert await deliveries(buyer, "?dead=true") == []


async def test_an_answer_that_is_withheld_becomes_a_rejection_and_no_reading(nodes):
    seller, buyer, _ = nodes
    made, asked = await promised(seller, buyer)
    path = await ends(seller, made)

    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    missing = await buyer.accounting.get(f"/v1/supplier-footprints/{made['id']}", buyer.headers)
    rejection, withheld = await deliveries(seller)

    assert (answered["answer"], answered["message"]) == ("rejected", ENDED)
    assert missing.status_code == 404
    assert (await seller.get(f"{path}/reads"))["items"] == []
    assert rejection["delivered_at"] is not None
    assert withheld["withheld"] == [made["id"]]


async def test_a_partner_that_has_the_answer_keeps_it_as_the_only_one(nodes):
    """The answer arrived, its receipt was lost, and access ended before it was tried again."""
    seller, buyer, wire = nodes
    made, asked = await promised(seller, buyer)
    wire.lost_answers = 1
    await seller.work()
    path = await ends(seller, made)

    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    rejection, withheld = await deliveries(seller)

    assert (answered["answer"], answered["footprints"]) == ("fulfilled", [made["id"]])
    assert rejection["delivered_at"] is not None
    assert (withheld["attempts"], withheld["withheld"]) == (1, [made["id"]])
    assert [r["way"] for r in (await seller.get(f"{path}/reads"))["items"]] == ["event"]
