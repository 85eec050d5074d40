"""Heavy work in processes of their own, with limits on time and memory, shared fairly.

For what strangers sent to be parsed, and for whatever takes more than 50 ms: the loop only waits.
Each piece of work has a fresh process, forked in milliseconds from a server that has imported what
is needed: nothing of one organisation's data is left for the next, the limits are exact, and a
process that dies takes nobody else's work along.
"""

import asyncio
import math
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from enum import Enum, auto
from functools import partial
from multiprocessing import reduction
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import IO, Annotated, Any, Protocol, TypeVar

from fastapi import Depends, Request

from chassis.refusals import Invalid
from chassis.turns import Turns
from chassis.turns import WorkersBusy as WorkersBusy

_LARGEST_ANSWER = 1 << 29
_PATIENCE = 10
"""Work that mostly waits is ended after this many times its time of processor."""
_BEHIND = "chassis.behind"
"""Not imported here: the module puts whoever imports it behind others."""
T = TypeVar("T")
Told = Callable[[Any], None]
_processes = multiprocessing.get_context("forkserver")
_bookkeeping = threading.Lock()
"""Starting a process also looks whether others have ended; two threads must not both ask."""


class WorkTooHeavy(Invalid):
    """The work was ended because it took more time or memory than it may."""

    zh = "处理此内容所需资源超过上限({limit}),已停止。请缩小或拆分后重新提交。"
    en = "Working on this took more than {limit}, so it was ended; make it smaller or split it."


class WorkBroke(Invalid):
    """The process that did the work ended without an answer."""

    zh = "处理此内容的进程异常终止({reason}),未产生任何改动。请检查内容后重新提交。"
    en = "The process that worked on this broke down ({reason}); check what you sent, then retry."


class Pool:
    """Runs functions in other processes, so many at a time, in turns between organisations."""

    def __init__(
        self,
        size: int = 2,
        *,
        preload: Sequence[str] = (),
        waiting: int = 100,
        waiting_of_one: int = 10,
    ) -> None:
        """`preload` names the modules of the functions; without it each process imports anew."""
        self._preload = [_BEHIND, __name__, *preload]
        self._turns = Turns(size, waiting, waiting_of_one)
        self._threads = ThreadPoolExecutor(size, "work")
        self._errands: set[_Errand] = set()

    async def start(self) -> None:
        """Have the modules imported now, so that the first caller need not wait for that."""
        await self.run(os.getpid, org="", cpu_s=30, memory_bytes=1 << 30)

    async def close(self) -> None:
        """End what is running."""
        for errand in tuple(self._errands):
            errand.stop()
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    async def run(
        self,
        function: Callable[..., T],
        *args: Any,
        org: str,
        cpu_s: float,
        memory_bytes: int,
        told: Told | None = None,
    ) -> T:
        """What `function` returns, or raises; both travel pickled, so let them be small.

        `cpu_s` is time of processor, `memory_bytes` what it may add to its process. `told` hears,
        in a thread, what the process tells meanwhile. Cancelling ends the process. Raises
        `WorkersBusy`, `WorkTooHeavy`, `WorkBroke`.
        """
        errand = _Errand(_returned, (function, args), cpu_s, memory_bytes, told)
        async with self._turn(org, errand):
            found: T = await self._next(errand)
        return found

    async def stream(
        self,
        function: Callable[..., Iterator[T]],
        *args: Any,
        org: str,
        cpu_s: float,
        memory_bytes: int,
    ) -> AsyncGenerator[T]:
        """What `function` yields, piece by piece, made no faster than it is taken.

        `cpu_s` is for each piece. Whoever stops before the end closes the generator, which ends
        the process. Raises what `run` raises.
        """
        errand = _Errand(_yielded, (function, args), cpu_s, memory_bytes)
        async with self._turn(org, errand):
            while (piece := await self._next(errand)) is not _END:
                yield piece

    @asynccontextmanager
    async def _turn(self, org: str, errand: "_Errand") -> AsyncIterator[None]:
        """The turn ends when its process has, not when its caller has lost patience."""
        async with self._turns.turn(org):
            # Heard when the server of processes starts; it is one for all pools of a process.
            _processes.set_forkserver_preload(self._preload)
            self._errands.add(errand)
            try:
                yield
            finally:
                errand.stop()
                await asyncio.shield(asyncio.to_thread(errand.end))
                self._errands.discard(errand)

    async def _next(self, errand: "_Errand") -> Any:
        running = asyncio.get_running_loop().run_in_executor(self._threads, errand.next)
        try:
            kind, answer = await asyncio.shield(running)
        except asyncio.CancelledError:
            # Its thread must have come back before another waits in it.
            errand.stop()
            await asyncio.wait({running})
            raise
        if kind is _Kind.RAISED:
            raise answer
        return _END if kind is _Kind.ENDED else answer


async def current_pool(request: Request) -> Pool:
    """The pool of the process that answers the request."""
    pool: Pool = request.app.state.work
    return pool


Work = Annotated[Pool, Depends(current_pool)]


class _Kind(Enum):
    """What a message of another process is."""

    PIECE = auto()
    TOLD = auto()
    RAISED = auto()
    ENDED = auto()


_END = object()
"""No piece: nothing more comes."""
_Message = tuple[_Kind, Any]
Send = Callable[[_Kind, Any], None]


