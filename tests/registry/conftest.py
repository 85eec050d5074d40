"""What the registry's tests share: sample certificates, and a registry with a fresh database."""

from collections.abc import AsyncIterator, Callable

import pytest

from contracts.certification import CertificateIssued
from tests.registry.node import RegistryUnderTest, SampleBody, running_registry
from tests.registry.samples import sample_certificate
from tests.support.postgres import Databases, ServiceUrls
from tests.support.service import migrated
from tests.support.tokens import Issuer

MakeCertificate = Callable[..., CertificateIssued]


@pytest.fixture
def make_certificate() -> MakeCertificate:
    return sample_certificate


@pytest.fixture(scope="session")
async def migrated_registry(postgres: Databases) -> AsyncIterator[str]:
    """Name of a migrated database, to be copied."""
    async with migrated(postgres, "registry") as urls:
        yield urls.name


@pytest.fixture
async def registry_urls(postgres: Databases, migrated_registry: str) -> AsyncIterator[ServiceUrls]:
    async with postgres.service("registry", migrated_registry) as urls:
        yield urls


@pytest.fixture
async def registry(registry_urls: ServiceUrls, issuer: Issuer) -> AsyncIterator[RegistryUnderTest]:
    """A registry with a fresh database and keys of its own."""
    async with running_registry(registry_urls, issuer) as registry:
        yield registry


@pytest.fixture(scope="module")
async def untouched_urls(postgres: Databases, migrated_registry: str) -> AsyncIterator[ServiceUrls]:
    """A database for tests of one module that all leave it as it was."""
    async with postgres.service("registry", migrated_registry) as urls:
        yield urls


@pytest.fixture(scope="module")
async def started_registry(
    postgres: Databases, migrated_registry: str, issuer: Issuer
) -> AsyncIterator[RegistryUnderTest]:
    """A registry after its first round, for tests of one module that only read."""
    async with (
        postgres.service("registry", migrated_registry) as urls,
        running_registry(urls, issuer) as registry,
    ):
        await registry.sequences()
        yield registry


@pytest.fixture
def body() -> SampleBody:
    """A sample certification body."""
    return SampleBody()
