"""Certification that was put back neither signs again, nor undoes, nor gives a number twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from certification import main
from chassis.bus import Envelope
from chassis.database import Database
from chassis.generations import Memory, here
from chassis.lastknown import Folder
from chassis.origins import Origin
from chassis.outbox import outbox
from chassis.relay import relay
from chassis.restoring import Heard, restored
from contracts.certification import CertificateIssued
from tests.certification.conftest import DECIDER, Certification
from tests.support.postgres import Databases, ServiceUrls
from tests.support.service import serving

SOURCE = "urn:tanbiao:tianjin:certification"
WITHDRAWN = {"reason_code": "0201", "note_zh": "弄虚作假"}


class Said:
    """A bus that keeps what is published, and a listener that reads it again."""

    def __init__(self) -> None:
        self.events: list[Envelope] = []

    async def publish(self, envelopes) -> None:
        self.events += envelopes

    async def check(self) -> None:
        """Answers always."""

    async def listen(self, since) -> Heard:
        once = {event.id: event for event in reversed(self.events)}
        return Heard(own=tuple(sorted(once.values(), key=lambda e: e.origin.position)))

    async def begin_again(self, heard) -> str:
        return "bus"

    async def takes(self, service: Certification) -> None:
        while await relay(service.database, bus=self, source=SOURCE):
            continue


class Drill:
    def __init__(self, databases: Databases, urls: ServiceUrls, place: Folder, keys, issuer):
        self.databases, self.urls, self.place = databases, urls, place
        self.keys, self.issuer, self.bus = keys, issuer, Said()

    @asynccontextmanager
    async def on(self, urls: ServiceUrls) -> AsyncIterator[Certification]:
        async with serving(main, urls.url, self.issuer) as service:
            service.database.memory = Memory(self.place, service.database.session)
            yield Certification(service, self.keys)

    async def has_restored(self, urls: ServiceUrls) -> list[str]:
        owner = Database(urls.owner_url, last_known=self.place)
        try:
            return await restored(owner, "certification", main.restore, self.bus)
        finally:
            await owner.close()


@pytest.fixture
async def loaded(
    postgres: Databases, template: str, tmp_path: Path, keys, issuer
) -> AsyncIterator[Drill]:
    async with postgres.service("certification", template) as urls:
        yield Drill(postgres, urls, Folder(tmp_path / "certification"), keys, issuer)


async def issues(service: Certification, id: str) -> str:
    answer = await service.step(id, "decision", person=DECIDER)
    assert answer.status_code == 201, answer.text
    await service.announces()
    assert await service.signs()
    return str(answer.json()["certificate_number"])


async def test_a_database_that_lacks_a_decision_decides_nothing(loaded: Drill):
    async with loaded.on(loaded.urls) as living:
        first, second = await living.reviewed(), await living.reviewed()
    async with loaded.databases.service("certification", loaded.urls.name) as dump:
        async with loaded.on(loaded.urls) as living:
            await living.step(first, "decision", person=DECIDER)

        async with loaded.on(dump) as older:
            refused = await older.step(second, "decision", person=DECIDER)

    assert refused.json()["type"] == "urn:tanbiao:problem:database-older"


async def test_what_was_signed_after_the_dump_is_put_back_byte_by_byte(loaded: Drill):
    async with loaded.on(loaded.urls) as living:
        asked, other = await living.reviewed(), await living.reviewed()
    async with loaded.databases.service("certification", loaded.urls.name) as dump:
        async with loaded.on(loaded.urls) as living:
            number = await issues(living, asked)
            [said] = await living.published(CertificateIssued)
            await living.acts(number, "withdrawal", WITHDRAWN)
            await loaded.bus.takes(living)

        lines = await loaded.has_restored(dump)
        async with loaded.on(dump) as older:
            await loaded.bus.takes(older)
            view = await older.get(f"/v1/certificates/{number}", older.as_body())
            next_number = await issues(older, other)
            again = await older.published(CertificateIssued)

    assert view.status_code == 200, (view.text, lines)
    assert view.json()["state"] == "withdrawn"
    assert said in again
    assert len(again) == 2
    assert next_number > number
    assert any("0 not put back" in line for line in lines), lines


async def test_what_was_decided_before_and_signed_after_the_dump_is_not_signed_again(loaded):
    async with loaded.on(loaded.urls) as living:
        number = await living.granted()
        await living.announces()
    async with loaded.databases.service("certification", loaded.urls.name) as dump:
        async with loaded.on(loaded.urls) as living:
            assert await living.signs()
            [said] = await living.published(CertificateIssued)
            await loaded.bus.takes(living)

        await loaded.has_restored(dump)
        await loaded.has_restored(dump)
        async with loaded.on(dump) as older:
            assert not await older.signs()
            assert await older.published(CertificateIssued) == [said]
            assert said.certificate_number == number


async def test_a_number_that_was_told_is_not_given_again_though_nothing_was_signed(loaded):
    async with loaded.on(loaded.urls) as living:
        asked, other = await living.reviewed(), await living.reviewed()
    async with loaded.databases.service("certification", loaded.urls.name) as dump:
        async with loaded.on(loaded.urls) as living:
            answer = await living.step(asked, "decision", person=DECIDER)

        await loaded.has_restored(dump)
        async with loaded.on(dump) as older:
            number = await issues(older, other)

    assert number > answer.json()["certificate_number"]


async def test_a_public_certificate_whose_application_is_lost_is_listed(loaded):
    async with loaded.on(loaded.urls) as living:
        await living.announces()
        await loaded.bus.takes(living)
    async with loaded.databases.service("certification", loaded.urls.name) as dump:
        async with loaded.on(loaded.urls) as living:
            number = await issues(living, await living.reviewed())
            await loaded.bus.takes(living)

        lines = await loaded.has_restored(dump)

    [line] = [line for line in lines if number in line]
    assert "its application is lost" in line


async def test_what_is_said_again_keeps_its_id_so_that_who_heard_it_does_nothing(loaded):
    async with loaded.on(loaded.urls) as living:
        asked = await living.reviewed()
        await living.announces()
        await loaded.bus.takes(living)
    async with loaded.databases.service("certification", loaded.urls.name) as dump:
        async with loaded.on(loaded.urls) as living:
            await issues(living, asked)
            await loaded.bus.takes(living)
        heard = {event.id for event in loaded.bus.events}

        await loaded.has_restored(dump)
        async with loaded.on(dump) as older:
            async with older.database.transaction() as tx:
                ids = {str(id) for id in await tx.scalars(select(outbox.c.id))}
                begun = await here(tx)
            await loaded.bus.takes(older)

    assert ids <= heard
    newest = [e.origin for e in loaded.bus.events if e.origin.generation == begun.generation]
    assert newest
    assert all(isinstance(origin, Origin) for origin in newest)
