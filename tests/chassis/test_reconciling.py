"""What a service missed is noticed, asked for, and shown where it stays missed."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from prometheus_client import REGISTRY
from sqlalchemy import (
    Column,
    DateTime,
    MetaData,
    Table,
    Text,
    Uuid,
    delete,
    insert,
    select,
    text,
    update,
)

from chassis.database import Database
from chassis.holdings import FEW, Holding, below
from chassis.reconciling import Compared, count, differences, look_again, reconcile, what_to_do

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
YESTERDAY = NOON - timedelta(days=1)
metadata = MetaData()


def table(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("key", Uuid, primary_key=True),
        Column("state", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
    )


THERE, HERE = table("held_there"), table("held_here")
COMPARED = Compared("source", Holding("things", "source.thing", select(HERE)))


class Source:
    """Another service: tells what it holds, and says it again unless its events are gone."""

    def __init__(self, database: Database) -> None:
        self.database, self.asked, self.questions = database, list[list[str]](), 0
        self.is_heard = True

    async def get(self, path: str, asked: dict[str, str]) -> bytes:
        assert path == "/v1/holdings/things"
        self.questions += 1
        async with self.database.transaction() as tx:
            holding = Holding("things", "source.thing", select(THERE))
            return (await below(tx, holding, asked["prefix"])).model_dump_json().encode()

    async def post(self, path: str, body: dict[str, list[str]]) -> bytes:
        assert path == "/v1/holdings/things/resending"
        self.asked.append(body["subjects"])
        if self.is_heard:
            async with self.database.transaction() as tx:
                again = THERE.c.subject.in_(body["subjects"])
                await tx.execute(delete(HERE).where(HERE.c.subject.in_(body["subjects"])))
                columns = [c.name for c in HERE.c]
                await tx.execute(insert(HERE).from_select(columns, select(THERE).where(again)))
        return json.dumps({"events": len(body["subjects"])}).encode()


@pytest.fixture
async def source(service) -> Source:
    async with service.database.engine.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
    return Source(service.database)


def row(
    state: str = "valid", at: datetime = YESTERDAY, key: UUID | None = None
) -> dict[str, object]:
    key = key or uuid4()
    return {"key": key, "state": state, "subject": f"s-{key}", "at": at}


async def hold(source: Source, *tables: Table, rows: list[dict[str, object]]) -> None:
    async with source.database.transaction() as tx:
        for each in tables:
            await tx.execute(insert(each).values(rows))


async def look(source: Source, after: timedelta = timedelta(0)) -> list[dict[str, object]]:
    """Compare once; what differs then."""
    with time_machine.travel(NOON + after, tick=False):
        await reconcile(source.database, asks=source, compared=[COMPARED])
    async with source.database.transaction() as tx:
        return [dict(each) for each in await differences(tx)]


async def test_what_was_missed_is_asked_for_and_heals(source):
    missed = row()
    await hold(source, THERE, HERE, rows=[row() for _ in range(5)])
    await hold(source, THERE, rows=[missed])

    [found] = await look(source)
    assert await look(source, timedelta(minutes=1)) == []

    assert (found["subject"], found["here"], found["there"]) == (missed["subject"], None, "valid")
    assert source.asked == [[missed["subject"]]]


async def test_a_change_that_was_missed_heals_like_a_whole_thing(source):
    changed = row()
    await hold(source, THERE, HERE, rows=[changed])
    async with source.database.transaction() as tx:
        await tx.execute(update(THERE).values(state="withdrawn"))

    [found] = await look(source)

    assert (found["here"], found["there"]) == ("valid", "withdrawn")
    assert await look(source, timedelta(minutes=1)) == []


async def test_what_happened_just_now_may_still_be_on_its_way(source):
    await hold(source, THERE, rows=[row(at=NOON - timedelta(seconds=20))])

    [waiting] = await look(source)
    assert (waiting["asked"], source.asked) == (0, [])
    await look(source, timedelta(seconds=30))

    assert len(source.asked) == 1
    assert await look(source, timedelta(minutes=2)) == []


async def test_what_stays_missed_after_three_times_is_an_operators(source):
    source.is_heard = False
    missed = row()
    await hold(source, THERE, rows=[missed])

    for minutes in (0, 1, 6, 31, 120):
        [found] = await look(source, timedelta(minutes=minutes))

    assert source.asked == [[missed["subject"]]] * 3
    assert found["next_look_at"] is None
    assert f"resend --subject {missed['subject']} of source" in what_to_do(found)


async def test_an_operator_has_it_looked_at_anew(source):
    source.is_heard = False
    await hold(source, THERE, rows=[row()])
    for minutes in (0, 1, 6, 31):
        await look(source, timedelta(minutes=minutes))

    source.is_heard = True
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        async with source.database.transaction() as tx:
            await look_again(tx)
    await look(source, timedelta(hours=1))

    assert await look(source, timedelta(hours=2)) == []


async def test_what_the_source_lacks_is_never_asked_for_and_soon_an_operators(source):
    await hold(source, HERE, rows=[row()])

    [first] = await look(source)
    [second] = await look(source, timedelta(minutes=1))

    assert source.asked == []
    assert first["next_look_at"] is not None
    assert "was its database put back?" in what_to_do(second)


async def test_differences_are_counted_by_who_mends_them(source):
    source.is_heard = False
    await hold(source, HERE, rows=[row()])
    await look(source)
    await hold(source, THERE, rows=[row()])

    await look(source, timedelta(minutes=1))
    async with source.database.transaction() as tx:
        await count(tx)

    counted = {
        s: REGISTRY.get_sample_value("tanbiao_differences", {"state": s})
        for s in ("open", "healing")
    }
    assert counted == {"open": 1, "healing": 1}


async def test_one_difference_among_thousands_is_found_in_two_questions(source):
    rows = [row() for _ in range(4_000)]
    await hold(source, THERE, HERE, rows=rows)
    async with source.database.transaction() as tx:
        await tx.execute(
            update(THERE).where(THERE.c.key == rows[7]["key"]).values(state="withdrawn")
        )

    [found] = await look(source)

    assert found["key"] == rows[7]["key"]
    assert source.questions == 2


async def test_a_pass_over_all_may_take_longer_than_a_service_lets_public_reads(
    service, database_url
):
    database = Database(database_url, longest_s=5)

    async with database.transaction() as tx:
        before = await tx.scalar(text("show statement_timeout"))
        async with service.database.engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await below(tx, COMPARED.here, "")
        after = await tx.scalar(text("show statement_timeout"))

    assert (before, after) == ("5s", "25s")
    await database.close()


async def test_everything_that_was_missed_is_found_however_much(source):
    missed = [row() for _ in range(2 * FEW)]
    await hold(source, THERE, rows=missed)

    assert len(await look(source)) == len(missed)
    assert sorted(s for asked in source.asked for s in asked) == sorted(
        m["subject"] for m in missed
    )
    assert await look(source, timedelta(minutes=1)) == []


async def test_a_source_that_does_not_answer_keeps_no_other_from_being_compared(source):
    class Away(Source):
        async def get(self, path: str, asked: dict[str, str]) -> bytes:
            if "away" in path:
                raise ConnectionError(path)
            return await super().get(path, asked)

    asks = Away(source.database)
    await hold(source, THERE, rows=[row()])
    away = Compared("away", Holding("away", "away.thing", select(HERE)))

    with pytest.raises(ConnectionError):
        await reconcile(source.database, asks=asks, compared=[away, COMPARED])

    assert len(asks.asked) == 1
