"""A data folder that was copied piece by piece is read before it serves, and named when broken."""

import subprocess
from pathlib import Path

import asyncpg
import pytest

from tests.support.folders import server_folder
from tests.support.ports import free_block
from tools import copied
from tools.copied import CopyBroken
from tools.layout import Layout
from tools.local.databases import connected, with_database
from tools.local.local import Wanted
from tools.reading import unreadable
from tools.stack import UNFINISHED, RestoreUnfinished, Stack

LONG = "(select string_agg(md5(n::text), '') from generate_series(1, 2000) n)"
FILLED = f"""
    create table parent (id int primary key);
    create table note (id int primary key, parent int references parent (id), text text);
    alter table note alter column text set storage external;
    insert into parent values (1);
    insert into note values (1, 1, {LONG});
"""  # noqa: S608  Nothing comes from outside.


@pytest.fixture
def folder():
    with server_folder() as folder:
        yield folder


def stack(folder: Path) -> Stack:
    return Stack(Layout(folder, free_block()), environ={})


async def filled(folder: Path) -> tuple[list[Path], str]:
    """A stopped installation with a row; the files of its parts that are stored apart, its URL."""
    local = stack(folder).local
    await local.postgres.start()
    try:
        async with connected(local.postgres.admin_url) as admin:
            await admin.execute("create database accounting")
        url = with_database(local.postgres.admin_url, "accounting")
        async with connected(url) as session:
            await session.execute(FILLED)
            apart = "select reltoastrelid::regclass from pg_class where relname = 'note'"
            path = await session.fetchval(f"select pg_relation_filepath(({apart}))")
            await session.execute("checkpoint")
    finally:
        await local.postgres.stop()
    return [folder / "postgres" / "data" / path], url


def copy(folder: Path, to: Path) -> None:
    """With its owners, who are not the tests'."""
    subprocess.run(["cp", "-a", str(folder), str(to)], check=True)


async def faults(folder: Path) -> list[str]:
    local = stack(folder).local
    await local.postgres.start()
    try:
        return await unreadable(with_database(local.postgres.admin_url, "accounting"))
    finally:
        await local.postgres.stop()


async def test_what_was_copied_too_early_is_named_by_its_table(folder):
    whole, early = folder / "whole", folder / "early"
    files, _ = await filled(whole)
    copy(whole, early)

    sound = await faults(early)
    # As a copy has it that took this file before the row was written.
    (early / files[0].relative_to(whole)).write_bytes(b"")
    broken = await faults(early)

    assert sound == []
    assert [fault.split(":")[0] for fault in broken] == ["note cannot be read"]


async def test_rows_that_name_what_is_not_there_are_counted(folder):
    await filled(folder)
    local = stack(folder).local
    await local.postgres.start()
    url = with_database(local.postgres.admin_url, "accounting")
    try:
        async with connected(url) as session:
            await session.execute("set session_replication_role = replica; delete from parent")
        assert await unreadable(url) == ["note: 1 rows name none of parent"]
    finally:
        await local.postgres.stop()


async def test_only_a_copy_is_read_before_it_serves(folder):
    one, two = folder / "one", folder / "two"
    await filled(one)
    copied.settle(one)

    moved = one.rename(folder / "moved")
    copy(moved, two)

    assert not copied.was_copied(moved)
    assert copied.was_copied(two)
    assert not copied.was_copied(folder / "new")


async def test_a_broken_copy_never_serves(folder, monkeypatch):
    files, _ = await filled(folder)
    files[0].write_bytes(b"")
    starting = stack(folder)
    # The bus would take a minute, and has nothing to do with it.
    monkeypatch.setattr(starting.local, "_start_bus", _nothing)

    with pytest.raises(CopyBroken, match="accounting: note cannot be read"):
        await starting.start()

    with pytest.raises((OSError, asyncpg.PostgresError)):
        async with connected(starting.local.postgres.admin_url):
            pass


async def _nothing(_: Wanted) -> None:
    """No bus."""


async def test_a_folder_whose_restore_was_broken_off_does_not_start(folder):
    (folder / UNFINISHED).write_text("monthly")

    with pytest.raises(RestoreUnfinished, match="restoring monthly into"):
        await stack(folder).start()
