"""Certification on a real database, with its worker's jobs at hand."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import httpx
import pytest

from certification import main
from certification.certificates.usecases.signatures import sign_pending
from certification.issuers.domain.keys import KeyRing, development_key_file, read_keys
from certification.issuers.usecases.announcements import announce_keys
from certification.main import consumer
from chassis.database import Database
from chassis.settings import Environment
from contracts.event import Event
from packs import PACKS_DIR
from tests.certification.listing import listed
from tests.certification.samples import (
    BODY,
    ENTERPRISE,
    EVIDENCE,
    OTHER_BODY,
    OTHER_ENTERPRISE,
    SEAL,
    footprint,
)
from tests.support.postgres import Databases
from tests.support.service import ServiceUnderTest, migrated, serving
from tests.support.tokens import ISSUER, Issuer

REVIEWER, DECIDER = "wang", "zhao"
STEPS = ("acceptance", "plan", "document-review", "on-site-inspection")
PASSED = {"outcome": "passed", "note_zh": "符合要求", "evidence": [EVIDENCE]}


class Certification:
    """The service, the parties that use it, and its worker's jobs."""

    def __init__(self, service: ServiceUnderTest, keys: KeyRing) -> None:
        self.service, self.keys = service, keys
        self.database: Database = service.database

    def as_enterprise(self, org: str = ENTERPRISE) -> dict[str, str]:
        return self.service.issuer.headers(org, "enterprise")

    def as_body(self, person: str | None = REVIEWER, org: str = BODY) -> dict[str, str]:
        return self.service.issuer.headers(org, "certification-body", person=person)

    def as_(self, org: str, role: str) -> dict[str, str]:
        return self.service.issuer.headers(org, role)

    async def get(self, path: str, headers: dict[str, str]) -> httpx.Response:
        return await self.service.get(path, headers=headers)

    async def post(self, path: str, body: object, headers: dict[str, str]) -> httpx.Response:
        return await self.service.post(path, body, headers=headers)

    async def has_footprint(self, **changes: object) -> UUID:
        """Accounting announces a sealed footprint."""
        id = uuid4()
        await self.service.receive(consumer, footprint(id, **changes), id=str(id))
        return id

    async def applies(
        self, calculation: UUID, *, org: str = ENTERPRISE, body: str = BODY, **changes: object
    ) -> httpx.Response:
        request = {"calculation_id": str(calculation), "body": body, "scheme": "NATIONAL_CFP"}
        headers = self.as_enterprise(org)
        return await self.post("/v1/applications", {**request, **changes}, headers)

    async def has_application(self, **changes: object) -> str:
        response = await self.applies(await self.has_footprint(**changes))
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    async def step(
        self, id: str, name: str, body: object = PASSED, *, person: str | None = REVIEWER
    ) -> httpx.Response:
        return await self.post(f"/v1/applications/{id}/{name}", body, self.as_body(person))

    async def reviewed(self) -> str:
        """An application that awaits its decision."""
        id = await self.has_application()
        for name in STEPS:
            assert (await self.step(id, name)).status_code == 201
        verification = {**PASSED, "recomputed_seal": SEAL}
        assert (await self.step(id, "footprint-verification", verification)).status_code == 201
        return id

    async def granted(self) -> str:
        """The number of a certificate that awaits its signature."""
        response = await self.step(await self.reviewed(), "decision", person=DECIDER)
        assert response.status_code == 201, response.text
        return str(response.json()["certificate_number"])

    async def issued(self) -> str:
        """The number of a signed certificate."""
        number = await self.granted()
        await self.announces()
        assert await self.signs()
        return number

    async def acts(self, number: str, act: str, body: object, **who: str) -> httpx.Response:
        path = f"/v1/certificates/{number}/{act}"
        return await self.post(path, body, self.as_body(**{"person": DECIDER, **who}))

    async def announces(self, keys: KeyRing | None = None) -> None:
        await announce_keys(self.database, keys=keys or self.keys, public_url=ISSUER)

    async def signs(self, keys: KeyRing | None = None) -> bool:
        return await sign_pending(self.database, keys=keys or self.keys, public_url=ISSUER)

    async def published(self, kind: type[Event]) -> list[Event]:
        return [event for event in await self.service.published() if isinstance(event, kind)]


@pytest.fixture(scope="session")
def keys() -> KeyRing:
    bodies = (BODY, OTHER_BODY)
    return KeyRing({body: read_keys(body, development_key_file(body, 2026)) for body in bodies})


@pytest.fixture(scope="session")
async def template(postgres: Databases) -> AsyncIterator[str]:
    """The name of a database that is migrated and loaded."""
    async with migrated(postgres, "certification") as urls:
        database = Database(urls.url)
        async with database.transaction() as tx:
            await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)
            await listed(tx, ENTERPRISE, OTHER_ENTERPRISE)
        await database.close()
        yield urls.name


@pytest.fixture
async def database_url(postgres: Databases, template: str) -> AsyncIterator[str]:
    async with postgres.service("certification", template) as urls:
        yield urls.url


@pytest.fixture
async def certification(
    database_url: str, issuer: Issuer, keys: KeyRing
) -> AsyncIterator[Certification]:
    async with serving(main, database_url, issuer) as service:
        yield Certification(service, keys)


@pytest.fixture(scope="module")
async def shared(
    postgres: Databases, template: str, issuer: Issuer, keys: KeyRing
) -> AsyncIterator[Certification]:
    """One service for a module's tests that only look at files of their own."""
    async with (
        postgres.service("certification", template) as urls,
        serving(main, urls.url, issuer) as service,
    ):
        yield Certification(service, keys)


def problem(response, name):
    """The problem's messages; asserts that it is the one named."""
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:tanbiao:problem:{name}"
    messages = response.json()["messages"]
    assert messages["zh"] != messages["en"]
    return messages
