"""Revoked clients: whose tokens are no longer good, and how a service hears of it in seconds."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

import httpx
import structlog

from chassis.refusals import Unavailable

TYPE = "revocations+jwt"
WAIT_S = 10.0
"""How long the gateway holds a question open while there is no news."""
_REST_S = 0.5
_BREATH_S = 0.02
"""Between two answers: gateways that do not yet know the same could otherwise be asked in turn."""
log = structlog.get_logger()
Decode = Callable[[str, str], Awaitable[Mapping[str, object]]]


class RevocationsUnknown(Unavailable):
    """The revoked clients have not been read for too long."""

    zh = "暂时无法核对令牌是否已撤销;请稍后重试。"
    en = "Whether tokens were revoked cannot be checked right now; try again shortly."


class Revocations:
    """The revoked clients as the gateway signs them, asked for on a connection of their own.

    The gateway answers when there is news, so a service knows as soon as the gateway does. Without
    a list that is still good nobody is believed.
    """

    def __init__(self, url: str, decode: Decode) -> None:
        """`decode` verifies what the gateway signed, given the text and its type."""
        self._url, self._decode = url, decode
        self._ids: frozenset[str] = frozenset()
        self._version = ""
        self._good_until = 0.0

    def include(self, client: str) -> bool:
        """Raises `RevocationsUnknown`."""
        if time.time() > self._good_until:
            raise RevocationsUnknown
        return client in self._ids

    async def check(self) -> None:
        """Raise unless the list is good."""
        self.include("")

    async def watch(self) -> None:
        """Ask for ever. A failure is answered by `include`, once it has lasted."""
        async with httpx.AsyncClient(timeout=WAIT_S + 5, trust_env=False) as client:
            while True:
                try:
                    await self.ask(client)
                    await asyncio.sleep(_BREATH_S)
                except Exception as failure:
                    log.warning("revocations not read", error=type(failure).__name__)
                    await asyncio.sleep(_REST_S)

    async def ask(self, client: httpx.AsyncClient) -> None:
        """Read the list once; while it is the one that is known, this takes a while."""
        answer = await client.get(self._url, params={"known": self._version})
        claims = await self._decode(answer.raise_for_status().text, TYPE)
        ids, good_until = claims["revoked"], claims["exp"]
        if not isinstance(ids, list) or not isinstance(good_until, int | float):
            raise TypeError("the list of revoked clients has another form")
        if good_until >= self._good_until:  # An older answer than the last tells nothing.
            self._ids, self._good_until = frozenset(map(str, ids)), float(good_until)
            self._version = str(claims["version"])
