"""Two instances on two databases, and the network between them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import httpx2

from accounting.partners.remote import Partners
from accounting.requests.usecases.deliveries import Dispatch, deliver
from chassis import clock
from chassis.outbound import Credential
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE

SELLER, BUYER = ENTERPRISE, OTHER_ENTERPRISE
SELLER_URL, BUYER_URL = "http://127.0.0.1:8080", "http://127.0.0.1:9090"
METADATA = "http://169.254.169.254/latest"
COMPANY = f"urn:pact:127.0.0.1:supplier-id:{SELLER}"


class Wire(httpx2.AsyncBaseTransport):
    """The network between two instances: names their hosts, gives out tokens, can be cut."""

    def __init__(self) -> None:
        self.apps: dict[str, httpx2.ASGITransport] = {}
        self.tokens: dict[str, str] = {}
        self.cut = False
        self.lost_answers = 0
        self.requests: list[httpx2.Request] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if self.cut:
            raise httpx2.ConnectError("cut")
        base = f"{request.url.scheme}://{request.url.netloc.decode()}"
        if request.url.path.startswith("/.well-known"):
            return httpx2.Response(404)
        if request.url.path == "/auth/token":
            body = {"access_token": self.tokens[base], "expires_in": 600}
            return httpx2.Response(200, json=body, request=request)
        answer = await self.apps[base].handle_async_request(request)
        if self.lost_answers:
            self.lost_answers -= 1
            raise httpx2.ReadTimeout("lost")
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


def node_of(accounting: Accounting, org: str, url: str, other: str, wire: Wire) -> Node:
    credentials = {org: {other: Credential("client", "a secret")}}
    remote = Partners(credentials, wire)
    return Node(accounting, org, url, Dispatch(remote, f"{url}/3/events"))


async def registers(node: Node, org: str, url: str) -> None:
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
