"""Calls to subscribers: signed, only to addresses that were checked, short, never redirected."""

from collections.abc import Awaitable, Sequence
from datetime import datetime
from importlib.metadata import version
from uuid import uuid4

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
from mutual_recognition.subscriptions.domain import consents, webhooks
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
_GONE = 410
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
        source: str = "urn:tanbiao:mutual-recognition",
    ) -> None:
        """`origin` is the host name of this node, by which addresses allow it; `source` that of its
        events."""
        self._keys, self._origin, self._source = keys, origin, source
        self._transport = GuardedTransport(guard, Limits(within_s=timeout_s))

    async def send(self, url: str, id: str, body: bytes) -> Answer:
        """One attempt. The subscriber's body is never read, so its size cannot hurt."""
        return await self._answer(self._post(url, id, body))

    async def ask(self, url: str) -> Answer:
        """Whether the address wants webhooks of this node (CloudEvents, HTTP 1.1 Web Hooks, 4).

        One that says nothing of webhooks to `OPTIONS`, as many answer only POST, is asked by an
        event.
        """
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
        response = await self._transport.handle_async_request(self._signed(url, id, body, now))
        await response.aclose()
        wait = retry_after(response.status_code, response.headers.get("retry-after"), now)
        failure = None if response.is_success else Failure.STATUS
        return Answer(response.status_code, failure, wait)

    def _signed(self, url: str, id: str, body: bytes, at: datetime) -> httpx2.Request:
        common = {"content-type": MEDIA_TYPE, "user-agent": USER_AGENT}
        headers = webhooks.sign(id, at, body, self._keys) | common
        return httpx2.Request("POST", url, headers=headers, content=body)

    async def _echo(self, url: str) -> Answer:
        """Only the beginning of the answer is read, so its size cannot hurt."""
        id, word, now = uuid4(), consents.new_word(), clock.now()
        asked = self._signed(url, str(id), consents.body(id, word, self._source, now), now)
        response = await self._transport.handle_async_request(asked)
        said = b""
        async for piece in response.aiter_raw():
            said += piece
            if len(said) > consents.MOST_READ:
                break
        await response.aclose()
        agreed = response.is_success and consents.consents(said[: consents.MOST_READ], word)
        return Answer(response.status_code, None if agreed else Failure.CONSENT_MISSING)

    async def _consent(self, url: str) -> Answer:
        headers = {"webhook-request-origin": self._origin, "user-agent": USER_AGENT}
        request = httpx2.Request("OPTIONS", url, headers=headers)
        response = await self._transport.handle_async_request(request)
        await response.aclose()
        if _ALLOWED not in response.headers and response.status_code != _GONE:
            return await self._echo(url)
        allowed = {each.strip() for each in response.headers.get(_ALLOWED, "").split(",")}
        consents = response.is_success and bool(allowed & {"*", self._origin})
        return Answer(response.status_code, None if consents else Failure.CONSENT_MISSING)
