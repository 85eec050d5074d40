"""The servers of a run with several workers, held by the process that outlives all of them.

A worker asks for one over a socket; what nobody asks for is never started.
"""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path

from tests.support.folders import server_folder
from tests.support.kafka import running_broker
from tests.support.postgres import running_postgres

POSTGRES, KAFKA, END = "postgres", "kafka", "end"
REFUSED = "refused: "


@contextmanager
def serving_servers() -> Iterator[str]:
    """The path of a socket at which `url_of` asks; the servers end with the block."""
    with server_folder() as folder, closing(socket.socket(socket.AF_UNIX)) as listener:
        path = str(folder / "servers")
        listener.bind(path)
        listener.listen()
        # The kernel ends a server with the thread that started it: one thread for all.
        thread = threading.Thread(target=lambda: asyncio.run(_Servers(folder).run(listener)))
        thread.start()
        try:
            yield path
        finally:
            _ask(path, END)
            thread.join()


def url_of(server: str, path: str) -> str:
    """The administrator's URL of the run's PostgreSQL or Kafka, which starts if need be."""
    answer = _ask(path, server)
    if not answer or answer.startswith(REFUSED):
        raise RuntimeError(f"{server} is not there: {answer.removeprefix(REFUSED)}")
    return answer


def _ask(path: str, word: str) -> str:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(path)
        asking.sendall(f"{word}\n".encode())
        with asking.makefile() as answer:
            return answer.read()


class _Servers:
    """Starts each server for the first who asks, and tells the others where it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = AsyncExitStack()
        self._ended = asyncio.Event()
        self._starts: dict[str, Callable[[], Awaitable[str]]] = {
            POSTGRES: self._postgres,
            KAFKA: self._kafka,
        }
        self._started: dict[str, asyncio.Future[str]] = {}

    async def run(self, listener: socket.socket) -> None:
        async with self._running, await asyncio.start_unix_server(self._answer, sock=listener):
            await self._ended.wait()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        word = (await reader.readline()).decode().strip()
        if word == END:
            self._ended.set()
        else:
            writer.write((await self._url(word)).encode())
            await writer.drain()
        writer.close()

    async def _url(self, server: str) -> str:
        try:
            if server not in self._started:
                self._started[server] = asyncio.ensure_future(self._starts[server]())
            return await self._started[server]
        except Exception as failure:
            return f"{REFUSED}{failure!r}"

    async def _postgres(self) -> str:
        databases = await self._running.enter_async_context(running_postgres(self._folder))
        return databases.admin_url

    async def _kafka(self) -> str:
        bus = await self._running.enter_async_context(running_broker(self._folder))
        return bus.admin.url()
