"""A registry that is put back to an earlier day goes on as if it had not been, or not at all."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import event

from chassis.bus import Envelope
from chassis.database import Database
from chassis.generations import STATE, DatabaseOlder, Memory
from chassis.lastknown import Folder, Generation, LastKnown
from chassis.restoring import Lost, restored
from contracts.registry import LabelIssued
from registry import main
from registry.identities.domain.signed import read_credential
from registry.labels.usecases.recovery import LogNotRestorable
from registry.log.domain.checkpoint import open_checkpoint
from registry.log.domain.note import parse_verifier_key
from registry.log.store import log
from registry.status.domain.status_list import ListName, Purpose, decode
from registry.status.usecases.lists import latest_issue
from tests.registry.labels.test_crashes import Crash, the_log_is_sound
from tests.registry.labels.test_sequencer import withdrawn
from tests.registry.node import RegistryUnderTest, running_registry
from tests.registry.world import NOW
from tests.support.postgres import Databases, ServiceUrls

JSON = {"Accept": "application/json"}


@dataclass
class Drill:
    """A registry that remembers, and copies of its database from earlier."""

    databases: Databases
    urls: ServiceUrls
    registry: RegistryUnderTest
    place: Folder

    @asynccontextmanager
    async def dumped(self):
        """A copy of the database as it is now; yields the registry on it, put in its place."""
        await self.registry.database.engine.dispose()
        await self.registry.database.memory.close()
        await self.registry.database.notifier.close()
        async with self.databases.service("registry", self.urls.name) as urls:
            yield urls

    @asynccontextmanager
    async def put_back(self, urls: ServiceUrls):
        async with running_registry(urls, self.registry.issuer) as older:
            older.keys, older.events = self.registry.keys, self.registry.events
            remembers(older.database, self.place)
            yield older


def remembers(database: Database, place: Folder) -> None:
    database.memory = Memory(place, database.session)


@pytest.fixture
def place(tmp_path) -> Folder:
    return Folder(tmp_path / "registry")


@pytest.fixture
async def drill(postgres, registry_urls, registry, place) -> Drill:
    remembers(registry.database, place)
    return Drill(postgres, registry_urls, registry, place)


async def has_restored(urls: ServiceUrls, place: Folder) -> list[str]:
    """What the operator's command does, as the owner of the tables."""
    owner = Database(urls.owner_url, last_known=place)
    try:
        return await restored(owner, "registry", main.restore)
    finally:
        await owner.close()


async def heads(registry) -> list[tuple[int, str]]:
    async with registry.database.transaction() as tx:
        found = await log.checkpoints(tx)
    opened = [(open_checkpoint(f.note, (k := parse_verifier_key(f.key)).name, [k])) for f in found]
    return [(head.size, head.root.hex()) for head in opened]


def numbers(events) -> dict[str, str]:
    """Which certificate each label was given to."""
    return {e.label_number: e.certificate_number for e in events if isinstance(e, LabelIssued)}


async def test_a_registry_that_was_put_back_signs_and_numbers_nothing(drill, body):
    await drill.registry.publishes(body.keys_changed(), body.certificate())
    async with drill.dumped() as dump:
        await drill.registry.publishes(body.certificate())

        async with drill.put_back(dump) as older:
            before = await heads(older)
            await older.receives(body.certificate())
            with pytest.raises(DatabaseOlder):
                await older.sequences()
            page = await older.get("/log/checkpoint")

            assert page.status_code == 200
            assert await heads(older) == before


async def test_while_it_holds_pages_and_programs_are_told_that_it_may_be_behind(drill, body):
    [*_, first] = await drill.registry.publishes(body.keys_changed(), body.certificate())
    async with drill.dumped() as dump:
        [*_, lost] = await drill.registry.publishes(body.certificate())

        async with drill.put_back(dump) as older:
            page = await older.get(f"/label/{first.label_number}?format=html&lang=en")
            facts = (await older.get(f"/label/{first.label_number}", headers=JSON)).json()
            listed = (await older.get(f"/v1/labels/{first.label_number}")).json()
            unknown = await older.get(f"/label/{lost.label_number}", headers=JSON)

    assert "came back from a backup" in page.text
    assert "came back from a backup" in facts["notice"]["en"]
    assert facts["notice"] == listed["notice"]
    assert unknown.status_code == 404
    assert unknown.json()["type"] == "urn:tanbiao:problem:label-perhaps-lost"


async def test_nobody_is_told_of_a_backup_by_a_register_that_is_as_new_as_ever(drill, body):
    [*_, label] = await drill.registry.publishes(body.keys_changed(), body.certificate())

    page = await drill.registry.get(f"/label/{label.label_number}?format=html&lang=en")
    facts = (await drill.registry.get(f"/label/{label.label_number}", headers=JSON)).json()

    assert "came back from a backup" not in page.text
    assert "notice" not in facts


