"""Tokens by `private_key_jwt` (RFC 7523): asked for when needed, and anew before they end."""

import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tanbiao_client.problems import Problem

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_LIVES_S = 60
RENEW_BEFORE_S = 30


@dataclass(frozen=True)
class Credentials:
    """A client and the private key that proves it."""

    client_id: str
    key: ECKey | RSAKey
    key_id: str
    scope: str | None = None

    @classmethod
    def from_pem(
        cls, client_id: str, path: str | Path, key_id: str, scope: str | None = None
    ) -> "Credentials":
        """A P-256 or RSA key in a PEM file."""
        text = Path(path).read_bytes()
        try:
            return cls(client_id, ECKey.import_key(text), key_id, scope)
        except ValueError:
            return cls(client_id, RSAKey.import_key(text), key_id, scope)

    def assertion(self, audience: str) -> str:
        """A proof that serves once."""
        now = int(time.time())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": audience,
            "iat": now,
            "exp": now + ASSERTION_LIVES_S,
            "jti": uuid.uuid4().hex,
        }
        algorithm = "ES256" if isinstance(self.key, ECKey) else "RS256"
        return jwt.encode({"alg": algorithm, "kid": self.key_id}, claims, self.key)


class TokenSource:
    """The token that is in force; safe among threads."""

    def __init__(self, url: str, credentials: Credentials, http: httpx.Client) -> None:
        self._endpoint = f"{url}/oauth/token"
        self._credentials = credentials
        self._http = http
        self._lock = threading.Lock()
        self._token = ""
        self._renew_at = 0.0

    def token(self) -> str:
        """Raises `Problem` where the platform gives none."""
        with self._lock:
            if time.monotonic() >= self._renew_at:
                self._renew()
            return self._token

    def forget(self) -> None:
        """The platform did not take it."""
        with self._lock:
            self._renew_at = 0.0

    def _renew(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": self._credentials.assertion(self._endpoint),
        }
        if self._credentials.scope:
            form["scope"] = self._credentials.scope
        response = self._http.post(self._endpoint, data=form)
        if response.status_code != 200:
            raise Problem.of(response)
        answer: dict[str, Any] = response.json()
        self._token = answer["access_token"]
        self._renew_at = time.monotonic() + float(answer["expires_in"]) - RENEW_BEFORE_S
