"""Accounting under test: its real application on a real database, with the packs loaded."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from accounting import main
from accounting.work import consumer
from chassis.database import Database
from chassis.settings import Environment
from contracts.certification import ApplicationEnded, ApplicationEnding, ApplicationSubmitted
from packs import PACKS_DIR
from tests.accounting.samples import BODY, ENTERPRISE, body
from tests.support.postgres import Databases
from tests.support.service import ServiceUnderTest, migrated, serving
from tests.support.tokens import Issuer


class Accounting:
    """The service, and the parties that use it."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service = service
        self.database: Database = service.database

    def as_enterprise(self, org: str = ENTERPRISE) -> dict[str, str]:
        return self.service.issuer.headers(org, "enterprise")

    def as_body(self, org: str = BODY) -> dict[str, str]:
        return self.service.issuer.headers(org, "certification-body", person="wang")

    async def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return await self.service.get(path, headers=headers or self.as_enterprise())

    async def post(
        self, path: str, content: object = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return await self.service.post(path, content, headers=headers or self.as_enterprise())

    async def put(
        self, path: str, content: object, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return await self.service.put(path, content, headers=headers or self.as_enterprise())

    async def makes(self, path: str, content: object, org: str = ENTERPRISE) -> str:
        """The identifier of what the command created."""
        response = await self.post(path, content, self.as_enterprise(org))
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    async def has_enterprise(self, org: str = ENTERPRISE) -> str:
        response = await self.put(
            f"/v1/enterprises/{org}", body("enterprise"), self.as_enterprise(org)
        )
        assert response.status_code in (200, 201), response.text
        return org

    async def has_product(self, org: str = ENTERPRISE, **changes: object) -> str:
        await self.has_enterprise(org)
        return await self.makes("/v1/products", {**body("product"), **changes}, org)

    async def has_system(self, org: str = ENTERPRISE, **changes: object) -> str:
        product = await self.has_product(org)
        return await self.makes(f"/v1/products/{product}/systems", body("system") | changes, org)

    async def has_calculation(self, org: str = ENTERPRISE) -> str:
        system = await self.has_system(org)
        path = f"/v1/systems/{system}/activity-data"
        activity = await self.makes(path, body("activity-data"), org)
        order = {"system_id": system, "activity_data_id": activity}
        return await self.makes("/v1/calculations", order, org)

    async def has_seal(self, org: str = ENTERPRISE) -> tuple[str, str]:
        """A sealed calculation and its seal."""
        id = await self.has_calculation(org)
        response = await self.post(f"/v1/calculations/{id}/seal", None, self.as_enterprise(org))
        assert response.status_code == 201, response.text
        return id, response.json()["seal"]

    async def hears_of_application(
        self,
        calculation: str,
        *,
        enterprise: str = ENTERPRISE,
        to: str = BODY,
        application: UUID | None = None,
    ) -> UUID:
        """Certification announces that the enterprise applied to a body."""
        application = application or uuid4()
        event = ApplicationSubmitted(
            application_id=application,
            calculation_id=calculation,
            enterprise=enterprise,
            body=to,
            submitted_at=datetime(2026, 11, 22, tzinfo=UTC),
        )
        await self.service.receive(consumer, event, id=str(uuid4()))
        return application

    async def hears_of_end(self, calculation: str, application: UUID, until: datetime) -> None:
        """Certification announces until when an application lets its body read."""
        event = ApplicationEnded(
            application_id=application,
            calculation_id=calculation,
            enterprise=ENTERPRISE,
            body=BODY,
            ending=ApplicationEnding.REFUSED,
            ended_at=until,
            access_until=until,
        )
        await self.service.receive(consumer, event, id=str(uuid4()))


@pytest.fixture(scope="session")
async def template(postgres: Databases) -> AsyncIterator[str]:
    """The name of a database that is migrated and loaded."""
    async with migrated(postgres, "accounting") as urls:
        database = Database(urls.url)
        async with database.transaction() as tx:
            await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)
        await database.close()
        yield urls.name


@pytest.fixture
async def database_url(postgres: Databases, template: str) -> AsyncIterator[str]:
    async with postgres.service("accounting", template) as urls:
        yield urls.url


@pytest.fixture
async def accounting(
    database_url: str, issuer: Issuer, tmp_path: Path
) -> AsyncIterator[Accounting]:
    async with serving(main, database_url, issuer, EVIDENCE_DIR=str(tmp_path)) as service:
        yield Accounting(service)


@pytest.fixture(scope="module")
async def shared_accounting(
    postgres: Databases,
    template: str,
    issuer: Issuer,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Accounting]:
    """One service for a whole module whose tests leave nothing that others could trip over."""
    async with (
        postgres.service("accounting", template) as urls,
        serving(
            main, urls.url, issuer, EVIDENCE_DIR=str(tmp_path_factory.mktemp("evidence"))
        ) as service,
    ):
        yield Accounting(service)
