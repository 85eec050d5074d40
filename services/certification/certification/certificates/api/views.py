"""What callers get back about certificates."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from certification.certificates.domain.acts import (
    BY_ITSELF,
    Act,
    Cancellation,
    Suspension,
    reason_of,
)
from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.domain.proceedings import Proceeding, ProceedingKind
from certification.certificates.domain.states import (
    STATE_NAMES,
    CertificateState,
    CertificateWord,
)
from certification.footprints.domain import certified
from certification.values.domain.forms import View
from chassis.forms import Words
from contracts.accounting import DeclaredUnit
from contracts.certification import Scheme
from contracts.event import ExactDecimal


class ActView(View):
    """What happened to a certificate. Names and notes stay in the body's own file."""

    kind: Literal["suspension", "reinstatement", "withdrawal", "cancellation"]
    """What was done."""
    reason_code: str | None
    until: datetime | None
    """Last moment of a suspension; null for others."""
    replaced_by: str | None
    """Number of the certificate that took its place; null for others."""
    by_itself: bool
    """Whether it followed from a date that passed or a visit that failed."""
    at: datetime

    @classmethod
    def of(cls, act: Act) -> "ActView":
        successor = act.successor if isinstance(act, Cancellation) else None
        return cls.model_validate(
            {
                "kind": type(act).__name__.lower(),
                "reason_code": reason_of(act),
                "until": act.until if isinstance(act, Suspension) else None,
                "replaced_by": successor.number if successor else None,
                "by_itself": act.person == BY_ITSELF,
                "at": act.at,
            }
        )


class ProceedingView(View):
    """What was said before a certificate was withdrawn or cancelled."""

    kind: ProceedingKind
    at: datetime

    @classmethod
    def of(cls, step: Proceeding) -> "ProceedingView":
        return cls(kind=step.kind, at=step.at)


class CertificateView(View):
    id: UUID
    number: str
    """Number of the certificate, as printed."""
    state: CertificateWord
    state_code: CertificateState
    """National code: 01 valid, 02 suspended, 03 withdrawn, 04 cancelled, 05 expired."""
    state_name: Words
    """The state in words."""
    scheme: Scheme
    body: str
    enterprise: str
    enterprise_name: Words
    division: str
    """GB/T 2260 code of the county where the product is made."""
    product_id: UUID
    product_name: Words
    model: str
    gtin: str | None
    category: str
    value: ExactDecimal
    """kg CO2e per declared unit."""
    declared_unit: DeclaredUnit
    boundary: str
    application_id: UUID
    """The application that led to it."""
    calculation_id: UUID
    """The sealed calculation that was certified."""
    rule_code: str
    rule_version: str
    payload_sha256: str
    """SHA-256 of what was signed."""
    status_list: int
    """Number of the status lists that have its place."""
    status_index: int
    """Its place in those lists."""
    valid_from: datetime
    valid_until: datetime
    decided_at: datetime
    signed_at: datetime | None
    """Null in the moment between decision and signature."""
    credential: str | None
    """The certificate itself, as application/vc+jwt."""
    replaces_certificate_id: UUID | None
    """The certificate whose place it takes; null when it takes none's."""
    acts: list[ActView]
    """What happened to it, in order."""
    proceedings: list[ProceedingView]
    """Notices, statements and wishes before it was withdrawn or cancelled, in order."""

    @classmethod
    def of(cls, file: CertificateFile, now: datetime) -> "CertificateView":
        certificate, state = file.certificate, file.state(now)
        zh, en = STATE_NAMES[state]
        return cls(
            **certified(file.footprint),
            id=certificate.id,
            number=certificate.number,
            state=CertificateWord.of(state),
            state_code=state,
            state_name=Words(zh=zh, en=en),
            division=certificate.division,
            scheme=certificate.scheme,
            body=certificate.body,
            enterprise=certificate.enterprise,
            application_id=certificate.application_id,
            calculation_id=certificate.calculation_id,
            rule_code=certificate.rule_code,
            rule_version=certificate.rule_version,
            payload_sha256=certificate.payload_sha256,
            status_list=certificate.status_list,
            status_index=certificate.status_index,
            valid_from=certificate.valid_from,
            valid_until=certificate.valid_until,
            decided_at=certificate.decided_at,
            signed_at=file.signature.signed_at if file.signature else None,
            credential=file.signature.credential if file.signature else None,
            replaces_certificate_id=certificate.replaces,
            acts=[ActView.of(act) for act in file.acts],
            proceedings=[ProceedingView.of(step) for step in file.proceedings],
        )
