"""A database that came back older than what is known outside of it acts no more."""

import asyncio
from contextlib import AsyncExitStack
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from chassis import outbox
from chassis.bus import Envelope
from chassis.database import Database
from chassis.generations import STATE, DatabaseOlder, Memory, act_count, here, note
from chassis.lastknown import Folder, Generation, LastKnown
from chassis.origins import Origin, admit, orphans, still_is
from chassis.relay import relay
from chassis.restoring import NothingBeside, restored
from tests.chassis import sample


@pytest.fixture
def place(tmp_path):
    return Folder(tmp_path / "last-known" / "sample")


@pytest.fixture
async def database(database_url, place):
    database = Database(database_url, last_known=place)
    yield database
    await database.close()


class Bus:
    """Takes what is published, and says what it was."""

    def __init__(self) -> None:
        self.published: list[Envelope] = []

    async def publish(self, envelopes) -> None:
        self.published += envelopes

    async def check(self) -> None:
        """Answers always."""


async def acts(database: Database, **marks: object) -> None:
    async with database.transaction() as tx:
        await note(tx, marks)


async def goes_back(database: Database, count: int) -> None:
    """As a dump does that is put in place: fewer acts than were counted."""
    async with database.transaction() as tx:
        await tx.execute(update(act_count).values(acts=count))


async def appends(database: Database) -> None:
    async with database.transaction() as tx:
        await outbox.append(tx, sample.about(uuid4()))


async def position(database: Database) -> int:
    async with database.transaction() as tx:
        query = select(outbox.outbox.c.position).order_by(outbox.outbox.c.position.desc())
        return await tx.scalar(query.limit(1))


async def test_each_act_is_written_beside_the_database_with_its_marks(database, place):
    await acts(database, log=5)
    await acts(database, log=7)

    known = LastKnown.decode(await place.read(STATE))
    assert (known.acts, known.mark("log")) == (2, 7)


async def test_an_act_that_was_rolled_back_leaves_the_database_as_new_as_before(database):
    async with AsyncExitStack() as stack:
        tx = await stack.enter_async_context(database.transaction())
        await note(tx, {"log": 5})
        await tx.rollback()

    async with database.transaction() as tx:
        assert (await here(tx)).acts == 1
    await database.check_current()


async def test_no_act_is_lost_when_several_processes_act_at_once(database, database_url, place):
    other = Database(database_url, last_known=place)

    async with asyncio.TaskGroup() as group:
        for n in range(4):
            for each in (database, other):
                group.create_task(acts(each, **{str(n): n}))

    known = LastKnown.decode(await place.read(STATE))
    assert (known.acts, sorted(known.marks)) == (8, ["0", "1", "2", "3"])
    await other.close()


async def test_a_database_that_lacks_one_act_acts_no_more(database):
    await acts(database)
    await acts(database)
    await goes_back(database, 1)

    with pytest.raises(DatabaseOlder):
        await acts(database)


async def test_a_database_that_acted_beside_an_empty_place_acts_no_more(database, place):
    await acts(database)
    (place.folder / STATE).unlink()

    with pytest.raises(DatabaseOlder):
        await acts(database)


async def test_the_first_act_of_another_process_is_no_sign_of_a_lost_place(database_url, place):
    class Late(Folder):
        """Was read just before another process acted first."""

        async def read(self, name):
            late, here.late = here.late, False
            return None if late else await super().read(name)

    here = SimpleNamespace(late=True)
    first, second = (
        Database(database_url, last_known=each) for each in (place, Late(place.folder))
    )
    await acts(first)

    await second.check_current()

    assert here.late is False
    await first.close()
    await second.close()


async def test_who_dies_in_the_first_act_leaves_a_database_that_acts_on(database_url, place):
    class Full(Folder):
        """Takes what is written before the act, and not what follows it."""

        async def write(self, name, content):
            if LastKnown.decode(content).acts:
                raise OSError(28, "no space left on device")
            await super().write(name, content)

    dying, next_one = (
        Database(database_url, last_known=each) for each in (Full(place.folder), place)
    )
    with pytest.raises(OSError, match="no space"):
        await acts(dying)

    await acts(next_one)

    assert LastKnown.decode(await place.read(STATE)).acts == 2
    await dying.close()
    await next_one.close()


async def test_a_database_of_another_generation_acts_no_more(database, place):
    await acts(database)
    await place.write(STATE, LastKnown(Generation(2, "ffff")).encode())

    with pytest.raises(DatabaseOlder):
        await acts(database)


async def test_an_older_database_publishes_nothing_until_restored_has_run(database):
    bus = Bus()
    await appends(database)
    await relay(database, bus=bus, source="urn:tanbiao:test")
    await appends(database)
    await goes_back(database, 0)
    with pytest.raises(DatabaseOlder):
        await relay(database, bus=bus, source="urn:tanbiao:test")
    before = len(bus.published)

    await restored(database, "sample", None)
    await relay(database, bus=bus, source="urn:tanbiao:test")

    assert (before, len(bus.published)) == (1, 2)
    assert {str(e.origin.generation)[:2] for e in bus.published} == {"1-", "2-"}