class _Errand:
    """One piece of work in a process; `next` and `end` block a thread."""

    def __init__(
        self,
        way: "_Way",
        work: tuple[Callable[..., Any], Any],
        cpu_s: float,
        memory: int,
        told: Told | None = None,
    ) -> None:
        self._way, self._work, self._cpu_s, self._memory = way, work, cpu_s, memory
        self._told = told
        self._process: ForkServerProcess | None = None
        self._receiving: Connection | None = None
        self._stopped = False

    def next(self) -> _Message:
        """What comes next: something returned or yielded, something raised, or the end."""
        if self._receiving is None and not self._begun():
            return _Kind.RAISED, WorkBroke(reason="stopped")
        while (found := self._received())[0] is _Kind.TOLD:
            if self._told:
                self._told(found[1])
        return found

    def _received(self) -> _Message:
        assert self._receiving is not None  # noqa: S101  It has begun.
        if not self._receiving.poll(self._cpu_s * _PATIENCE):
            return _Kind.RAISED, WorkTooHeavy(limit=f"{self._cpu_s:g} s")
        with suppress(EOFError, OSError):
            kind, answer = _read(self._receiving.recv_bytes(_LARGEST_ANSWER))
            if isinstance(answer, MemoryError):
                return _Kind.RAISED, WorkTooHeavy(limit=f"{self._memory >> 20} MiB")
            return kind, answer
        return _Kind.RAISED, self._broken()

    def stop(self) -> None:
        """End the process, if there is one, or see that none begins."""
        with _bookkeeping:
            self._stopped = True
            if self._process:
                self._process.kill()

    def end(self) -> int | None:
        """Wait until the process is gone; what it ended with."""
        with _bookkeeping:
            process, self._process = self._process, None
        if self._receiving:
            self._receiving.close()
        if process is None:
            return None
        with _bookkeeping:
            process.kill()
            process.join()
            code = process.exitcode
            process.close()
        return code

    def _begun(self) -> bool:
        receiving, sending = _processes.Pipe(duplex=False)
        limits = (self._cpu_s, self._memory)
        process = _processes.Process(
            target=_obey, args=(sending, limits, self._way, *self._work), daemon=True
        )
        with _bookkeeping, sending:
            if self._stopped:
                receiving.close()
                return False
            process.start()
            self._process, self._receiving = process, receiving
        return True

    def _broken(self) -> Exception:
        """Why a process has gone that had not said it all."""
        with _bookkeeping:
            process = self._process
            if process is None:
                return WorkBroke(reason="stopped")
            process.join()
            code = process.exitcode
        if code == -signal.SIGXCPU:
            return WorkTooHeavy(limit=f"{self._cpu_s:g} s")
        return WorkBroke(reason=f"exit {code}")


class Opened:
    """An open file for a function of a pool, which gets it as a file of its own."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __reduce__(self) -> tuple[object, ...]:
        return _reopened, (reduction.DupFd(self._file.fileno()),)


class _Inherited(Protocol):
    def detach(self) -> int: ...


def _reopened(descriptor: _Inherited) -> IO[bytes]:
    return os.fdopen(descriptor.detach(), "rb")


def _read(answer: bytes) -> Any:
    return pickle.loads(answer)  # noqa: S301  Of a process of ours.


_Way = Callable[[Send, float, Callable[..., Any], Any], None]


def _returned(send: Send, cpu_s: float, function: Callable[..., Any], args: Any) -> None:
    send(_Kind.PIECE, function(*args))


def _yielded(send: Send, cpu_s: float, function: Callable[..., Any], args: Any) -> None:
    for piece in function(*args):
        send(_Kind.PIECE, piece)
        _allow(cpu_s)
    send(_Kind.ENDED, None)


def _obey(
    sending: Connection,
    limits: tuple[float, int],
    way: _Way,
    function: Callable[..., Any],
    args: Any,
) -> None:
    """In the other process: work within the limits, answer, and be gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _confine(*limits)
    global _telling
    _telling = partial(_send, sending, _Kind.TOLD)
    try:
        way(partial(_send, sending), limits[0], function, args)
    except BaseException as failure:
        sending.send_bytes(_as_told(failure))
    os._exit(0)


_telling: Told | None = None
"""Of a process that does a piece of work: how it tells how far it is."""


def tell(what: Any) -> None:
    """Tell whoever waits for this piece of work how far it is; in any other process, nobody."""
    if _telling:
        _telling(what)


def _send(sending: Connection, kind: _Kind, answer: Any) -> None:
    sending.send_bytes(pickle.dumps((kind, answer)))


def _as_told(failure: BaseException) -> bytes:
    """The failure itself where it can travel, else what it says."""
    try:
        if not isinstance(failure, Exception):
            raise TypeError  # An exit of that process is none of this one.
        told = pickle.dumps((_Kind.RAISED, failure))
        _read(told)
    except Exception:
        return pickle.dumps((_Kind.RAISED, WorkBroke(reason=repr(failure)[:200])))
    return told


def _confine(cpu_s: float, memory_bytes: int) -> None:
    """Let the kernel end this process, in the middle of whatever native code it is in."""
    _allow(cpu_s)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # What is private and written to: libraries map far more than they ever use.
        with open("/proc/self/statm", encoding="ascii") as usage:
            held = int(usage.read().split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (held + memory_bytes, held + memory_bytes))


def _allow(cpu_s: float) -> None:
    """So much time of processor from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime + cpu_s)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
