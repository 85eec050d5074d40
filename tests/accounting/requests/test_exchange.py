"""Requests, answers, new versions and lost messages between two instances."""

from datetime import timedelta
from functools import partial

import time_machine

from accounting.requests.usecases.deliveries import reject_overdue
from chassis import clock
from tests.accounting.nodes import BUYER, SELLER, SELLER_URL, ask
from tests.accounting.publications.test_host import again, published


async def test_granted_data_answers_a_request_at_once(nodes):
    seller, buyer, _ = nodes
    made = await published(seller.accounting)

    asked = await ask(buyer, product_ids=["urn:gtin:06901234567892"])
    await buyer.work()
    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    received = await buyer.get(f"/v1/supplier-footprints/{made['id']}")

    assert (answered["answer"], answered["footprints"]) == ("fulfilled", [made["id"]])
    assert received["document"] == made["footprint"]
    assert received["usable"] is True
    assert (received["supplier"], received["way"]) == (SELLER, "event")


async def test_what_an_event_brings_a_list_shows_too(nodes):
    seller, buyer, _ = nodes
    made = await published(seller.accounting)
    await buyer.work()

    headers = seller.accounting.as_enterprise(BUYER)
    listed = (await seller.accounting.get("/3/footprints", headers)).json()["data"]
    single = (await seller.accounting.get(f"/3/footprints/{made['id']}", headers)).json()["data"]
    await ask(buyer)
    await buyer.work()
    await seller.work()
    received = await buyer.get(f"/v1/supplier-footprints/{made['id']}")
    ways = await seller.get(f"/v1/calculations/{made['calculation_id']}/publication/reads")

    assert listed == [single] == [received["document"]]
    assert [read["way"] for read in ways["items"]] == ["event", "get", "list"]


async def test_a_person_answers_what_was_not_granted(nodes):
    seller, buyer, _ = nodes
    made = await published(seller.accounting, recipients=[])

    asked = await ask(buyer)
    await buyer.work()
    waiting = (await seller.get("/v1/footprint-requests"))["items"][0]
    open_still = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    answer = {"footprints": [made["id"]]}
    path = f"/v1/footprint-requests/{waiting['id']}"
    given = await seller.post(f"{path}/fulfilment", answer)
    twice = await seller.post(f"{path}/rejection", {"message": "no"})
    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")

    assert (waiting["direction"], waiting["answer"]) == ("in", None)
    assert open_still["answer"] is None
    assert (given.status_code, twice.status_code) == (201, 409)
    assert answered["answer"] == "fulfilled"


async def test_a_rejection_reaches_the_one_who_asked(nodes):
    seller, buyer, _ = nodes
    asked = await ask(buyer)
    await buyer.work()
    waiting = (await seller.get("/v1/footprint-requests"))["items"][0]

    await seller.post(f"/v1/footprint-requests/{waiting['id']}/rejection", {"message": "Not made"})
    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")

    assert (answered["answer"], answered["message"]) == ("rejected", "Not made")


async def test_a_request_that_nobody_answers_is_rejected_in_the_end(nodes):
    seller, buyer, _ = nodes
    await ask(buyer)
    await buyer.work()
    late = partial(reject_overdue, seller.accounting.database, source=seller.dispatch.source)

    before = await late()
    with time_machine.travel(clock.now() + timedelta(days=30, seconds=1)):
        after, again_after = await late(), await late()

    assert (before, after, again_after) == (False, True, False)
    request = (await seller.get("/v1/footprint-requests"))["items"][0]
    assert request["answer"] == "rejected"


async def test_a_new_version_is_announced_fetched_and_found_by_its_dependants(nodes):
    seller, buyer, _ = nodes
    old = await published(seller.accounting)
    await seller.work()
    await buyer.work()
    first = await buyer.get(f"/v1/supplier-footprints/{old['id']}")

    new = await again(seller.accounting, old["calculation_id"])
    await seller.work()
    await buyer.work()
    ended = await buyer.get(f"/v1/supplier-footprints/{old['id']}")
    fetched = await buyer.get(f"/v1/supplier-footprints/{new['id']}")

    assert (first["way"], first["deprecated"]) == ("fetch", False)
    assert (ended["deprecated"], ended["replaced_by"]) == (True, new["id"])
    assert fetched["document"]["precedingPfIds"] == [old["id"]]


