"""A party to the pilot: an OAuth client that calls the gateway and outlives short outages."""

import time
import uuid
from collections.abc import Mapping
from typing import Any

import httpx
import stamina
from joserfc import jwt
from joserfc.jwk import ECKey

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_LIVES_S = 60
_RENEW_BEFORE_S = 30
OUTAGE_S = 120.0
"""How long a party keeps trying while the platform is away."""


class Outage(Exception):
    """The platform did not answer as itself; the same request may be sent again."""


class Refused(Exception):
    """The platform refused; the problem document says why."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.problem: dict[str, Any] = _json(response)
        where = f"{response.request.method} {response.request.url.path}"
        super().__init__(f"{where}: {self.status} {self.problem or response.text[:500]}")

    @property
    def type(self) -> str:
        return str(self.problem.get("type", "")).rpartition(":")[2]


class Party:
    """One client of one organisation."""

    def __init__(self, base_url: str, client: str, key: ECKey, issuer: str | None = None) -> None:
        """`issuer` is how the platform names itself, where that is not where it is called."""
        self.base_url, self.client, self._key = base_url, client, key
        self._issuer = issuer or base_url
        self._http = httpx.AsyncClient(base_url=base_url, timeout=30)
        self._token = ""
        self._renew_at = 0.0

    async def close(self) -> None:
        await self._http.aclose()

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.call("GET", path, **options)

    async def send(
        self, method: str, path: str, body: object, *, once: str | None = None
    ) -> dict[str, Any]:
        """Send a command; `once` is its idempotency key, so that repeating it is harmless.

        A command that says nothing has no body.
        """
        headers = {"Idempotency-Key": once} if once else {}
        said = {"json": body} if body else {}
        return _json(await self.call(method, path, headers=headers, **said))

    async def call(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **options: Any
    ) -> httpx.Response:
        """Raises `Refused` for an answer of 4xx; tries again for as long as an outage lasts."""
        async for attempt in stamina.retry_context(
            on=(httpx.HTTPError, Outage), attempts=None, timeout=OUTAGE_S, wait_max=1.0
        ):
            with attempt:
                bearer = {"Authorization": f"Bearer {await self.access_token()}"}
                head = {**bearer, **(headers or {})}
                response = await self._http.request(method, path, headers=head, **options)
                return _answered(response)
        raise Outage(path)

    async def access_token(self) -> str:
        """A token with time left; asks for a new one when the last is about to end."""
        if time.monotonic() >= self._renew_at:
            response = await self._http.post("/oauth/token", data=self.grant())
            answer = _json(_answered(response))
            self._token = str(answer["access_token"])
            self._renew_at = time.monotonic() + int(answer["expires_in"]) - _RENEW_BEFORE_S
        return self._token

    def grant(self) -> dict[str, str]:
        """The form of one request for a token."""
        return {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION,
            "client_assertion": self._assertion(),
        }

    def _assertion(self) -> str:
        """A fresh proof of possession of the client's key (RFC 7523), good for a minute."""
        now = int(time.time())
        claims = {
            "iss": self.client,
            "sub": self.client,
            "aud": f"{self._issuer}/oauth/token",
            "iat": now,
            "exp": now + _ASSERTION_LIVES_S,
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key)


def _answered(response: httpx.Response) -> httpx.Response:
    if response.status_code >= 500 or response.status_code == 429:
        raise Outage(f"{response.status_code} {response.text[:200]}")
    if response.status_code >= 400:
        raise Refused(response)
    return response


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
