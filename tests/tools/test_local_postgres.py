"""The local PostgreSQL: roles that may little, data that survives."""

import asyncpg
import pytest

from tests.support.postgres import Databases
from tools.local.databases import connected


async def test_the_owner_migrates_and_the_service_gets_what_it_is_granted(postgres: Databases):
    async with postgres.service("sample") as urls:
        async with connected(urls.owner_url) as owner:
            await owner.execute("CREATE TABLE note (text text); GRANT SELECT ON note TO sample")
        async with connected(urls.url) as service:
            assert await service.fetch("SELECT text FROM note") == []
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await service.execute("INSERT INTO note VALUES ('x')")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await service.execute("CREATE TABLE other ()")


async def test_a_service_cannot_open_the_database_of_another(postgres: Databases):
    async with postgres.service("sample") as mine, postgres.service("other") as other:
        name = other.url.rpartition("/")[2]

        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(mine.url.rpartition("/")[0] + "/" + name)


@pytest.mark.parametrize("name", ["postgres", "template1"])
async def test_a_service_cannot_open_the_servers_own_databases(own_postgres: Databases, name: str):
    async with own_postgres.service("sample") as mine:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(f"{mine.url.rpartition('/')[0]}/{name}")


async def test_a_wrong_password_is_refused(postgres: Databases):
    async with postgres.service("sample") as urls:
        wrong = urls.url.replace("://sample:", "://sample:x")

        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(wrong)


async def test_a_database_can_be_a_copy_of_a_migrated_one(postgres: Databases):
    async with postgres.service("sample") as migrated:
        async with connected(migrated.owner_url) as owner:
            await owner.execute("CREATE TABLE note (text text); GRANT SELECT ON note TO sample")
        async with (
            postgres.service("sample", template=migrated.name) as copy,
            connected(copy.url) as service,
        ):
            assert await service.fetch("SELECT text FROM note") == []


async def test_rows_survive_a_killed_server(own_postgres: Databases):
    async with own_postgres.fresh() as url:
        async with connected(url) as connection:
            await connection.execute("CREATE TABLE note (text text); INSERT INTO note VALUES ('x')")

        await own_postgres.kill()
        await own_postgres.start()

        async with connected(url) as connection:
            assert await connection.fetchval("SELECT text FROM note") == "x"


async def test_starting_a_running_server_keeps_its_sessions(own_postgres: Databases):
    async with own_postgres.fresh() as url, connected(url) as connection:
        await own_postgres.start()

        assert await connection.fetchval("SELECT 1") == 1
