"""What the server of processes imports first, and nobody else: with it, its children stand back.

Linux shares processors between sessions before it looks at priorities (autogroups), so a priority
within the session of its service would not put heavy work behind anybody else's small answers.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

NICE = 5
"""Whoever waits for a small answer goes first, and is not put aside when a piece of work wakes."""


def _stand_back() -> None:
    os.setsid()
    # Systems without such groups, and containers, go by the priority alone.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICE), "ascii")
    os.nice(NICE)
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


_stand_back()
