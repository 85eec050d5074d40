"""One process of the fleet as a child of this one: it ends when its parent does."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.local.process import CHILD

STOP_TIMEOUT_S = 15.0
_LAST_WORDS = 2_000
_INHERITED = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR", "SSL_CERT_FILE")


@dataclass
class Child:
    """A Python process with an environment of its own, writing to a log file."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        words = [str(int(signal.SIGTERM)), str(os.getpid()), "-1", "-1"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(CHILD), *words, sys.executable, *self.arguments],
                env={**inherited, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C reaches only the parent, which stops its children in order.
                start_new_session=True,
            )

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process and self.running():
            self.process.kill()
            self.process.wait()

    async def wait(self) -> int:
        """The exit status, once it ends."""
        while self.running():
            await asyncio.sleep(0.02)
        return self.process.returncode if self.process else 0

    async def stop(self) -> None:
        """Ask it to end, and end it if it does not."""
        if self.process is None or not self.running():
            return
        self.process.terminate()
        deadline = time.monotonic() + STOP_TIMEOUT_S
        while self.running() and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        self.kill()

    def last_words(self) -> str:
        """The end of its log."""
        return self.log.read_text("utf-8", "replace")[-_LAST_WORDS:]
