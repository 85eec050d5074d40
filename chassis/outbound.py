"""Calls to addresses that others name: where they may lead, and how much of an answer is taken.

A guard against requests into our own network (SSRF). Everything that is refused is a transport
error of httpx2, so whoever catches those catches all.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

# Written out instead of asking `is_global`, whose tables differ between Python releases.
# Source: IANA special-purpose address registries, and the metadata services of large clouds.
_CLOSED_V4 = (
    *map(IPv4Network, ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8")),
    *map(IPv4Network, ("168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24")),
    *map(IPv4Network, ("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15")),
    *map(IPv4Network, ("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3")),
)
# Only global unicast is open in IPv6, so mapped, translated (NAT64), unique-local, link-local and
# multicast addresses are closed without being named; tunnels (Teredo, 6to4) lie inside it.
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_LOCAL = tuple(
    [IPv4Network(n) for n in ("10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
    + [IPv6Network(n) for n in ("::1/128", "fd00::/8")]
)
_METADATA = (IPv6Address("fd00:ec2::254"),)
"""Metadata services inside a private network; the others are link-local."""
_DEFAULT_PORTS = {"https": 443, "http": 80}
_FIRST_UNPRIVILEGED_PORT = 1024
LONGEST_URL = 2_000
_RESOLVE_WITHIN_S = 3
_RENEW_BEFORE_S = 30


class CallRefused(httpx2.TransportError):
    """A call that is not made, or an answer that is not taken."""


class UrlNotAccepted(CallRefused):
    """The form of an address, its scheme or its port."""


class AddressNotPublic(CallRefused):
    """The host leads nowhere, or into a network that is not public."""


class AnswerTooLarge(CallRefused):
    """More header or body bytes than are taken; of a compressed body none is."""


class TokenNotGiven(CallRefused):
    """The authorization server did not give a usable token."""


@dataclass(frozen=True)
class Endpoint:
    """An address that is well formed; where its host leads is checked at each use."""

    url: str
    host: str
    port: int


@dataclass(frozen=True)
class Limits:
    """What is taken of one answer, and how long a call may last from name to last byte."""

    within_s: float
    body_bytes: int = 4 * 1024 * 1024
    header_bytes: int = 16 * 1024


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def is_allowed(address: Address, *, allow_private: bool) -> bool:
    """Public addresses; for development also loopback and private ones, never metadata services."""
    local = allow_private and address not in _METADATA and any(address in n for n in _LOCAL)
    return is_public(address) or local


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a host as the system resolves it; none where it does not."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(address[0]) for *_, address in found]


class Guard:
    """Decides where calls may go."""

    def __init__(self, *, allow_private: bool, resolve: Resolve = resolve) -> None:
        """`allow_private` also lets plain HTTP through; it is for development only."""
        self._allow_private, self._resolve = allow_private, resolve

    def endpoint(self, url: str) -> Endpoint:
        """What `url` names, without looking where that leads. Raises `UrlNotAccepted`."""
        if (
            len(url) > LONGEST_URL
            or not url.isascii()
            or any(c <= " " or c in "\\\x7f" for c in url)
        ):
            raise UrlNotAccepted("characters or length")
        try:
            parts = urlsplit(url)
            default = _DEFAULT_PORTS[parts.scheme]
            port = default if parts.port is None else parts.port
        except (ValueError, KeyError) as failure:
            raise UrlNotAccepted("scheme, host or port") from failure
        if not parts.hostname or not port or "@" in parts.netloc or "#" in url:
            raise UrlNotAccepted("no host, no port, a user or a fragment")
        is_open = port == 443 or port >= _FIRST_UNPRIVILEGED_PORT
        if not self._allow_private and (parts.scheme != "https" or not is_open):
            raise UrlNotAccepted("neither https nor an open port")
        return Endpoint(url, parts.hostname, port)

    async def address(self, endpoint: Endpoint) -> str:
        """The address to connect to among those that the host resolves to.

        One closed address refuses all: a host that answers with both kinds is an attack or a
        mistake. Raises `AddressNotPublic`, whose text tells nothing of our own network.
        """
        try:
            async with asyncio.timeout(_RESOLVE_WITHIN_S):
                found = await self._resolve(endpoint.host, endpoint.port)
        except TimeoutError as failure:
            raise AddressNotPublic(endpoint.host) from failure
        # A zone id (fe80::1%eth0) belongs to link-local addresses only, which are closed anyway.
        addresses = [ip_address(text.partition("%")[0]) for text in found]
        allowed = [is_allowed(each, allow_private=self._allow_private) for each in addresses]
        if not addresses or not all(allowed):
            raise AddressNotPublic(endpoint.host)
        return str(addresses[0])

    async def admit(self, url: str) -> None:
        """Raise `UrlNotAccepted` or `AddressNotPublic` unless `url` may be called now."""
        await self.address(self.endpoint(url))


class GuardedTransport(httpx2.AsyncBaseTransport):
    """Resolves once, checks, and connects to the very address that was checked.

    A second resolution inside the HTTP library would be open to DNS rebinding. The certificate
    is still checked against the host's name. Redirects are answers like any other.
    """

    def __init__(self, guard: Guard, limits: Limits) -> None:
        self._guard, self._limits = guard, limits
        # Kept connections are found again by address: another host at the same address would
        # inherit a connection whose certificate was checked for the first one.
        pool = httpx2.Limits(max_keepalive_connections=0)
        self._inner = httpx2.AsyncHTTPTransport(verify=httpx2.create_ssl_context(), limits=pool)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        endpoint = self._guard.endpoint(str(request.url))
        deadline = asyncio.get_running_loop().time() + self._limits.within_s
        async with _until(deadline):
            address = await self._guard.address(endpoint)
            response = await self._inner.handle_async_request(_pinned(request, endpoint, address))
            if sum(len(k) + len(v) for k, v in response.headers.raw) > self._limits.header_bytes:
                await response.aclose()
                raise AnswerTooLarge("header fields")
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101  An async transport's.
        # It was asked for as it is, and would be counted before it swells.
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        limit = self._limits.body_bytes if encoding == "identity" else 0
        response.stream = _Bounded(response.stream, limit, deadline)
        return response


class _Bounded(httpx2.AsyncByteStream):
    """The body of an answer, up to its limit and its deadline."""

    def __init__(self, inner: httpx2.AsyncByteStream, limit: int, deadline: float) -> None:
        self._inner, self._left, self._deadline = inner, limit, deadline

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = aiter(self._inner)
        while True:
            async with _until(self._deadline):
                piece = await anext(pieces, None)
            if piece is None:
                return
            self._left -= len(piece)
            if self._left < 0:
                raise AnswerTooLarge("body, or a compressed one")
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()


async def answer(transport: httpx2.AsyncBaseTransport, request: httpx2.Request) -> httpx2.Response:
    """Make one call and read its answer whole. Raises `httpx2.HTTPError` and no other."""
    response = await transport.handle_async_request(request)
    try:
        await response.aread()
    finally:
        await response.aclose()
    return response


@dataclass(frozen=True)
class Credential:
    """A client at somebody's authorization server."""

    client_id: str
    client_secret: str


