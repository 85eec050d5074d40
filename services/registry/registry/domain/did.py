"""did:web identities (W3C did:web, Controlled Identifiers): names, addresses and documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from chassis.canonical import canonical, rfc3339


def host_of(public_url: str) -> str:
    """Host and, where there is one, port of the node, such as 127.0.0.1:8080."""
    return urlsplit(public_url).netloc


def node_did(public_url: str) -> str:
    """The node's DID; a port's colon is percent-encoded, since colons separate path parts."""
    return f"did:web:{quote(host_of(public_url), safe='.-')}"


def body_did(public_url: str, body: str) -> str:
    """The DID of a certification body, whose document this node serves."""
    return f"{node_did(public_url)}:bodies:{body}"


@dataclass(frozen=True)
class PublicKey:
    """A P-256 verification key as JWK members, named by its RFC 7638 thumbprint."""

    thumbprint: str
    jwk: Mapping[str, str]

    def url(self, did: str) -> str:
        return f"{did}#{self.thumbprint}"


@dataclass(frozen=True)
class RetiredKey:
    """A key that signs no more; what it signed before `expired_at` stays provable."""

    key: PublicKey
    expired_at: datetime


@dataclass(frozen=True)
class LogIdentity:
    """Where the node's log is and which key signs its checkpoints (`vkey`, C2SP signed-note)."""

    url: str
    vkey: str


@dataclass(frozen=True)
class NodeKeyring:
    """Everything that the node's DID document says."""

    did: str
    current: PublicKey
    retired: Sequence[RetiredKey]
    log: LogIdentity


def document(keyring: NodeKeyring) -> str:
    """The node's DID document as canonical JSON.

    Only the current key asserts. Retired keys stay listed with the moment they expired.
    """
    methods = [_method(keyring.did, keyring.current)]
    methods += [_method(keyring.did, old.key, old.expired_at) for old in keyring.retired]
    facts = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": keyring.did,
        "verificationMethod": methods,
        "assertionMethod": [keyring.current.url(keyring.did)],
        "service": [
            {
                "id": f"{keyring.did}#log",
                "type": "TransparencyLog",
                "serviceEndpoint": {"uri": keyring.log.url, "vkey": keyring.log.vkey},
            }
        ],
    }
    return canonical(facts).decode()


def _method(did: str, key: PublicKey, expired_at: datetime | None = None) -> dict[str, object]:
    method: dict[str, object] = {
        "id": key.url(did),
        "type": "JsonWebKey",
        "controller": did,
        "publicKeyJwk": dict(key.jwk),
    }
    return method if expired_at is None else {**method, "expires": rfc3339(expired_at)}
