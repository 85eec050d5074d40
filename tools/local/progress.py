"""Says how far a download is: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable
from types import TracebackType

import rich.progress
from rich.console import Console

MB = 1_000_000
LINE_EVERY_S = 2.0


class Progress:
    """Counts files and bytes of one download."""

    def __init__(self, what: str, files: int, size: int, say: Callable[[str], None]) -> None:
        self._what, self._files, self._size, self._say = what, files, size, say
        self._done = self._bytes = 0
        self._said = time.monotonic()
        self._bar = rich.progress.Progress(
            console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
        )

    def __enter__(self) -> "Progress":
        self._say(f"{self._what}: downloading {self._files} files, {self._size / MB:.0f} MB")
        self._bar.start()
        self._task = self._bar.add_task(self._what, total=self._size)
        return self

    def advance(self, size: int) -> None:
        self._done += 1
        self._bytes += size
        self._bar.advance(self._task, size)
        if self._bar.disable and time.monotonic() - self._said > LINE_EVERY_S:
            self._said = time.monotonic()
            self._say(self._line())

    def _line(self) -> str:
        return (
            f"{self._what}: {self._done} of {self._files} files, "
            f"{self._bytes / MB:.0f} of {self._size / MB:.0f} MB"
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()
        if error is None:
            self._say(f"{self._what}: downloaded and checked")
