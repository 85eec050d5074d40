"""Keys rotated by the documented commands, while everything stays readable."""

import asyncio
import json
import os
import shlex
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest
from sqlalchemy import text

from accounting import __main__ as program
from accounting import main
from accounting.custody.domain.master_keys import new_master_key
from chassis import clock
from chassis.canonical import canonical
from chassis.database import Database
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE
from tests.support.documented import Executor, executed_by
from tests.support.service import environment, serving

PDF = b"%PDF-1.7 a bill"


@dataclass
class Installation:
    """A database with secrets, its operator, and processes with whatever file is rolled out."""

    url: str
    owner_url: str
    issuer: object
    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        return {
            "EVIDENCE_DIR": str(self.folder / "evidence"),
            "MASTER_KEYS_FILE": str(self.folder / "master-keys.json"),
        }

    async def operator(self, command: str, days: int = 0) -> int:
        """Run a command as it is documented, with the rights of the owner, some days from now."""
        then = clock.now() + timedelta(days=days)
        given = environment(self.owner_url, self.issuer) | self.variables
        python, flag, package, *arguments = shlex.split(command)
        assert (python, flag, package) == ("python", "-m", "accounting")
        with (
            patch.dict(os.environ, given),
            patch.object(sys, "argv", ["accounting", *arguments]),
            patch.object(clock, "now", lambda: then),
        ):
            return await asyncio.to_thread(program.main)

    def processes(self):
        """The API, started with the file as it is now."""
        return serving(main, self.url, self.issuer, **self.variables)

    async def seal(self, calculation: str) -> bytes:
        """What a freshly started process answers."""
        async with (
            self.processes() as service,
            service.app.router.lifespan_context(service.app),
        ):
            response = await Accounting(service).get(f"/v1/calculations/{calculation}/bundle")
            assert response.status_code == 200, response.text
            return response.content

    async def asked(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        database = Database(self.owner_url)
        async with database.transaction() as tx:
            result = await tx.execute(text(statement), values)
            rows = [tuple(row) for row in result] if result.returns_rows else []
        await database.close()
        return rows


@pytest.fixture
async def installation(postgres, template, issuer, tmp_path, monkeypatch) -> AsyncIterator:
    monkeypatch.chdir(tmp_path)
    ring = {"development": True, "keys": [new_master_key("2026-11")]}
    (tmp_path / "master-keys.json").write_text(json.dumps(ring))
    async with postgres.service("accounting", template) as urls:
        yield Installation(urls.url, urls.owner_url, issuer, tmp_path)


async def filled(installation: Installation) -> tuple[str, str]:
    """A sealed calculation, and the hash of a file."""
    async with installation.processes() as service:
        accounting = Accounting(service)
        id, _ = await accounting.has_seal()
        headers = accounting.as_enterprise()
        sent = await service.client.post(
            "/v1/evidence", params={"name": "bill"}, content=PDF, headers=headers
        )
        return id, sent.json()["sha256"]


@pytest.mark.clause("C10")
async def test_the_documented_rotation_keeps_everything_readable(installation, capsys):
    id, file = await filled(installation)
    before = await installation.seal(id)

    for command in executed_by(Executor.KEYS):
        days = 91 if " drop " in command else 0
        assert await installation.operator(command, days) == 0, capsys.readouterr()
        assert await installation.seal(id) == before, command

    ring = json.loads((installation.folder / "master-keys.json").read_text())
    assert [key["id"] for key in ring["keys"]] == ["2027-01"]
    assert await installation.asked("select distinct master from data_key_wrapping") == [
        ("2027-01",)
    ]
    async with installation.processes() as service:
        read = await Accounting(service).get(f"/v1/evidence/{file}")
        assert read.content == PDF
    said = capsys.readouterr().out
    assert "master key 2026-11: current, wraps 1 data keys" in said
    assert "1 files wrapped by the current master key" in said
    assert all(key["key"] not in said for key in ring["keys"])


async def test_a_master_key_that_is_needed_is_not_retired(installation, capsys):
    await filled(installation)
    await installation.operator("python -m accounting secrets make 2027-01 --into master-keys.json")
    refused = await installation.operator("python -m accounting secrets retire 2026-11")
    await installation.operator(
        "python -m accounting secrets promote 2027-01 --into master-keys.json"
    )
    still = await installation.operator("python -m accounting secrets retire 2026-11")
    await installation.operator("python -m accounting secrets rewrap")
    (evidence,) = (path for path in (installation.folder / "evidence").rglob("*") if path.is_file())
    evidence.unlink()
    retired = await installation.operator("python -m accounting secrets retire 2026-11")
    again = await installation.operator("python -m accounting secrets retire 2026-11")

    assert (refused, still, retired, again) == (1, 1, 0, 1)
    said = capsys.readouterr().err
    assert "2026-11 is the current key" in said
    assert "files need 2026-11" in said
    assert "no key 2026-11 is in use here" in said


DROP = "python -m accounting secrets drop 2026-11 --into master-keys.json"


async def test_a_master_key_stays_as_long_as_a_backup_may_need_it(installation, capsys):
    await filled(installation)
    note = "python -m accounting backups note {} --began 2025-11-29T02:00:00Z"
    await installation.operator(note.format("yearly"))
    early = await installation.operator(DROP)
    await retired(installation)

    known = await installation.operator(DROP, days=91)
    await installation.operator("python -m accounting backups gone yearly", days=1)
    promised = await installation.operator(DROP, days=89)
    ring = json.loads((installation.folder / "master-keys.json").read_text())
    dropped = await installation.operator(DROP, days=91)

    assert (early, known, promised, dropped) == (1, 1, 1, 0)
    assert {key["id"] for key in ring["keys"]} == {"2026-11", "2027-01"}
    said = capsys.readouterr().err.splitlines()
    assert "2026-11 is not retired; run `secrets retire 2026-11` first" in said[0]
    assert "yearly of 2025-11-29" in said[1]
    until = clock.now() + timedelta(days=90)
    assert f"drop it after {until:%Y-%m-%d}" in said[2]


async def test_a_backup_from_after_the_retirement_needs_no_retired_key(installation):
    await filled(installation)
    await retired(installation)
    await installation.operator("python -m accounting backups note later", days=1)

    assert await installation.operator(DROP, days=91) == 0


async def test_a_master_key_that_was_never_used_is_dropped_at_once(installation):
    await installation.operator("python -m accounting secrets make 2027-01 --into master-keys.json")

    assert await installation.operator(DROP.replace("2026-11", "2027-01")) == 0


async def test_what_is_said_of_backups_that_are_not_kept_is_refused(installation, capsys):
    note = "python -m accounting backups note monthly"
    gone = "python -m accounting backups gone monthly"

    codes = [await installation.operator(command) for command in (gone, note, note, gone, gone)]

    assert codes == [1, 0, 1, 0, 1]
    assert "no backup monthly is kept" in capsys.readouterr().err


async def test_what_is_not_as_it_was_is_named_by_the_check(installation, capsys):
    id, file = await filled(installation)
    sound = await installation.operator("python -m accounting check")
    document = await installation.seal(id)
    plain = canonical_of(document).replace("declared", "revealed", 1)
    await installation.asked("update calculation set document = :d, secret = null", d=plain)
    await installation.asked("update activity_data set secret = set_byte(secret, 40, 0)")
    (kept,) = (path for path in (installation.folder / "evidence").rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")

    broken = await installation.operator("python -m accounting check")

    assert (sound, broken) == (0, 1)
    said = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[0] for line in said] == ["activity_data", "calculation", "evidence"]
    assert f"calculation {id} is not what was sealed" in said[1]
    assert f"evidence {file} is not what came" in said[2]


async def retired(installation: Installation) -> None:
    """The first master key is retired now, and another one is the current."""
    for command in (
        "make 2027-01 --into master-keys.json",
        "promote 2027-01 --into master-keys.json",
        "rewrap",
        "retire 2026-11",
    ):
        assert await installation.operator(f"python -m accounting secrets {command}") == 0


async def test_a_new_data_key_encrypts_anew_what_the_old_one_did(installation):
    id, _ = await filled(installation)
    before = await installation.seal(id)
    keys = "select distinct substring(secret from 2 for 16) from calculation"
    [(old,)] = await installation.asked(keys)

    await installation.operator(f"python -m accounting secrets rotate {ENTERPRISE}")
    await installation.operator("python -m accounting secrets encrypt")

    [(new,)] = await installation.asked(keys)
    assert new != old
    assert await installation.seal(id) == before
    newest = "select id from data_key order by position desc limit 1"
    assert await installation.asked(newest) == [(UUID(bytes=new),)]


async def test_rows_from_before_encryption_are_read_and_then_encrypted(installation, capsys):
    id, _ = await filled(installation)
    before = await installation.seal(id)
    await installation.asked(
        "update calculation set document = :plain, secret = null", plain=canonical_of(before)
    )

    plain = await installation.seal(id)
    await installation.operator("python -m accounting secrets encrypt")
    encrypted = await installation.seal(id)

    assert plain == before == encrypted
    assert await installation.asked("select document from calculation") == [(None,)]
    assert "calculation: 1 rows, all are encrypted" in capsys.readouterr().out


def canonical_of(bundle: bytes) -> str:
    """The text that the seal covers."""
    return canonical(json.loads(bundle)["document"]).decode()
