"""Whatever partners send is refused in the form of PACT, found fault with, or kept."""

import json
from decimal import Decimal
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.pact.domain.linter import usable
from accounting.suppliers.domain.footprints import Arrival, Supplied, as_factor
from accounting.suppliers.usecases.footprints import read_document
from chassis import aside, clock
from chassis.refusals import Refusal
from tests.accounting.footprints import footprint, pcf
from tests.accounting.mutations import BODIES, VALUES, broken
from tests.accounting.nodes import BUYER, BUYER_URL, COMPANY, SELLER, SELLER_URL, ask
from tests.accounting.pact.test_legacy import old
from tests.accounting.samples import ENTERPRISE
from tests.support.fuzzing import examples

FULL = footprint(
    of=pcf(
        packagingEmissionsIncluded=True,
        packagingGhgEmissions="0.1",
        productOrSectorSpecificRules=[{"operator": "PEF", "ruleNames": ["x"]}],
        verification={"coverage": "product level", "completedAt": "2026-01-02T00:00:00Z"},
        recycledCarbonContent="0",
        biogenicCarbonContent="0",
        biogenicCO2Uptake="0",
        ccuCarbonContent="0",
        geographyCountrySubdivision="CN-TJ",
    ),
    precedingPfIds=["f4b1225a-bd44-4c8e-861d-079e4e1dfd69"],
    validityPeriodStart="2026-01-01T00:00:00Z",
    validityPeriodEnd="2028-01-01T00:00:00Z",
    productClassifications=["urn:pact:productclassification:un-cpc:37112"],
    extensions=[{"specVersion": "2.0.0", "dataSchema": "urn:x", "data": {"a": [1, 2.5]}}],
)
LEGACY = old(assurance={"assurance": True, "providerName": "x", "level": "limited"})
DOCUMENTS = st.one_of(broken(FULL), broken(LEGACY))
MANY, FEW = examples(150), examples(40)
"""Where each example asks a database."""


def event(type: str, data: Any) -> dict[str, Any]:
    return {
        "type": type,
        "specversion": "1.0",
        "id": "e-1",
        "source": "//127.0.0.1:9090/3/events",
        "time": "2026-11-22T00:00:00Z",
        "data": data,
    }


_V3 = "org.wbcsd.pact.ProductFootprint."
_V2 = "org.wbcsd.pathfinder.ProductFootprint"
_ERROR = {"code": "NotFound", "message": "no"}
_CRITERIA = {
    "productId": ["urn:gtin:96385074"],
    "companyId": [COMPANY],
    "geography": ["CN"],
    "validOn": ["2026-01-01T00:00:00Z"],
    "status": "Active",
    "comment": "please",
}
EVENTS_V3 = [
    event(_V3 + "RequestCreatedEvent.3", _CRITERIA),
    event(_V3 + "RequestFulfilledEvent.3", {"requestEventId": "ASKED", "pfs": [FULL]}),
    event(_V3 + "RequestRejectedEvent.3", {"requestEventId": "ASKED", "error": _ERROR}),
    event(_V3 + "PublishedEvent.3", {"pfIds": [str(uuid4())]}),
]
EVENTS_V2 = [
    event(_V2 + "Request.Created.v1", {"pf": {"productIds": ["urn:x"]}, "comment": "x"}),
    event(_V2 + "Request.Fulfilled.v1", {"requestEventId": "ASKED", "pfs": [LEGACY]}),
    event(_V2 + "Request.Rejected.v1", {"requestEventId": "ASKED", "error": _ERROR}),
    event(_V2 + ".Published.v1", {"pfIds": [str(uuid4())]}),
]


@MANY
@given(DOCUMENTS)
def test_a_document_is_refused_or_read_whole(document: Any) -> None:
    given = document if isinstance(document, dict) else {}
    try:
        read, findings = read_document(given)
    except Refusal:
        return

    kept = Supplied(ENTERPRISE, SELLER, Arrival.EVENT, clock.now(), read, findings)
    assert len(read.sha256) == 64
    assert json.dumps(read.written(), allow_nan=False, ensure_ascii=False).encode()
    assert isinstance(as_factor(kept).value, Decimal)
    assert usable(findings) or as_factor(kept).quarantine is not None


