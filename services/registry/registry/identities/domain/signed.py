"""Signed credentials (`vc+jwt`) and the keys of DID documents, as a verifier reads them."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

ALGORITHMS = ["ES256"]
_PUBLIC = ("kty", "crv", "x", "y")
_REMEMBERED = 2_048
"""Credentials, a few kilobytes each, whose signature is not checked a second time."""
_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, past which no date can be told."""


def dig(value: object, *path: str | int) -> object:
    """What stands at a path of a JSON value; None where the path leads nowhere."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def moment(value: object) -> datetime | None:
    """An RFC 3339 text with its zone as a moment in UTC; None for anything else."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        return found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Key:
    """One verification method of a DID document (W3C Controlled Identifiers, 2.2)."""

    id: str
    jwk: Mapping[str, str]
    expires: datetime | None = None
    """From this moment on the key signs no more."""

    def verifies(self, token: str) -> bool:
        """Whether this key made the ES256 signature of a compact JWS."""
        return _is_signed(token, tuple(self.jwk.get(member, "") for member in _PUBLIC))

    def was_in_use(self, at: datetime) -> bool:
        return self.expires is None or at < self.expires

    def document(self) -> dict[str, object]:
        """The key as a verification method."""
        method: dict[str, object] = {
            "id": self.id,
            "type": "JsonWebKey",
            "publicKeyJwk": dict(self.jwk),
        }
        return {**method, "expires": self.expires} if self.expires else method


@lru_cache(maxsize=_REMEMBERED)
def _is_signed(token: str, public: tuple[str, ...]) -> bool:
    """Whether the key made the signature. The same question has the same answer for ever."""
    try:
        key = ECKey.import_key(dict(zip(_PUBLIC, public, strict=True)))
        jws.deserialize_compact(token, key, algorithms=ALGORITHMS)
    except (JoseError, ValueError, KeyError):
        return False
    return True


def keys_of(document: object) -> tuple[Key, ...]:
    """The keys of a parsed DID document that belong to the document's own identifier."""
    did, methods = dig(document, "id"), dig(document, "verificationMethod")
    found = [parse_key(method) for method in methods] if isinstance(methods, list) else []
    return tuple(key for key in found if key and key.id.startswith(f"{did}#"))


def parse_key(method: object) -> Key | None:
    """One verification method with a public JWK; None for anything else."""
    id_, jwk, expires = dig(method, "id"), dig(method, "publicKeyJwk"), dig(method, "expires")
    ends = moment(expires)
    if not isinstance(id_, str) or not isinstance(jwk, Mapping) or (expires and not ends):
        return None
    return Key(id_, {str(k): str(v) for k, v in jwk.items() if k != "d"}, ends)


@dataclass(frozen=True)
class SignedCredential:
    """A compact JWS taken apart, not yet believed."""

    token: str
    header: Mapping[str, object]
    claims: Mapping[str, object]

    @property
    def key_id(self) -> str:
        """The absolute DID URL of the key that is said to have signed."""
        return str(self.header.get("kid", ""))

    @property
    def issuer(self) -> str:
        """The issuer as the claims name it, as a string or as an object with an id."""
        issuer = self.claims.get("issuer")
        return str(issuer if isinstance(issuer, str) else dig(issuer, "id"))

    @property
    def signed_at(self) -> datetime | None:
        """`iat` where there is one, else the start of validity."""
        iat = self.claims.get("iat")
        if isinstance(iat, int) and 0 <= iat <= _LAST_SECOND:
            return datetime.fromtimestamp(iat, UTC)
        return moment(self.claims.get("validFrom"))


@lru_cache(maxsize=_REMEMBERED)
def read_credential(token: str) -> SignedCredential | None:
    """Take a `vc+jwt` apart; None when it is not one."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    header, claims = (_json(part) for part in parts[:2])
    if not isinstance(header, dict) or not isinstance(claims, dict):
        return None
    if header.get("typ") != "vc+jwt" or "vc" in claims:
        # A `vc` claim is the superseded 1.1 form: its members would go unchecked here.
        return None
    return SignedCredential(token, header, claims)


def _json(part: str) -> object:
    try:
        return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return None


def parse_json(text: str) -> object:
    """A JSON text as a value; None when it is not JSON."""
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found
