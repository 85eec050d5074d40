"""Who signs: did:web identifiers of certification bodies and their DID documents."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from joserfc.jwk import ECKey

from chassis.canonical import canonical


@dataclass(frozen=True)
class IssuerKey:
    """One ES256 key of a body. A retired key verifies old certificates and signs no new ones."""

    kid: str
    key: ECKey
    retired_at: datetime | None = None


@dataclass(frozen=True)
class IssuerDocument:
    """One version of a body's DID document, as published."""

    issuer: str
    body: str
    version: int
    document: str
    """Canonical JSON (RFC 8785)."""
    changed_at: datetime


def body_did(public_url: str, body: str) -> str:
    """`did:web:<host>:bodies:<CNCA number>`; a port's colon is percent-encoded (did:web, 3.2).

    A path of the address stands between them, such as `:sample`.
    """
    address = urlsplit(public_url.rstrip("/"))
    path = address.path.replace("/", ":")
    return f"did:web:{quote(address.netloc, safe='.-')}{path}:bodies:{body}"


def key_url(did: str, kid: str) -> str:
    """The absolute DID URL of a key, as the `kid` header names it."""
    return f"{did}#{kid}"


def did_document(did: str, keys: Sequence[IssuerKey]) -> str:
    """The DID document that lists every key that ever signed, the retired with their end date.

    Retired keys stay in `assertionMethod`: what they signed before `expires` must stay verifiable
    (W3C Controlled Identifiers 1.0, 2.2).
    """
    methods = [_method(did, key) for key in keys]
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://www.w3.org/ns/cid/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
    return canonical(document).decode()


def _method(did: str, key: IssuerKey) -> dict[str, object]:
    public = key.key.as_dict(private=False)
    method: dict[str, object] = {
        "id": key_url(did, key.kid),
        "type": "JsonWebKey",
        "controller": did,
        "publicKeyJwk": {member: public[member] for member in ("kty", "crv", "x", "y")}
        | {"kid": key.kid, "alg": "ES256"},
    }
    return method | ({"expires": key.retired_at} if key.retired_at else {})


def lists_key(document: str, url: str) -> bool:
    """True if a DID document lists a key."""
    return url in _keys(document)


def keys_missing_from(document: str, earlier: str) -> list[str]:
    """Keys that an earlier document listed and this one does not."""
    listed = _keys(document)
    return [url for url in _keys(earlier) if url not in listed]


def _keys(document: str) -> list[str]:
    return [str(method["id"]) for method in json.loads(document)["verificationMethod"]]
