"""Seals made before studies of what moves: the migration gives them their basis."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from accounting.domain.calculation import read_document
from accounting.store import bases
from accounting.store.impact_tables import sealed_basis
from chassis import migrations
from chassis.database import Database
from tests.accounting.samples import ENTERPRISE
from tests.support.postgres import Databases, ServiceUrls

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2026, 1, 2, tzinfo=UTC)
_ROWS = (
    "insert into enterprise values (:org, '示例', 'Sample', '120116', :at)",
    "insert into product values (:id, :org, :id, :at, '{}')",
    "insert into product_system values (:id, :id, :org, :at, '{}')",
    "insert into activity_data values (:id, :id, :org, :at, '{}')",
    "insert into calculation values (:id, :org, :id, :id, :id, :at, :document)",
    "insert into seal values (:id, :id, :at, 'client')",
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
        for id, document in documents.items():
            given = {"id": id, "org": ENTERPRISE, "at": AT, "document": json.dumps(document)}
            for row in _ROWS[id.int > 1 :]:
                await tx.execute(
                    text(row.replace(":id, :org, :id,", ":id, :org, :model,")),
                    {**given, "model": str(id)},
                )
    await database.close()

    await migrations.upgrade(before.owner_url, "accounting")

    database = Database(before.url)
    async with database.transaction() as tx:
        rows = (await tx.execute(select(sealed_basis))).mappings().all()
    await database.close()
    own = ("calculation", "enterprise", "product")
    found = {row["calculation"]: {k: v for k, v in row.items() if k not in own} for row in rows}
    assert found == {id: expected(document) for id, document in documents.items()}
    assert "hidden" in found[UUID(int=len(documents))]["figures"]


def sealed() -> list[dict[str, object]]:
    """Golden documents, and one that rests on what only its enterprise knows."""
    files = sorted(GOLDEN.glob("*.json"))
    found = [json.loads(file.read_bytes())["document"] for file in files]
    text = json.dumps(found[-1]).replace(found[-1]["factors"][0]["id"], "own-secret")
    return [*found, json.loads(text)]


def expected(document: dict[str, object]) -> dict[str, object]:
    row = bases.basis(*read_document(document), sealed_at=AT)
    return {k: v for k, v in row.items() if k not in ("calculation", "enterprise", "product")}