@FEW
@given(st.data())
async def test_an_event_is_taken_in_or_refused_in_the_form_of_pact(nodes, data):
    _, buyer, _ = nodes
    path, events = data.draw(st.sampled_from([("/3/events", EVENTS_V3), ("/2/events", EVENTS_V2)]))
    asked = (await ask(buyer))["id"]
    sender, body = data.draw(
        st.one_of(
            st.tuples(st.just(SELLER), BODIES),
            st.tuples(st.just(SELLER), data_of(events, SELLER_URL, asked)),
        )
    )

    headers = buyer.accounting.as_enterprise(sender)
    answer = await buyer.accounting.service.client.post(path, content=body, headers=headers)

    assert answer.status_code == 200 or 400 <= answer.status_code < 500, body
    if answer.status_code != 200:
        assert answer.json().keys() == {"code", "message"}, body
    assert BUYER != sender != BUYER_URL


def data_of(events: list[dict[str, Any]], source: str, asked: str) -> st.SearchStrategy[bytes]:
    """Events of this source, broken, about a request that waits for an answer."""
    own = [json.loads(json.dumps(e).replace("ASKED", asked)) | {"source": source} for e in events]
    return (
        st.sampled_from([each | {"id": str(uuid4())} for each in own])
        .flatmap(broken)
        .map(lambda content: json.dumps(content).encode())
    )


@FEW
@given(DOCUMENTS)
async def test_a_document_that_is_handed_in_is_kept_or_refused(shared_accounting, document):
    body = json.dumps({"supplier": SELLER, "document": document}).encode()
    headers = shared_accounting.as_enterprise() | {"Content-Type": "application/json"}

    answer = await shared_accounting.service.client.post(
        "/v1/supplier-footprints", content=body, headers=headers
    )
    listed = await shared_accounting.get("/v1/supplier-footprints?limit=5")

    assert answer.status_code in (200, 201, 400, 409, 422), (answer.text, body)
    assert listed.status_code == 200


@FEW
@given(st.lists(st.one_of(BODIES, DOCUMENTS, VALUES), min_size=1, max_size=4))
async def test_an_answer_of_a_partner_ends_its_errand_and_no_job(nodes, answers):
    _, buyer, wire = nodes
    bodies = {(id := str(uuid4())): _body(answer, id) for answer in answers}

    def answer(request: httpx2.Request) -> httpx2.Response:
        # Errands of earlier examples are due again meanwhile.
        asked = request.url.path.rsplit("/", 1)[1]
        return httpx2.Response(200, content=bodies.get(asked, b"{}"))

    wire.apps[SELLER_URL] = httpx2.MockTransport(answer)
    told = await buyer.event(
        "PublishedEvent", {"pfIds": list(bodies)}, by=SELLER, source=SELLER_URL
    )
    await buyer.work()
    shipments = (await buyer.get("/v1/exchange-deliveries?limit=200"))["items"]

    assert told.status_code == 200
    assert all(each["error"] or each["delivered_at"] for each in shipments)
    async with buyer.accounting.database.transaction() as tx:
        assert await aside.shown(tx) == []


def _body(answer: Any, asked: str) -> bytes:
    """The answer as it goes out; a document mostly has the id that was asked for."""
    if isinstance(answer, bytes):
        return answer
    if isinstance(answer, dict) and isinstance(answer.get("id"), str):
        answer = answer | {"id": asked}
    return json.dumps({"data": answer}).encode()


@pytest.mark.parametrize("path", ["/3/footprints", "/2/footprints"])
@FEW
@given(query=st.lists(st.tuples(
    st.sampled_from(["productId", "validOn", "limit", "status", "cursor", "$filter", "geography",
                     "x-tanbiao-within", "created"]),
    st.one_of(st.text(max_size=20), st.sampled_from(
        ["created ge 'x'", "productIds/any(p:(p eq 'a'))", "2026-01-01T00:00:00 08:00", "-1", "1e3",
         "9" * 30, "a.b", "created eq '0001-01-01T00:00:00Z'"])),
), max_size=3))  # fmt: skip
async def test_a_list_request_is_answered_or_refused(shared_accounting, path, query):
    answer = await shared_accounting.service.client.get(
        path, params=query, headers=shared_accounting.as_enterprise()
    )

    assert answer.status_code in (200, 400, 501), (query, answer.text)
    assert answer.json().keys() in ({"data"}, {"code", "message"})
