"""did:web identities (W3C did:web, Controlled Identifiers): names, addresses and documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, urlsplit

from chassis.canonical import canonical

_CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://www.w3.org/ns/cid/v1")


@dataclass(frozen=True)
class Node:
    """This node of the federation, as the outside world addresses it."""

    public_url: str
    """Such as `https://node.example`, without a slash at the end."""

    @property
    def host(self) -> str:
        """Host and, where there is one, port, such as 127.0.0.1:8080."""
        return urlsplit(self.public_url).netloc

    @property
    def did(self) -> str:
        """A port's colon is percent-encoded, since colons separate path parts (did:web, 3.2)."""
        return f"did:web:{quote(self.host, safe='.-')}"

    def body_did(self, body: str) -> str:
        """The DID of a certification body, whose document this node serves."""
        return f"{self.did}:bodies:{body}"

    @property
    def log_origin(self) -> str:
        """Name of the log in its checkpoints: its address without the scheme (C2SP tlog-tiles)."""
        return f"{self.host}/log"

    @property
    def log_url(self) -> str:
        return f"{self.public_url}/log"

    def label_url(self, number: str) -> str:
        return f"{self.public_url}/label/{number}"


def node(public_url: str) -> Node:
    """The node at an address, however the address was typed."""
    return Node(public_url.rstrip("/"))


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
