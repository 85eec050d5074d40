"""did:web identities (W3C did:web, Controlled Identifiers): names, addresses and documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.canonical import canonical
from registry.values.domain.node import Node

_CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://www.w3.org/ns/cid/v1")


@dataclass(frozen=True)
class VerificationKey:
    """A P-256 verification key as public JWK members, named by its RFC 7638 thumbprint."""

    kid: str
    jwk: Mapping[str, str]
    expires: datetime | None = None
    """From this moment on the key signs no more; what it signed before stays provable."""


def document(node: Node, keys: Sequence[VerificationKey], vkey: str) -> str:
    """The node's DID document as canonical JSON; `vkey` verifies the log's checkpoints.

    Retired keys stay in `assertionMethod`: what they signed before `expires` must stay verifiable
    (W3C Controlled Identifiers 1.0, 2.2).
    """
    methods = [_method(node.did, key) for key in keys]
    facts = {
        "@context": list(_CONTEXTS),
        "id": node.did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
        "service": [
            {
                "id": f"{node.did}#log",
                "type": "TransparencyLog",
                "serviceEndpoint": {"uri": node.log_url, "vkey": vkey},
            }
        ],
    }
    return canonical(facts).decode()


def _method(did: str, key: VerificationKey) -> dict[str, object]:
    method: dict[str, object] = {
        "id": f"{did}#{key.kid}",
        "type": "JsonWebKey",
        "controller": did,
        "publicKeyJwk": dict(key.jwk),
    }
    return method | ({"expires": key.expires} if key.expires else {})


def renewed(
    published: Sequence[VerificationKey], current: VerificationKey, at: datetime
) -> list[VerificationKey]:
    """The keys of the next document: the current one first, every other one retired by now."""
    old = [key for key in published if key.kid != current.kid]
    return [current, *(replace(key, expires=key.expires or at) for key in old)]


@dataclass(frozen=True)
class DidVersion:
    """One version of a DID document, as canonical JSON."""

    did: str
    version: int
    document: str
    changed_at: datetime
