"""Gate: what is generated is what is committed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.generate.__main__ import differences, write
from tools.generate.files import OWNED, ROOT, generated


@pytest.fixture(scope="module")
def wanted() -> dict[str, str]:
    return generated()


def test_generating_again_changes_nothing(wanted):
    assert differences(ROOT, wanted) == {}


def test_a_generated_file_edited_by_hand_is_named(wanted, tmp_path):
    write(tmp_path, {**wanted})
    edited = tmp_path / "docs" / "events.md"
    edited.write_text(edited.read_text("utf-8") + "one more line\n", "utf-8")

    assert list(differences(tmp_path, wanted)) == ["docs/events.md"]


def test_a_file_that_nothing_generates_any_more_is_named_and_removed(wanted, tmp_path):
    write(tmp_path, {**wanted})
    stale = tmp_path / "contracts" / "schemas" / "registry.label.renamed.v1.json"
    stale.write_text("{}", "utf-8")

    changes = differences(tmp_path, wanted)
    write(tmp_path, changes)

    assert list(changes) == ["contracts/schemas/registry.label.renamed.v1.json"]
    assert not stale.exists()


def test_the_command_fails_and_names_what_would_change(tmp_path):
    command = [sys.executable, "-m", "tools.generate", "--check", "--root", str(tmp_path)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "contracts/asyncapi.yaml is out of date" in done.stdout


def test_every_generated_file_lies_where_the_generator_owns_the_files(wanted):
    owned = {path for pattern in OWNED for path in ROOT.glob(pattern)}

    assert {ROOT / name for name in wanted} == owned


def test_generating_twice_in_other_processes_gives_the_same_bytes(wanted, tmp_path):
    command = [sys.executable, "-m", "tools.generate", "--root", str(tmp_path)]

    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

    assert {name: Path(tmp_path / name).read_text("utf-8") for name in wanted} == wanted
