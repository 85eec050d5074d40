"""What a local installation keeps is its owner's: nobody else lists or reads it."""

import os
import stat
from pathlib import Path

_OTHERS = 0o077
_MAY_PASS = 0o011
"""Stays as it is on folders: root lends PostgreSQL a user who passes through those above his."""


def keep_private(folder: Path) -> None:
    """Everything below the folder, and all that this process and its children will ever make."""
    os.umask(_OTHERS)
    folder.mkdir(parents=True, exist_ok=True)
    ways = {folder, folder / "postgres"}
    for way in ways & {folder, *folder.iterdir()}:
        _close(way, but=_MAY_PASS)
    for place, folders, files in os.walk(folder):
        for path in (Path(place, name) for name in (*folders, *files)):
            if path not in ways:
                _close(path)


def _close(path: Path, but: int = 0) -> None:
    found = path.lstat()
    to_others = found.st_mode & _OTHERS & ~but
    if to_others and not path.is_symlink() and found.st_uid == os.geteuid():
        path.chmod(stat.S_IMODE(found.st_mode) & ~to_others)
