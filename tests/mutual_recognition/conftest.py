"""The service on a real database, label events, and a subscriber that is reached over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from chassis.database import Database
from chassis.generations import act_count, generation
from chassis.outbound import Guard
from chassis.outbox import metadata
from contracts.registry import LabelIssued, LabelStatusChanged
from mutual_recognition import main
from mutual_recognition.feed.domain import Node
from mutual_recognition.subscriptions.remote import Webhooks
from mutual_recognition.subscriptions.usecases.deliveries import deliver_due
from mutual_recognition.subscriptions.usecases.publications import publish
from mutual_recognition.subscriptions.usecases.trials import send_tests
from mutual_recognition.values.store import tables
from packs import PACKS_DIR
from tests.mutual_recognition.receivers import served
from tests.mutual_recognition.samples import LEASE, NOON
from tests.support.postgres import Databases, ServiceUrls
from tests.support.service import ServiceUnderTest, migrated, serving
from tests.support.tokens import ISSUER, Issuer
from tools import partner

NODE = Node("tianjin", ISSUER)


@pytest.fixture(scope="session")
async def migrated_database(postgres: Databases) -> AsyncIterator[ServiceUrls]:
    async with migrated(postgres, "mutual_recognition") as urls:
        yield urls


@pytest.fixture
async def database_url(migrated_database: ServiceUrls) -> str:
    """A database that knows the pack's partner regions and nothing else.

    Tests share one and empty it, as making a new one for each would take most of the time.
    """
    owner = Database(migrated_database.owner_url)
    async with owner.transaction() as tx:
        names = ", ".join(
            f'"{table.name}"'
            for table in (*tables.metadata.sorted_tables, *metadata.sorted_tables)
            if table not in (generation, act_count)
        )
        await tx.execute(text(f"truncate {names}"))
        await main.load(tx, PACKS_DIR, "tianjin", "development")
    await owner.close()
    return migrated_database.url


class Recognition:
    """The service under test, the region that asks it, and its worker's delivery job."""

    def __init__(self, service: ServiceUnderTest, key: Ed25519PrivateKey) -> None:
        self.service, self.key = service, key
        self.database = service.database
        webhooks = Webhooks([key], Guard(allow_private=True), 2, "tianjin.test")
        self.send, self.ask = webhooks.send, webhooks.ask

    def as_(self, region: str = "beijing") -> dict[str, str]:
        return self.service.issuer.headers(region, "partner-region")

    async def get(self, path: str, region: str = "beijing"):
        return await self.service.get(path, headers=self.as_(region))

    async def post(self, path: str, body: object = None, region: str = "beijing", **headers: str):
        return await self.service.post(path, body, headers=self.as_(region) | headers)

    async def delete(self, path: str, region: str = "beijing"):
        return await self.service.client.delete(path, headers=self.as_(region))

    async def subscribes(self, url: str, *event_types: str, region: str = "beijing") -> str:
        body = {"url": url, "event_types": list(event_types)}
        response = await self.post("/v1/subscriptions", body, region)
        assert response.status_code == 201, response.text
        return response.json()["id"]

    async def happens(self, *events: LabelIssued | LabelStatusChanged) -> None:
        """The handlers of these events, each in a transaction of its own."""
        for event in events:
            async with self.database.transaction() as tx:
                await publish(tx, event)

    async def patch(self, path: str, body: object, region: str = "beijing", **headers: str):
        given = self.as_(region) | headers
        return await self.service.client.patch(path, json=body, headers=given)

    async def delivers(self, send=None, ask=None) -> None:
        """The delivery job, until nothing is due; without `ask` no address is asked first."""
        means = {"send": send or self.send, "ask": ask, "node": NODE, "lease": LEASE}
        while await deliver_due(self.database, **means):
            pass

    async def tests(self) -> None:
        """The job of test webhooks, until none is due."""
        means = {"send": self.send, "ask": self.ask, "node": NODE, "lease": LEASE}
        while await send_tests(self.database, **means):
            pass

    async def deliveries(self, id: str, region: str = "beijing") -> list[dict]:
        response = await self.get(f"/v1/subscriptions/{id}/deliveries", region)
        return response.json()["items"][::-1]


@pytest.fixture(scope="session")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
async def recognition(
    database_url: str, issuer: Issuer, key: Ed25519PrivateKey
) -> AsyncIterator[Recognition]:
    async with serving(main, database_url, issuer, WEBHOOK_ALLOW_PRIVATE="true") as service:
        yield Recognition(service, key)


@dataclass
class Subscriber:
    """A receiver at `url` and what it received."""

    url: str
    inbox: partner.Inbox

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(e.subject, e.count) for e in self.inbox.events.values()]

    @property
    def types(self) -> list[str]:
        return [e.type.split(".")[2] for e in self.inbox.events.values()]


@pytest.fixture
def subscriber_that_answers(key: Ed25519PrivateKey, tmp_path: Path):
    """A running partner whose first answers are given."""

    @asynccontextmanager
    async def run(*answers: int) -> AsyncIterator[Subscriber]:
        inbox = partner.Inbox(tmp_path / f"{uuid4().hex}.jsonl")
        async with served(partner.application([key.public_key()], inbox, answers)) as address:
            yield Subscriber(address + partner.PATH, inbox)

    return run


@pytest.fixture
async def subscriber(subscriber_that_answers) -> AsyncIterator[Subscriber]:
    async with subscriber_that_answers() as running:
        yield running


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=True) as traveller:
        yield traveller
