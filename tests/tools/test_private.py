"""What a local installation keeps is its owner's."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.local.private import keep_private


@pytest.fixture(autouse=True)
def _same_rights_afterwards() -> Iterator[None]:
    before = os.umask(0)
    os.umask(before)
    yield
    os.umask(before)


def modes(folder: Path) -> set[tuple[bool, int]]:
    """Whether it is a folder, and who may do what with it."""
    return {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.rglob("*"))
    }


def test_what_an_installation_keeps_is_private_from_the_first_byte(tmp_path):
    data = tmp_path / "data"

    keep_private(data)
    (data / "log").mkdir()
    (data / "pilot.json").write_text("{}")
    script = "import sys; open(sys.argv[1], 'w').close()"
    subprocess.run([sys.executable, "-c", script, str(data / "log" / "gateway.log")], check=True)

    assert modes(data) == {(True, 0o700), (False, 0o600)}


def test_what_an_earlier_start_left_open_is_closed(tmp_path):
    os.umask(0o022)
    data = tmp_path / "data"
    (data / "partner").mkdir(parents=True)
    (data / "partner" / "received.jsonl").write_text("{}")

    keep_private(data)

    assert modes(data) == {(True, 0o711), (True, 0o700), (False, 0o600)}
    assert modes(data / "partner") == {(True, 0o700), (False, 0o600)}
