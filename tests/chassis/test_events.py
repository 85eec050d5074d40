"""Events are handled once; one that fails holds back only its own subject and is never lost."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from aiokafka import ConsumerRecord

from chassis import consumer as chassis_consumer
from chassis.bus import Envelope
from chassis.consumer import PAUSES
from chassis.deadletters import dead_letters, replay
from tests.chassis import sample
from tests.chassis.sample import consumer

START = datetime(2026, 5, 4, 8, tzinfo=UTC)


def message(value: bytes, key: str, offset: int = 0) -> ConsumerRecord:
    return ConsumerRecord(
        "certification.application",
        0,
        offset,
        0,
        0,
        key.encode(),
        value,
        None,
        len(key),
        len(value),
        (),
    )


def submitted(application: UUID, id: str | None = None, at: datetime = START) -> ConsumerRecord:
    event = sample.about(application)
    envelope = Envelope(
        id=id or str(uuid4()),
        source="urn:tanbiao:tianjin:certification",
        type=event.TYPE,
        topic=event.topic(),
        subject=event.subject,
        time=at,
        data=event.model_dump(mode="json"),
    )
    return message(envelope.encode(), event.subject)


@pytest.fixture(autouse=True)
def _everything_succeeds():
    sample.FAILING.clear()


async def notes(service) -> list[str]:
    return [words.split("/")[1] for words in (await service.get("/v1/notes")).json()]


async def dead(service) -> list[str]:
    async with service.database.transaction() as tx:
        return [row["id"] for row in await dead_letters(tx)]


async def retry_all(service) -> None:
    while await consumer.retry_once(service.database):
        pass


async def test_a_redelivered_event_does_nothing(service):
    application = uuid4()
    once = submitted(application)

    await consumer.receive(service.database, once)
    await consumer.receive(service.database, once)

    assert await notes(service) == [str(application)]


async def test_a_failing_event_holds_back_only_its_own_subject(service):
    stuck, free = uuid4(), uuid4()
    sample.FAILING.add(stuck)

    await consumer.receive(service.database, submitted(stuck))
    await consumer.receive(service.database, submitted(free))

    assert await notes(service) == [str(free)]


async def test_events_behind_a_failed_one_keep_their_order(service):
    stuck = uuid4()
    sample.FAILING.add(stuck)
    with time_machine.travel(START, tick=True) as clock:
        await consumer.receive(service.database, submitted(stuck, "first"))
        sample.FAILING.clear()
        await consumer.receive(service.database, submitted(stuck, "second"))
        assert await notes(service) == []

        clock.shift(timedelta(minutes=10))
        await retry_all(service)

    assert await notes(service) == [str(stuck), str(stuck)]


async def test_a_failed_event_rests_for_half_a_second_and_then_for_one(service):
    stuck = uuid4()
    sample.FAILING.add(stuck)
    with time_machine.travel(START, tick=False) as clock:
        await consumer.receive(service.database, submitted(stuck))
        tried = []
        for seconds in (0, 0.4, 0.1, 0.9, 0.1):
            clock.shift(timedelta(seconds=seconds))
            tried.append(await consumer.retry_once(service.database))

    assert tried == [False, False, True, False, True]


async def test_an_event_that_keeps_failing_becomes_a_dead_letter_that_can_be_replayed(service):
    stuck = uuid4()
    sample.FAILING.add(stuck)
    with time_machine.travel(START, tick=True) as clock:
        await consumer.receive(service.database, submitted(stuck, "poison"))
        for _ in PAUSES.pauses:
            assert await dead(service) == []
            clock.shift(timedelta(minutes=10))
            await retry_all(service)
        assert await dead(service) == ["poison"]

        sample.FAILING.clear()
        async with service.database.transaction() as tx:
            assert await replay(tx, "poison", "li")
        await retry_all(service)

    assert await notes(service) == [str(stuck)]
    assert await dead(service) == []


async def test_a_message_that_is_no_event_is_kept_for_an_operator(service):
    await consumer.receive(service.database, message(b"\xff not json", "x", offset=7))

    async with service.database.transaction() as tx:
        [row] = await dead_letters(tx)
    assert (row["id"], row["subject"]) == ("0/7", "x")
    assert (row["source"], row["type"]) == ("kafka:certification.application", "(malformed)")
    assert row["data"] == {"value": "\\xff not json"}


async def test_bytes_that_the_database_has_no_place_for_stop_nothing(service):
    event = submitted(uuid4(), "nul")
    nul = event.value.replace(b"91120116MA0000007N", b"\\u0000\\ud800")

    await consumer.receive(service.database, message(b"not \0 json", "\0", offset=8))
    await consumer.receive(service.database, message(nul, "x"))
    await consumer.receive(service.database, submitted(uuid4()))

    assert await dead(service) == ["0/8"]
    assert len(await notes(service)) == 1


async def test_an_event_of_an_unknown_type_is_passed_over(service):
    known = submitted(uuid4())
    unknown = known.value.replace(b"application.submitted.v1", b"application.renamed.v9")

    await consumer.receive(service.database, message(unknown, "x"))

    assert await notes(service) == []
    assert await dead(service) == []


def test_pauses_double_and_end_after_the_eighth_attempt():
    pauses = [PAUSES.pause(failed) for failed in range(1, 9)]

    assert [each and each.total_seconds() for each in pauses] == [0.5, 1, 2, 4, 8, 16, 32, None]


def test_two_handlers_for_one_event_are_refused():
    with pytest.raises(ValueError, match="already has a handler"):
        chassis_consumer.Consumer.on(consumer, type(sample.about(uuid4())))(sample.take_note)
