"""Where the servers of a run keep their data: in memory where there is room, and never for long."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - the folders in it have names that nobody can guess.
ROOM = 4 * 2**30
"""Bytes. A run keeps far less at once; the rest is for whoever else uses the machine."""
PREFIX = "tanbiao-test-"


@contextmanager
def server_folder() -> Iterator[Path]:
    """A folder that the system user of PostgreSQL can pass through, gone after the block.

    A database is some 400 files: to copy and drop one takes 1 s on a busy disk, 0.05 s in memory.
    """
    base = _base()
    _remove_leftovers(base)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    folder.chmod(0o711)
    draft = folder / "draft"
    with draft.open("w") as used:
        fcntl.flock(used, fcntl.LOCK_EX)
        # Locked before others can find it, or they would take it for a leftover.
        draft.rename(folder / "used")
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _base() -> Path:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else Path(tempfile.gettempdir())


def _remove_leftovers(base: Path) -> None:
    """Remove what killed runs left behind: nobody holds the lock any more."""
    for used in base.glob(f"{PREFIX}*/used"):
        try:
            with used.open() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        shutil.rmtree(used.parent, ignore_errors=True)
