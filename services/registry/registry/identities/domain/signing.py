"""What the node signs with its ES256 key: credentials as `application/vc+jwt`."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.jwk import ECKey

from chassis.canonical import canonical
from registry.identities.domain.did import VerificationKey
from registry.log.domain.note import SignerKey
from registry.values.domain.node import Node

_ALGORITHMS = ["ES256"]


@dataclass(frozen=True)
class NodeKeys:
    """The node's private keys: one for credentials, one for the log. Only the worker has them."""

    credentials: ECKey
    log: Ed25519PrivateKey

    @property
    def public(self) -> VerificationKey:
        """The current verification key of the node's DID document."""
        members = self.credentials.as_dict(private=False)
        kid = self.credentials.thumbprint()
        jwk = {member: str(members[member]) for member in ("kty", "crv", "x", "y")}
        return VerificationKey(kid, jwk | {"kid": kid, "alg": "ES256"})

    def log_signer(self, node: Node) -> SignerKey:
        """Signs checkpoints under the log's origin."""
        return SignerKey(node.log_origin, self.log)

    def sign(self, payload: Mapping[str, object], node: Node) -> str:
        """A credential as a compact JWS with the node's absolute key URL."""
        header = {
            "alg": "ES256",
            "typ": "vc+jwt",
            "cty": "vc",
            "kid": f"{node.did}#{self.public.kid}",
        }
        data = canonical(payload)
        return jws.serialize_compact(header, data, self.credentials, algorithms=_ALGORITHMS)
