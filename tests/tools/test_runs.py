"""A run of the tests itself: what its workers share, and what it leaves behind."""

import asyncio
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import asyncpg
import pytest

from tests.support import folders, parallel
from tests.support.folders import server_folder
from tests.support.ports import PLATFORM, free_block
from tests.support.postgres import Databases, ServiceUrls
from tests.support.servers import POSTGRES, serving_servers, url_of
from tools.local.databases import connected


async def test_a_server_starts_for_the_first_who_asks_and_ends_with_the_run():
    with serving_servers() as path:
        first, second = [await asyncio.to_thread(url_of, POSTGRES, path) for _ in range(2)]
        async with connected(first) as connection:
            assert await connection.fetchval("SELECT 1") == 1

    assert first == second
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncpg.connect(first)


def test_a_server_that_there_is_not_is_said_to_be_missing():
    with serving_servers() as path, pytest.raises(RuntimeError, match="oracle is not there"):
        url_of("oracle", path)


async def test_a_template_is_prepared_once_whoever_asks(postgres: Databases):
    prepared: list[str] = []

    async def prepare(urls: ServiceUrls) -> None:
        prepared.append(urls.name)
        async with connected(urls.owner_url) as owner:
            await owner.execute("CREATE TABLE note (text text); GRANT SELECT ON note TO sample")

    workers = [Databases(postgres.admin_url, run="of-this-test") for _ in range(3)]
    names = await asyncio.gather(*(worker.template("sample", prepare) for worker in workers))

    assert len(prepared) == len({*names}) == 1
    async with postgres.service("sample", names[0]) as copy, connected(copy.url) as service:
        assert await service.fetch("SELECT text FROM note") == []
    await workers[0].drop_templates()
    async with connected(postgres.admin_url) as connection:
        query = "SELECT 1 FROM pg_database WHERE datname = $1"
        assert await connection.fetchval(query, names[0]) is None


def test_the_folder_of_a_killed_run_is_removed_by_the_next_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(folders, "_base", lambda: tmp_path)
    left = tmp_path / f"{folders.PREFIX}{uuid4().hex}"
    left.mkdir()
    (left / "used").touch()

    with server_folder() as first, server_folder() as second:
        assert {*tmp_path.iterdir()} == {first, second}

    assert [*tmp_path.iterdir()] == []


def test_blocks_of_ports_do_not_overlap_although_nobody_listens():
    blocks = sorted(free_block() for _ in range(3))

    assert all(later - earlier >= PLATFORM for earlier, later in pairwise(blocks))


@pytest.mark.parametrize(
    ("test", "unit"),
    [
        ("tests/packs/test_packs.py::test_one", "tests/packs/test_packs.py"),
        ("tests/packs/test_packs.py::TestAll::test_one[a::b]", "tests/packs/test_packs.py"),
        ("tests/system/test_first_label.py::test_one", "tests/system/"),
    ],
)
def test_the_tests_of_a_file_and_those_of_the_platform_stay_together(test, unit):
    assert parallel.ByFile._split_scope(None, test) == unit


def test_a_few_files_need_no_workers(tmp_path: Path):
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, count in ((few, 3), (many, 60)):
        folder.mkdir()
        for number in range(count):
            (folder / f"test_{number}.py").touch()
    chosen = parallel.pytest_xdist_auto_num_workers

    assert chosen(SimpleNamespace(args=[str(few)])) == 0
    assert chosen(SimpleNamespace(args=[f"{many}/test_1.py::test_one"])) == 0
    assert chosen(SimpleNamespace(args=[str(many)])) > 1
