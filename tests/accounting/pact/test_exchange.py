"""Two instances on two databases, speaking PACT with one another over HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
import pytest
import time_machine

from accounting import main
from accounting.domain.pact.exchange import Delivery, Errand, next_attempt
from accounting.remote import Credential, GuardedTransport, Partners
from accounting.usecases.delivering import Dispatch, deliver, reject_overdue
from chassis import clock
from tests.accounting.conftest import Accounting
from tests.accounting.pact.footprints import footprint, pcf
from tests.accounting.pact.test_host import again, published
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE
from tests.support.service import serving

SELLER, BUYER = ENTERPRISE, OTHER_ENTERPRISE
SELLER_URL, BUYER_URL = "http://127.0.0.1:8080", "http://127.0.0.1:9090"
METADATA = "http://169.254.169.254/latest"
COMPANY = f"urn:pact:127.0.0.1:supplier-id:{SELLER}"


class Wire(httpx.AsyncBaseTransport):
    """The network between two instances: names their hosts, gives out tokens, can be cut."""

    def __init__(self) -> None:
        self.apps: dict[str, httpx.ASGITransport] = {}
        self.tokens: dict[str, str] = {}
        self.cut = False
        self.lost_answers = 0
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.cut:
            raise httpx.ConnectError("cut")
        base = f"{request.url.scheme}://{request.url.netloc.decode()}"
        if request.url.path.startswith("/.well-known"):
            return httpx.Response(404)
        if request.url.path == "/auth/token":
            body = {"access_token": self.tokens[base], "expires_in": 600}
            return httpx.Response(200, json=body, request=request)
        answer = await self.apps[base].handle_async_request(request)
        if self.lost_answers:
            self.lost_answers -= 1
            raise httpx.ReadTimeout("lost")
        return answer


@dataclass
class Node:
    """One platform with the enterprise on it."""

    accounting: Accounting
    org: str
    url: str
    dispatch: Dispatch

    @property
    def headers(self) -> dict[str, str]:
        return self.accounting.as_enterprise(self.org)

    async def get(self, path: str) -> Any:
        response = await self.accounting.get(path, self.headers)
        assert response.status_code == 200, response.text
        return response.json()

    async def post(self, path: str, content: object = None) -> httpx.Response:
        return await self.accounting.post(path, content, self.headers)

    async def work(self) -> None:
        """What the worker's jobs do until nothing is due."""
        while await deliver(self.accounting.database, dispatch=self.dispatch):
            pass

    async def event(self, type: str, data: object, *, by: str, **changes: object) -> httpx.Response:
        """An event as it arrives from an organisation."""
        content = {
            "type": f"org.wbcsd.pact.ProductFootprint.{type}.3",
            "specversion": "1.0",
            "id": str(uuid4()),
            "source": "//127.0.0.1:9090/3/events",
            "time": "2026-11-22T00:00:00Z",
            "data": data,
            **changes,
        }
        headers = self.accounting.as_enterprise(by)
        headers["Content-Type"] = "application/cloudevents+json; charset=UTF-8"
        return await self.accounting.service.client.post("/3/events", json=content, headers=headers)


@pytest.fixture
async def nodes(postgres, template, issuer) -> AsyncIterator[tuple[Node, Node, Wire]]:
    """A seller and a buyer, each on its own instance, who have registered one another."""
    wire = Wire()
    async with (
        postgres.service("accounting", template) as first,
        postgres.service("accounting", template) as second,
        serving(main, first.url, issuer) as one,
        serving(main, second.url, issuer, PUBLIC_URL=BUYER_URL, ISSUER=SELLER_URL) as two,
    ):
        wire.apps = {
            SELLER_URL: httpx.ASGITransport(one.app, raise_app_exceptions=False),
            BUYER_URL: httpx.ASGITransport(two.app, raise_app_exceptions=False),
        }
        wire.tokens = {
            SELLER_URL: issuer.token(BUYER, "enterprise"),
            BUYER_URL: issuer.token(SELLER, "enterprise"),
        }
        seller = _node(Accounting(one), SELLER, SELLER_URL, BUYER_URL, wire)
        buyer = _node(Accounting(two), BUYER, BUYER_URL, SELLER_URL, wire)
        await _register(seller, BUYER, BUYER_URL)
        await _register(buyer, SELLER, SELLER_URL)
        yield seller, buyer, wire


def _node(accounting: Accounting, org: str, url: str, other: str, wire: Wire) -> Node:
    credentials = {org: {other: Credential("client", "a secret")}}
    remote = Partners(credentials, wire, 10)
    return Node(accounting, org, url, Dispatch(remote, f"{url}/3/events"))


async def _register(node: Node, org: str, url: str) -> None:
    content = {"base_url": url, "auth_base": url}
    response = await node.accounting.put(f"/v1/exchange-partners/{org}", content, node.headers)
    assert response.status_code == 200, response.text


async def ask(buyer: Node, **changes: object) -> dict[str, Any]:
    content = {
        "partner": SELLER,
        "company_ids": [COMPANY],
        "deadline": (clock.now() + timedelta(days=20)).isoformat(),
        **changes,
    }
    response = await buyer.post("/v1/footprint-requests", content)
    assert response.status_code == 201, response.text
    return response.json()


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
    ways = await seller.get(f"/v1/calculations/{made['calculation']}/publication/reads")

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

    new = await again(seller.accounting, old["calculation"])
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
    async def resolve(host: str, port: int) -> list[str]:
        return found

    _, buyer, _ = nodes
    transport = GuardedTransport(allow_private=False, resolve=resolve)
    content = {"base_url": url}
    await buyer.accounting.put(f"/v1/exchange-partners/{SELLER}", content, buyer.headers)
    guarded = replace(buyer, dispatch=Dispatch(Partners({}, transport, 2), buyer.url))

    await ask(buyer)
    await guarded.work()

    shipment = (await buyer.get("/v1/exchange-deliveries"))["items"][0]
    assert shipment["delivered_at"] is None
    assert "cannot be used" in shipment["error"] or "not public" in shipment["error"]


async def test_without_credentials_nothing_is_sent(nodes):
    _, buyer, wire = nodes
    bare = replace(buyer, dispatch=Dispatch(Partners({}, wire, 2), buyer.url))

    await ask(buyer)
    await bare.work()

    assert wire.requests == []
    shipment = (await buyer.get("/v1/exchange-deliveries"))["items"][0]
    assert "no credentials" in shipment["error"]


def test_pauses_double_and_end_with_72_hours():
    now = clock.now()
    delivery = Delivery(uuid4(), "a", "b", Errand.EVENT, {}, now, 1)

    first = next_attempt(delivery, now, Decimal(0))
    third = next_attempt(replace(delivery, attempts=3), now, Decimal(0))
    long = next_attempt(replace(delivery, attempts=500), now, Decimal("0.99"))
    over = next_attempt(delivery, now + timedelta(hours=72), Decimal(0))

    assert first is not None
    assert third is not None
    assert long is not None
    assert (third - now) == 4 * (first - now)
    assert timedelta(hours=6) <= long - now <= timedelta(hours=7.2)
    assert over is None
