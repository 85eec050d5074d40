"""Outgoing calls of the gateway itself: the services' OpenAPI documents, and whether they run."""

import asyncio
from collections.abc import Mapping

import httpx
import structlog
from pydantic import JsonValue

from gateway.directory.domain.states import ServiceState

Document = dict[str, JsonValue]
log = structlog.get_logger()


async def openapi_documents(addresses: Mapping[str, str]) -> dict[str, Document]:
    """What each service says about itself; services that do not answer are left out."""
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        found = await asyncio.gather(
            *(_document(client, name, address) for name, address in addresses.items())
        )
    return {name: document for name, document in zip(addresses, found, strict=True) if document}


async def states(addresses: Mapping[str, str]) -> dict[str, ServiceState]:
    """Which services answer that they run."""
    async with httpx.AsyncClient(timeout=2, trust_env=False) as client:
        found = await asyncio.gather(*(_state(client, address) for address in addresses.values()))
    return dict(zip(addresses, found, strict=True))


async def _state(client: httpx.AsyncClient, address: str) -> ServiceState:
    try:
        (await client.get(f"{address}/healthz")).raise_for_status()
    except httpx.HTTPError:
        return ServiceState.DOWN
    return ServiceState.UP


async def _document(client: httpx.AsyncClient, name: str, address: str) -> Document | None:
    try:
        answer = (await client.get(f"{address}/openapi.json")).raise_for_status()
        document: Document = answer.json()
    except (httpx.HTTPError, ValueError) as failure:
        log.warning("no OpenAPI document", upstream=name, error=type(failure).__name__)
        return None
    return document
