"""Requests of a worker to other services, by way of the gateway, as a client of it."""

import asyncio
import json
import time
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_LIVES_S = 60
_RENEW_BEFORE_S = 30
_PATIENCE_S = 30


class Inside:
    """One client of the gateway, with a key and scopes of its own like any other."""

    def __init__(self, gateway_url: str, issuer: str, client: str, key: ECKey) -> None:
        self._issuer, self._client, self._key = issuer.rstrip("/"), client, key
        self._http = httpx.AsyncClient(base_url=gateway_url, timeout=_PATIENCE_S, trust_env=False)
        self._token, self._renew_at = "", float("-inf")
        self._renewing = asyncio.Lock()

    async def get(self, path: str, asked: Mapping[str, str]) -> bytes:
        """Raises `httpx.HTTPError`."""
        answer = await self._http.get(path, params=dict(asked), headers=await self._bearer())
        return answer.raise_for_status().content

    async def post(self, path: str, body: object) -> bytes:
        """Raises `httpx.HTTPError`."""
        answer = await self._http.post(path, json=body, headers=await self._bearer())
        return answer.raise_for_status().content

    async def close(self) -> None:
        await self._http.aclose()

    async def _bearer(self) -> dict[str, str]:
        async with self._renewing:
            if time.monotonic() >= self._renew_at:
                await self._renew()
        return {"Authorization": f"Bearer {self._token}"}

    async def _renew(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": self._assertion(),
        }
        answer = (await self._http.post("/oauth/token", data=form)).raise_for_status().json()
        self._token = str(answer["access_token"])
        self._renew_at = time.monotonic() + int(answer["expires_in"]) - _RENEW_BEFORE_S

    def _assertion(self) -> str:
        """A fresh proof of possession of the key (RFC 7523)."""
        now = int(time.time())
        claims = {
            "iss": self._client,
            "sub": self._client,
            "aud": f"{self._issuer}/oauth/token",
            "iat": now,
            "exp": now + _ASSERTION_LIVES_S,
            "jti": uuid4().hex,
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key)


def read_key(file: Path) -> ECKey:
    """The private key in a file, a JWK. Raises `ValueError` and `OSError`."""
    return ECKey.import_key(json.loads(file.read_text("utf-8")))