async def test_positions_go_on_beyond_the_largest_that_anybody_saw(database):
    bus = Bus()
    await appends(database)
    await acts(database, outbox=400)
    await goes_back(database, 0)

    await restored(database, "sample", None)
    await appends(database)
    await relay(database, bus=bus, source="urn:tanbiao:test")

    assert [e.origin.position for e in bus.published] == [1, 402]
    assert {e.origin.begins_after for e in bus.published} == {1}


async def test_restored_may_die_before_the_place_is_told_and_run_again(database, place):
    await acts(database)
    await acts(database)
    known = await place.read(STATE)
    await goes_back(database, 0)
    await restored(database, "sample", None)
    async with database.transaction() as tx:
        begun = (await here(tx)).generation
    await place.write(STATE, known)
    with pytest.raises(DatabaseOlder):
        await database.check_current()

    await restored(database, "sample", None)

    async with database.transaction() as tx:
        assert (await here(tx)).generation == begun
    await database.check_current()


async def test_restored_changes_nothing_in_a_database_that_is_no_older(database):
    await acts(database)

    [line] = await restored(database, "sample", None)

    assert line.endswith("is the newest; nothing to do")


async def test_restored_needs_the_place(database_url):
    database = Database(database_url)

    with pytest.raises(NothingBeside):
        await restored(database, "sample", None)


@pytest.mark.parametrize(
    ("event", "taken"),
    [
        (Origin(Generation(1, "aa"), 0, 9), True),
        (Origin(Generation(1, "aa"), 0, 10), False),
        (Origin(Generation(2, "bb"), 9, 40), True),
        (Origin(Generation(2, "cc"), 9, 40), False),
        (Origin(Generation(3, "dd"), 30, 50), True),
    ],
    ids=["kept", "lost", "newest", "a twin", "not heard of yet"],
)
def test_an_event_holds_as_long_as_its_source_has_it(event, taken):
    heard = [Origin(Generation(1, "aa"), 0, 0), Origin(Generation(2, "bb"), 9, 0)]

    assert still_is(event, heard) is taken


async def test_an_event_of_an_ended_generation_takes_no_effect_and_is_kept(database):
    def said(id: str, generation: Generation, position: int) -> Envelope:
        about = sample.about(uuid4())
        return Envelope(
            id, "urn:x", about.TYPE, about.topic(), "s", about.submitted_at, {}, None,
            Origin(generation, 9 if generation.ordinal == 2 else 0, position),
        )  # fmt: skip

    async with database.transaction() as tx:
        taken = [
            await admit(tx, said("1", Generation(2, "bb"), 40)),
            await admit(tx, said("2", Generation(1, "aa"), 10)),
            await admit(tx, said("3", Generation(1, "aa"), 9)),
        ]

        assert taken == [True, False, True]
        assert [row["id"] for row in await orphans(tx)] == ["2"]


def test_an_envelope_carries_its_origin_and_reads_one_without():
    about = sample.about(uuid4())
    origin = Origin(Generation(2, "bb"), 9, 40)
    sent = Envelope("1", "urn:x", about.TYPE, about.topic(), "s", about.submitted_at, {})

    again = Envelope.decode(about.topic(), sent.encode(), None)
    assert again.origin is None
    with_origin = Envelope(
        "1", "urn:x", about.TYPE, about.topic(), "s", about.submitted_at, {}, None, origin
    )
    assert Envelope.decode(about.topic(), with_origin.encode(), None) == with_origin


async def test_an_older_api_reads_on_and_refuses_commands(service, place, issuer):
    service.database.memory = Memory(place, service.database.session)
    await place.write(STATE, LastKnown(Generation(7, "aa")).encode())
    enterprise = issuer.headers("91120116MA0000007N", "enterprise", scope="applications.write")

    read = await service.get("/v1/notes")
    ready = await service.inside("/readyz")
    written = await service.post("/v1/notes", {"words": "hello"}, headers=enterprise)

    assert (read.status_code, ready.json()["last-known"]) == (200, "DatabaseOlder")
    assert written.status_code == 503
    assert written.json()["type"] == "urn:tanbiao:problem:database-older"
    assert "python -m chassis sample restored" in written.json()["messages"]["zh"]


async def test_the_consumer_of_an_older_database_joins_no_group(database):
    """Its membership would keep `restored` from setting the group's positions."""
    await acts(database)
    await goes_back(database, 0)
    nowhere = {"bootstrap_servers": "127.0.0.1:9"}

    with pytest.raises(DatabaseOlder):
        await sample.consumer.run(database, nowhere, "sample")
