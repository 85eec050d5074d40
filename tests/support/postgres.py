"""A real PostgreSQL for tests: one per run, with a fresh database per test or module."""

import hashlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.support.ports import free_block
from tools.local import Passwords, Postgres, ServiceDatabase
from tools.local.databases import (
    connected,
    create_database,
    create_roles,
    drop_database,
    own,
    with_database,
    with_role,
)
from tools.local.process import Options


@dataclass(frozen=True)
class ServiceUrls:
    """One service's database: as the service, as its migrations, as the administrator."""

    url: str
    owner_url: str
    admin_url: str
    name: str


Prepare = Callable[[ServiceUrls], Awaitable[object]]


class Databases:
    """A running server; `restart` and `kill` work on a server of our own only."""

    def __init__(self, admin_url: str, own: Postgres | None = None, run: str = "") -> None:
        self.admin_url = admin_url
        self.run = run or uuid4().hex[:12]
        """Those who give the same name share templates."""
        self._own = own

    @asynccontextmanager
    async def fresh(self, template: str | None = None) -> AsyncIterator[str]:
        """An empty database, or a copy of `template`; yields the administrator's URL of it."""
        name = f"test_{uuid4().hex}"
        url = await create_database(self.admin_url, name, template)
        try:
            yield url
        finally:
            await drop_database(self.admin_url, name)

    @asynccontextmanager
    async def service(self, name: str, template: str | None = None) -> AsyncIterator[ServiceUrls]:
        """A fresh database with the roles `<name>_owner` and `<name>` as in production.

        `template` may be the `name` of an earlier, migrated one; copying takes about 50 ms.
        """
        service = ServiceDatabase(name)
        await create_roles(self.admin_url, service, self._password)
        async with self.fresh(template) as url:
            await own(url, service)
            database = url.rpartition("/")[2]
            yield ServiceUrls(
                url=self._as(service.name, database),
                owner_url=self._as(service.owner, database),
                admin_url=url,
                name=database,
            )

    async def template(self, service: str, prepare: Prepare) -> str:
        """The name of a database that `prepare` made ready for the first who asked."""
        name = f"{self._templates}{service}"
        async with connected(self.admin_url) as first:
            # The others wait here; the lock ends with the connection.
            await first.execute("SELECT pg_advisory_lock(hashtext($1))", name)
            known = await first.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name)
            if not known:
                async with self.service(service) as urls:
                    await prepare(urls)
                    await create_database(self.admin_url, name, urls.name)
        return name

    async def drop_templates(self) -> None:
        """Remove those of this run, from a server that outlives it."""
        async with connected(self.admin_url) as connection:
            query = "SELECT datname FROM pg_database WHERE starts_with(datname, $1)"
            found = await connection.fetch(query, self._templates)
        for row in found:
            await drop_database(self.admin_url, row["datname"])

    @property
    def _templates(self) -> str:
        return f"template_{self.run}_"

    def _as(self, role: str, database: str) -> str:
        return with_role(with_database(self.admin_url, database), role, self._password(role))

    def _password(self, role: str) -> str:
        """The same for everybody who shares a server, as roles are shared too."""
        return hashlib.sha256(f"{self.admin_url} {role}".encode()).hexdigest()[:32]

    async def start(self) -> None:
        await self._server.start()

    async def stop(self) -> None:
        await self._server.stop()

    async def restart(self) -> None:
        await self._server.restart()

    async def kill(self) -> None:
        """End the server as `kill -9` does; `start` brings it back on its port and data."""
        await self._server.kill()

    @property
    def _server(self) -> Postgres:
        assert self._own, "this server is shared with others; use the fixture own_postgres"
        return self._own


@asynccontextmanager
async def running_postgres(folder: Path) -> AsyncIterator[Databases]:
    """A server of our own that ends with the block; it need not survive a power cut."""
    passwords = Passwords(folder / "postgres.passwords.json")
    server = Postgres(folder / "postgres", passwords, Options(free_block()), durable=False)
    await server.start()
    try:
        yield Databases(server.admin_url, server)
    finally:
        await server.stop()


def shared_postgres(run: str = "") -> Databases | None:
    """The running server that TANBIAO_TEST_POSTGRES names by its administrator's URL.

    `none` says that no test of the run may need one.
    """
    url = os.environ.get("TANBIAO_TEST_POSTGRES", "none")
    return None if url == "none" else Databases(url, run=run)
