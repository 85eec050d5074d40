"""A backup is whole and as it was made, or it is refused by the name of what is not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tools import fleet
from tools.backup import manifest
from tools.backup.faults import BackupUnusable, TargetInUse
from tools.backup.manifest import Database, Manifest
from tools.backup.restoring import SERVER, require_free, verified

EVIDENCE = "evidence/ab/abcd"
REVISION = "0001"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    folder = tmp_path / "backup"
    for path in (
        EVIDENCE,
        "keys/log.pem",
        *(f"databases/{s.package}.dump" for s in fleet.SERVICES),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"content of " + path.encode())
    made(folder).write(folder)
    return folder


def made(folder: Path, **differing: object) -> Manifest:
    moment = "2026-11-30T02:00:00Z"
    databases = {s.package: Database("1-aa", 7, REVISION) for s in fleet.SERVICES}
    kept = [(path, file) for path, file in manifest.paths(folder) if path != manifest.NAME]
    files = {path: manifest.of(file) for path, file in kept}
    whole = Manifest("b", moment, moment, SERVER, "http://127.0.0.1:8080", databases, files)
    return replace(whole, **differing)


def refusal(folder: Path) -> str:
    with pytest.raises(BackupUnusable) as refused:
        verified(folder)
    return str(refused.value)


def test_a_backup_that_is_as_it_was_made_is_taken(backup):
    assert verified(backup).files.keys() >= {EVIDENCE, "keys/log.pem"}


def test_a_flipped_bit_is_refused_by_the_name_of_its_file(backup):
    content = bytearray((backup / EVIDENCE).read_bytes())
    content[3] ^= 1
    (backup / EVIDENCE).write_bytes(content)

    assert f"{EVIDENCE} was altered" in refusal(backup)


def test_every_missing_and_every_foreign_file_is_named(backup):
    (backup / EVIDENCE).unlink()
    (backup / "databases" / "registry.dump").unlink()
    (backup / "keys" / "other.pem").write_bytes(b"")

    lines = refusal(backup).splitlines()

    assert sorted(lines[1:]) == [
        "databases/registry.dump is missing",
        f"{EVIDENCE} is missing",
        "keys/other.pem is not in the manifest",
    ]


def test_a_cut_manifest_is_refused(backup):
    file = backup / manifest.NAME
    file.write_text(file.read_text()[:-40])

    assert "manifest.json is cut or altered" in refusal(backup)


def test_an_altered_manifest_is_refused(backup):
    file = backup / manifest.NAME
    sealed = json.loads(file.read_text())
    sealed["manifest"] = sealed["manifest"].replace(REVISION, "0002")
    file.write_text(json.dumps(sealed))

    assert "manifest.json was altered" in refusal(backup)


def test_a_backup_that_was_broken_off_is_none(backup):
    (backup / manifest.NAME).unlink()

    assert "broken off" in refusal(backup)


@pytest.mark.parametrize(
    ("differing", "reason"),
    [
        ({"server": SERVER + 1}, f"PostgreSQL {SERVER + 1}"),
        ({"databases": {}}, "no database of accounting"),
        (
            {"databases": {s.package: Database("1-aa", 7, "9999") for s in fleet.SERVICES}},
            "revision 9999, which this release does not know",
        ),
    ],
)
def test_a_backup_of_another_release_is_refused(backup, differing, reason):
    made(backup, **differing).write(backup)

    assert reason in refusal(backup)


def test_a_folder_in_use_is_no_target(tmp_path):
    (tmp_path / "packages").mkdir()
    require_free(tmp_path)
    (tmp_path / "postgres").mkdir()

    with pytest.raises(TargetInUse, match="holds postgres"):
        require_free(tmp_path)
