"""A service under test: its real application on a real database, without a network in between."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import httpx
from sqlalchemy import select

from chassis import clock, migrations
from chassis.bus import Envelope
from chassis.consumer import Consumer
from chassis.database import Database
from chassis.outbox import outbox
from contracts.catalogue import events
from contracts.event import Event
from tests.support.postgres import Databases, ServiceUrls
from tests.support.tokens import ISSUER, Issuer

MASTER_KEYS = Path(__file__).with_name("master-keys.json")
BUNDLE_KEYS = Path(__file__).with_name("bundle-keys.json")
"""Made for tests; production refuses it."""


class ServiceUnderTest:
    """Ask it over HTTP, give it events, look at what it published."""

    def __init__(
        self, client: httpx.AsyncClient, database: Database, issuer: Issuer, app: Any
    ) -> None:
        self.client, self.database, self.issuer, self.app = client, database, issuer, app

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.client.get(path, **options)

    async def inside(self, path: str) -> httpx.Response:
        """Ask at the internal port."""
        transport = httpx.ASGITransport(self.app.state.internal)
        async with httpx.AsyncClient(transport=transport, base_url=ISSUER) as client:
            return await client.get(path)

    async def post(self, path: str, body: object = None, **options: Any) -> httpx.Response:
        return await self.client.post(path, json=body, **options)

    async def put(self, path: str, body: object = None, **options: Any) -> httpx.Response:
        return await self.client.put(path, json=body, **options)

    async def published(self) -> list[Event]:
        """Every event in the outbox, in order."""
        known = events()
        async with self.database.transaction() as tx:
            rows = (await tx.execute(select(outbox).order_by(outbox.c.position))).all()
        return [known[row.type].model_validate(row.data) for row in rows]

    async def receive(self, consumer: Consumer, event: Event, id: str = "1") -> None:
        """Deliver an event as the bus would; raises what the handler raises."""
        envelope = Envelope(
            id=id,
            source=f"urn:tanbiao:tianjin:{event.publisher()}",
            type=event.TYPE,
            topic=event.topic(),
            subject=event.subject,
            time=clock.now(),
            data=event.model_dump(mode="json"),
        )
        async with self.database.transaction() as tx:
            await consumer._handle(tx, envelope)


def environment(database_url: str, issuer: Issuer, **more: str) -> dict[str, str]:
    """The variables that an API process gets in development."""
    return {
        "ENVIRONMENT": "development",
        "DATABASE_URL": database_url,
        "PUBLIC_URL": ISSUER,
        "JWKS_URL": issuer.jwks_url,
        "MASTER_KEYS_FILE": str(MASTER_KEYS),
        "BUNDLE_KEYS_FILE": str(BUNDLE_KEYS),
        **more,
    }


@asynccontextmanager
async def serving(
    main: ModuleType, database_url: str, issuer: Issuer, **more: str
) -> AsyncIterator[ServiceUnderTest]:
    """`main.api()` of a service with these variables, on a migrated database."""
    with patch.dict(os.environ, environment(database_url, issuer, **more)):
        app = main.api()
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ISSUER) as client:
        yield ServiceUnderTest(client, app.state.database, issuer, app)
    await app.state.database.close()


@asynccontextmanager
async def migrated(databases: Databases, package: str) -> AsyncIterator[ServiceUrls]:
    """A fresh database of a service, at its newest revision, with its runtime role's grants."""

    async def upgrade(urls: ServiceUrls) -> None:
        await migrations.upgrade(urls.owner_url, package)

    template = await databases.template(package, upgrade)
    async with databases.service(package, template) as urls:
        yield urls
