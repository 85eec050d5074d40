"""A dead letter never blocks what would heal it, and what an operator does is written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import select

from chassis.consumer import PAUSES
from chassis.deadletters import dead_letters, drop, look_at, operator_act, replay
from tests.chassis import sample
from tests.chassis.sample import consumer
from tests.chassis.test_events import START, dead, notes, retry_all, submitted

EARLIER = START - timedelta(minutes=1)


@pytest.fixture
async def stuck(service):
    """A subject whose later event came first and is a dead letter; the earlier one came behind."""
    about = uuid4()
    sample.FAILING.clear()
    sample.FAILING.add(about)
    with time_machine.travel(START, tick=True) as clock:
        await consumer.receive(service.database, submitted(about, "withdrawn"))
        for _ in PAUSES.pauses:
            clock.shift(timedelta(minutes=10))
            await retry_all(service)
        await consumer.receive(service.database, submitted(about, "issued", EARLIER))
    yield about
    sample.FAILING.clear()


async def acts(service) -> list[tuple[str, str, str, str | None]]:
    columns = (
        operator_act.c.act,
        operator_act.c.event,
        operator_act.c.operator,
        operator_act.c.reason,
    )
    async with service.database.transaction() as tx:
        rows = await tx.execute(select(*columns).order_by(operator_act.c.position))
        return [tuple(row) for row in rows]


async def test_what_happened_before_a_dead_letter_is_tried_though_it_came_behind(service, stuck):
    assert await dead(service) == ["withdrawn"]

    sample.FAILING.clear()
    await retry_all(service)

    assert await notes(service) == [str(stuck)]
    assert await dead(service) == ["withdrawn"]


async def test_replaying_one_includes_those_of_its_subject_that_happened_before(service, stuck):
    sample.FAILING.clear()
    other = uuid4()

    async with service.database.transaction() as tx:
        count = await replay(tx, "withdrawn", "li")
    await consumer.receive(service.database, submitted(other))
    await retry_all(service)

    assert count == 2
    assert sorted(await notes(service)) == sorted([str(stuck), str(stuck), str(other)])
    assert await dead(service) == []
    assert [act[:3] for act in await acts(service)] == [
        ("replayed", "issued", "li"),
        ("replayed", "withdrawn", "li"),
    ]


async def test_all_dead_letters_are_replayed_when_none_is_named(service, stuck):
    sample.FAILING.clear()

    async with service.database.transaction() as tx:
        count = await replay(tx, None, "li")
    await retry_all(service)

    assert count == 1
    assert await dead(service) == []


async def test_whoever_looks_at_one_sees_all_that_wait_with_it_in_their_order(service, stuck):
    async with service.database.transaction() as tx:
        shown = [row["id"] for row in await look_at(tx, "withdrawn")]

        assert shown == ["issued", "withdrawn"]
        assert await look_at(tx, "unknown") == []
    assert await acts(service) == []


async def test_what_was_dropped_takes_no_effect_though_the_bus_says_it_again(service, stuck):
    sample.FAILING.clear()

    async with service.database.transaction() as tx:
        count = await drop(tx, "withdrawn", "li", "a test event")
    await retry_all(service)
    await consumer.receive(service.database, submitted(stuck, "withdrawn"))

    async with service.database.transaction() as tx:
        assert await dead_letters(tx) == []
    assert count == 1
    assert await notes(service) == [str(stuck)]
    assert await acts(service) == [("dropped", "withdrawn", "li", "a test event")]
