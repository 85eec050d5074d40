"""Outgoing calls of the gateway itself: the services' OpenAPI documents."""

import asyncio
from collections.abc import Mapping

import httpx
import structlog
from pydantic import JsonValue

Document = dict[str, JsonValue]
log = structlog.get_logger()


async def openapi_documents(addresses: Mapping[str, str]) -> dict[str, Document]:
    """What each service says about itself; services that do not answer are left out."""
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        found = await asyncio.gather(
            *(_document(client, name, address) for name, address in addresses.items())
        )
    return {name: document for name, document in zip(addresses, found, strict=True) if document}


async def _document(client: httpx.AsyncClient, name: str, address: str) -> Document | None:
    try:
        answer = (await client.get(f"{address}/openapi.json")).raise_for_status()
        document: Document = answer.json()
    except (httpx.HTTPError, ValueError) as failure:
        log.warning("no OpenAPI document", upstream=name, error=type(failure).__name__)
        return None
    return document
