"""The whole platform, every process of it, once per run."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.folders import server_folder
from tests.support.ports import free_block
from tools.layout import Layout
from tools.pilot.scenario import ACTS, Pilot
from tools.run.receiver import Receiver
from tools.stack import Stack

FIRST = "the first test that asks for the platform waits until every process of it is ready"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.system)
            item.add_marker(pytest.mark.slow(FIRST))


@dataclass(frozen=True)
class Platform:
    """A running platform with a partner region's receiver beside it."""

    stack: Stack
    receiver: Receiver

    @property
    def url(self) -> str:
        return self.stack.layout.url

    def pilot(self, run: str) -> Pilot:
        """A playing of the pilot under a name of its own."""
        return Pilot(self.url, self.stack.layout.data, self.receiver.url, run, f"JG-{run}")


@pytest.fixture(scope="session")
def platform_folder() -> Iterator[Path]:
    """Data of the platform; tmp_path is closed to PostgreSQL's user."""
    with server_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
async def platform(platform_folder: Path) -> AsyncIterator[Platform]:
    stack = Stack(Layout(platform_folder, free_block(), durable=False), environ={})
    receiver = Receiver(stack.layout)
    try:
        await stack.start()
        await receiver.start()
        yield Platform(stack, receiver)
    finally:
        await receiver.stop()
        await stack.stop()


@pytest.fixture(scope="session")
async def labelled(platform: Platform) -> AsyncIterator[Pilot]:
    """The pilot, played to its end: a label exists."""
    pilot = platform.pilot("first")
    for act in ACTS:
        await act.play(pilot)
    yield pilot
    await pilot.close()
