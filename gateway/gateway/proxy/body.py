"""The body of a request as a stream with a limit, and the moment when its sender leaves."""

import asyncio
from collections.abc import AsyncIterator

from starlette.types import Message, Receive

from gateway.domain.refusals import BodyTooLarge


class ClientLeft(Exception):
    """The caller closed the connection before its answer was complete."""


def limited(receive: Receive, limit: int) -> Receive:
    """`receive` that raises `BodyTooLarge` when the caller has sent more than `limit` bytes."""
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise BodyTooLarge(limit=limit)
        return message

    return counting


class RequestBody:
    """Reads what the caller sends, once; the limit holds for streams of unknown length too."""

    def __init__(self, receive: Receive, *, limit: int, declared: str, chunked: bool) -> None:
        self._receive, self._limit = receive, limit
        self._ended = asyncio.Event()
        self.present = chunked or declared not in ("", "0")
        self.too_large = declared.isdecimal() and int(declared) > limit
        self.sender_left = False
        if not self.present:
            self._ended.set()

    @property
    def refusal(self) -> BodyTooLarge:
        return BodyTooLarge(limit=self._limit)

    async def chunks(self) -> AsyncIterator[bytes]:
        """Raises `BodyTooLarge` or `ClientLeft` in the middle of the stream."""
        seen, more = 0, True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.sender_left = True
                raise ClientLeft
            chunk: bytes = message.get("body", b"")
            seen += len(chunk)
            if seen > self._limit:
                self.too_large = True
                raise self.refusal
            if chunk:
                yield chunk
            more = message.get("more_body", False)
        self._ended.set()

    async def wait_until_sender_leaves(self) -> None:
        await self._ended.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.sender_left = True
