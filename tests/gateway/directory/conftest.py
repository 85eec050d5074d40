"""A gateway before one invented service that describes itself."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from tests.gateway.world import Program, World, running_gateway
from tests.support.documented import ROOT
from tests.support.listening import listening
from tests.support.postgres import ServiceUrls


class Product(BaseModel):
    """A product of one service."""

    name: str


def service() -> FastAPI:
    app = FastAPI(title="stub")

    @app.get("/v1/products", tags=["products"])
    async def list_products() -> list[Product]:
        """List <b>products</b>."""
        return []

    @app.get("/healthz")
    async def alive() -> None:
        """It runs."""

    @app.get("/internal")
    async def internal() -> None:
        """Not in the matrix."""

    @app.get("/tiles/{path:path}")
    async def tile(path: str) -> None:
        """A tile."""

    return app


@pytest.fixture(scope="package")
async def documented(
    gateway_database: ServiceUrls, operator: Program, stub_packs: Path
) -> AsyncIterator[World]:
    more = {"PACKS_DIR": str(stub_packs)}
    async with listening(service()) as address:
        world = running_gateway(gateway_database, operator, ACCOUNTING_URL=address, **more)
        async with world as documented:
            yield documented


def describing(name: str) -> FastAPI:
    """A service that only says what its interfaces are, as they are committed."""
    app = FastAPI(openapi_url=None)
    document = json.loads((ROOT / "contracts" / "openapi" / f"{name}.json").read_text("utf-8"))

    @app.get("/openapi.json")
    async def openapi() -> JSONResponse:
        return JSONResponse(document)

    return app


@pytest.fixture(scope="package")
async def whole(gateway_database: ServiceUrls, operator: Program) -> AsyncIterator[World]:
    """A gateway before services that describe themselves as the real ones do."""
    names = ["accounting", "certification", "registry", "mutual-recognition"]
    async with AsyncExitStack() as stack:
        variables = {
            f"{name.upper().replace('-', '_')}_URL": await stack.enter_async_context(
                listening(describing(name))
            )
            for name in names
        }
        yield await stack.enter_async_context(
            running_gateway(gateway_database, operator, **variables)
        )
