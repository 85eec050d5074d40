"""Reads the keys that clients publish, from addresses on the open internet only."""

import httpx2
from pydantic import JsonValue

from chassis.outbound import AddressNotPublic, Guard, GuardedTransport, Limits, answer

_LIMITS = Limits(within_s=10, body_bytes=64 * 1024)


class KeysNotRead(Exception):
    """No JWK set was had from an address; the message tells its owner why."""


class KeyReader:
    """Reads JWK sets; nothing is redirected, and no answer is taken longer than keys can be."""

    def __init__(self, guard: Guard) -> None:
        self._transport = GuardedTransport(guard, _LIMITS)

    async def read(self, url: str) -> dict[str, JsonValue]:
        """The JWK set at an address. Raises `KeysNotRead`."""
        request = httpx2.Request("GET", url, headers={"accept": "application/json"})
        try:
            found = await answer(self._transport, request)
        except AddressNotPublic:
            raise KeysNotRead("the host leads to no public address") from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            raise KeysNotRead(f"not reached: {type(failure).__name__}") from None
        if found.status_code != 200:
            raise KeysNotRead(f"answered {found.status_code}")
        try:
            document = found.json()
        except (ValueError, RecursionError):
            raise KeysNotRead("the answer is no JSON") from None
        if not isinstance(document, dict):
            raise KeysNotRead("the answer is no JWK set")
        return document
