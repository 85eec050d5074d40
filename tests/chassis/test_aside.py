"""What a job cannot do waits aside with its reason; the others go on, and it comes back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import delete, func, insert, select

from chassis import aside
from chassis.consumer import PAUSES
from chassis.database import Database
from tests.chassis.sample import note

ATTEMPTS = len(PAUSES.pauses) + 1

JOB = "read notes aloud"
START = datetime(2026, 5, 4, 8, tzinfo=UTC)


class Reader:
    """A job that takes one note after the other, and cannot read some."""

    def __init__(self) -> None:
        self.unreadable: set[UUID] = set()
        self.read: list[UUID] = []

    async def run(self, database: Database) -> bool:
        async with aside.attempt(database, JOB) as attempt, database.transaction() as tx:
            due = select(note.c.id).where(aside.free(JOB, note.c.id)).order_by(note.c.words)
            id = await tx.scalar(due.limit(1).with_for_update(skip_locked=True))
            if id is None:
                return False
            attempt.at(id)
            await tx.execute(delete(note).where(note.c.id == id))
            if id in self.unreadable:
                raise RuntimeError(f"{id} is unreadable")
            self.read.append(id)
        return True


@pytest.fixture
async def database(database_url) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


async def written(database: Database, count: int = 1) -> list[UUID]:
    rows = [{"id": uuid4(), "words": f"note {number:03}"} for number in range(count)]
    async with database.transaction() as tx:
        await tx.execute(insert(note), rows)
    return [row["id"] for row in rows]


async def all_done(database: Database, reader: Reader) -> None:
    while await reader.run(database):
        pass


async def shown(database: Database) -> list[tuple[str, int, bool]]:
    """Item, attempts, and whether it will be tried again by itself."""
    async with database.transaction() as tx:
        rows = await aside.shown(tx)
    return [(row["item"], row["attempts"], row["next_attempt_at"] is not None) for row in rows]


async def test_the_next_item_goes_on_when_one_fails(database):
    reader = Reader()
    poisoned, *others = await written(database, 3)
    reader.unreadable.add(poisoned)

    await all_done(database, reader)

    assert reader.read == others
    assert await shown(database) == [(str(poisoned), 1, True)]


async def test_the_reason_says_where_and_keeps_what_failed_to_itself(database):
    reader = Reader()
    [poisoned] = await written(database)
    reader.unreadable.add(poisoned)
    await all_done(database, reader)

    async with database.transaction() as tx:
        [row] = await aside.shown(tx)

    assert row["error"].startswith("RuntimeError: ")
    assert "test_aside.py" in row["error"]
    assert "unreadable" not in row["error"]


async def test_an_item_that_failed_is_tried_again_and_forgotten_when_it_succeeds(database):
    reader = Reader()
    [id] = await written(database)
    reader.unreadable.add(id)
    with time_machine.travel(START, tick=True) as clock:
        await all_done(database, reader)
        reader.unreadable.clear()
        await all_done(database, reader)
        assert reader.read == []

        clock.shift(timedelta(minutes=1))
        await all_done(database, reader)

    assert reader.read == [id]
    assert await shown(database) == []


async def test_an_item_that_keeps_failing_waits_for_an_operator(database):
    reader = Reader()
    [id] = await written(database)
    reader.unreadable.add(id)
    with time_machine.travel(START, tick=True) as clock:
        for _ in range(ATTEMPTS + 2):
            await all_done(database, reader)
            clock.shift(timedelta(hours=1))
        assert await shown(database) == [(str(id), ATTEMPTS, False)]

        reader.unreadable.clear()
        async with database.transaction() as tx:
            assert await aside.replay(tx, str(id)) == 1
        await all_done(database, reader)

    assert reader.read == [id]


async def test_everything_that_waits_for_an_operator_can_be_tried_again_at_once(database):
    reader = Reader()
    reader.unreadable.update(await written(database, 3))
    with time_machine.travel(START, tick=True) as clock:
        for _ in range(ATTEMPTS):
            await all_done(database, reader)
            clock.shift(timedelta(hours=1))

        async with database.transaction() as tx:
            assert await aside.replay(tx, None) == 3


async def test_a_job_knows_when_an_item_is_to_be_tried_again(database):
    reader = Reader()
    reader.unreadable.update(await written(database, 1))
    with time_machine.travel(START, tick=False):
        await all_done(database, reader)

    async with database.transaction() as tx:
        due = await tx.scalar(aside.next_attempt(JOB))
        other = await tx.scalar(aside.next_attempt("another job"))
    assert (due, other) == (START + timedelta(seconds=0.5), None)


async def test_a_failure_before_an_item_is_named_is_the_job_s_own(database):
    async def fail() -> None:
        async with aside.attempt(database, JOB):
            raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError, match="is gone"):
        await fail()
    assert await shown(database) == []


async def test_metrics_count_what_is_set_aside(database):
    reader = Reader()
    reader.unreadable.update(await written(database, 2))
    await all_done(database, reader)

    assert await aside.count(database) is False

    async with database.transaction() as tx:
        assert await tx.scalar(select(func.count()).select_from(aside.set_aside)) == 2
    assert aside.SET_ASIDE.labels(JOB, "waiting")._value.get() == 2
