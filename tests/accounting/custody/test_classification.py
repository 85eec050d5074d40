"""Every column of every table has a class, and what is secret is encrypted."""

import re
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from accounting.custody.store.secrets import holders
from accounting.values.store.tables import metadata
from chassis.database import Database

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "data-classification.md"
CLASSES = {"public", "internal", "secret", "key"}
NAME = re.compile(r"`([a-z0-9_]+)`")
PARTITION = re.compile(r"reading_\d{4}_\d{2}")
ROW = re.compile(
    r"\| `(?P<table>[a-z_]+)` \| (?P<columns>`[^|]*`) \| (?P<class>[a-z]+) \| (?P<why>.+) \|"
)
ANSWERS = ("idempotency_key", "body")


def classified() -> list[tuple[str, str, str]]:
    """Table, column and class of every line of the page."""
    lines = filter(None, map(ROW.fullmatch, PAGE.read_text("utf-8").splitlines()))
    return [
        (line["table"], column, line["class"])
        for line in lines
        for column in NAME.findall(line["columns"])
    ]


async def columns(tx) -> set[tuple[str, str]]:
    found = await tx.execute(
        text(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'public'"
        )
    )
    return {(row[0], row[1]) for row in found if not PARTITION.fullmatch(row[0])}


@pytest.mark.clause("C10")
async def test_every_column_has_one_class_and_a_reason(postgres, template):
    async with postgres.service("accounting", template) as urls:
        database = Database(urls.owner_url)
        async with database.transaction() as tx:
            there = await columns(tx)
        await database.close()

    page = classified()
    assert {(table, column) for table, column, _ in page} == there
    assert [name for name, count in Counter(p[:2] for p in page).items() if count > 1] == []
    assert {group for *_, group in page} <= CLASSES


@pytest.mark.clause("C10")
def test_what_is_secret_is_encrypted_and_nothing_else_is():
    secret = {(table, column) for table, column, group in classified() if group == "secret"}

    held = {
        (holder.table.name, column)
        for holder in holders(metadata)
        for column in (*holder.plain, "secret")
    }
    assert secret - {ANSWERS} == held
    assert ANSWERS in secret
