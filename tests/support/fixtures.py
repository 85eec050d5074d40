"""Session fixtures: servers start when the first test asks for them and end with the run."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from tests.support.folders import server_folder
from tests.support.kafka import Bus, running_broker, shared_broker
from tests.support.parallel import RUN, shared_by_workers
from tests.support.postgres import Databases, running_postgres, shared_postgres
from tests.support.servers import KAFKA, POSTGRES
from tests.support.tokens import Issuer, serve_issuer
from tools.local import Access

# The default renderer prints every local of every frame: most of a minute for one failure.
structlog.configure(
    processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()]
)


@pytest.fixture(scope="session")
def servers_folder() -> Iterator[Path]:
    """Data of this process's servers; tmp_path is closed to PostgreSQL's user."""
    with server_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
async def own_broker(servers_folder: Path) -> AsyncIterator[Bus]:
    """A broker that only this process uses, so a test may kill and restart it."""
    async with running_broker(servers_folder) as bus:
        yield bus


@pytest.fixture(scope="session")
async def own_postgres(servers_folder: Path) -> AsyncIterator[Databases]:
    """A server that only this process uses, so a test may kill and restart it."""
    async with running_postgres(servers_folder) as databases:
        yield databases


@pytest.fixture(scope="session")
def broker(request: pytest.FixtureRequest) -> Bus:
    """The broker of this run; TANBIAO_TEST_KAFKA names one that already runs."""
    if named := shared_broker():
        return named
    if url := shared_by_workers(request.config, KAFKA):
        return Bus(Access.parse(url))
    bus: Bus = request.getfixturevalue("own_broker")
    return bus


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Databases:
    """The PostgreSQL of this run; TANBIAO_TEST_POSTGRES names one that already runs."""
    run = request.config.stash[RUN]
    if named := shared_postgres(run):
        return named
    if url := shared_by_workers(request.config, POSTGRES):
        return Databases(url, run=run)
    databases: Databases = request.getfixturevalue("own_postgres")
    return databases


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    """An authorization server whose tokens the services under test accept."""
    with serve_issuer() as issuer:
        yield issuer
