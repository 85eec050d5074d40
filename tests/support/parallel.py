"""Several workers for one run: how many, who runs which test, and what they share."""

import asyncio
import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.support.postgres import shared_postgres
from tests.support.servers import serving_servers, url_of

PLATFORM = "tests/system/"
"""Tests below it share one running platform, so one worker runs them all."""
FILES_EACH = 8
"""A worker takes seconds to begin; with fewer files than this it would not pay."""
RUN = pytest.StashKey[str]()
_servers = pytest.StashKey[str]()
_held = pytest.StashKey[ExitStack]()


class ByFile(LoadScopeScheduling):
    """The tests of a file stay together, as they share what is made once per module."""

    def _split_scope(self, nodeid: str) -> str:
        return PLATFORM if nodeid.startswith(PLATFORM) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    # Keep the order of collection, which begins with what takes longest.
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than cores, as tests often wait; 0, which is this process, for a few files."""
    workers = min((os.cpu_count() or 1) + 1, _files(config.args) // FILES_EACH)
    return workers if workers > 1 else 0


def _files(arguments: list[str]) -> int:
    paths = {Path(argument.partition("::")[0]) for argument in arguments}
    return sum(len([*path.rglob("test_*.py")]) if path.is_dir() else 1 for path in paths)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the platform's tests and the files that are slow, so that none is left over."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (not item.nodeid.startswith(PLATFORM), item.path not in slow))


def pytest_configure(config: pytest.Config) -> None:
    """Every worker has the name of the run; the process that starts them makes it up."""
    given: dict[str, str] = getattr(config, "workerinput", {})
    config.stash[RUN] = given.get("run", uuid4().hex[:12])
    config.stash[_held] = ExitStack()
    if "servers" in given:
        config.stash[_servers] = given["servers"]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a worker where the servers of the run are to be asked for."""
    stash = node.config.stash
    if _servers not in stash:
        stash[_servers] = stash[_held].enter_context(serving_servers())
    node.workerinput |= {"run": stash[RUN], "servers": stash[_servers]}


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what all workers shared; they ended before."""
    config.stash[_held].close()
    named = shared_postgres(config.stash[RUN])
    if named and not hasattr(config, "workerinput"):
        asyncio.run(named.drop_templates())


def shared_by_workers(config: pytest.Config, server: str) -> str | None:
    """The URL of a server that all workers of this run use; none when there is one process."""
    return url_of(server, config.stash[_servers]) if _servers in config.stash else None
