"""Calls to subscribers: signed, only to addresses that were checked, short, never redirected."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis import clock
from chassis.refusals import Refusal
from mutual_recognition.domain import addresses, retry, webhooks
from mutual_recognition.domain.deliveries import Answer, Failure
from mutual_recognition.domain.feed import MEDIA_TYPE
from mutual_recognition.domain.refusals import WebhookAddressNotPublic

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_RESOLVE_LIMIT_S = 3


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a host as the system resolves it; none where it does not."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(address[0]) for *_, address in found]


class Guard:
    """Decides where webhooks may go."""

    def __init__(self, *, allow_private: bool, resolve: Resolve = resolve) -> None:
        self._allow_private = allow_private
        self._resolve = resolve

    async def admit(self, url: str) -> None:
        """Raise `WebhookUrlNotAccepted` or `WebhookAddressNotPublic` unless `url` may be called."""
        endpoint = self.endpoint(url)
        try:
            async with asyncio.timeout(_RESOLVE_LIMIT_S):
                await self.address(endpoint.host, endpoint.port)
        except TimeoutError as failure:
            raise WebhookAddressNotPublic(host=endpoint.host) from failure

    def endpoint(self, url: str) -> addresses.Endpoint:
        """What `url` names, without looking where that leads. Raises `WebhookUrlNotAccepted`."""
        return addresses.parse_endpoint(url, allow_private=self._allow_private)

    async def address(self, host: str, port: int) -> str:
        """The address to connect to. Raises `WebhookAddressNotPublic`."""
        found = await self._resolve(host, port)
        return addresses.choose(host, found, allow_private=self._allow_private)


class GuardedTransport(httpx.AsyncBaseTransport):
    """Resolves the host, checks, and connects to the very address that was checked.

    A second resolution inside the HTTP library would be open to DNS rebinding. The certificate
    is still checked against the host's name.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        # Kept connections are found again by address: another host at the same address would
        # inherit a connection whose certificate was checked for the first one.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = httpx.AsyncHTTPTransport(verify=httpx.create_ssl_context(), limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host, url = request.url.host, request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        address = await self._guard.address(host, port)
        pinned = httpx.Request(
            request.method,
            url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await self._inner.handle_async_request(pinned)

    async def aclose(self) -> None:
        await self._inner.aclose()


class Webhooks:
    """Sends webhooks for one node."""

    def __init__(self, keys: Sequence[Ed25519PrivateKey], guard: Guard, timeout_s: float) -> None:
        self._keys = keys
        self._guard = guard
        self._timeout_s = timeout_s
        self._transport = GuardedTransport(guard)

    async def send(self, url: str, id: str, body: bytes) -> Answer:
        """One attempt. The subscriber's body is never read, so its size cannot hurt."""
        try:
            self._guard.endpoint(url)
            async with asyncio.timeout(self._timeout_s):
                return await self._post(url, id, body)
        except Refusal:
            return Answer(None, Failure.ADDRESS_REFUSED)
        except (TimeoutError, httpx.TimeoutException):
            return Answer(None, Failure.TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL):
            return Answer(None, Failure.UNREACHABLE)

    async def _post(self, url: str, id: str, body: bytes) -> Answer:
        now = clock.now()
        headers = webhooks.sign(id, now, body, self._keys) | {"content-type": MEDIA_TYPE}
        request = httpx.Request("POST", url, headers=headers, content=body)
        response = await self._transport.handle_async_request(request)
        await response.aclose()
        wait = retry.retry_after(response.status_code, response.headers.get("retry-after"), now)
        failure = None if response.is_success else Failure.STATUS
        return Answer(response.status_code, failure, wait)
