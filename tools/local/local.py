"""Both servers of one machine together, or those that the environment names instead."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.local import databases, kafka_admin
from tools.local.bus import Access, BusUser, Topic, external_bus
from tools.local.databases import ServiceDatabase, with_database, with_role
from tools.local.errors import LocalError
from tools.local.kafka import Broker
from tools.local.passwords import Passwords
from tools.local.postgres import Postgres
from tools.local.private import keep_private
from tools.local.process import Options

KAFKA_PORT = 19092
POSTGRES_PORT = 15432


@dataclass(frozen=True)
class Wanted:
    """What the caller's services need."""

    topics: Sequence[Topic] = ()
    users: Sequence[BusUser] = ()
    databases: Sequence[ServiceDatabase] = ()


class Local:
    """PostgreSQL and Kafka under one data folder.

    KAFKA_BOOTSTRAP and DATABASE_URL name existing servers: then topics, users, roles and
    databases are made there, and nothing is started or stopped.
    """

    def __init__(
        self,
        data: Path,
        *,
        kafka_port: int = KAFKA_PORT,
        postgres_port: int = POSTGRES_PORT,
        port_variables: tuple[str, str] = ("KAFKA_PORT", "POSTGRES_PORT"),
        detach: bool = False,
        durable: bool = True,
        say: Callable[[str], None] = print,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._data = data.absolute()
        self.passwords = Passwords(self._data / "passwords.json")
        self._external_bus = external_bus(environ)
        self._external_database = environ.get("DATABASE_URL")
        kafka, postgres = (
            Options(port, variable, detach, say)
            for port, variable in zip((kafka_port, postgres_port), port_variables, strict=True)
        )
        self.broker = Broker(data / "kafka", self.passwords, kafka)
        self.postgres = Postgres(data / "postgres", self.passwords, postgres, durable=durable)

    async def start(self, wanted: Wanted = Wanted()) -> None:
        """Start both at once; when one fails, the other is stopped again."""
        keep_private(self._data)
        results = await asyncio.gather(
            self._start_bus(wanted), self._start_database(wanted), return_exceptions=True
        )
        failures = [result for result in results if isinstance(result, BaseException)]
        if failures:
            await self.stop()
            raise failures[0]

    def attach(self) -> bool:
        """Use the database server that runs, whoever started it; False when none does."""
        return bool(self._external_database) or self.postgres.attach()

    def has_bus(self) -> bool:
        """Whether there is a bus that may remember something."""
        return bool(self._external_bus) or self.broker.has_data()

    async def stop(self) -> None:
        """Stop what this program started; servers left running on purpose stay."""
        await asyncio.gather(self.broker.release(), self.postgres.release())

    def ended(self) -> list[Broker | Postgres]:
        """Servers that were started here and ended without having been stopped."""
        own: list[Broker | Postgres] = []
        if not self._external_database:
            own.append(self.postgres)
        if not self._external_bus:
            own.append(self.broker)
        return [server for server in own if not server.running()]

    async def _start_bus(self, wanted: Wanted) -> None:
        if self._external_bus:
            await kafka_admin.prepare(self._external_bus, wanted.topics, wanted.users)
        else:
            await self.broker.start(wanted.topics, wanted.users)

    async def _start_database(self, wanted: Wanted) -> None:
        if self._external_database:
            await databases.prepare(self._external_database, wanted.databases, self.password)
        else:
            await self.postgres.start(wanted.databases)

    @property
    def bus(self) -> Access:
        """The bus as its administrator."""
        return self._external_bus or self.broker.admin

    @property
    def admin_url(self) -> str:
        """The database server as its administrator."""
        return self._external_database or self.postgres.admin_url

    def password(self, role: str) -> str:
        return self.postgres.password(role)

    def url(self, database: ServiceDatabase) -> str:
        """What a service connects with."""
        return self._role_url(database, database.name)

    def owner_url(self, database: ServiceDatabase) -> str:
        """What a service's migrations connect with."""
        return self._role_url(database, database.owner)

    def _role_url(self, database: ServiceDatabase, role: str) -> str:
        return with_role(with_database(self.admin_url, database.name), role, self.password(role))

    async def restart_broker(self) -> None:
        self._require_own(self._external_bus)
        await self.broker.restart()

    async def kill_broker(self) -> None:
        self._require_own(self._external_bus)
        await self.broker.kill()

    async def restart_postgres(self) -> None:
        self._require_own(self._external_database)
        await self.postgres.restart()

    async def kill_postgres(self) -> None:
        self._require_own(self._external_database)
        await self.postgres.kill()

    def _require_own(self, external: object) -> None:
        if external:
            raise LocalError("this server was not started here; restart it where it runs")
