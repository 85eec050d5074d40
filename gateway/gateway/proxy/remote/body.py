"""The body of a request as a stream within limits, and the moment when its sender leaves."""

import asyncio
from collections.abc import AsyncIterator

from starlette.types import Receive

from chassis.bodies import Bounded, Limits
from chassis.refusals import Refusal


class ClientLeft(Exception):
    """The caller closed the connection before its answer was complete."""


class RequestBody:
    """Reads what the caller sends, once; the limits hold for streams of unknown length too."""

    def __init__(self, receive: Receive, limits: Limits, *, declared: str, chunked: bool) -> None:
        """Raises what the limits say of a body that declares too much."""
        limits.check_declared(declared)
        self._receive = Bounded(receive, limits)
        self._ended = asyncio.Event()
        self.present = chunked or declared not in ("", "0")
        self.refusal: Refusal | None = None
        """Why no more of the body is read."""
        self.sender_left = False
        if not self.present:
            self._ended.set()

    async def chunks(self) -> AsyncIterator[bytes]:
        """Raises a refusal or `ClientLeft` in the middle of the stream."""
        more = True
        while more:
            try:
                message = await self._receive()
            except Refusal as refusal:
                self.refusal = refusal
                raise
            if message["type"] == "http.disconnect":
                self.sender_left = True
                raise ClientLeft
            if chunk := message.get("body", b""):
                yield chunk
            more = message.get("more_body", False)
        self._ended.set()

    async def wait_until_sender_leaves(self) -> None:
        await self._ended.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.sender_left = True
