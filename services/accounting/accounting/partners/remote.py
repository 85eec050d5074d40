"""Calls to exchange partners: guarded addresses, their own token endpoint, no redirects."""

import asyncio
import base64
import json
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from urllib.parse import quote, urlencode
from uuid import UUID

import httpx

from accounting.pact.domain.events import MEDIA_TYPE
from accounting.pact.domain.legacy_events import event_as_v2
from accounting.partners.domain import addresses
from accounting.partners.domain.exchange import Partner, Version
from chassis.refusals import Refusal

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_LARGEST_ANSWER = 4 * 1024 * 1024
_RENEW_BEFORE_S = 30
_FORM = "application/x-www-form-urlencoded"


class DeliveryFailed(Exception):
    """An attempt did not succeed; the text is for the enterprise that waits for it."""


@dataclass(frozen=True)
class Credential:
    """An enterprise's client at a partner's authorization server."""

    client_id: str
    client_secret: str


Credentials = Mapping[str, Mapping[str, Credential]]
"""By enterprise, then by the partner's auth base."""


def read_credentials(text: str) -> Credentials:
    """Read `{"<enterprise>": {"<auth base>": {"client_id": …, "client_secret": …}}}`."""
    return {
        owner: {base: Credential(**client) for base, client in clients.items()}
        for owner, clients in json.loads(text).items()
    }


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a host as the system resolves it; none where it does not."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(address[0]) for *_, address in found]


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects to the very address that was checked, so that a name cannot change its mind."""

    def __init__(self, *, allow_private: bool, resolve: Resolve = resolve) -> None:
        self._allow_private, self._resolve = allow_private, resolve
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = httpx.AsyncHTTPTransport(verify=httpx.create_ssl_context(), limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        endpoint = addresses.parse_endpoint(str(request.url), allow_private=self._allow_private)
        found = await self._resolve(endpoint.host, endpoint.port)
        address = addresses.choose(endpoint.host, found, allow_private=self._allow_private)
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": endpoint.host},
        )
        return await self._inner.handle_async_request(pinned)

    async def aclose(self) -> None:
        await self._inner.aclose()


class Partners:
    """Speaks to the PACT hosts of partners."""

    def __init__(
        self, credentials: Credentials, transport: httpx.AsyncBaseTransport, timeout_s: float
    ) -> None:
        self._credentials, self._transport, self._timeout_s = credentials, transport, timeout_s
        self._tokens: dict[tuple[str, str], tuple[str, float]] = {}

    async def send(self, partner: Partner, event: Mapping[str, object]) -> None:
        """Hand over an event, in the version that the partner speaks. Raises `DeliveryFailed`."""
        told = event_as_v2(event) if partner.version is Version.V2 else event
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = {"Content-Type": MEDIA_TYPE, **await self._authorization(partner)}
        await self._call("POST", f"{_base(partner)}/{partner.version}/events", headers, body)

    async def footprint(self, partner: Partner, id: UUID) -> dict[str, object]:
        """Read a footprint that the partner announced. Raises `DeliveryFailed`."""
        headers = await self._authorization(partner)
        url = f"{_base(partner)}/{partner.version}/footprints/{id}"
        answer = await self._call("GET", url, headers)
        data = _object(answer).get("data")
        if not isinstance(data, dict):
            raise DeliveryFailed("the answer holds no data")
        return data

    async def _authorization(self, partner: Partner) -> dict[str, str]:
        if partner.auth_base is None:
            return {}
        key = (partner.owner, partner.auth_base)
        token, expires = self._tokens.get(key, ("", 0.0))
        if expires < monotonic():
            token, life_s = await self._token(partner.owner, partner.auth_base)
            self._tokens[key] = (token, monotonic() + max(0, life_s - _RENEW_BEFORE_S))
        return {"Authorization": f"Bearer {token}"}

    async def _token(self, owner: str, auth_base: str) -> tuple[str, int]:
        client = self._credentials.get(owner, {}).get(auth_base)
        if client is None:
            raise DeliveryFailed(f"no credentials of {owner} for {auth_base}")
        pair = f"{quote(client.client_id, safe='')}:{quote(client.client_secret, safe='')}"
        basic = base64.b64encode(pair.encode()).decode()
        headers = {"Authorization": f"Basic {basic}", "Content-Type": _FORM}
        form = urlencode({"grant_type": "client_credentials"}).encode()
        answer = _object(await self._call("POST", await self._endpoint(auth_base), headers, form))
        token, life_s = answer.get("access_token"), answer.get("expires_in", 0)
        if not isinstance(token, str) or not token.isascii() or not isinstance(life_s, int):
            raise DeliveryFailed("the token endpoint gave no token")
        return token, life_s

    async def _endpoint(self, auth_base: str) -> str:
        """The token endpoint by discovery, else where the specification puts it."""
        base = auth_base.rstrip("/")
        try:
            answer = await self._call("GET", f"{base}/.well-known/openid-configuration", {})
        except DeliveryFailed:
            return f"{base}/auth/token"
        found = _object(answer).get("token_endpoint")
        return found if isinstance(found, str) else f"{base}/auth/token"

    async def _call(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> bytes:
        try:
            async with asyncio.timeout(self._timeout_s):
                request = httpx.Request(method, url, headers=dict(headers), content=body)
                response = await self._transport.handle_async_request(request)
                content = await _limited(response)
        except Refusal as refusal:
            raise DeliveryFailed(str(refusal)) from refusal
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL) as failure:
            raise DeliveryFailed(f"{url}: {type(failure).__name__}") from failure
        if not response.is_success:
            raise DeliveryFailed(f"{url}: status {response.status_code}")
        return content


async def _limited(response: httpx.Response) -> bytes:
    content = bytearray()
    try:
        async for chunk in response.aiter_bytes():
            content += chunk
            if len(content) > _LARGEST_ANSWER:
                raise DeliveryFailed("the answer is too long")
    finally:
        await response.aclose()
    return bytes(content)


def _object(content: bytes) -> dict[str, object]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise DeliveryFailed("the answer is not JSON") from None
    return found if isinstance(found, dict) else {}


def _base(partner: Partner) -> str:
    return partner.base_url.rstrip("/")
