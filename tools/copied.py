"""Whether a data folder was copied since it served last: a copy is read whole before it serves."""

import json
from pathlib import Path

from tools.local.errors import LocalError
from tools.local.passwords import write_private

_DATA, _PLACE = "postgres/data", "postgres/place.json"


class CopyBroken(LocalError):
    """The folder was copied piece by piece while something wrote to it."""

    def __init__(self, folder: Path, faults: list[str]) -> None:
        super().__init__(
            "\n".join(
                [
                    f"{folder} was copied, and the copy is not whole:",
                    *faults,
                    "Nothing was started. Restore a backup: make restore FROM=…",
                ]
            )
        )


def was_copied(folder: Path) -> bool:
    """A copy has the data in another place on the disk than its own record says."""
    place = folder / _PLACE
    if not (folder / _DATA).exists():
        return False
    return not place.exists() or bool(json.loads(place.read_text("utf-8")) != _here(folder))


def settle(folder: Path) -> None:
    """From now on the folder is where it is."""
    if (folder / _DATA).exists():
        write_private(folder / _PLACE, json.dumps(_here(folder)))


def _here(folder: Path) -> dict[str, int]:
    return {"inode": (folder / _DATA).stat().st_ino}
