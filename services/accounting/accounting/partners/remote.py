"""Calls to exchange partners: guarded addresses, their own token endpoint, no redirects."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

import httpx2

from accounting.pact.domain.events import MEDIA_TYPE
from accounting.pact.domain.legacy_events import event_as_v2
from accounting.pact.domain.wire import read_json
from accounting.partners.domain.addresses import PartnerAddressNotPublic, PartnerUrlNotAccepted
from accounting.partners.domain.exchange import Partner, Version
from chassis import outbound
from chassis.outbound import Credential

_TOKENS_OTHERWISE = "/auth/token"
"""Where the specification of PACT puts the token endpoint when nothing else is said."""
Credentials = Mapping[str, Mapping[str, Credential]]
"""By enterprise, then by the partner's auth base."""


class DeliveryFailed(Exception):
    """An attempt did not succeed; the text is for the enterprise that waits for it."""


def read_credentials(text: str) -> Credentials:
    """Read `{"<enterprise>": {"<auth base>": {"client_id": …, "client_secret": …}}}`."""
    return {
        owner: {base: Credential(**client) for base, client in clients.items()}
        for owner, clients in json.loads(text).items()
    }


class Partners:
    """Speaks to the PACT hosts of partners."""

    def __init__(self, credentials: Credentials, transport: httpx2.AsyncBaseTransport) -> None:
        self._credentials, self._transport = credentials, transport
        self._tokens = outbound.Tokens(transport, _TOKENS_OTHERWISE)

    async def send(self, partner: Partner, event: Mapping[str, object]) -> None:
        """Hand over an event, in the version that the partner speaks. Raises `DeliveryFailed`."""
        told = event_as_v2(event) if partner.version is Version.V2 else event
        body = json.dumps(told, ensure_ascii=False).encode()
        await self._call(partner, "POST", "events", body)

    async def footprint(self, partner: Partner, id: UUID) -> dict[str, object]:
        """Read a footprint that the partner announced. Raises `DeliveryFailed`."""
        data = _object(await self._call(partner, "GET", f"footprints/{id}")).get("data")
        if not isinstance(data, dict):
            raise DeliveryFailed("the answer holds no data")
        return data

    async def _call(
        self, partner: Partner, method: str, path: str, body: bytes | None = None
    ) -> bytes:
        headers = await self._authorization(partner)
        if body is not None:
            headers["Content-Type"] = MEDIA_TYPE
        url = f"{partner.base_url.rstrip('/')}/{partner.version}/{path}"
        with _told(url):
            request = httpx2.Request(method, url, headers=headers, content=body)
            response = await outbound.answer(self._transport, request)
        if response.status_code == 401 and partner.auth_base:
            self._tokens.forget(
                partner.auth_base, self._credential(partner.owner, partner.auth_base)
            )
        if not response.is_success:
            raise DeliveryFailed(f"{url}: status {response.status_code}")
        return response.content

    async def _authorization(self, partner: Partner) -> dict[str, str]:
        if partner.auth_base is None:
            return {}
        credential = self._credential(partner.owner, partner.auth_base)
        with _told(partner.auth_base):
            token = await self._tokens.token(partner.auth_base, credential)
        return {"Authorization": f"Bearer {token}"}

    def _credential(self, owner: str, auth_base: str) -> Credential:
        found = self._credentials.get(owner, {}).get(auth_base)
        if found is None:
            raise DeliveryFailed(f"no credentials of {owner} for {auth_base}")
        return found


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Every failure of a call in words for the enterprise."""
    try:
        yield
    except outbound.UrlNotAccepted as failure:
        raise DeliveryFailed(str(PartnerUrlNotAccepted(url=repr(url[:80])))) from failure
    except outbound.AddressNotPublic as failure:
        raise DeliveryFailed(str(PartnerAddressNotPublic(host=str(failure)))) from failure
    except outbound.AnswerTooLarge as failure:
        raise DeliveryFailed("the answer is too long") from failure
    except outbound.TokenNotGiven as failure:
        raise DeliveryFailed("the token endpoint gave no token") from failure
    except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
        raise DeliveryFailed(f"{url}: {type(failure).__name__}") from failure


def _object(content: bytes) -> dict[str, object]:
    try:
        found = read_json(content)
    except ValueError:
        raise DeliveryFailed("the answer is not JSON") from None
    return found if isinstance(found, dict) else {}
