"""What the runtime role may do to the tables, and what loading packs twice does."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError

import accounting.routes  # noqa: F401 -- declares every table
from accounting.factors.store.tables import factor
from accounting.loading import load
from accounting.values.store.tables import metadata
from packs import PACKS_DIR
from packs.models import PackChanged

CHANGING = {
    "audit_waiting",
    "category_level",
    "enterprise",
    "exchange_delivery",
    "exchange_partner",
    "exchange_rule",
    "impact_progress",
    "impact_subject",
    "lost_calculation",
    "lost_search",
    "meter_stream_position",
    "superseded_factors",
    "task",
    "task_answer",
    "upload",
    "upload_part",
    "upload_row",
    "verification_due",
}
"""Tables whose rows a process may change or remove; every other one only grows."""


@pytest.mark.parametrize("statement", ["update {} set {} = {}", "delete from {}", "truncate {}"])
@pytest.mark.parametrize(
    "table",
    [table for table in metadata.sorted_tables if table.name not in CHANGING],
    ids=lambda table: table.name,
)
async def test_nobody_changes_what_a_calculation_rests_on(shared_accounting, table, statement):
    *_, column = table.columns.keys()
    forbidden = statement.format(f'"{table.name}"', column, column)

    with pytest.raises(ProgrammingError, match="permission denied"):
        async with shared_accounting.database.transaction() as tx:
            await tx.execute(text(forbidden))


async def test_the_tables_in_the_code_are_those_of_the_migrations(shared_accounting):
    columns = "select table_name || '.' || column_name from information_schema.columns "
    async with shared_accounting.database.transaction() as tx:
        found = set(await tx.scalars(text(columns + "where table_schema = 'public'")))

    declared = {f"{t.name}.{c.name}" for t in metadata.sorted_tables for c in t.columns}
    assert declared <= found


async def test_loading_twice_changes_nothing(accounting):
    async with accounting.database.transaction() as tx:
        before = await tx.scalar(select(func.count()).select_from(factor))
        added = await load(tx, PACKS_DIR)
        after = await tx.scalar(select(func.count()).select_from(factor))

    assert added == 0
    assert before == after == 411


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("categories/pv-module/category.yaml", "validity_months: 24", "validity_months: 36"),
        ("factors/cn-2025/factors.csv", "0.5777", "0.5000"),
        ("factors/cn-2025/library.yaml", "疑低一个数量级", "可疑"),
        ("factors/gwp.yaml", '"27.9"', '"28"'),
    ],
)
async def test_changed_content_needs_a_new_version(shared_accounting, tmp_path, file, old, new):
    packs = altered_packs(tmp_path, file, old, new)

    with pytest.raises(PackChanged):
        async with shared_accounting.database.transaction() as tx:
            await load(tx, packs)


async def test_a_new_version_stands_beside_the_old_one(accounting, tmp_path):
    packs = altered_packs(tmp_path, "factors/cn-2025/library.yaml", '"2025.1"', '"2026.1"')

    async with accounting.database.transaction() as tx:
        added = await load(tx, packs)
        versions = set(await tx.scalars(select(factor.c.version)))

    assert added == 1
    assert versions == {"2025.1", "2026.1"}
    assert (await accounting.get("/v1/factors/ele-fp-cn-2024-nat")).status_code == 200


def altered_packs(folder: Path, file: str, old: str, new: str) -> Path:
    for part in ("categories", "factors"):
        shutil.copytree(PACKS_DIR / part, folder / part)
    content = (folder / file).read_text("utf-8")
    assert old in content
    (folder / file).write_text(content.replace(old, new, 1), "utf-8")
    return folder
