"""A backup that was made while everything ran is put back, and nothing that it had is lost."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.support.documented import ROOT, Executor, executed_by
from tests.support.folders import server_folder
from tests.support.ports import free_block
from tests.system.conftest import Platform
from tests.system.test_documented_commands import make_environment
from tests.system.test_killed_parts import census
from tools.layout import Layout
from tools.local.databases import connected, with_database
from tools.pilot.scenario import ACTS
from tools.run.receiver import Receiver
from tools.stack import Stack

BACKUP, RESTORE, CHECK = executed_by(Executor.BACKUP)
DOCUMENTED = "/backups/2026-11-30"
CERTIFICATES = "select count(*) from certificate"
LABELS = "select count(*) from label"
SEALS = "select count(*) from seal"


@pytest.fixture
def folder():
    with server_folder() as folder:
        yield folder


def follow(command: str, folder: Path, layout: Layout) -> subprocess.CompletedProcess[str]:
    """Type a documented command, for the installation of a layout."""
    text = command.replace(DOCUMENTED, str(folder / "backup"))
    if not (folder / "venv").exists():
        make_environment(folder / "venv")
    settings = f" DATA={layout.data} PORT={layout.port} VENV={folder / 'venv'}"
    if text.startswith("make"):
        text += settings
    else:
        text = text.replace("check", f"--data {layout.data} --port {layout.port} check")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "ARGS"))}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euc", text],
        cwd=ROOT,
        env={**kept, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


async def count(stack: Stack, package: str, statement: str) -> int:
    async with connected(with_database(stack.local.admin_url, package)) as session:
        return int(await session.fetchval(statement))


async def settled(stack: Stack) -> dict[str, int]:
    """How many there are of each, once every certificate has its label in the feed."""
    for _ in range(600):
        found = {
            "seals": await count(stack, "accounting", SEALS),
            "certificates": await count(stack, "certification", CERTIFICATES),
            "labels": await count(stack, "registry", LABELS),
        }
        if found["certificates"] == found["labels"]:
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(found)


@pytest.mark.timeout(1200)
async def test_what_was_backed_up_under_load_is_whole_when_it_is_put_back(folder):
    port = free_block()
    platform = running(folder / "one", port)
    receiver = platform.receiver
    await platform.stack.start()
    await receiver.start()
    try:
        first, second = platform.pilot("first"), platform.pilot("second")
        for act in ACTS:
            await act.play(first)
        playing = asyncio.create_task(played(second))
        while await count(platform.stack, "accounting", SEALS) < 2:
            await asyncio.sleep(0.05)

        done = await asyncio.to_thread(follow, BACKUP, folder, platform.stack.layout)

        await playing
    finally:
        await receiver.stop()
        await platform.stack.stop()
    assert done.returncode == 0, done.stdout + done.stderr

    again = running(folder / "two", port)
    put_back = await asyncio.to_thread(follow, RESTORE, folder, again.stack.layout)
    assert put_back.returncode == 0, put_back.stdout + put_back.stderr
    await again.stack.start()
    await again.receiver.start()
    try:
        await the_first_is_there(again, first)
        found = await settled(again.stack)
        checked = await asyncio.to_thread(follow, CHECK, folder, again.stack.layout)
    finally:
        await again.receiver.stop()
        await again.stack.stop()
    await first.close()
    await second.close()
    assert found["seals"] == 2
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "everything is as it was written" in checked.stdout


def running(data: Path, port: int) -> Platform:
    stack = Stack(Layout(data, port, durable=False), environ={})
    return Platform(stack, Receiver(stack.layout))


async def played(pilot) -> None:
    for act in ACTS:
        await act.play(pilot)


async def the_first_is_there(platform: Platform, pilot) -> None:
    """Its label is valid, its bundle is what was sealed, and each of them is there once."""
    async with httpx.AsyncClient(base_url=platform.url) as public:
        page = await public.get(
            f"/label/{pilot.facts['label']}", headers={"Accept": "application/json"}
        )
    here = platform.pilot("first")
    here.facts.update(pilot.facts)
    seen = await census(platform, here)
    sealed = await here.party("jinguang").get(f"/v1/calculations/{pilot.facts['calculation']}")
    await here.close()

    assert page.json()["status"] == "valid"
    assert sealed.json()["seal"] == pilot.facts["seal"]
    assert {name: len(found) for name, found in seen.items() if isinstance(found, list)} == {
        "certificates": 1,
        "labels": 1,
    }
    assert (seen["leaves"], seen["in the feed"]) == (1, 1)
