"""Work for other processes, good and bad."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from chassis.refusals import Invalid
from chassis.work import tell


class SheetUnreadable(Invalid):
    """Planted."""

    zh = "无法读取:{reason}。请重试。"
    en = "It cannot be read: {reason}."


class Unspeakable(Exception):
    """A failure that cannot travel."""

    def __init__(self, one: object, other: object) -> None:
        super().__init__("lost")
        self.lock = threading.Lock()


def double(number: int) -> int:
    return 2 * number


def echo(content: bytes) -> bytes:
    return bytes(content)


def refuse(reason: str) -> None:
    raise SheetUnreadable(reason=reason)


def fail() -> None:
    raise Unspeakable(1, 2)


def leave() -> None:
    raise SystemExit(3)


def answer_unspeakably() -> object:
    return threading.Lock()


def burn(seconds: float) -> float:
    """Keep a processor busy for so much of its time."""
    while (spent := time.process_time()) < seconds:
        pass
    return spent


def burn_natively() -> int:
    """One call that no signal handler of Python could interrupt."""
    return sum(range(10**12))


def hoard(mebibytes: int) -> int:
    return len([bytes([1]) * (1 << 20) for _ in range(mebibytes)])


def wait_for(path: str) -> str:
    """Wait until there is such a file, having written down who waits."""
    Path(f"{path}.{os.getpid()}").touch()
    while not Path(path).exists():
        threading.Event().wait(0.005)
    return path


def die(signal: int) -> None:
    os.kill(os.getpid(), signal)


def count_up(most: int) -> Iterator[tuple[int, int]]:
    for number in range(most):
        yield number, os.getpid()


def write_down(path: str, size: int) -> Iterator[bytes]:
    """Pieces that no pipe holds, each noted in the file when it is made."""
    while True:
        with Path(path).open("a") as file:
            file.write("x")
        yield b"x" * size


def yield_then_refuse() -> Iterator[str]:
    yield "first"
    raise SheetUnreadable(reason="宏")


def burn_each(seconds: float, pieces: int) -> Iterator[int]:
    for number in range(pieces):
        burn(time.process_time() + seconds)
        yield number


def read_all(file: IO[bytes]) -> bytes:
    return file.read()


def standing() -> tuple[int, int]:
    """How this process is scheduled."""
    return os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0)


def processor_time(processor: int, seconds: float) -> float:
    """Seconds of that processor which this process got in so many of the clock."""
    os.sched_setaffinity(0, {processor})
    began, deadline = time.process_time(), time.monotonic() + seconds
    while time.monotonic() < deadline:
        pass
    return time.process_time() - began


def counting(to: int) -> str:
    for number in range(1, to + 1):
        tell(number)
    return "counted"
