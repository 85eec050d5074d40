"""A registry that has published labels with authentic credentials of the present day."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from chassis import clock
from contracts.certification import (
    CertificateCancelled,
    CertificateIssued,
    CertificateReinstated,
    CertificateReplaced,
    CertificateSuspended,
    CertificateWithdrawn,
    IssuerKeysChanged,
)
from contracts.event import Event
from contracts.registry import LabelIssued
from tests.registry.node import RegistryUnderTest, running_registry
from tests.registry.world import BODY, World, footprint
from tests.support.postgres import Databases
from tests.support.tokens import Issuer


@dataclass(frozen=True)
class Published:
    """A label, with what was published about it."""

    number: str
    world: World
    certificate: CertificateIssued

    @property
    def path(self) -> str:
        return f"/label/{self.number}"

    @property
    def gs1_path(self) -> str:
        return f"/01/{self.world.sealed.product.gtin}/21/{self.number.replace('-', '')}"


Publish = Callable[..., Awaitable[Published]]


def today() -> World:
    """A certificate that was granted an hour ago."""
    decided = clock.now().replace(microsecond=0) - timedelta(hours=1)
    return World(decided=decided, valid_until=decided + timedelta(days=730))


@pytest.fixture(scope="module")
async def registry(
    postgres: Databases, migrated_registry: str, issuer: Issuer
) -> AsyncIterator[RegistryUnderTest]:
    """One registry for a whole module, as its tests read far more than they write."""
    async with (
        postgres.service("registry", migrated_registry) as urls,
        running_registry(urls, issuer) as running,
    ):
        yield running


@pytest.fixture(scope="module")
async def publish(registry: Any) -> Publish:
    """Publish a label of a product: `publish(name_zh=…)`, `publish(world, gtin=None)`."""
    base, serials = today(), count(3)
    await registry.receives(_keys(base, clock.now()))

    async def publish_one(world: World | None = None, **product: Any) -> Published:
        serial = next(serials)
        made = replace(
            world or base,
            body_key=base.body_key,
            serial=serial,
            certificate_number=f"CFP901-2026-{serial:05}",
        )
        if product:
            made = replace(made, sealed=footprint(**product))
        certificate = made.certificate(made.credential())
        (issued,) = await registry.publishes(certificate)
        assert isinstance(issued, LabelIssued)
        return Published(issued.label_number, made, certificate)

    return publish_one


def _keys(world: World, at: datetime) -> IssuerKeysChanged:
    return IssuerKeysChanged(
        issuer=world.issuer,
        body=BODY.number,
        document=world.body_document(),
        version=1,
        changed_at=at,
    )


@pytest.fixture(scope="module")
async def published(publish: Publish) -> Published:
    return await publish()


class Changes:
    """What a certification body may do to a certificate later."""

    def __init__(self, registry: Any) -> None:
        self._registry = registry

    async def suspend(self, label: Published) -> None:
        at = clock.now()
        facts = {"reason_code": "0201", "suspended_at": at}
        until = at + timedelta(days=90)
        await self._tell(CertificateSuspended, label, suspended_until=until, **facts)

    async def reinstate(self, label: Published) -> None:
        await self._tell(CertificateReinstated, label, reinstated_at=clock.now())

    async def withdraw(self, label: Published) -> None:
        facts = {"reason_code": "0201", "withdrawn_at": clock.now()}
        await self._tell(CertificateWithdrawn, label, **facts)

    async def cancel(self, label: Published) -> None:
        facts = {"reason_code": "0204", "cancelled_at": clock.now()}
        await self._tell(CertificateCancelled, label, **facts)

    async def replace(self, label: Published, certificate_number: str) -> None:
        facts = {"reason_code": "0203", "replacement_code": "02", "replaced_at": clock.now()}
        await self._tell(CertificateReplaced, label, replaced_by=certificate_number, **facts)

    async def _tell(self, event: type[Event], label: Published, **facts: Any) -> None:
        certificate = label.certificate
        await self._registry.publishes(
            event(
                certificate_id=certificate.certificate_id,
                certificate_number=certificate.certificate_number,
                **facts,
            )
        )


@pytest.fixture(scope="module")
def change(registry: Any) -> Changes:
    return Changes(registry)