async def test_an_event_whose_answer_was_lost_is_sent_again_and_counts_once(nodes):
    seller, buyer, wire = nodes
    await published(seller.accounting)
    await seller.work()
    await buyer.work()
    wire.lost_answers = 2

    asked = await ask(buyer)
    await buyer.work()
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        await buyer.work()
        await seller.work()
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        await buyer.work()
        await seller.work()

    requests = (await seller.get("/v1/footprint-requests"))["items"]
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    assert [request["answer"] for request in requests] == ["fulfilled"]
    assert answered["answer"] == "fulfilled"


async def test_a_token_that_the_partner_accepts_no_more_is_fetched_anew(nodes):
    seller, buyer, wire = nodes
    good = wire.tokens[SELLER_URL]
    wire.tokens[SELLER_URL] = "revoked"
    await ask(buyer)
    await buyer.work()
    assert (await seller.get("/v1/footprint-requests"))["items"] == []

    wire.tokens[SELLER_URL] = good
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        await buyer.work()

    assert len((await seller.get("/v1/footprint-requests"))["items"]) == 1


async def test_a_delivery_is_given_up_after_72_hours(nodes):
    _, buyer, wire = nodes
    wire.cut = True
    began = clock.now()
    await ask(buyer)

    attempts = 0
    for hours in (0, 1, 2, 10, 30, 71.9, 72.1, 100):
        with time_machine.travel(began + timedelta(hours=hours)):
            await buyer.work()
            shipment = (await buyer.get("/v1/exchange-deliveries"))["items"][0]
            assert shipment["attempts"] >= attempts
            attempts = shipment["attempts"]

    assert shipment["next_attempt_at"] is None
    assert shipment["delivered_at"] is None
    assert "ConnectError" in shipment["error"]
    assert attempts <= 7


async def test_a_dead_delivery_is_sent_again_by_its_owner(nodes):
    seller, buyer, wire = nodes
    made = await published(seller.accounting)
    wire.cut = True
    began = clock.now()
    asked = await ask(buyer)
    with time_machine.travel(began + timedelta(hours=73)):
        await buyer.work()
    [dead] = (await buyer.get("/v1/exchange-deliveries?dead=true"))["items"]
    path = f"/v1/exchange-deliveries/{dead['id']}/replay"
    wire.cut = False

    foreign = await buyer.accounting.post(path, None, buyer.accounting.as_enterprise(SELLER))
    replayed = await buyer.post(path)
    twice = await buyer.post(path)
    await buyer.work()
    await seller.work()
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    others = (await buyer.get("/v1/exchange-deliveries?dead=false"))["items"]
    arrived = next(each for each in others if each["id"] == dead["id"])

    assert dead["dead"] is True
    assert (foreign.status_code, replayed.status_code, twice.status_code) == (404, 201, 409)
    assert answered["footprints"] == [made["id"]]
    assert arrived["dead"] is False
    assert arrived["replayed_by"]
    assert arrived["delivered_at"] is not None


async def test_a_request_shows_how_its_deadline_stands(nodes):
    _, buyer, _ = nodes
    deadline = clock.now() + timedelta(days=20)
    path = f"/v1/footprint-requests/{(await ask(buyer, deadline=deadline.isoformat()))['id']}"
    states = []

    for days in (-8, -6, 1):
        with time_machine.travel(deadline + timedelta(days=days)):
            states.append((await buyer.get(path))["state"])

    assert states == ["open", "due-soon", "overdue"]


async def test_an_answer_after_the_deadline_is_told_apart(nodes):
    seller, buyer, _ = nodes
    made = await published(seller.accounting, recipients=[])
    deadline = clock.now() + timedelta(minutes=1)
    asked = await ask(buyer, deadline=deadline.isoformat())
    await buyer.work()
    [waiting] = (await seller.get("/v1/footprint-requests?open=true"))["items"]

    with time_machine.travel(deadline + timedelta(minutes=1)):
        answer = {"footprints": [made["id"]]}
        await seller.post(f"/v1/footprint-requests/{waiting['id']}/fulfilment", answer)
        await seller.work()
        answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    nothing_open = (await buyer.get("/v1/footprint-requests?open=true"))["items"]

    assert answered["state"] == "answered-late"
    assert deadline.strftime("%Y-%m-%dT%H:%M:%S") in waiting["criteria"]["comment"]
    assert nothing_open == []
