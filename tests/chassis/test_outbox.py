"""What the outbox takes, and in which order it is relayed."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from chassis.outbox import EventTooLarge, append, outbox
from contracts.certification import ApplicationSubmitted
from tests.chassis import sample

MOST = 64 * 1024


def of_bytes(count: int) -> ApplicationSubmitted:
    event = sample.about(uuid4()).model_copy(update={"body": ""})
    return event.model_copy(update={"body": "x" * (count - len(event.model_dump_json()))})


async def test_an_event_has_at_most_64_kib(service):
    async with service.database.transaction() as tx:
        await append(tx, of_bytes(MOST))
        with pytest.raises(EventTooLarge, match="submitted"):
            await append(tx, of_bytes(MOST + 1))

    assert len(await service.published()) == 1


async def test_a_character_counts_by_its_bytes(service):
    chinese = sample.about(uuid4()).model_copy(update={"body": "碳" * (MOST // 3)})

    async with service.database.transaction() as tx:
        with pytest.raises(EventTooLarge):
            await append(tx, chinese)


async def test_an_event_gets_the_id_that_is_returned(service):
    async with service.database.transaction() as tx:
        id = await append(tx, sample.about(uuid4()))
        assert await tx.scalar(select(outbox.c.id)) == id
