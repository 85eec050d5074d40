"""The whole platform, every process of it, once per run."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.folders import server_folder
from tests.support.ports import free_block
from tests.system.samples import run
from tools.layout import Layout
from tools.pilot.scenario import ACTS, ENTERPRISE, Pilot
from tools.run.receiver import Receiver
from tools.stack import Stack

CLIENT, KEY_ID = "integrator", "integrator-1"
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


@pytest.fixture(scope="session")
async def integrator(labelled: Pilot, platform: Platform, platform_folder: Path) -> dict[str, str]:
    """Those of a client that was enrolled as the page says, with the key that it made."""
    folder = platform_folder / "integrator"
    folder.mkdir()
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7")
    told = {"KEY_ID": KEY_ID, "TANBIAO": platform.url}
    for name in ("key.sh", "enrol.sh"):
        done = run(name, folder, variables=told)
        assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["state"] == "proposed"
    id = json.loads((folder / "enrolment.json").read_text())["id"]
    approval = {"org": ENTERPRISE, "client_id": CLIENT, "role": "enterprise"}
    await labelled.send("operator", "POST", f"/v1/enrolments/{id}/approval", approval)
    return {
        "TANBIAO": platform.url,
        "CLIENT_ID": CLIENT,
        "KEY_ID": KEY_ID,
        "KEY": str(folder / "key.pem"),
        "LABEL": labelled.facts["label"],
        "SYSTEM": labelled.facts["system"],
        "ACTIVITY": labelled.facts["activity"],
    }