async def test_labels_given_after_the_dump_keep_their_numbers_under_the_same_head(drill, body):
    first, second, third = body.certificate(), body.certificate(), body.certificate()
    await drill.registry.publishes(body.keys_changed(), first)
    async with drill.dumped() as dump:
        issued = await drill.registry.publishes(second, third)
        seen, given = await heads(drill.registry), numbers(issued)

        lines = await has_restored(dump, drill.place)
        async with drill.put_back(dump) as older:
            lost = next(iter(given))
            page = await older.get(f"/label/{lost}", headers=JSON)
            # Another certificate comes first, and then those that the bus says again.
            fourth = body.certificate()
            again = await older.publishes(fourth, third, second)

            assert page.status_code == 404
            assert page.json()["type"] == "urn:tanbiao:problem:label-lost"
            assert {n: c for n, c in numbers(again).items() if n in given} == given
            assert len(numbers(again)) == 3
            assert (await heads(older))[: len(seen)] == seen
            await the_log_is_sound(older)
    assert "2 entries put back" in lines[0]
    assert sum("waits for certificate" in line for line in lines) == 2


async def test_a_withdrawal_that_was_public_is_never_undone(drill, body):
    certificate = body.certificate()
    await drill.registry.publishes(body.keys_changed(), certificate)
    async with drill.dumped() as dump:
        await drill.registry.publishes(withdrawn(certificate))

        await has_restored(dump, drill.place)
        async with drill.put_back(dump) as older:
            before = await is_revoked(older, certificate)
            # The next edition comes before the bus has said the withdrawal again.
            other = body.certificate()
            await older.publishes(other, withdrawn(other))

            assert before
            assert await is_revoked(older, certificate)
            await the_log_is_sound(older)


async def is_revoked(registry, certificate) -> bool:
    """What the newest public edition says."""
    async with registry.database.transaction() as tx:
        newest = await latest_issue(tx, ListName(Purpose.REVOCATION))
    claims = read_credential(newest.credential).claims
    return decode(claims["credentialSubject"]["encodedList"])[certificate.status_index]


async def test_a_certificate_of_other_bytes_does_not_get_the_label_that_was_lost(drill, body):
    certificate = body.certificate()
    await drill.registry.publishes(body.keys_changed())
    async with drill.dumped() as dump:
        issued = await drill.registry.publishes(certificate)
        [number] = numbers(issued)

        await has_restored(dump, drill.place)
        async with drill.put_back(dump) as older:
            signed_again = body.certificate(
                certificate_number=certificate.certificate_number,
                certificate_id=certificate.certificate_id,
            )
            again = await older.publishes(signed_again)
            page = await older.get(f"/label/{number}", headers=JSON)

            assert numbers(again) == {}
            assert page.json()["type"] == "urn:tanbiao:problem:label-lost"


async def test_numbering_holds_where_entries_are_missing_beside_the_database(drill, body):
    await drill.registry.publishes(body.keys_changed())
    async with drill.dumped() as dump:
        await drill.registry.publishes(body.certificate())
        for record in sorted((drill.place.folder / "log").iterdir())[-1:]:
            record.unlink()

        with pytest.raises(LogNotRestorable):
            await has_restored(dump, drill.place)
        async with drill.put_back(dump) as older:
            await older.receives(body.certificate())
            with pytest.raises(DatabaseOlder):
                await older.sequences()


async def test_numbering_holds_where_what_was_kept_is_not_what_was_signed(drill, body):
    await drill.registry.publishes(body.keys_changed())
    async with drill.dumped() as dump:
        await drill.registry.publishes(body.certificate())
        record = sorted((drill.place.folder / "log").iterdir())[-1]
        record.write_text(record.read_text().replace("CFP-901-26", "CFP-901-27"))

        with pytest.raises(LogNotRestorable):
            await has_restored(dump, drill.place)


async def test_restored_dies_anywhere_and_is_run_again(drill, body):
    await drill.registry.publishes(body.keys_changed())
    async with drill.dumped() as dump:
        await drill.registry.publishes(body.certificate())
        seen = await heads(drill.registry)
        state = await drill.place.read(STATE)

        await asyncio.gather(*(has_restored(dump, drill.place) for _ in range(2)))
        await drill.place.write(STATE, state)
        await has_restored(dump, drill.place)

        async with drill.put_back(dump) as older:
            await older.sequences()
            assert (await heads(older))[: len(seen)] == seen
            await the_log_is_sound(older)


async def test_a_round_that_was_rolled_back_is_no_restore(drill, body):
    """It was written down beside, and nobody saw it: the next round takes its place."""
    await drill.registry.receives(body.keys_changed(), body.certificate())
    engine = drill.registry.database.engine.sync_engine

    def dies(_: object) -> None:
        raise Crash

    event.listen(engine, "commit", dies)
    with pytest.raises(Crash):
        await drill.registry.sequences()
    event.remove(engine, "commit", dies)
    written = await drill.place.read(STATE)
    await drill.registry.sequences()

    assert written is not None
    assert len(await heads(drill.registry)) == 1
    await drill.registry.database.check_current()


async def test_a_log_that_lacks_a_leaf_of_which_the_bus_knows_is_not_gone_on_with(drill, body):
    """The place was lost with the database: then it cannot say how far the log had come."""
    [*_, label] = await drill.registry.publishes(body.keys_changed(), body.certificate())
    size = (await heads(drill.registry))[-1][0]
    nothing = LastKnown(Generation(1, "aa"))

    async def restores(log_index: int) -> None:
        data = label.model_copy(update={"log_index": log_index}).model_dump(mode="json")
        said = Envelope("1", "urn:x", label.TYPE, label.topic(), label.subject, NOW, data)
        async with drill.registry.database.transaction() as tx:
            await main.restore(tx, Lost(nothing, drill.place, [said]))

    await restores(size - 1)
    with pytest.raises(LogNotRestorable, match=label.label_number):
        await restores(size)
