"""What was said can be said again within a year, and nobody who heard it does anything twice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from chassis import outbox
from chassis.bus import Envelope
from chassis.deadletters import operator_act
from chassis.relay import relay
from chassis.resending import NotRememberedSoLong, resend
from chassis.settings import BUS_DAYS, RESEND_DAYS, WorkerSettings
from chassis.worker import sweep
from tests.chassis import sample
from tests.chassis.test_events import message, notes
from tests.chassis.test_settings import GOOD
from tools import fleet

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
SOURCE = "urn:tanbiao:test"


class Heard:
    """A bus whose only reader is the sample service, which takes each message at once."""

    def __init__(self, service) -> None:
        self.service, self.said = service, list[UUID]()

    async def publish(self, envelopes: list[Envelope]) -> None:
        for envelope in envelopes:
            self.said.append(UUID(envelope.data["application_id"]))
            told = message(envelope.encode(), envelope.subject)
            await sample.consumer.receive(self.service.database, told)

    async def check(self) -> None:
        """Answers always."""

    async def takes(self) -> list[UUID]:
        before = len(self.said)
        while await relay(self.service.database, bus=self, source=SOURCE):
            pass
        return self.said[before:]


@pytest.fixture
def bus(service) -> Heard:
    return Heard(service)


async def happens(service, at: datetime) -> UUID:
    application = uuid4()
    with time_machine.travel(at, tick=False):
        async with service.database.transaction() as tx:
            await outbox.append(tx, sample.about(application))
    return application


async def again(service, since: datetime, subject: str | None = None) -> int:
    with time_machine.travel(START, tick=False):
        async with service.database.transaction() as tx:
            return await resend(tx, "li", since, subject)


async def test_all_that_is_sent_again_twice_has_no_effect_on_those_who_heard_it(service, bus):
    happened = [await happens(service, START - timedelta(minutes=n)) for n in (9, 8, 7)]
    await bus.takes()
    before = await notes(service)

    for _ in range(2):
        assert await again(service, START - timedelta(days=1)) == 3
        assert await bus.takes() == happened

    assert await notes(service) == before


async def test_only_what_happened_since_then_is_sent_again(service, bus):
    await happens(service, START - timedelta(hours=2))
    later = await happens(service, START - timedelta(hours=1))
    await bus.takes()

    count = await again(service, START - timedelta(hours=1))

    assert (count, await bus.takes()) == (1, [later])


async def test_one_subject_can_be_sent_again_alone(service, bus):
    await happens(service, START - timedelta(minutes=2))
    asked = await happens(service, START - timedelta(minutes=1))
    await bus.takes()

    count = await again(service, START - timedelta(days=1), str(asked))

    assert (count, await bus.takes()) == (1, [asked])


async def test_who_has_events_sent_again_is_written_down(service, bus):
    await happens(service, START)
    await bus.takes()

    await again(service, START)

    async with service.database.transaction() as tx:
        [act] = (await tx.execute(select(operator_act))).mappings()
    assert (act["operator"], act["act"], act["event"]) == ("li", "resent", "(every subject)")
    assert act["reason"] == "1 events since 2026-05-04T08:00:00+00:00"


async def test_nothing_is_sent_again_that_others_may_have_forgotten(service):
    with pytest.raises(NotRememberedSoLong):
        await again(service, START - timedelta(days=RESEND_DAYS, seconds=1))

    assert await again(service, START - timedelta(days=RESEND_DAYS)) == 0


async def test_whoever_heard_an_event_remembers_it_as_long_as_it_can_come_again(service, bus):
    """Sent again on the last day, it lies on the bus for as long as that keeps anything."""
    happened = await happens(service, START)
    settings = WorkerSettings(**GOOD, outbox_days=RESEND_DAYS, inbox_days=RESEND_DAYS + BUS_DAYS)
    with time_machine.travel(START, tick=False):
        await bus.takes()
    with time_machine.travel(START + timedelta(days=RESEND_DAYS), tick=False):
        await sweep(service.database, settings=settings)
        async with service.database.transaction() as tx:
            assert await resend(tx, "li", START) == 1
    with time_machine.travel(START + timedelta(days=RESEND_DAYS + BUS_DAYS), tick=False):
        await sweep(service.database, settings=settings)
        assert await bus.takes() == [happened]

    assert len(await notes(service)) == 1


def test_the_bus_keeps_no_ordinary_event_longer_than_inboxes_reckon_with():
    longer = {topic.name for topic in fleet.topics() if topic.retention_ms > BUS_DAYS * 86_400_000}

    # A version of a document that is there already is none that is added.
    assert longer == {"certification.catalogue", "certification.issuer", "gateway.organisation"}
