"""What the database itself refuses, and what loading the packs does."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Executable, Table, delete, literal_column, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import DropTable

from certification import main
from certification.bodies.store.tables import body
from certification.catalogue.store import categories as catalogue
from certification.catalogue.store.tables import category
from certification.rules.store import rules
from certification.rules.store.tables import rule
from certification.values.store.tables import metadata
from chassis.database import Database
from chassis.settings import Environment
from packs import PACKS_DIR
from packs.models import PackChanged, categories
from tests.certification.conftest import problem

GROWING = (
    "application",
    "step_record",
    "certificate",
    "certificate_act",
    "signature",
    "issuer_document",
    "rule",
    "footprint",
    "nomination",
    "nomination_act",
    "catalogue_batch",
)


def change(table: Table) -> Executable:
    column = next(iter(table.columns))
    return update(table).values({column: column})


@pytest.mark.clause("C10")
@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize("statement", [change, delete, DropTable])
async def test_what_was_recorded_can_be_neither_changed_nor_removed(shared, table, statement):
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
        async with shared.database.transaction() as tx:
            await tx.execute(statement(metadata.tables[table]))


async def test_the_tables_are_those_that_the_migrations_make(shared):
    def differences(connection: Connection) -> list[object]:
        ours = set(metadata.tables)
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in ours},
        )
        return list(compare_metadata(context, metadata))

    async with shared.database.transaction() as tx:
        assert await tx.run_sync(differences) == []


async def test_loading_the_packs_again_changes_nothing(certification):
    before = await contents(certification.database)

    await loads(certification, Environment.DEVELOPMENT)

    assert await contents(certification.database) == before


async def test_production_loads_no_invented_body(certification):
    async with certification.database.transaction() as tx:
        await tx.execute(text("update body set name_zh = 'old'"))

    await loads(certification, Environment.PRODUCTION)

    async with certification.database.transaction() as tx:
        names = set((await tx.execute(text("select name_zh from body"))).scalars())
    assert names == {"old"}


async def test_an_edited_rule_needs_a_version_of_its_own(shared):
    pack = next(iter(categories(PACKS_DIR)))
    edited = pack.rules[0].model_copy(update={"validity_months": 12})

    with pytest.raises(PackChanged):
        async with shared.database.transaction() as tx:
            await rules.save_rule(tx, pack.code, edited)


async def test_an_edited_category_needs_a_version_of_its_own(shared):
    pack = next(c for c in categories(PACKS_DIR) if c.code == "pv-module")

    with pytest.raises(PackChanged):
        async with shared.database.transaction() as tx:
            await catalogue.save_category(tx, pack.model_copy(update={"catalogue": None}))


async def test_a_category_that_leaves_the_catalogue_closes_the_national_scheme(certification):
    pack = next(c for c in categories(PACKS_DIR) if c.code == "pv-module")
    outside = pack.model_copy(update={"catalogue": None, "version": "2099.1"})
    async with certification.database.transaction() as tx:
        await catalogue.save_category(tx, outside)
    calculation = await certification.has_footprint()

    refused = await certification.applies(calculation)

    assert refused.status_code == 422
    assert "CB_OWN" in problem(refused, "national-label-not-open")["zh"]
    assert (await certification.applies(calculation, scheme="CB_OWN")).status_code == 201


async def test_an_older_pack_does_not_replace_a_newer_one(certification):
    pack = next(c for c in categories(PACKS_DIR) if c.code == "pv-module")
    newer = pack.model_copy(update={"catalogue": None, "version": "2099.1"})
    async with certification.database.transaction() as tx:
        await catalogue.save_category(tx, newer)
        await catalogue.save_category(tx, pack)
        found = await catalogue.get_category(tx, "pv-module")

    assert not found.in_national_catalogue


async def loads(certification, environment):
    async with certification.database.transaction() as tx:
        await main.load(tx, PACKS_DIR, "tianjin", environment)


async def contents(database: Database) -> list[object]:
    version = literal_column("xmin::text")
    found: list[object] = []
    async with database.transaction() as tx:
        for table in (body, category, rule):
            rows = await tx.execute(select(table, version).order_by(*table.primary_key))
            found += [dict(row) for row in rows.mappings()]
    return found
