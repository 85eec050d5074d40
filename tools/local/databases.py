"""The services' databases and roles: an owner that migrates, a runtime role that may little."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg

# Roles belong to the whole server: two programs that change one at once would fail.
ROLES_LOCK = 0x54414E42


@dataclass(frozen=True)
class ServiceDatabase:
    """A service's database; its roles are `<name>_owner` and `<name>`."""

    name: str

    @property
    def owner(self) -> str:
        return f"{self.name}_owner"


def with_database(url: str, database: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def with_role(url: str, role: str, password: str) -> str:
    """The same server and database, another role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role)}:{quote(password, safe='')}@{host}"))


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    """One connection that is closed afterwards."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def create_database(admin_url: str, name: str, template: str | None = None) -> str:
    """Create a database, as a copy of `template` if one is named; answers its URL."""
    # File by file: by way of the log, as is the default, takes twice as long.
    source = f"TEMPLATE {_id(template)} STRATEGY file_copy" if template else ""
    async with connected(admin_url) as connection:
        await connection.execute(f"CREATE DATABASE {_id(name)} {source}")
    return with_database(admin_url, name)


async def drop_database(admin_url: str, name: str) -> None:
    """Drop a database and end the sessions that use it; none is fine."""
    async with connected(admin_url) as connection:
        await connection.execute(f"DROP DATABASE IF EXISTS {_id(name)} WITH (FORCE)")


async def prepare(
    admin_url: str, databases: Sequence[ServiceDatabase], password: Callable[[str], str]
) -> None:
    """Create or correct each service's roles and database; repeating it is fine."""
    for database in databases:
        await create_roles(admin_url, database, password)
        await _create_missing(admin_url, database)
        await own(with_database(admin_url, database.name), database)


async def create_roles(
    admin_url: str, database: ServiceDatabase, password: Callable[[str], str]
) -> None:
    """Both roles, able to log in with their passwords and to do nothing else."""
    async with connected(admin_url) as connection, connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", ROLES_LOCK)
        for role in (database.owner, database.name):
            known = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role)
            verb = "ALTER" if known else "CREATE"
            secret = await connection.fetchval("SELECT quote_literal($1)", password(role))
            await connection.execute(f"{verb} ROLE {_id(role)} LOGIN PASSWORD {secret}")
        # An administrator who is no superuser may hand a database only to a role it is in.
        await connection.execute(f"GRANT {_id(database.owner)} TO CURRENT_USER")


async def _create_missing(admin_url: str, database: ServiceDatabase) -> None:
    async with connected(admin_url) as connection:
        query = "SELECT 1 FROM pg_database WHERE datname = $1"
        if not await connection.fetchval(query, database.name):
            await connection.execute(f"CREATE DATABASE {_id(database.name)}")


async def own(url: str, database: ServiceDatabase) -> None:
    """In the database of `url`: everything to the owner, looking in to the runtime role."""
    owner, runtime = _id(database.owner), _id(database.name)
    name = _id(urlsplit(url).path.lstrip("/"))
    async with connected(url) as connection:
        await connection.execute(
            f"""
            ALTER DATABASE {name} OWNER TO {owner};
            REVOKE ALL ON DATABASE {name} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {name} TO {runtime};
            ALTER SCHEMA public OWNER TO {owner};
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            GRANT USAGE ON SCHEMA public TO {runtime};
            """
        )


async def close_maintenance(admin_url: str) -> None:
    """Let only administrators into what every server has: there a role sees all others' names."""
    async with connected(admin_url) as connection:
        for name in ("postgres", "template1"):
            await connection.execute(f"REVOKE ALL ON DATABASE {_id(name)} FROM PUBLIC")


def _id(name: str) -> str:
    """A quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
