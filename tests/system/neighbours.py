"""Two platforms, and on each an enterprise that knows the other as its exchange partner.

The supplier's starts only what the exchange needs. The customer's is the platform of all system
tests where that runs, and otherwise another small one.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from packs import PACKS_DIR
from packs.region import load_region
from tests.support.folders import server_folder
from tests.support.ports import free_block
from tools import fleet, keys
from tools.layout import Layout
from tools.pilot.party import Party
from tools.stack import Stack

SUPPLIER, CUSTOMER = "91130200MA0000007R", "91120116MA0000007N"
WORKER = fleet.process("accounting-worker")
EXCHANGING = (fleet.process("gateway"), fleet.process("accounting-api"), WORKER)


def example(category: str, name: str) -> Any:
    file = PACKS_DIR / "categories" / category / "examples" / f"{name}.json"
    return json.loads(file.read_text("utf-8"))


@dataclass(frozen=True)
class Side:
    """An enterprise on its own platform."""

    org: str
    stack: Stack
    party: Party

    async def get(self, path: str) -> Any:
        return (await self.party.get(path)).json()

    async def send(self, path: str, body: object, method: str = "POST") -> dict[str, Any]:
        return await self.party.send(method, path, body)

    async def product(self, category: str, model: str) -> str:
        await self.send(f"/v1/enterprises/{self.org}", example(category, "enterprise"), "PUT")
        product = {**example(category, "product"), "model": model}
        return str((await self.send("/v1/products", product))["id"])

    async def sealed(self, system: str, activity: object) -> str:
        """A sealed calculation of the system with this activity data."""
        reported = await self.send(f"/v1/systems/{system}/activity-data", activity)
        order = {"system_id": system, "activity_data_id": reported["id"]}
        made = await self.send("/v1/calculations", order)
        await self.send(f"/v1/calculations/{made['id']}/seal", {})
        return str(made["id"])

    async def meets(self, other: "Side") -> None:
        """Register where the other enterprise is reached."""
        url = other.stack.layout.url
        address = {"base_url": url, "auth_base": url}
        await self.send(f"/v1/exchange-partners/{other.org}", address, "PUT")


@asynccontextmanager
async def neighbours(running: Stack | None) -> AsyncIterator[tuple[Side, Side]]:
    """The customer, on the platform that is `running` if there is one, and the supplier."""
    secret = {CUSTOMER: secrets.token_urlsafe(24), SUPPLIER: secrets.token_urlsafe(24)}
    async with AsyncExitStack() as stack:
        there = await stack.enter_async_context(_small())
        here = running or await stack.enter_async_context(_small())
        stack.callback(here.told.clear)
        _know(there, SUPPLIER, here.layout.url, secret[SUPPLIER])
        _know(here, CUSTOMER, there.layout.url, secret[CUSTOMER])
        begun = _restarted(here) if running else here.start(EXCHANGING)
        await asyncio.gather(there.start(EXCHANGING), begun)
        customer = await _let_in(here, CUSTOMER, SUPPLIER, secret[SUPPLIER])
        supplier = await _let_in(there, SUPPLIER, CUSTOMER, secret[CUSTOMER])
        for side in (customer, supplier):
            stack.push_async_callback(side.party.close)
        await asyncio.gather(customer.meets(supplier), supplier.meets(customer))
        yield customer, supplier


@asynccontextmanager
async def _small() -> AsyncIterator[Stack]:
    """A platform that somebody has yet to start; it ends with the block."""
    with server_folder() as folder:
        stack = Stack(Layout(folder, free_block(), durable=False), environ={})
        try:
            yield stack
        finally:
            await stack.stop()


def guest_client(org: str) -> str:
    """The client that an enterprise's worker is at its partner's authorization server."""
    return f"{org}-exchange"


def _know(stack: Stack, org: str, partner: str, secret: str) -> None:
    """Tell the worker who its enterprise is at the partner's authorization server."""
    client = {"client_id": guest_client(org), "client_secret": secret}
    stack.told[WORKER.name] = {"EXCHANGE_CREDENTIALS": json.dumps({org: {partner: client}})}


async def _restarted(stack: Stack) -> None:
    """The worker reads its credentials when it starts."""
    await stack.children[WORKER.name].stop()
    await stack.start_processes([WORKER])


async def _let_in(stack: Stack, org: str, guest: str, secret: str) -> Side:
    """The operator registers the platform's own enterprise, and the worker of its partner."""
    scopes = load_region(PACKS_DIR, "tianjin").scopes("enterprise")
    data, url, name = stack.layout.data, stack.layout.url, f"{org}-people"
    key = keys.client_key(data, name)
    own = {"org": org, "scopes": sorted(scopes), "jwks": keys.public_jwks(key)}
    pact = sorted(scope for scope in scopes if scope.startswith("footprints."))
    partner = {"org": guest, "scopes": pact, "secret": secret}
    operator = Party(url, "operator", keys.client_key(data, "operator"))
    await operator.send("PUT", f"/v1/clients/{name}", own)
    await operator.send("PUT", f"/v1/clients/{guest_client(guest)}", partner)
    await operator.close()
    return Side(org, stack, Party(url, name, key))
