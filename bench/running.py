"""A whole platform in a folder of its own, the pilot played on it."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.ports import free_block
from tools.layout import Layout
from tools.pilot.scenario import ACTS, Pilot
from tools.run.receiver import Receiver
from tools.stack import Stack


@dataclass(frozen=True)
class Running:
    """The platform, the parties that played, and the partner that hears of it."""

    stack: Stack
    pilot: Pilot
    receiver: Receiver


@asynccontextmanager
async def running(name: str, acts: int = len(ACTS)) -> AsyncIterator[Running]:
    """The platform after so many acts; it ends with the block, and nothing is left of it."""
    # PostgreSQL's user cannot pass a folder that is private.
    folder = Path(tempfile.mkdtemp(prefix=f"tanbiao-{name}-"))
    folder.chmod(0o711)
    stack = Stack(Layout(folder, free_block()), environ={})
    receiver = Receiver(stack.layout)
    try:
        await stack.start()
        await receiver.start()
        pilot = Pilot(stack.layout.url, stack.layout.data, receiver.url)
        for act in ACTS[:acts]:
            await act.play(pilot)
        yield Running(stack, pilot, receiver)
        await pilot.close()
    finally:
        await receiver.stop()
        await stack.stop()
        shutil.rmtree(folder, ignore_errors=True)
