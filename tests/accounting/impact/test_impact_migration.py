"""Seals made before studies of what moves: the migration gives them their basis."""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from accounting.calculations.domain.calculation import read_document
from accounting.calculations.store import bases
from accounting.calculations.store.tables import sealed_basis
from chassis import migrations
from chassis.database import Database
from tests.accounting.samples import ENTERPRISE
from tests.support.postgres import Databases, ServiceUrls

GOLDEN = Path(__file__).parents[1] / "golden"
AT = datetime(2026, 1, 2, tzinfo=UTC)
_COMMON = (
    "insert into enterprise values (:org, '示例', 'Sample', '120116', :at)",
    "insert into product values (:one, :org, 'model', :at, '{}')",
    "insert into product_system values (:one, :one, :org, :at, '{}')",
    "insert into activity_data values (:one, :one, :org, :at, '{}')",
)
_EACH = (
    "insert into calculation values (:id, :org, :one, :one, :one, :at, :document)",
    "insert into seal values (:id, md5(:document), :at, 'client')",
)


@pytest.fixture
async def before(postgres: Databases) -> AsyncIterator[ServiceUrls]:
    """A database of accounting as it was before."""
    async with postgres.service("accounting") as urls:
        config = Config()
        config.set_main_option("script_location", "accounting:migrations")

        def upgrade(connection: Connection) -> None:
            config.attributes["connection"] = connection
            command.upgrade(config, "0005")

        database = Database(urls.owner_url)
        async with database.transaction() as tx:
            await tx.run_sync(upgrade)
        await database.close()
        yield urls


async def test_earlier_seals_get_the_basis_that_a_new_seal_would_get(before):
    documents = {UUID(int=n): content for n, content in enumerate(sealed(), start=1)}
    database = Database(before.owner_url)
    async with database.transaction() as tx:
        for statement in _COMMON:
            await tx.execute(text(statement), {"org": ENTERPRISE, "one": UUID(int=1), "at": AT})
        for id, document in documents.items():
            given = {"id": id, "org": ENTERPRISE, "one": UUID(int=1), "at": AT}
            for statement in _EACH:
                await tx.execute(text(statement), {**given, "document": json.dumps(document)})
    await database.close()

    await migrations.upgrade(before.owner_url, "accounting")

    database = Database(before.url)
    async with database.transaction() as tx:
        rows = (await tx.execute(select(sealed_basis))).mappings().all()
    await database.close()
    found = {row["calculation"]: shared(row) for row in rows}
    assert found == {id: expected(document) for id, document in documents.items()}
    assert "hidden" in found[UUID(int=len(documents))]["figures"]


def sealed() -> list[dict[str, object]]:
    """Golden documents, and one that rests on what only its enterprise knows."""
    files = sorted(GOLDEN.glob("*.json"))
    found = [json.loads(file.read_bytes())["document"] for file in files]
    text = json.dumps(found[-1]).replace(found[-1]["factors"][0]["id"], "own-secret")
    private = json.loads(text)
    private["factors"].sort(key=lambda factor: factor["id"])
    return [*found, private]


def expected(document: dict[str, object]) -> dict[str, object]:
    return shared(bases.basis(*read_document(document), sealed_at=AT))


def shared(row: Mapping[str, object]) -> dict[str, object]:
    """All but whose it is: the documents here were not made for these rows."""
    own = ("calculation", "enterprise", "product")
    return {name: value for name, value in row.items() if name not in own}
