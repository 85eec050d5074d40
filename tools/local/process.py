"""One server process: its record on disk, who owns it, how it starts and how it ends."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from tools.local.errors import AlreadyRunning, PortInUse
from tools.local.passwords import write_private

CHILD = Path(__file__).with_name("child.py")
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Record:
    """What the next start needs to know about a server that may still run."""

    pid: int
    started: float
    port: int
    owner: int | None
    """The process that ends this server when it ends itself; none when it was detached."""
    owner_started: float | None

    def process(self) -> psutil.Process | None:
        return alive(self.pid, self.started)

    def owned_by_another(self) -> bool:
        if self.owner is None or self.owner_started is None or self.owner == os.getpid():
            return False
        return alive(self.owner, self.owner_started) is not None


def alive(pid: int, started: float) -> psutil.Process | None:
    """The process, unless it ended and its number went to another one."""
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - started) < 1
    except psutil.NoSuchProcess:
        return None
    return process if same and not has_ended(process) else None


def has_ended(process: psutil.Process) -> bool:
    """True too for a zombie, which only waits for its parent to look at its exit code."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def require_free(server: str, port: int, variable: str) -> None:
    """Raise `PortInUse` when somebody listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortInUse(server, port, variable) from error


@dataclass(frozen=True)
class Options:
    """How a server is to run on this machine."""

    port: int = 0
    """0 chooses a free one."""
    port_variable: str = "PORT"
    """What a user sets to choose another port."""
    detach: bool = False
    """Leave it running when this program ends."""
    say: Callable[[str], None] = print


@dataclass(frozen=True)
class Launch:
    """How a server's process is made."""

    command: list[str]
    log: Path
    port: int
    death_signal: signal.Signals
    uid: int = -1
    gid: int = -1


class ServerProcess:
    """A server's process, found again through its record after a crash of either side."""

    def __init__(self, server: str, folder: Path, *, detach: bool = False) -> None:
        self.server = server
        self.folder = folder
        self._record = folder / "process.json"
        self._detach = detach
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def record(self) -> Record | None:
        if not self._record.exists():
            return None
        return Record(**json.loads(self._record.read_text()))

    def running(self) -> psutil.Process | None:
        """The live process of this folder, whoever started it."""
        return record.process() if (record := self.record) else None

    async def release(self, stop_signal: signal.Signals) -> None:
        """End the server if this program started it and did not detach it."""
        if (record := self.record) and record.owner == os.getpid():
            await self.stop(stop_signal)

    async def claim(self, stop_signal: signal.Signals) -> bool:
        """True when a server runs here that we may use; what a dead owner left is ended."""
        record = self.record
        if record is None or (process := record.process()) is None:
            return False
        if record.owned_by_another():
            raise AlreadyRunning(self.server, process.pid, record.owner or 0, self.folder)
        if record.owner is None or record.owner == os.getpid():
            return True
        await self.stop(stop_signal)
        return False

    def launch(self, launch: Launch) -> None:
        """Start the server in a session of its own, so that Ctrl-C reaches only its parent."""
        self._reap()
        death = 0 if self._detach else int(launch.death_signal)
        words = [death, os.getpid(), launch.uid, launch.gid, *launch.command]
        with launch.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(CHILD), *map(str, words)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )
        self._remember(launch.port)

    def _remember(self, port: int) -> None:
        assert self._process is not None  # noqa: S101 - set by the only caller.
        owner = None if self._detach else os.getpid()
        started = psutil.Process().create_time() if owner else None
        record = Record(
            self._process.pid, psutil.Process(self._process.pid).create_time(), port, owner, started
        )
        write_private(self._record, json.dumps(asdict(record)))

    async def stop(self, stop_signal: signal.Signals, timeout_s: float = 20) -> None:
        """End the server, by force when it does not hear; no server is fine."""
        process = self.running()
        if process is None:
            self._forget()
            return
        process.send_signal(stop_signal)
        if not await self._ended(process, timeout_s):
            process.kill()
            await self._ended(process, timeout_s)
        self._forget()

    async def kill(self) -> None:
        """End the server without a word; its record stays, as it would then."""
        if process := self.running():
            process.kill()
            await self._ended(process, 10)

    async def _ended(self, process: psutil.Process, timeout_s: float) -> bool:
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if has_ended(process):
                self._reap()
                return True
            await asyncio.sleep(0.02)
        return False

    def _reap(self) -> None:
        if self._process:
            self._process.wait()
            self._process = None

    def _forget(self) -> None:
        self._reap()
        self._record.unlink(missing_ok=True)
