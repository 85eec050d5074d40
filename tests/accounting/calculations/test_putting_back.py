"""A sealed calculation that a restored database lost is put back from the bundle that was kept."""

import json
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from accounting.calculations.usecases import recovery
from accounting.custody.domain.master_keys import new_master_key, read_master_keys
from accounting.custody.usecases.keeping import attached
from chassis.database import Database
from tests.accounting.conftest import Accounting
from tests.accounting.custody.test_key_rotation import Installation, filled
from tests.support.documented import Executor, executed_by

(COMMAND,) = executed_by(Executor.PUT_BACK)


@pytest.fixture
async def kept(postgres, template, issuer, tmp_path, monkeypatch):
    """A calculation, its bundle and seal, and an installation whose database knows none of it."""
    monkeypatch.chdir(tmp_path)
    keys = {"development": True, "keys": [new_master_key("2026-11")]}
    (tmp_path / "master-keys.json").write_text(json.dumps(keys))
    async with (
        postgres.service("accounting", template) as before,
        postgres.service("accounting", template) as older,
    ):
        there = Installation(before.url, before.owner_url, issuer, tmp_path)
        id, _ = await filled(there)
        bundle = await there.seal(id)
        (tmp_path / "calculation.json").write_bytes(bundle)
        here = Installation(older.url, older.owner_url, issuer, tmp_path)
        yield here, id, bundle


def command(bundle: bytes) -> str:
    return COMMAND.replace("…", json.loads(bundle)["seal"])


async def test_what_was_lost_is_there_again_to_the_byte(kept):
    installation, id, bundle = kept

    codes = [await installation.operator(command(bundle)) for _ in range(2)]

    assert codes == [0, 0]
    assert await installation.seal(id) == bundle
    assert await installation.asked("select act, event from operator_act") == [("put back", id)]
    assert await installation.asked("select count(*) from outbox") == [(0,)]
    assert await installation.operator("python -m accounting check") == 0


async def test_an_open_calculation_gets_its_seal_again(kept):
    installation, id, bundle = kept
    await installation.operator(command(bundle))
    for table in ("sealed_level", "sealed_basis", "sealed_trace", "seal"):
        await installation.asked(f"delete from {table}")  # noqa: S608

    assert await installation.operator(command(bundle)) == 0
    assert await installation.seal(id) == bundle
    assert await installation.asked("select count(*) from product_system") == [(1,)]


async def test_a_bundle_that_was_altered_is_refused(kept, capsys):
    installation, _, bundle = kept
    altered = json.loads(bundle)
    altered["document"]["result"]["value"] = "1"
    (installation.folder / "calculation.json").write_text(json.dumps(altered))

    assert await installation.operator(command(bundle)) == 1
    assert "nothing was put back" in capsys.readouterr().err
    assert await installation.asked("select count(*) from calculation") == [(0,)]


async def test_a_bundle_of_another_seal_than_the_certificates_is_refused(kept):
    installation, _, _ = kept

    assert await installation.operator(COMMAND.replace("…", "0" * 64)) == 1
    assert await installation.asked("select count(*) from calculation") == [(0,)]


async def test_its_owner_reads_it_and_nobody_else(kept):
    installation, id, bundle = kept
    await installation.operator(command(bundle))

    async with installation.processes() as service:
        mine = await Accounting(service).get(f"/v1/calculations/{id}")
        other = await Accounting(service).get(
            f"/v1/calculations/{id}", Accounting(service).as_body()
        )

    assert (mine.status_code, other.status_code) == (200, 404)


class Archive:
    """What certification answers about the bundles that it keeps."""

    def __init__(self, *bundles: bytes) -> None:
        self.bundles = {
            UUID(json.loads(bundle)["document"]["calculation"]): bundle for bundle in bundles
        }
        self.asked: list[dict] = []

    async def get(self, path, asked) -> bytes:
        if path != "/v1/kept-bundles":
            return self.bundles[UUID(path.rpartition("/")[2])]
        self.asked.append(dict(asked))
        kept = list(self.bundles.items())[int(asked.get("cursor", 0)) :]
        items = [
            {
                "calculation_id": str(id),
                "seal": json.loads(bundle)["seal"],
                "sealed_at": "2026-05-04T09:30:00Z",
                "kept_at": "2026-05-05T09:30:00Z",
            }
            for id, bundle in kept[:1]
        ]
        following = {"next": str(int(asked.get("cursor", 0)) + 1)} if kept[1:] else {}
        return json.dumps({"items": items, **following}).encode()


class AtOnce:
    """A pool whose work is done here."""

    async def run(self, function, *args, **_):
        return function(*args)


@asynccontextmanager
async def told(installation):
    """The database after `restored`, opened as the worker opens it."""
    database = Database(installation.url)
    attached(database, read_master_keys((installation.folder / "master-keys.json").read_text()))
    async with database.transaction() as tx:
        await recovery.restore(tx, [])
    try:
        yield database
    finally:
        await database.close()


async def recovered(database, archive) -> None:
    while await recovery.recover(database, asks=archive, pool=AtOnce()):
        continue


async def test_after_restored_it_comes_back_from_the_archive_and_is_announced(kept):
    installation, id, bundle = kept
    async with told(installation) as database:
        await recovered(database, Archive(bundle))

        assert await installation.seal(id) == bundle
        said = "select type, data ->> 'seal', data ->> 'sealed_at' from outbox"
        assert await installation.asked(said) == [
            ("accounting.footprint.sealed.v1", json.loads(bundle)["seal"], "2026-05-04T09:30:00Z")
        ]
        acts = await installation.asked("select operator, act, event from operator_act")
        assert acts == [("(restored)", "put back", id)]
        await recovered(database, Archive(bundle))
        assert len(await installation.asked(said)) == 1


async def test_what_is_there_is_not_touched_and_only_what_is_newer_is_asked_for(kept):
    installation, id, bundle = kept
    await installation.operator(command(bundle))
    await installation.asked("update seal set sealed_at = '2026-05-04T09:30:00Z'")
    async with told(installation) as database:
        archive = Archive(bundle)

        await recovered(database, archive)

        assert [asked["since"] for asked in archive.asked] == ["2026-05-04T08:30:00Z"]
        assert await installation.asked("select count(*) from outbox") == [(0,)]
        assert await installation.seal(id) == bundle


async def test_one_that_does_not_recompute_is_set_aside_and_keeps_no_other(kept):
    installation, id, bundle = kept
    altered = json.loads(bundle)
    altered["document"]["calculation"] = str(UUID(int=5))
    async with told(installation) as database:
        archive = Archive(json.dumps(altered).encode(), bundle)

        await recovered(database, archive)

        assert len(archive.asked) == 2
        assert await installation.seal(id) == bundle
        waiting = await installation.asked("select item from set_aside")
        assert waiting == [(str(UUID(int=5)),)]


async def test_while_certification_does_not_answer_it_is_asked_again(kept):
    installation, id, bundle = kept
    async with told(installation) as database:
        with pytest.raises(ConnectionError):
            await recovery.recover(database, asks=Away(), pool=AtOnce())

        await recovered(database, Archive(bundle))

        assert await installation.seal(id) == bundle


class Away:
    async def get(self, path, asked) -> bytes:
        raise ConnectionError
