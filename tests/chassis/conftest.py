"""The sample service, on a real database."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from unittest.mock import patch

import httpx
import pytest
from sqlalchemy import func, insert
from sqlalchemy.ext.asyncio import create_async_engine

from chassis import generations, outbox
from chassis.bodies import Limits
from chassis.generations import act_count, generation
from chassis.service import Particulars
from chassis.settings import ApiSettings
from tests.chassis import sample
from tests.support.postgres import Databases
from tests.support.service import ServiceUnderTest, environment
from tests.support.tokens import ISSUER, Issuer

Serve = Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]]


@pytest.fixture
async def database_url(postgres: Databases) -> AsyncIterator[str]:
    """A database with the chassis's tables and the sample's."""
    async with postgres.fresh() as url:
        await tables_in(url)
        yield url


async def tables_in(url: str) -> None:
    """Create the chassis's tables and the sample's."""
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        await connection.run_sync(outbox.metadata.create_all)
        await connection.run_sync(sample.metadata.create_all)
        await connection.execute(insert(generation).values(generations.first()))
        await connection.execute(insert(act_count).values(one=1, acts=0, acted_at=func.now()))
    await engine.dispose()


@pytest.fixture
def packs_dir(tmp_path: Path) -> Path:
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / "sample.yaml").write_text(sample.ACCESS)
    return tmp_path


@pytest.fixture
async def service(database_url: str, serve: Serve) -> AsyncIterator[ServiceUnderTest]:
    async with serve(database_url) as service:
        yield service


@pytest.fixture
def serve(packs_dir: Path, issuer: Issuer) -> Serve:
    """Serves the sample on a database."""

    @asynccontextmanager
    async def serving(url: str) -> AsyncIterator[ServiceUnderTest]:
        with patch.dict(os.environ, environment(url, issuer, PACKS_DIR=str(packs_dir))):
            limits = Limits(most_bytes=1_000_000, grace_s=1)
            app = sample.build(ApiSettings(), Particulars(bodies=limits))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ISSUER) as client:
            yield ServiceUnderTest(client, app.state.database, issuer, app)
        await app.state.database.close()

    return serving
