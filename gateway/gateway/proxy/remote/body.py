"""Bodies of requests: here as a whole before a service hears of them, and who has left since."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import IO

from starlette.types import Receive

from chassis.bodies import Limits, spooled
from gateway.proxy.domain.headers import Headers, header

_IN_MEMORY_BYTES = 256 * 1024
_PIECE_BYTES = 64 * 1024


class ClientLeft(Exception):
    """The caller closed the connection before its answer was complete."""


class KeptBody:
    """A body that is here; it may be sent again."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self.size = file, size

    def pieces(self) -> Iterator[bytes]:
        """The body from its beginning."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE_BYTES):
            yield piece


def has_body(headers: Headers) -> bool:
    """Whether a request says that it has a body."""
    declared = header(headers, b"content-length")
    return declared not in ("", "0") or bool(header(headers, b"transfer-encoding"))


@asynccontextmanager
async def taken_in(receive: Receive, headers: Headers, limits: Limits) -> AsyncIterator[KeptBody]:
    """The body as a whole. Raises `ClientLeft` or what the limits say of it."""
    limits.check_declared(header(headers, b"content-length"))
    async with spooled(receive, limits, _IN_MEMORY_BYTES) as body:
        if body.cut:
            raise ClientLeft
        yield KeptBody(body.file, body.size)


class Sender:
    """The caller, whose body is here."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.left = False

    async def wait_until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.left = True
