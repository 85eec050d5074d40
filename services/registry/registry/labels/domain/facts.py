"""What the public sees of a label: its facts as one document, and its standing from the proof."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from chassis.canonical import sha256_hex
from contracts.accounting import ProductIdentity
from contracts.certification import Scheme
from contracts.codes import gtin_fault
from registry.labels.domain.label import Label, LabelNotFound, last_day
from registry.values.domain.bilingual import Bilingual
from registry.values.domain.node import Node

_LOCAL = ZoneInfo("Asia/Shanghai")


EMISSION_UNIT = "kgCO2e"


@dataclass(frozen=True)
class Party:
    """An organisation as the label names it."""

    id: str
    name: Bilingual
    is_sample: bool = False


@dataclass(frozen=True)
class ProductFacts:
    name: Bilingual
    model: str
    gtin: str | None
    category: str
    cpc: str
    site_division: str


@dataclass(frozen=True)
class Footprint:
    """kg CO2e for an amount of product, within a life-cycle boundary."""

    value: Decimal
    amount: Decimal
    unit: str
    boundary: str


@dataclass(frozen=True)
class LabelFacts:
    """Everything that a label states, without its changing status."""

    number: str
    url: str
    scheme: Scheme
    certificate_number: str
    credential_sha256: str
    valid_from: datetime
    valid_until: datetime
    issued_at: datetime
    body: Party
    issuer: str
    enterprise: Party
    product: ProductFacts
    footprint: Footprint
    rule_code: str
    rule_version: str
    standard: str
    seal: str
    log_origin: str
    log_index: int

    @property
    def is_sample(self) -> bool:
        """Whether a party is invented, so that nobody takes the label for a real one."""
        return self.body.is_sample or self.enterprise.is_sample

    @property
    def first_day(self) -> date:
        """First day of validity on the calendar of Asia/Shanghai."""
        return self.valid_from.astimezone(_LOCAL).date()

    @property
    def last_day(self) -> date:
        """Last day of validity on the calendar of Asia/Shanghai."""
        return last_day(self.valid_until)

    def document(self) -> dict[str, object]:
        """The facts as JSON."""
        return {
            "label_number": self.number,
            "label_url": self.url,
            "scheme": self.scheme,
            "sample": self.is_sample,
            "certificate": {
                "number": self.certificate_number,
                "valid_from": self.valid_from,
                "valid_until": self.valid_until,
                "issued_at": self.issued_at,
                "credential_sha256": self.credential_sha256,
            },
            "body": _party(self.body) | {"did": self.issuer},
            "enterprise": _party(self.enterprise),
            "product": _product(self.product),
            "footprint": {
                "value": self.footprint.value,
                "unit": EMISSION_UNIT,
                "per": {"amount": self.footprint.amount, "unit": self.footprint.unit},
                "boundary": self.footprint.boundary,
            },
            "rule": {
                "code": self.rule_code,
                "version": self.rule_version,
                "standard": self.standard,
            },
            "seal": self.seal,
            "log": {"origin": self.log_origin, "index": self.log_index},
        }


def _party(party: Party) -> dict[str, object]:
    return {
        "id": party.id,
        "name_zh": party.name.zh,
        "name_en": party.name.en,
        "sample": party.is_sample,
    }


def _product(product: ProductFacts) -> dict[str, object]:
    return {
        "name_zh": product.name.zh,
        "name_en": product.name.en,
        "model": product.model,
        "gtin": product.gtin,
        "category": product.category,
        "cpc": product.cpc,
        "site_division": product.site_division,
    }


def digital_link(node: Node, gtin: str | None, number: str) -> str:
    """What the QR code says: a GS1 Digital Link where there is a GTIN, else the label's address.

    A GTIN of restricted circulation never becomes a link. A serial (AI 21) has at most 20
    characters: the number without its hyphens.
    """
    if gtin is None or gtin_fault(gtin):
        return node.label_url(number)
    return f"{node.public_url}/01/{gtin.zfill(14)}/21/{number.replace('-', '')}"


def facts_of(label: Label, node: Node, samples: frozenset[str] = frozenset()) -> LabelFacts:
    """A published label's facts; `samples` are invented parties, as all of the test tenant are.

    Raises `LabelNotFound` while the label is not in the log.
    """
    certificate, product = label.certificate, label.certificate.product
    if label.publication is None:
        raise LabelNotFound(number=label.number)
    body = Bilingual(certificate.body_name_zh, certificate.body_name_en)
    enterprise = Bilingual(product.enterprise_name_zh, product.enterprise_name_en)
    return LabelFacts(
        number=str(label.number),
        url=node.label_url(str(label.number)),
        scheme=certificate.scheme,
        certificate_number=certificate.certificate_number,
        credential_sha256=sha256_hex(certificate.credential.encode()),
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
        issued_at=certificate.issued_at,
        body=Party(certificate.body, body, node.is_sample or certificate.body in samples),
        issuer=certificate.issuer,
        enterprise=Party(
            product.enterprise, enterprise, node.is_sample or product.enterprise in samples
        ),
        product=_product_of(product),
        footprint=Footprint(
            certificate.value,
            certificate.declared_unit.amount,
            certificate.declared_unit.unit,
            certificate.boundary,
        ),
        rule_code=certificate.rule_code,
        rule_version=certificate.rule_version,
        standard=certificate.standard,
        seal=certificate.seal,
        log_origin=node.log_origin,
        log_index=label.publication.log_index,
    )


def _product_of(product: ProductIdentity) -> ProductFacts:
    return ProductFacts(
        name=Bilingual(product.name_zh, product.name_en),
        model=product.model,
        gtin=product.gtin,
        category=product.category,
        cpc=product.cpc,
        site_division=product.site_division,
    )
