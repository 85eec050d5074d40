"""A registry under test: real database, real keys, events by hand, the sequencer on demand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.jwk import ECKey

from chassis.canonical import canonical, sha256_hex
from contracts.certification import CertificateIssued, IssuerKeysChanged
from contracts.event import Event
from registry import main
from registry.identities.domain.signing import NodeKeys
from registry.labels.usecases.rounds import sequence
from registry.main import consumer
from registry.values.domain.node import Node, node
from tests.registry.credentials import payload_of
from tests.registry.samples import sample_certificate
from tests.support.postgres import ServiceUrls
from tests.support.service import ServiceUnderTest, serving
from tests.support.tokens import ISSUER, Issuer

NODE: Node = node(ISSUER)


def new_keys() -> NodeKeys:
    return NodeKeys(ECKey.generate_key("P-256"), Ed25519PrivateKey.generate())


@dataclass
class SampleBody:
    """A certification body with a key, which signs whatever it is asked to."""

    number: str = "CNCA-R-2099-901"
    kid: str = "2026-1"
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256"))
    expires: str | None = None
    serial: Any = field(default_factory=lambda: count(1))

    @property
    def did(self) -> str:
        return NODE.body_did(self.number)

    def keys_changed(self, version: int = 1, **changes: Any) -> IssuerKeysChanged:
        jwk = self.key.as_dict(private=False)
        method = {
            "id": f"{self.did}#{self.kid}",
            "type": "JsonWebKey",
            "controller": self.did,
            "publicKeyJwk": {member: jwk[member] for member in ("kty", "crv", "x", "y")},
        }
        method |= {"expires": self.expires} if self.expires else {}
        document = canonical({"id": self.did, "version": version, "verificationMethod": [method]})
        facts = {
            "issuer": self.did,
            "body": self.number,
            "document": document.decode(),
            "version": version,
            "changed_at": "2026-01-02T00:00:00Z",
        }
        return IssuerKeysChanged.model_validate(facts | changes)

    def certificate(self, **changes: Any) -> CertificateIssued:
        """A certificate whose credential is authentic, numbered one after the other."""
        serial, id_ = next(self.serial), uuid4()
        facts = {
            "certificate_id": id_,
            "certificate_number": f"CFP-901-26-{serial:05}",
            "body": self.number,
            "issuer": self.did,
            "status_index": serial * 100,
        }
        made = sample_certificate(**(facts | changes))
        payload = payload_of(made)
        signed = {"credential": self.sign(payload), "payload_sha256": sha256_hex(payload)}
        return made.model_copy(update={k: v for k, v in signed.items() if k not in changes})

    def sign(self, payload: bytes, **header: str) -> str:
        head = {"alg": "ES256", "typ": "vc+jwt", "cty": "vc", "kid": f"{self.did}#{self.kid}"}
        return jws.serialize_compact(head | header, payload, self.key, algorithms=["ES256"])


class RegistryUnderTest(ServiceUnderTest):
    """The registry's API and worker on one database."""

    keys: NodeKeys
    events: Any

    async def receives(self, *received: Event) -> None:
        """Deliver events, each once."""
        for event in received:
            await self.receive(consumer, event, f"event-{next(self.events)}")

    async def sequences(self, **changes: Any) -> None:
        """Let the sequencer run until nothing waits, as the worker does."""
        facts = {"node": NODE, "keys": self.keys} | changes
        while await sequence(self.database, **facts):
            continue

    async def publishes(self, *received: Event) -> list[Event]:
        """Deliver events, let the sequencer run, and return what was published since."""
        before = len(await self.published())
        await self.receives(*received)
        await self.sequences()
        return (await self.published())[before:]


@asynccontextmanager
async def running_registry(urls: ServiceUrls, issuer: Issuer) -> AsyncIterator[RegistryUnderTest]:
    async with serving(main, urls.url, issuer) as service:
        under_test = RegistryUnderTest(
            service.client, service.database, service.issuer, service.app
        )
        under_test.keys, under_test.events = new_keys(), count(1)
        yield under_test
