"""Ports that nobody uses."""

import fcntl
import os
import socket
import tempfile
from pathlib import Path

PLATFORM = 40
"""As many as a platform takes."""
BLOCKS = range(21_000, 32_000, PLATFORM)
"""Below the ports that the system gives to outgoing connections."""


def free_block() -> int:
    """The first of `PLATFORM` adjacent ports that nobody uses.

    No other process of the tests gets them before this one ends, even while nobody listens.
    """
    for first in BLOCKS:
        if _lock(first) and all(map(_is_free, range(first, first + PLATFORM))):
            return first
    raise RuntimeError("no block of free ports")


def _lock(first: int) -> bool:
    folder = Path(tempfile.gettempdir()) / "tanbiao-ports"
    folder.mkdir(exist_ok=True)
    try:
        # Never closed: the lock ends with the process.
        file = os.open(folder / str(first), os.O_WRONLY | os.O_CREAT, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
