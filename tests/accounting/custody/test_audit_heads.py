"""The ends of audit trails are known beside the database, where its owner cannot alter them."""

import json

import pytest
from sqlalchemy import text

from accounting.custody.usecases import audit, heads
from chassis.database import Database
from chassis.generations import Memory
from chassis.lastknown import Folder
from tests.accounting.samples import ENTERPRISE


@pytest.fixture
def place(tmp_path) -> Folder:
    return Folder(tmp_path / "accounting")


@pytest.fixture
async def urls(postgres, template):
    async with postgres.service("accounting", template) as urls:
        yield urls


@pytest.fixture
async def owner(urls):
    found = Database(urls.owner_url)
    yield found
    await found.close()


@pytest.fixture
async def database(urls, place):
    """One with a trail of three entries, whose end is known outside."""
    found = Database(urls.url)
    found.memory = Memory(place, found.session)
    async with found.transaction() as tx:
        for number in range(3):
            await tx.execute(ENTRY, {"org": ENTERPRISE, "route": f"/v1/products/{number}"})
        await tx.execute(text("insert into audit_waiting select position from audit_entry"))
    while await audit.chain(found):
        continue
    yield found
    await found.close()


ENTRY = text(
    "insert into audit_entry (partition, at, client, org, role, method, route, objects)"
    " values (:org, now(), 'c', :org, 'enterprise', 'POST', :route, '{}')"
)


async def broken(database) -> float:
    await heads.compare(database)
    return heads.BROKEN._value.get()


async def test_a_trail_that_is_whole_is_not_complained_of(database):
    assert await broken(database) == 0


async def cut(owner: Database, number: int) -> None:
    async with owner.transaction() as tx:
        await tx.execute(text("delete from audit_link where number > :number"), {"number": number})


async def test_a_trail_that_was_cut_off_is_noticed(database, owner):
    await cut(owner, 2)

    assert await broken(database) == 1


async def test_a_trail_that_was_written_anew_is_noticed(database, owner):
    async with owner.transaction() as tx:
        await tx.execute(text("update audit_link set sha256 = repeat('0', 64) where number = 3"))

    assert await broken(database) == 1


@pytest.mark.parametrize("left", [2, 0])
async def test_what_a_database_lost_is_told_and_noted_when_it_is_put_back(
    database, owner, place, left
):
    await cut(owner, left)

    async with database.transaction() as tx:
        lines = await heads.begin_again(tx, place)
        again = await heads.begin_again(tx, place)

    assert lines[0].startswith(
        f"audit trail of {ENTERPRISE}: entries {left + 1} to 3 are lost; the last had "
    )
    assert again == []
    [noted] = json.loads(await place.read("audit/lost.json"))
    assert (noted["partition"], noted["after"], noted["number"]) == (ENTERPRISE, left, 3)
    assert await broken(database) == 0