class Tokens:
    """Access tokens by client credentials (RFC 6749, 4.4), kept until shortly before they end."""

    def __init__(self, transport: httpx2.AsyncBaseTransport, otherwise: str) -> None:
        """`otherwise` is the path of the token endpoint where there is no discovery document."""
        self._transport, self._otherwise = transport, otherwise
        self._clients: dict[tuple[str, Credential], AsyncOAuth2Client] = {}

    async def token(self, base: str, credential: Credential) -> str:
        """A token of the server at `base`. Raises `httpx2.HTTPError`."""
        key = (base, credential)
        client = self._clients.pop(key, None) or self._client(
            await self._endpoint(base), credential
        )
        await client.ensure_active_token(client.token)
        # Without a stated end the token is good for this call only.
        client.token.setdefault("expires_at", 0)
        # Kept only after a success, so that a server that has moved is discovered anew.
        self._clients[key] = client
        return str(client.token["access_token"])

    def forget(self, base: str, credential: Credential) -> None:
        """Fetch anew next time, because the token was not accepted."""
        self._clients.pop((base, credential), None)

    def _client(self, endpoint: str, credential: Credential) -> AsyncOAuth2Client:
        client = AsyncOAuth2Client(
            # Form-encoded first (RFC 6749, 2.3.1), which Authlib leaves to its caller.
            quote(credential.client_id, safe=""),
            quote(credential.client_secret, safe=""),
            token_endpoint=endpoint,
            grant_type="client_credentials",
            token={"access_token": "", "expires_at": 0},
            leeway=_RENEW_BEFORE_S,
            transport=self._transport,
            timeout=None,
            trust_env=False,
        )
        client.register_compliance_hook("access_token_response", _sound)
        return client

    async def _endpoint(self, base: str) -> str:
        """The token endpoint by discovery, else where the specification of the partner puts it."""
        base = base.rstrip("/")
        request = httpx2.Request("GET", f"{base}/.well-known/openid-configuration")
        try:
            found = _object(await answer(self._transport, request)).get("token_endpoint")
            if isinstance(found, str):
                return str(httpx2.URL(found))
        except (httpx2.HTTPError, httpx2.InvalidURL):
            pass
        return f"{base}{self._otherwise}"


def _sound(response: httpx2.Response) -> httpx2.Response:
    """What Authlib reads without looking, checked, and nothing else of a token response."""
    given = _object(response)
    token, life_s = given.get("access_token"), given.get("expires_in", 0)
    if not isinstance(token, str) or not token or not token.isascii() or not token.isprintable():
        raise TokenNotGiven(f"status {response.status_code}, no token")
    if not isinstance(life_s, int):
        raise TokenNotGiven("expires_in is no number of seconds")
    return httpx2.Response(200, json={"access_token": token, "expires_in": life_s})


def _object(response: httpx2.Response) -> dict[str, object]:
    try:
        found = response.json() if response.is_success else None
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _pinned(request: httpx2.Request, endpoint: Endpoint, address: str) -> httpx2.Request:
    headers = httpx2.Headers(request.headers)
    # What arrives is counted as it arrives; a megabyte of gzip can be a gigabyte of text.
    headers["accept-encoding"] = "identity"
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": endpoint.host},
    )


@asynccontextmanager
async def _until(deadline: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout_at(deadline):
            yield
    except TimeoutError as failure:
        raise httpx2.ReadTimeout("the call lasts too long") from failure
