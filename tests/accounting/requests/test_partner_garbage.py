"""Garbage from partners ends the one errand that it came for, with a reason; the others go on."""

import json
from uuid import uuid4

import httpx2
import pytest

from tests.accounting.footprints import footprint, pcf
from tests.accounting.nodes import BUYER, COMPANY, SELLER, SELLER_URL
from tests.accounting.pact.test_legacy import old

NUL, HALF = "a\x00b", "\ud800"


def serves(wire, answers):
    """A partner in the seller's place that gives these bodies for these footprints."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        status, body, *headers = answers[request.url.path.rsplit("/", 1)[1]]
        return httpx2.Response(status, content=body, headers=dict(*headers), request=request)

    wire.apps[SELLER_URL] = httpx2.MockTransport(answer)


def data(document):
    return json.dumps({"data": document}).encode()


async def fetched(nodes, bodies):
    """What became of the errands to fetch what a partner announced, by footprint."""
    _, buyer, wire = nodes
    serves(wire, bodies)
    for id in bodies:
        announced = {"pfIds": [id]}
        taken = await buyer.event("PublishedEvent", announced, by=SELLER, source=SELLER_URL)
        assert taken.status_code == 200
    await buyer.work()
    shipments = (await buyer.get("/v1/exchange-deliveries?limit=200"))["items"]
    assert len(shipments) == len(bodies)
    kept = {each["id"] for each in (await buyer.get("/v1/supplier-footprints"))["items"]}
    return shipments, kept


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"comment": HALF}, "pf.comment"),
        ({"comment": NUL}, "pf.comment"),
        ({"xVendor": {"deep": [HALF]}}, "pf.xVendor.deep.0"),
        ({"xVendor": {HALF: 1}}, "pf.xVendor"),
        ({"companyName": "a\x07"}, "pf.companyName"),
        ({"companyName": "a\u202eb"}, "pf.companyName"),
        ({"productNameCompany": "two\nlines"}, "pf.productNameCompany"),
        ({"productNameCompany": "a\u200bb"}, "pf.productNameCompany"),
        ({"pcf": pcf(fossilGhgEmissions="1_3")}, "pf.pcf.fossilGhgEmissions"),
        ({"pcf": pcf(fossilGhgEmissions="１")}, "pf.pcf.fossilGhgEmissions"),
        ({"pcf": pcf(primaryDataShare="+5")}, "pf.pcf.primaryDataShare"),
        ({"pcf": pcf(biogenicCO2Uptake="1")}, "biogenicCO2Uptake"),
        ({"created": "1700000000"}, "pf.created"),
        ({"xVendor": 1e400}, "not JSON"),
        ({"xVendor": float("nan")}, "not JSON"),
    ],
)
async def test_a_footprint_that_cannot_be_kept_ends_its_errand_and_no_other(nodes, changes, reason):
    broken, good = footprint(**changes), footprint()

    shipments, kept = await fetched(
        nodes, {each["id"]: (200, data(each)) for each in (broken, good)}
    )
    states = {each["dead"] or each["error"] is not None: each for each in shipments}

    assert set(states) == {True, False}
    assert reason in states[True]["error"]
    assert states[False]["delivered_at"] is not None
    assert kept == {good["id"]}


async def test_a_large_number_beside_the_specification_is_kept(nodes):
    document = footprint(xVendor=[2**70, 1e300, -0.0, True])

    shipments, kept = await fetched(nodes, {document["id"]: (200, data(document))})

    assert (shipments[0]["error"], kept) == (None, {document["id"]})


@pytest.mark.parametrize("version", ["2", "3"])
async def test_another_footprint_than_the_one_asked_for_is_not_kept(nodes, version):
    _, buyer, _ = nodes
    address = {"base_url": SELLER_URL, "auth_base": SELLER_URL, "version": version}
    await buyer.accounting.put(f"/v1/exchange-partners/{SELLER}", address, buyer.headers)
    asked, given = str(uuid4()), (old() if version == "2" else footprint())

    [shipment], kept = await fetched(nodes, {asked: (200, data(given))})

    assert (shipment["dead"], shipment["delivered_at"], kept) == (True, None, set())
    assert asked in shipment["error"]
    assert given["id"] in shipment["error"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"data":[]}', b'{"data":{}}', b"[" * 100_000],
)
async def test_what_is_no_footprint_leaves_the_errand_with_a_reason(nodes, body):
    [shipment], kept = await fetched(nodes, {str(uuid4()): (200, body)})

    assert shipment["delivered_at"] is None
    assert shipment["error"]
    assert kept == set()


@pytest.mark.parametrize(
    "asked", ["21 Oct 99999999999999999999 07:28:00 GMT", "-1", "soon", "9" * 400, "", "\x80"]
)
async def test_an_odd_retry_after_leaves_the_schedule_as_it_is(nodes, asked):
    busy, good = str(uuid4()), footprint()
    header = [(b"Retry-After", asked.encode("latin-1"))]
    shipments, kept = await fetched(
        nodes, {busy: (503, b"", header), good["id"]: (200, data(good))}
    )
    waiting = next(each for each in shipments if each["delivered_at"] is None)

    assert kept == {good["id"]}
    assert "503" in waiting["error"]
    assert waiting["next_attempt_at"] is not None


async def test_an_event_that_cannot_be_kept_is_a_bad_request(nodes):
    seller, _, _ = nodes
    created = {"companyId": [COMPANY]}
    hostile = {
        "nul in comment": await seller.event(
            "RequestCreatedEvent", {**created, "comment": NUL}, by=BUYER
        ),
        "half a pair": await raw(seller, {**created, "comment": HALF}),
        "nul in id": await seller.event("RequestCreatedEvent", created, by=BUYER, id=NUL),
        "nul in product": await seller.event(
            "RequestCreatedEvent", {**created, "productId": [NUL]}, by=BUYER
        ),
        "no number": await raw(seller, {**created, "x": float("nan")}),
        "deep": await raw(seller, {**created, "x": nested(60)}),
        "type is a list": await raw_v2(seller, {"type": ["x"]}),
        "nothing asked": await raw_v2(
            seller,
            {
                "type": "org.wbcsd.pathfinder.ProductFootprintRequest.Fulfilled.v1",
                "data": {"pfs": []},
            },
        ),
    }

    for name, response in hostile.items():
        assert response.status_code == 400, name
        assert response.json()["code"] == "BadRequest", name
    assert (await seller.get("/v1/footprint-requests"))["items"] == []


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


async def raw(seller, content):
    event = {
        "type": "org.wbcsd.pact.ProductFootprint.RequestCreatedEvent.3",
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "//127.0.0.1:9090/3/events",
        "time": "2026-11-22T00:00:00Z",
        "data": content,
    }
    return await sent(seller, "/3/events", event)


async def raw_v2(seller, changes):
    event = {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "//127.0.0.1:9090/2/events",
        "time": "2026-11-22T00:00:00Z",
        **changes,
    }
    return await sent(seller, "/2/events", event)


async def sent(seller, path, event):
    headers = seller.accounting.as_enterprise(BUYER)
    body = json.dumps(event).encode()
    return await seller.accounting.service.client.post(path, content=body, headers=headers)


@pytest.mark.parametrize("path", ["/2/footprints", "/3/footprints"])
async def test_a_token_that_never_was_is_a_bad_request_and_an_old_one_has_expired(
    nodes, issuer, path
):
    seller, _, _ = nodes
    answers = {}
    for name, token in {
        "garbage": "very-invalid-access-token",
        "expired": issuer.token(BUYER, "enterprise", iat=1_700_000_000, exp=1_700_000_600),
        "foreign": issuer.token(BUYER, "enterprise", iss="https://elsewhere.example"),
    }.items():
        headers = {"Authorization": f"Bearer {token}"}
        answer = await seller.accounting.service.client.get(path, headers=headers)
        answers[name] = (answer.status_code, answer.json()["code"])

    assert answers == {
        "garbage": (401, "BadRequest"),
        "expired": (401, "TokenExpired"),
        "foreign": (401, "BadRequest"),
    }


@pytest.mark.parametrize("path", ["/3/footprints?productId=a%00b", "/3/footprints?companyId=%00"])
async def test_a_criterion_that_cannot_be_kept_is_a_bad_request(nodes, path):
    seller, _, _ = nodes

    answer = await seller.accounting.get(path, seller.accounting.as_enterprise(BUYER))

    assert (answer.status_code, answer.json()["code"]) == (400, "BadRequest")
