"""Answers that need no person: by the rule that a supplier sets, and in the version asked in."""

from uuid import UUID, uuid4

import pytest

from tests.accounting.footprints import footprint
from tests.accounting.nodes import BUYER, BUYER_URL, COMPANY, SELLER, SELLER_URL, ask
from tests.accounting.publications.test_host import published

REJECT = {"unknown_products": "reject"}
UNKNOWN = "urn:pact:null"


async def rejects_unknown(seller):
    response = await seller.accounting.put("/v1/exchange-rule", REJECT, seller.headers)
    assert response.status_code == 200, response.text
    return response.json()


async def test_until_a_rule_is_set_a_person_looks(nodes):
    seller, buyer, _ = nodes

    rule = await seller.get("/v1/exchange-rule")
    asked = await ask(buyer, product_ids=[UNKNOWN])
    await buyer.work()
    await seller.work()

    assert rule == {"unknown_products": "ask", "changed_at": None, "changed_by": None}
    assert (await buyer.get(f"/v1/footprint-requests/{asked['id']}"))["answer"] is None


async def test_a_request_for_an_unknown_product_is_rejected_at_once_where_the_rule_says_so(nodes):
    seller, buyer, _ = nodes
    rule = await rejects_unknown(seller)

    asked = await ask(buyer, product_ids=[UNKNOWN])
    await buyer.work()
    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")

    assert rule["changed_by"]
    assert (answered["answer"], answered["footprints"]) == ("rejected", [])
    assert "no such product" in answered["message"]


@pytest.mark.parametrize("of", ["gtin", "product", "nothing named", "one of two"])
async def test_a_product_that_the_enterprise_has_is_left_to_a_person_all_the_same(nodes, of):
    seller, buyer, _ = nodes
    await rejects_unknown(seller)
    product = await seller.accounting.has_product(SELLER)
    named = {
        "gtin": ["urn:gtin:6901234567892"],
        "product": [f"urn:pact:127.0.0.1:product-id:{UUID(product)}"],
        "nothing named": [],
        "one of two": [UNKNOWN, "URN:GTIN:06901234567892"],
    }

    asked = await ask(buyer, product_ids=named[of])
    await buyer.work()
    await seller.work()

    assert (await buyer.get(f"/v1/footprint-requests/{asked['id']}"))["answer"] is None


async def test_the_rule_of_one_enterprise_is_none_of_another(nodes):
    seller, _, _ = nodes
    await rejects_unknown(seller)

    other = seller.accounting.as_enterprise(BUYER)
    rule = (await seller.accounting.get("/v1/exchange-rule", other)).json()
    wrong = await seller.accounting.put(
        "/v1/exchange-rule", {"unknown_products": "burn"}, seller.headers
    )

    assert rule["unknown_products"] == "ask"
    assert wrong.status_code == 422


@pytest.mark.clause("C14")
@pytest.mark.parametrize("gtin", ["urn:gtin:6901234567892", "urn:gtin:06901234567892"])
async def test_granted_data_answers_by_thirteen_and_by_fourteen_digits(nodes, gtin):
    seller, buyer, _ = nodes
    made = await published(seller.accounting)

    asked = await ask(buyer, product_ids=[gtin])
    await buyer.work()
    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    headers = seller.accounting.as_enterprise(BUYER)
    listed = await seller.accounting.get(f"/3/footprints?productId={gtin}", headers)

    assert answered["footprints"] == [made["id"]]
    assert [each["id"] for each in listed.json()["data"]] == [made["id"]]


def created_v2(**changes):
    return {
        "type": "org.wbcsd.pathfinder.ProductFootprintRequest.Created.v1",
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": BUYER_URL,
        "time": "2026-11-22T00:00:00Z",
        "data": {"pf": {"productIds": [UNKNOWN]}, "comment": "please"},
        **changes,
    }


async def test_who_asks_in_v2_is_answered_in_v2_though_registered_for_v3(nodes):
    seller, _, wire = nodes
    await rejects_unknown(seller)

    headers = seller.accounting.as_enterprise(BUYER)
    event = created_v2()
    taken = await seller.accounting.service.client.post("/2/events", json=event, headers=headers)
    await seller.work()
    sent = [request for request in wire.requests if request.url.path.endswith("/events")]

    assert taken.status_code == 200
    assert [str(request.url) for request in sent] == [f"{BUYER_URL}/2/events"]
    assert b"ProductFootprintRequest.Rejected.v1" in sent[0].content


async def test_an_event_that_comes_by_two_sources_is_one_request(nodes):
    seller, _, _ = nodes
    created = {"companyId": [COMPANY]}

    for source in (BUYER_URL, f"{BUYER_URL}/3/events"):
        taken = await seller.event(
            "RequestCreatedEvent", created, by=BUYER, id="one", source=source
        )
        assert taken.status_code == 200

    assert len((await seller.get("/v1/footprint-requests"))["items"]) == 1


async def test_another_product_is_no_answer_and_leaves_the_request_open(nodes):
    _, buyer, _ = nodes
    asked = await ask(buyer, product_ids=["urn:gtin:06901234567892"])
    other, right = footprint(productIds=["urn:gtin:96385074"]), footprint()
    answer = {"requestEventId": asked["id"]}
    path = f"/v1/footprint-requests/{asked['id']}"

    first = await buyer.event(
        "RequestFulfilledEvent", {**answer, "pfs": [other]}, by=SELLER, source=SELLER_URL
    )
    still_open = await buyer.get(path)
    await buyer.event(
        "RequestFulfilledEvent", {**answer, "pfs": [other, right]}, by=SELLER, source=SELLER_URL
    )
    answered = await buyer.get(path)
    kept = {each["id"] for each in (await buyer.get("/v1/supplier-footprints"))["items"]}

    assert first.status_code == 200
    assert (still_open["answer"], still_open["not_asked"]) == (None, [other["id"]])
    assert (answered["answer"], answered["footprints"]) == ("fulfilled", [right["id"]])
    assert answered["not_asked"] == [other["id"]]
    assert kept == {other["id"], right["id"]}
