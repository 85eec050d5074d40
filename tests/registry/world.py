"""A whole node in miniature: real keys, a real log, real credentials, no database."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.jwk import ECKey

from certification.bodies.domain import Body
from certification.certificates.domain.credential import Grant, credential_payload
from certification.certificates.domain.numbering import StatusPlace
from certification.certificates.domain.signing import sign_certificate
from certification.issuers.domain.identity import IssuerKey, body_did, did_document
from certification.rules.domain import RuleVersion
from chassis.canonical import canonical, sha256_hex
from contracts.accounting import DeclaredUnit, FootprintSealed, ProductIdentity
from contracts.certification import CertificateIssued, Scheme
from registry.identities.domain.entry import did_document_entry
from registry.identities.domain.signed import keys_of
from registry.labels.domain import entry as label_entries
from registry.labels.domain.facts import facts_of
from registry.labels.domain.label import Label, Publication, series_for
from registry.log.domain import checkpoint, merkle, note
from registry.log.domain.proof import LogProof
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.policy import Policy, TrustedBody
from registry.proofs.domain.stated import proven_text
from registry.status.domain import status_list
from registry.status.domain.status_list import (
    ListName,
    Purpose,
    StatusList,
    StatusListIssue,
)
from registry.values.domain import node as values_node
from registry.values.domain.bilingual import Bilingual

PUBLIC_URL = "http://127.0.0.1:8080"
BODY = Body("CNCA-R-2099-901", "示例认证(天津)有限公司", "Sample Certification (Tianjin) Co., Ltd.")
SAMPLES = frozenset({BODY.number, "91120116MA0000007N"})
DECIDED = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
"""Half past nine in Tianjin."""
NOW = datetime(2026, 5, 20, 4, 0, tzinfo=UTC)
STATUS_INDEX = 4711

RULE = RuleVersion(
    code="TJ-CFP-PV-MODULE",
    version="1",
    category="pv-module",
    name_zh="光伏组件产品碳足迹标识认证实施规则(示例)",
    name_en="Rule for PV modules (sample)",
    general_rule="CNCA-CFP-00:2025",
    standard="GB/T 24067-2024",
    in_force_from=date(2026, 1, 1),
    validity_months=24,
    surveillance_interval_months=12,
)


def footprint(**product: Any) -> FootprintSealed:
    facts = {
        "id": UUID(int=1),
        "name_zh": "示例双玻组件 580 W",
        "name_en": "Sample glass-glass module 580 W",
        "model": "JG-S-580",
        "gtin": "06901234567892",
        "category": "pv-module",
        "cpc": "47150",
        "enterprise": "91120116MA0000007N",
        "enterprise_name_zh": "津光示例光伏(天津)有限公司",
        "enterprise_name_en": "Jinguang Sample Photovoltaic (Tianjin) Co., Ltd.",
        "site_division": "120116",
    }
    return FootprintSealed(
        calculation_id=UUID(int=2),
        seal="5e" * 32,
        product=ProductIdentity.model_validate(facts | product),
        declared_unit=DeclaredUnit(amount=Decimal(1), unit="kWp"),
        value=Decimal("474.24"),
        boundary="cradle-to-gate",
        rule_code=RULE.code,
        rule_version=RULE.version,
        gwp_set="AR6",
        engine_version="1",
        period_start=date(2025, 1, 1),
        period_end=date(2026, 1, 1),
        sealed_at=DECIDED - timedelta(days=30),
    )


def _key(kid: str) -> IssuerKey:
    return IssuerKey(kid, ECKey.generate_key("P-256", {"kid": kid, "alg": "ES256"}))


def sign_vc(payload: bytes, key: IssuerKey, owner: str) -> str:
    header = {"alg": "ES256", "typ": "vc+jwt", "cty": "vc", "kid": f"{owner}#{key.kid}"}
    return jws.serialize_compact(header, payload, key.key, algorithms=["ES256"])


@dataclass
class World:
    """One certified product. Change a part, then ask for the bundle."""

    scheme: Scheme = Scheme.NATIONAL_CFP
    sealed: FootprintSealed = field(default_factory=footprint)
    issuer: str = body_did(PUBLIC_URL, BODY.number)
    body_key: IssuerKey = field(default_factory=lambda: _key("2026-1"))
    node_key: IssuerKey = field(default_factory=lambda: _key("node-1"))
    log_key: note.SignerKey = field(
        default_factory=lambda: note.SignerKey("127.0.0.1:8080/log", Ed25519PrivateKey.generate())
    )
    suspended: bool = False
    revoked: bool = False
    lists_issued: datetime = NOW - timedelta(hours=1)
    certificate_number: str = "CFP901-2026-00001"
    decided: datetime = DECIDED
    valid_until: datetime = datetime(2028, 5, 3, 16, tzinfo=UTC)
    serial: int = 3
    node: values_node.Node = values_node.Node(PUBLIC_URL)  # noqa: RUF009  Frozen.

    @property
    def status_index(self) -> int:
        return STATUS_INDEX - 3 + self.serial

    @property
    def node_did(self) -> str:
        return self.node.did

    @property
    def grant(self) -> Grant:
        return Grant(
            id=UUID(int=self.serial),
            number=self.certificate_number,
            body=BODY,
            scheme=self.scheme,
            footprint=self.sealed,
            rule=RULE,
            place=StatusPlace(1, self.status_index),
            decided_at=self.decided,
            valid_until=self.valid_until,
        )

    def payload(self) -> bytes:
        return credential_payload(self.grant, PUBLIC_URL)

    def credential(self) -> str:
        payload = self.payload()
        if self.issuer != body_did(PUBLIC_URL, BODY.number):
            return self.foreign_credential(payload)
        return sign_certificate(payload, sha256_hex(payload), self.issuer, self.body_key)

    def foreign_credential(self, payload: bytes) -> str:
        claims = json.loads(payload)
        claims["issuer"]["id"] = self.issuer
        return sign_vc(canonical(claims), self.body_key, self.issuer)

    def certificate(self, credential: str) -> CertificateIssued:
        grant, sealed = self.grant, self.sealed
        return CertificateIssued(
            certificate_id=grant.id,
            certificate_number=grant.number,
            scheme=grant.scheme,
            body=BODY.number,
            body_name_zh=BODY.name_zh,
            body_name_en=BODY.name_en,
            issuer=self.issuer,
            calculation_id=sealed.calculation_id,
            seal=sealed.seal,
            product=sealed.product,
            declared_unit=sealed.declared_unit,
            value=sealed.value,
            boundary=sealed.boundary,
            rule_code=RULE.code,
            rule_version=RULE.version,
            standard=RULE.standard,
            credential=credential,
            payload_sha256=sha256_hex(self.payload()),
            status_index=self.status_index,
            valid_from=grant.decided_at,
            valid_until=grant.valid_until,
            issued_at=grant.decided_at,
        )

    def label(self, credential: str | None = None) -> Label:
        certificate = self.certificate(credential or self.credential())
        number = series_for(certificate, 2026).number(1)
        return Label(number, certificate, Publication(log_index=5, at=DECIDED))

    def body_document(self) -> str:
        return did_document(self.issuer, [self.body_key])

    def status_jwt(self, purpose: Purpose, is_set: bool) -> str:
        issue = StatusListIssue(
            ListName(purpose),
            1,
            status_list.list_url(PUBLIC_URL, ListName(purpose)),
            self.node_did,
            self.lists_issued,
        )
        bits = StatusList().with_set([self.status_index] if is_set else [])
        return sign_vc(canonical(status_list.payload(issue, bits)), self.node_key, self.node_did)

    def policy(self, **changes: Any) -> Policy:
        facts = {
            "node": self.node_did,
            "node_keys": keys_of(json.loads(did_document(self.node_did, [self.node_key]))),
            "log_origin": self.node.log_origin,
            "log_key": self.log_key.verifier,
            "bodies": (TrustedBody(self.issuer, Bilingual(BODY.name_zh, BODY.name_en)),),
        }
        return Policy(**(facts | changes))

    def bundle(self, **changes: str) -> Bundle:
        """The label's bundle; `changes` replace parts after everything was made."""
        label = self.label()
        body_entry = did_document_entry(self.issuer, 1, self.body_document())
        label_entry = label_entries.label_entry(label)
        proofs = self.log([body_entry.data, label_entry.data])
        parts = Bundle(
            label=proven_text(facts_of(label, self.node, SAMPLES), label.certificate.credential),
            credential=label.certificate.credential,
            suspension=self.status_jwt(Purpose.SUSPENSION, self.suspended),
            revocation=self.status_jwt(Purpose.REVOCATION, self.revoked),
            entry=label_entry.data.decode(),
            proof=proofs[label_entry.data].text(),
            body_did=self.body_document(),
            body_entry=body_entry.data.decode(),
            body_proof=proofs[body_entry.data].text(),
        )
        return replace(parts, **changes)

    def log(self, entries: list[bytes]) -> Mapping[bytes, LogProof]:
        """A log of eleven leaves that has these entries at 4 and 5, and their proofs."""
        leaves = [b"other %d" % i for i in range(11)]
        leaves[4 : 4 + len(entries)] = entries
        frontier, nodes = merkle.Frontier(), dict[merkle.TreeNode, bytes]()
        for leaf in leaves:
            frontier, completed = frontier.append(merkle.leaf_hash(leaf))
            nodes |= completed
        tree = checkpoint.Checkpoint(self.node.log_origin, frontier.size, frontier.root)
        signed = checkpoint.sign(tree, self.log_key)
        return {leaf: _proof(leaves.index(leaf), frontier.size, nodes, signed) for leaf in entries}


def _proof(index: int, size: int, nodes: Mapping[merkle.TreeNode, bytes], signed: str) -> LogProof:
    path = merkle.resolve(merkle.inclusion_path(index, size), nodes)
    return LogProof(index, tuple(path), signed)


MakeWorld = Callable[..., World]
