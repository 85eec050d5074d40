"""What the sweep forgets, and what it keeps however old it is."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import func, insert, select

from chassis.consumer import inbox
from chassis.outbox import append, outbox
from chassis.routing import idempotency_key
from chassis.settings import WorkerSettings
from chassis.worker import sweep
from tests.chassis import sample
from tests.chassis.test_settings import GOOD

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


async def kept(service, table) -> int:
    async with service.database.transaction() as tx:
        return await tx.scalar(select(func.count()).select_from(table))


async def swept(service) -> None:
    with time_machine.travel(NOON, tick=False):
        assert await sweep(service.database, settings=WorkerSettings(**GOOD)) is False


@pytest.mark.parametrize(
    ("table", "days", "row"),
    [
        (inbox, 450, {"source": "s", "id": "1", "handled_at": ...}),
        (
            idempotency_key,
            7,
            {"client": "c", "key": "k", "request_sha256": "", "used_at": ...},
        ),
    ],
)
@pytest.mark.parametrize(("beyond", "left"), [(-MOMENT, 1), (MOMENT, 0)])
async def test_what_was_handled_or_answered_is_forgotten_after_its_time(
    service, table, days, row, beyond, left
):
    at = NOON - timedelta(days=days) - beyond
    values = {name: at if value is ... else value for name, value in row.items()}
    async with service.database.transaction() as tx:
        await tx.execute(insert(table).values(values))

    await swept(service)

    assert await kept(service, table) == left


@pytest.mark.parametrize(("beyond", "left"), [(-MOMENT, 2), (MOMENT, 1)])
async def test_an_event_is_forgotten_four_hundred_days_after_it_happened(service, beyond, left):
    async with service.database.transaction() as tx:
        await append(tx, sample.about(uuid4()))
        at = NOON - timedelta(days=400) - beyond
        await tx.execute(outbox.update().values(occurred_at=at, published_at=NOON))
        await append(tx, sample.about(uuid4()))

    await swept(service)

    assert await kept(service, outbox) == left


async def test_the_last_event_of_a_topic_is_kept_as_it_tells_how_far_a_generation_came(service):
    async with service.database.transaction() as tx:
        await append(tx, sample.about(uuid4()))
        await tx.execute(outbox.update().values(occurred_at=NOON - timedelta(days=900)))
        await tx.execute(outbox.update().values(published_at=NOON))

    await swept(service)

    assert await kept(service, outbox) == 1


async def test_an_event_that_was_not_published_is_never_forgotten(service):
    with time_machine.travel(NOON - timedelta(days=900)):
        async with service.database.transaction() as tx:
            await append(tx, sample.about(uuid4()))

    await swept(service)

    assert await kept(service, outbox) == 1
