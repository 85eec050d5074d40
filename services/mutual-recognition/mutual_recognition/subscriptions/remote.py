"""Calls to subscribers: signed, only to addresses that were checked, short, never redirected."""

from collections.abc import Awaitable, Sequence
from importlib.metadata import version

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis import clock
from chassis.backoff import retry_after
from chassis.outbound import (
    LONGEST_URL,
    AddressNotPublic,
    Guard,
    GuardedTransport,
    Limits,
    UrlNotAccepted,
)
from mutual_recognition.feed.domain import MEDIA_TYPE
from mutual_recognition.subscriptions.domain import webhooks
from mutual_recognition.subscriptions.domain.deliveries import Answer, Failure
from mutual_recognition.subscriptions.domain.refusals import (
    WebhookAddressNotPublic,
    WebhookUrlNotAccepted,
)


async def admit(guard: Guard, url: str) -> None:
    """Raise `WebhookUrlNotAccepted` or `WebhookAddressNotPublic` unless `url` may be called."""
    try:
        await guard.admit(url)
    except UrlNotAccepted as refusal:
        raise WebhookUrlNotAccepted(most=LONGEST_URL) from refusal
    except AddressNotPublic as refusal:
        raise WebhookAddressNotPublic(host=str(refusal)) from refusal


_ALLOWED = "webhook-allowed-origin"
USER_AGENT = f"Tanbiao/{version('tanbiao')}"
"""What subscribers find in their logs."""


class Webhooks:
    """Sends webhooks for one node."""

    def __init__(
        self,
        keys: Sequence[Ed25519PrivateKey],
        guard: Guard,
        timeout_s: float,
        origin: str = "localhost",
    ) -> None:
        """`origin` is the host name of this node, by which addresses allow it."""
        self._keys, self._origin = keys, origin
        self._transport = GuardedTransport(guard, Limits(within_s=timeout_s))

    async def send(self, url: str, id: str, body: bytes) -> Answer:
        """One attempt. The subscriber's body is never read, so its size cannot hurt."""
        return await self._answer(self._post(url, id, body))

    async def ask(self, url: str) -> Answer:
        """Whether the address wants webhooks of this node (CloudEvents, HTTP 1.1 Web Hooks, 4)."""
        return await self._answer(self._consent(url))

    async def _answer(self, request: Awaitable[Answer]) -> Answer:
        try:
            return await request
        except (UrlNotAccepted, AddressNotPublic):
            return Answer(None, Failure.ADDRESS_REFUSED)
        except httpx2.TimeoutException:
            return Answer(None, Failure.TIMEOUT)
        except (httpx2.HTTPError, httpx2.InvalidURL):
            return Answer(None, Failure.UNREACHABLE)

    async def _post(self, url: str, id: str, body: bytes) -> Answer:
        now = clock.now()
        common = {"content-type": MEDIA_TYPE, "user-agent": USER_AGENT}
        headers = webhooks.sign(id, now, body, self._keys) | common
        request = httpx2.Request("POST", url, headers=headers, content=body)
        response = await self._transport.handle_async_request(request)
        await response.aclose()
        wait = retry_after(response.status_code, response.headers.get("retry-after"), now)
        failure = None if response.is_success else Failure.STATUS
        return Answer(response.status_code, failure, wait)

    async def _consent(self, url: str) -> Answer:
        headers = {"webhook-request-origin": self._origin, "user-agent": USER_AGENT}
        request = httpx2.Request("OPTIONS", url, headers=headers)
        response = await self._transport.handle_async_request(request)
        await response.aclose()
        allowed = {each.strip() for each in response.headers.get(_ALLOWED, "").split(",")}
        consents = response.is_success and bool(allowed & {"*", self._origin})
        return Answer(response.status_code, None if consents else Failure.CONSENT_MISSING)
