"""Whatever fails, whenever it fails: one label, one leaf, one event, and a sound log."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
import pytest
from sqlalchemy import event

from contracts.registry import LabelIssued, LabelStatusChanged
from registry.main import consumer
from registry.proofs.usecases.fsck import fsck
from tests.registry.labels.test_sequencer import suspended, withdrawn


class Crash(BaseException):
    """The process died here."""


@contextmanager
def crashing(registry, at: int) -> Iterator[list[str]]:
    """The database connection dies before the `at`-th statement; what ran before is listed."""
    engine, ran = registry.database.engine.sync_engine, []

    def before(connection, cursor, statement, *_):
        if len(ran) == at:
            raise Crash(statement)
        ran.append(statement)

    event.listen(engine, "before_cursor_execute", before)
    try:
        yield ran
    finally:
        event.remove(engine, "before_cursor_execute", before)


async def crash_everywhere(registry, action) -> int:
    """Run `action` again and again, crashing one statement later each time, until it succeeds."""
    for at in range(200):
        try:
            with crashing(registry, at):
                await action()
        except Crash:
            continue
        return at
    raise AssertionError("never finished")


async def the_log_is_sound(registry):
    async with registry.database.transaction() as tx:
        found = await fsck(tx)
    assert found.faults == ()
    return found


async def test_a_sequencer_that_dies_at_any_statement_leaves_exactly_one_of_everything(
    registry, body
):
    certificate = body.certificate()
    await registry.receives(
        body.keys_changed(), certificate, suspended(certificate), withdrawn(certificate)
    )

    crashes = await crash_everywhere(registry, registry.sequences)

    await registry.sequences()
    published = await registry.published()
    found = await the_log_is_sound(registry)
    assert crashes > 30
    assert [type(e) for e in published] == [LabelIssued, LabelStatusChanged, LabelStatusChanged]
    # The node's and the body's document, the label, and the two lists.
    assert found.size == 5


async def test_a_handler_that_dies_at_any_statement_registers_one_label(registry, body):
    certificate = body.certificate()
    await registry.receives(body.keys_changed())

    crashes = await crash_everywhere(
        registry, lambda: registry.receive(consumer, certificate, "the-same")
    )

    await registry.receive(consumer, certificate, "the-same")
    [issued] = await registry.publishes()
    assert crashes > 3
    assert issued.label_number[15:22] == "2600001"


async def test_a_sequencer_that_dies_at_the_commit_has_done_nothing(registry, body):
    await registry.receives(body.keys_changed(), body.certificate())
    engine = registry.database.engine.sync_engine

    def die(_):
        raise Crash

    event.listen(engine, "commit", die)
    with pytest.raises(Crash):
        await registry.sequences()
    event.remove(engine, "commit", die)

    assert await registry.published() == []
    await registry.sequences()
    assert len(await registry.published()) == 1
    assert (await the_log_is_sound(registry)).size == 5


async def test_two_sequencers_at_once_write_one_log(registry, body):
    certificates = [body.certificate() for _ in range(12)]
    await registry.receives(body.keys_changed())

    async def busy():
        for _ in range(6):
            await registry.sequences()

    async def deliver():
        for certificate in certificates:
            await registry.receives(certificate, suspended(certificate))

    await asyncio.gather(busy(), busy(), deliver())
    await registry.sequences()

    published = await registry.published()
    found = await the_log_is_sound(registry)
    issued = [e for e in published if isinstance(e, LabelIssued)]
    changed = [e for e in published if isinstance(e, LabelStatusChanged)]
    assert len(issued) == len({e.log_index for e in issued}) == 12
    assert len(changed) == 12
    assert max(e.log_index for e in published) < found.size


async def test_certificates_registered_at_once_take_different_numbers(registry, body):
    certificates = [body.certificate() for _ in range(8)]

    await asyncio.gather(*(registry.receives(certificate) for certificate in certificates))

    issued = await registry.publishes(body.keys_changed())
    assert sorted(e.label_number[17:22] for e in issued) == [f"{n:05}" for n in range(1, 9)]


async def test_the_same_certificate_delivered_twice_at_once_has_one_label(registry, body):
    certificate = body.certificate()

    results = await asyncio.gather(
        registry.receives(certificate), registry.receives(certificate), return_exceptions=True
    )

    # The loser waits for the winner, finds its label taken, and would be delivered again.
    await registry.receives(*(certificate for result in results if result is not None))
    [issued] = await registry.publishes(body.keys_changed())
    assert issued.label_number[17:22] == "00001"


async def as_owner(urls, statement: str) -> None:
    """Do as the owner what the registry itself may not do."""
    connection = await asyncpg.connect(urls.admin_url)
    await connection.execute(statement)
    await connection.close()
