"""What partners, and those who pretend to be some, may not do."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from accounting.partners.domain.exchange import Delivery, Errand, next_attempt
from accounting.partners.remote import Partners
from accounting.requests.usecases.deliveries import Dispatch
from chassis import clock
from chassis.outbound import Guard, GuardedTransport, Limits, Resolve
from tests.accounting.footprints import footprint, pcf
from tests.accounting.nodes import BUYER, COMPANY, METADATA, SELLER, SELLER_URL, ask


async def test_hostile_events_are_refused_in_the_form_of_the_specification(nodes):
    seller, _, _ = nodes
    created = {"companyId": [COMPANY]}
    pf = {"requestEventId": "x", "pfs": [footprint()]}

    hostile = {
        "unknown type": await seller.event("Nothing", {}, by=BUYER),
        "other version": await seller.event(
            "RequestCreatedEvent", created, by=BUYER, specversion="0.3"
        ),
        "no id": await seller.event("RequestCreatedEvent", created, by=BUYER, id=""),
        "data missing": await seller.event("RequestCreatedEvent", None, by=BUYER),
        "stranger": await seller.event("RequestCreatedEvent", created, by="91110000MA0000001X"),
        "metadata service": await seller.event(
            "RequestCreatedEvent", created, by=BUYER, source=METADATA
        ),
        "other port": await seller.event(
            "RequestCreatedEvent", created, by=BUYER, source="//127.0.0.1:22/3/events"
        ),
        "another enterprise": await seller.event(
            "RequestCreatedEvent", {"companyId": ["urn:x:y"]}, by=BUYER
        ),
        "bad moment": await seller.event(
            "RequestCreatedEvent", {**created, "validOn": "soon"}, by=BUYER
        ),
        "never asked": await seller.event("RequestFulfilledEvent", pf, by=BUYER),
        "no footprint": await seller.event("RequestFulfilledEvent", {**pf, "pfs": []}, by=BUYER),
        "no error": await seller.event("RequestRejectedEvent", {"requestEventId": "x"}, by=BUYER),
        "nothing published": await seller.event("PublishedEvent", {"pfIds": []}, by=BUYER),
    }

    for name, response in hostile.items():
        assert 400 <= response.status_code < 500, name
        assert set(response.json()) == {"code", "message"}, name
    assert (await seller.get("/v1/footprint-requests"))["items"] == []


async def test_a_body_that_is_no_json_is_a_bad_request(nodes):
    seller, _, _ = nodes
    headers = seller.accounting.as_enterprise(BUYER)

    response = await seller.accounting.service.client.post(
        "/3/events", content=b"{not json", headers=headers
    )

    assert (response.status_code, response.json()["code"]) == (400, "BadRequest")


async def test_an_event_is_answered_with_an_empty_body_and_counts_once(nodes):
    seller, _, _ = nodes
    created = {"companyId": [COMPANY], "status": "Active", "comment": None}

    first = await seller.event("RequestCreatedEvent", created, by=BUYER, id="one")
    same = await seller.event("RequestCreatedEvent", created, by=BUYER, id="one")

    assert (first.status_code, first.content, same.status_code) == (200, b"", 200)
    assert len((await seller.get("/v1/footprint-requests"))["items"]) == 1


async def test_a_second_answer_and_a_faulty_one_change_nothing(nodes):
    _, buyer, _ = nodes
    asked = await ask(buyer)
    answer = {"requestEventId": asked["id"]}
    source = {"source": SELLER_URL}
    uptake = footprint(of=pcf(biogenicCO2Uptake="1"))

    faulty = await buyer.event(
        "RequestFulfilledEvent", {**answer, "pfs": [footprint(), uptake]}, by=SELLER, **source
    )
    by_other = await buyer.event(
        "RequestFulfilledEvent", {**answer, "pfs": [footprint()]}, by=BUYER, **source
    )
    nothing_kept = (await buyer.get("/v1/supplier-footprints"))["items"]
    good = await buyer.event(
        "RequestFulfilledEvent", {**answer, "pfs": [footprint()]}, by=SELLER, **source
    )
    error = {"code": "NotFound", "message": "changed my mind"}
    second = await buyer.event(
        "RequestRejectedEvent", {**answer, "error": error}, by=SELLER, **source
    )

    assert (faulty.status_code, by_other.status_code) == (400, 400)
    assert nothing_kept == []
    assert (good.status_code, second.status_code) == (200, 400)
    answered = await buyer.get(f"/v1/footprint-requests/{asked['id']}")
    assert answered["answer"] == "fulfilled"


async def test_an_announced_footprint_that_cannot_be_is_not_kept(nodes):
    _, buyer, _ = nodes

    announced = await buyer.event(
        "PublishedEvent", {"pfIds": [str(uuid4())]}, by=SELLER, source=SELLER_URL
    )
    await buyer.work()

    assert announced.status_code == 200
    shipment = (await buyer.get("/v1/exchange-deliveries"))["items"][0]
    assert (shipment["errand"], shipment["delivered_at"]) == ("fetch", None)
    assert "404" in shipment["error"]


async def test_a_request_needs_a_partner_and_a_deadline_ahead(nodes):
    _, buyer, _ = nodes
    soon = (clock.now() + timedelta(days=1)).isoformat()

    unknown = await buyer.post(
        "/v1/footprint-requests", {"partner": "91110000MA0000001X", "deadline": soon}
    )
    late = await buyer.post(
        "/v1/footprint-requests", {"partner": SELLER, "deadline": "2020-01-01T00:00:00Z"}
    )

    assert (unknown.status_code, late.status_code) == (404, 422)


@pytest.mark.parametrize(
    "url", ["ftp://a.example", "http://user@a.example", "https://a.example/#x", "a", "//a"]
)
async def test_an_address_that_cannot_be_called_is_not_registered(shared_accounting, url):
    response = await shared_accounting.put("/v1/exchange-partners/abc", {"base_url": url})

    assert response.status_code == 422


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest", "http://0.0.0.0:18611/", "http://[fd00:ec2::254]/x"],
)
async def test_metadata_services_are_never_registered(shared_accounting, url):
    content = {"base_url": "http://127.0.0.1:8080", "auth_base": url}

    response = await shared_accounting.put("/v1/exchange-partners/abc", content)

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:partner-address-not-public"


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], []])
async def test_production_registers_no_private_network(accounting, found):
    accounting.service.app.state.guard = Guard(allow_private=False, resolve=resolving(found))

    response = await accounting.put("/v1/exchange-partners/abc", {"base_url": "https://a.example"})

    assert response.json()["type"] == "urn:tanbiao:problem:partner-address-not-public"
    assert (await accounting.get("/v1/exchange-partners/abc")).status_code == 404


async def test_a_registration_is_changed_by_who_read_it(accounting):
    first, second = ({"base_url": f"http://127.0.0.1:{port}"} for port in (8080, 9090))
    place = "/v1/exchange-partners/abc"
    await accounting.put(place, first)
    read = await accounting.get(place)
    headers = accounting.as_enterprise() | {"If-Match": read.headers["etag"]}

    changed = await accounting.put(place, second, headers)
    late = await accounting.put(place, first, headers)

    assert (changed.status_code, late.status_code) == (200, 412)
    assert (await accounting.get(place)).json()["base_url"] == second["base_url"]


def resolving(found: list[str]) -> Resolve:
    async def resolve(host: str, port: int) -> list[str]:
        return found

    return resolve


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://partner.example", ["10.0.0.1"]),
        ("https://partner.example", ["93.184.215.14", "127.0.0.1"]),
        ("https://partner.example", ["169.254.169.254"]),
        ("https://partner.example", []),
        ("http://partner.example", ["93.184.215.14"]),
    ],
)
async def test_production_never_calls_into_a_private_network(nodes, url, found):
    _, buyer, _ = nodes
    guard = Guard(allow_private=False, resolve=resolving(found))
    transport = GuardedTransport(guard, Limits(within_s=2))
    public = Guard(allow_private=True, resolve=resolving(["93.184.215.14"]))
    buyer.accounting.service.app.state.guard = public
    content = {"base_url": url}
    put = await buyer.accounting.put(f"/v1/exchange-partners/{SELLER}", content, buyer.headers)
    assert put.status_code == 200, "it led elsewhere then"
    guarded = replace(buyer, dispatch=Dispatch(Partners({}, transport), buyer.url))

    await ask(buyer)
    await guarded.work()

    shipment = (await buyer.get("/v1/exchange-deliveries"))["items"][0]
    assert shipment["delivered_at"] is None
    assert "cannot be used" in shipment["error"] or "not public" in shipment["error"]


async def test_without_credentials_nothing_is_sent(nodes):
    _, buyer, wire = nodes
    bare = replace(buyer, dispatch=Dispatch(Partners({}, wire), buyer.url))

    await ask(buyer)
    await bare.work()

    assert wire.requests == []
    shipment = (await buyer.get("/v1/exchange-deliveries"))["items"][0]
    assert "no credentials" in shipment["error"]


def test_pauses_double_and_end_with_72_hours():
    now = clock.now()
    delivery = Delivery(uuid4(), "a", "b", Errand.EVENT, {}, now, 1)

    first = next_attempt(delivery, now, 0)
    third = next_attempt(replace(delivery, attempts=3), now, 0)
    long = next_attempt(replace(delivery, attempts=500), now, 0.99)
    over = next_attempt(delivery, now + timedelta(hours=72), 0)

    assert first is not None
    assert third is not None
    assert long is not None
    assert (third - now) == 4 * (first - now)
    assert timedelta(hours=6) <= long - now <= timedelta(hours=7.2)
    assert over is None
