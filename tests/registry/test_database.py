"""The public record cannot be rewritten, not even by the registry; the schema is as declared."""

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.ext.asyncio import create_async_engine

from registry.values.store.tables import metadata

INSERT_ONLY = [
    "label",
    "label_publication",
    "log_leaf",
    "log_node",
    "checkpoint",
    "status_change",
    "status_publication",
    "status_list_issue",
    "did_document",
]


@pytest.mark.parametrize("table", INSERT_ONLY)
async def test_the_public_record_can_be_neither_changed_nor_deleted(untouched_urls, table):
    connection = await asyncpg.connect(untouched_urls.url)
    column = list(metadata.tables[table].columns)[-1].name
    try:
        for statement in (
            f"update {table} set {column} = {column}",  # noqa: S608  Names of our own.
            f"delete from {table}",  # noqa: S608  As above.
            f"truncate {table} cascade",
            f"drop table {table} cascade",
            f"alter table {table} add column more text",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
        rows = f"select count(*) from {table}"  # noqa: S608  As above.
        assert await connection.fetchval(rows) == 0
    finally:
        await connection.close()


async def test_an_entry_longer_than_a_kibibyte_cannot_be_stored(untouched_urls):
    connection = await asyncpg.connect(untouched_urls.url)
    insert = "insert into log_leaf values (0, 'label', 'x', $1, $2, now())"

    with pytest.raises(asyncpg.CheckViolationError):
        await connection.execute(insert, bytes(32), bytes(1025))

    await connection.close()


async def test_the_migrated_database_has_the_declared_tables(untouched_urls):
    url = untouched_urls.admin_url.replace("postgresql://", "postgresql+asyncpg://")
    engine = create_async_engine(url)

    def differences(connection):
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda thing, name, kind, *_: (
                    kind != "table" or name in metadata.tables
                )
            },
        )
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()

    assert found == []
