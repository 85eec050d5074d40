"""A sealed calculation that a restored database lost is put back from the bundle that was kept."""

import json

import pytest

from accounting.custody.domain.master_keys import new_master_key
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
