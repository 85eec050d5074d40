"""Events that certification publishes."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from contracts.accounting import DeclaredUnit, ProductIdentity
from contracts.event import AwareDatetime, Event, ExactDecimal, Message, Sha256


class Scheme(StrEnum):
    """Under whose scheme a certificate is issued.

    A product outside the national pilot catalogue is certified under a body's own rules and may
    never carry the national label.
    """

    NATIONAL_CFP = "NATIONAL_CFP"
    CB_OWN = "CB_OWN"


class ApplicationSubmitted(Event):
    """An enterprise asked a body to certify a sealed footprint (认证委托).

    Applying is the enterprise's consent that the body may read the sealed calculation.
    """

    TYPE: ClassVar[str] = "certification.application.submitted.v1"

    application_id: UUID
    calculation_id: UUID
    enterprise: str
    body: str
    """Approval number of the certification body, such as CNCA-R-2002-001."""
    submitted_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.application_id)


class ApplicationEnding(StrEnum):
    """How an application came to its end."""

    REFUSED = "refused"
    """A step was negative."""
    WITHDRAWN = "withdrawn"
    """The enterprise withdrew it."""
    CERTIFICATE_ENDED = "certificate-ended"
    """Its certificate was withdrawn, cancelled or has expired."""


class ApplicationEnded(Event):
    """The body's access to the calculation ends at `access_until`."""

    TYPE: ClassVar[str] = "certification.application.ended.v1"

    application_id: UUID
    calculation_id: UUID
    enterprise: str
    body: str
    ending: ApplicationEnding
    ended_at: AwareDatetime
    access_until: AwareDatetime
    """Exclusive. After a certificate it is the end of the archive period."""

    @property
    def subject(self) -> str:
        return str(self.application_id)


class IssuerKeysChanged(Event):
    """A certification body's DID document changed; every version becomes a leaf of the log."""

    TYPE: ClassVar[str] = "certification.issuer.changed.v1"

    issuer: str
    """did:web of the body."""
    body: str
    document: str
    """The DID document as canonical JSON (RFC 8785)."""
    version: int
    changed_at: AwareDatetime

    @property
    def subject(self) -> str:
        return self.issuer


class DecidedBy(StrEnum):
    """Who changed what a certificate is worth."""

    BODY = "certification-body"
    PLATFORM = "platform"
    """It followed by itself, from a date that passed or a visit that failed."""


class ReasonWords(Message):
    """What a reason code means, by the region pack."""

    zh: str
    en: str


class _CertificateEvent(Event):
    certificate_id: UUID
    certificate_number: str

    @property
    def subject(self) -> str:
        return str(self.certificate_id)


class CertificateIssued(_CertificateEvent):
    """A decided certificate was signed; `credential` is the vc+jwt itself."""

    TYPE: ClassVar[str] = "certification.certificate.issued.v1"

    scheme: Scheme
    body: str
    body_name_zh: str
    body_name_en: str
    issuer: str
    calculation_id: UUID
    seal: Sha256
    product: ProductIdentity
    declared_unit: DeclaredUnit
    value: ExactDecimal
    boundary: str
    rule_code: str
    rule_version: str
    standard: str
    credential: str
    payload_sha256: Sha256
    """Hash of the signed payload, stored in the deciding transaction before anything was signed."""
    status_list: int = 1
    """Number of the node's pair of status lists (suspension and revocation) that has its place."""
    status_index: int
    """The certificate's place in both of them."""
    valid_from: AwareDatetime
    valid_until: AwareDatetime
    issued_at: AwareDatetime
    replaces: str | None = None
    """Number of the certificate whose place it takes, which ends with this."""


class CertificateSuspended(_CertificateEvent):
    """The certificate is not valid for now (暂停, state 02)."""

    TYPE: ClassVar[str] = "certification.certificate.suspended.v1"

    reason_code: str
    """National code table of suspension reasons, 0201-0208 or 0299."""
    suspended_at: AwareDatetime
    suspended_until: AwareDatetime
    decided_by_role: DecidedBy | None = None
    reason_words: ReasonWords | None = None
    basis: str | None = None
    """The clause."""


class CertificateReinstated(_CertificateEvent):
    """A suspension ended; the certificate is valid again (恢复)."""

    TYPE: ClassVar[str] = "certification.certificate.reinstated.v1"

    reinstated_at: AwareDatetime
    decided_by_role: DecidedBy | None = None


class CertificateWithdrawn(_CertificateEvent):
    """The certificate is void for good (撤销, state 03)."""

    TYPE: ClassVar[str] = "certification.certificate.withdrawn.v1"

    reason_code: str
    """National code table of revocation reasons, 0201-0209 or 0299."""
    withdrawn_at: AwareDatetime
    decided_by_role: DecidedBy | None = None
    reason_words: ReasonWords | None = None
    basis: str | None = None
    """The clause."""


class CertificateCancelled(_CertificateEvent):
    """The certificate is void for good at its holder's wish (注销, state 04); no sanction."""

    TYPE: ClassVar[str] = "certification.certificate.cancelled.v1"

    reason_code: str
    """National code table of cancellation reasons, 0201-0204 or 0299."""
    cancelled_at: AwareDatetime
    decided_by_role: DecidedBy | None = None
    reason_words: ReasonWords | None = None


class CertificateReplaced(_CertificateEvent):
    """A new certificate took its place, so that it is void for good (state 04); no sanction."""

    TYPE: ClassVar[str] = "certification.certificate.replaced.v1"

    replaced_by: str
    """Number of the new certificate."""
    replacement_code: str
    """National code table of replacements: 01-04 or 99."""
    reason_code: str
    """National code table of cancellation reasons."""
    replaced_at: AwareDatetime


class NationalCatalogueEntry(Message):
    """The entry of the national pilot catalogue that covers a product."""

    item: int
    name_zh: str
    edition: str
    """The day on which this edition of the catalogue was published, YYYY-MM-DD."""


class CatalogueEntry(Message):
    """A product of a published batch."""

    nomination_id: UUID
    enterprise: str
    enterprise_name_zh: str
    enterprise_name_en: str
    product_id: UUID
    category: str
    name_zh: str
    name_en: str
    model: str
    division: str
    national: NationalCatalogueEntry | None
    """None on the city's own list: certified under a body's own scheme only."""


class CatalogueBatchPublished(Event):
    """A numbered batch of pilot products was published."""

    TYPE: ClassVar[str] = "certification.catalogue.batch-published.v1"

    number: int
    title_zh: str
    entries: list[CatalogueEntry]
    published_at: AwareDatetime

    @property
    def subject(self) -> str:
        return "catalogue"


class CatalogueEntryWithdrawn(Event):
    """A product was taken off the published list of pilot products, with reasons."""

    TYPE: ClassVar[str] = "certification.catalogue.entry-withdrawn.v1"

    nomination_id: UUID
    enterprise: str
    product_id: UUID
    reasons_zh: str
    withdrawn_at: AwareDatetime

    @property
    def subject(self) -> str:
        return "catalogue"
