"""The schema that the migrations make is the one that the code speaks to."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from chassis.outbox import metadata as chassis_metadata
from mutual_recognition import main
from mutual_recognition.regions.store.tables import partner_region
from mutual_recognition.values.store import tables
from packs import PACKS_DIR
from tests.support.service import serving


async def test_migrations_make_the_tables_that_the_code_declares(recognition):
    def differences(connection):
        context = MigrationContext.configure(connection)
        return compare_metadata(context, [tables.metadata, chassis_metadata])

    async with recognition.database.transaction() as tx:
        found = await tx.run_sync(differences)

    assert [d for d in found if "alembic_version" not in str(d)] == []


async def test_loading_the_pack_twice_changes_nothing(database_url, issuer):
    async def regions(service):
        async with service.database.transaction() as tx:
            await main.load(tx, PACKS_DIR, "tianjin", "development")
            order = partner_region.c.code
            return (await tx.execute(partner_region.select().order_by(order))).all()

    async with serving(main, database_url, issuer) as service:
        assert await regions(service) == await regions(service)
        assert [row.code for row in await regions(service)] == ["beijing", "hebei"]
