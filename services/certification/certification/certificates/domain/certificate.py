"""A decided certificate, what it is worth, and which acts on it are refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from certification.certificates.domain.acts import (
    Act,
    Cancellation,
    Reinstatement,
    Suspension,
    Withdrawal,
)
from certification.certificates.domain.proceedings import Proceeding
from certification.certificates.domain.states import (
    STATE_NAMES,
    CertificateState,
    ReplacementReason,
)
from chassis.refusals import Conflict, Invalid
from contracts.accounting import FootprintSealed
from contracts.certification import Scheme

EndingT = TypeVar("EndingT", Withdrawal, Cancellation)


class CertificateNoLongerInForce(Conflict):
    """An act is recorded on a certificate that was withdrawn, cancelled or has expired."""

    zh = "证书 {number} 已{state_zh},属于终止状态,不能再变更;如需继续使用标识请重新申请认证。"
    en = "Certificate {number} is {state_en} for good; apply for a new certification instead."


class CertificateAlreadySuspended(Conflict):
    """A suspended certificate is suspended again."""

    zh = "证书 {number} 已处于暂停状态;请先恢复,或直接撤销。"
    en = "Certificate {number} is already suspended; reinstate it first, or withdraw it."


class CertificateNotSuspended(Conflict):
    """A certificate that is not suspended is reinstated."""

    zh = "证书 {number} 未处于暂停状态,无需恢复。"
    en = "Certificate {number} is not suspended; there is nothing to reinstate."


class SuspensionEndMisplaced(Invalid):
    """A suspension ends in the past, too late, or after the certificate itself."""

    zh = "暂停截止时间必须晚于现在,且不晚于 {latest};请修改 until。"
    en = "A suspension must end in the future and no later than {latest}; correct `until`."


@dataclass(frozen=True)
class Signature:
    """The vc+jwt of a certificate and when it was signed."""

    credential: str
    key_id: str
    signed_at: datetime


@dataclass(frozen=True)
class Decision:
    """A positive decision on an application: whose footprint is certified, and by which rule."""

    application_id: UUID
    calculation_id: UUID
    body: str
    enterprise: str
    division: str
    scheme: Scheme
    rule_code: str
    rule_version: str
    decided_at: datetime
    decided_by: str
    reviewers: frozenset[str] = frozenset()
    """Who took part in the steps before."""
    replaces: UUID | None = None
    """The certificate whose place the new one takes."""
    replacement: ReplacementReason | None = None


@dataclass(frozen=True)
class Certificate:
    """What was decided; nothing here ever changes, acts are added beside it."""

    id: UUID
    number: str
    application_id: UUID
    calculation_id: UUID
    body: str
    enterprise: str
    division: str
    scheme: Scheme
    rule_code: str
    rule_version: str
    payload: bytes
    """Canonical JSON of the unsigned credential."""
    payload_sha256: str
    status_list: int
    status_index: int
    valid_from: datetime
    valid_until: datetime
    decided_at: datetime
    decided_by: str
    replaces: UUID | None = None
    """The certificate whose place it takes once it is signed."""
    replacement: ReplacementReason | None = None


@dataclass(frozen=True)
class CertificateFile:
    """A certificate with everything that happened to it since."""

    certificate: Certificate
    acts: tuple[Act, ...]
    signature: Signature | None
    footprint: FootprintSealed
    proceedings: tuple[Proceeding, ...] = ()
    """What was said before it was withdrawn or cancelled."""

    def state(self, at: datetime) -> CertificateState:
        """What the certificate is worth at a moment. `valid_until` is exclusive."""
        last = self.acts[-1] if self.acts else None
        if isinstance(last, Withdrawal):
            return CertificateState.WITHDRAWN
        if isinstance(last, Cancellation):
            return CertificateState.CANCELLED
        if at >= self.certificate.valid_until:
            return CertificateState.EXPIRED
        if isinstance(last, Suspension):
            return CertificateState.SUSPENDED
        return CertificateState.VALID

    def suspend(self, suspension: Suspension, longest: timedelta) -> Suspension:
        """The suspension, if it may be; `longest` is the longest permitted one."""
        self.check_in_force(suspension.at)
        if self.state(suspension.at) is CertificateState.SUSPENDED:
            raise CertificateAlreadySuspended(number=self.certificate.number)
        latest = min(suspension.at + longest, self.certificate.valid_until)
        if not suspension.at < suspension.until <= latest:
            raise SuspensionEndMisplaced(latest=latest.isoformat(timespec="seconds"))
        return suspension

    def reinstate(self, reinstatement: Reinstatement) -> Reinstatement:
        """The reinstatement, if the certificate is suspended."""
        self.check_in_force(reinstatement.at)
        if self.state(reinstatement.at) is not CertificateState.SUSPENDED:
            raise CertificateNotSuspended(number=self.certificate.number)
        return reinstatement

    def end(self, act: EndingT) -> EndingT:
        """A withdrawal or cancellation; final, and permitted from valid and from suspended."""
        self.check_in_force(act.at)
        return act

    def is_in_force(self, at: datetime) -> bool:
        """Whether it is valid or suspended."""
        return self.state(at) in (CertificateState.VALID, CertificateState.SUSPENDED)

    def check_in_force(self, at: datetime) -> None:
        """Refuse every act on a certificate in a terminal state."""
        if not self.is_in_force(at):
            zh, en = STATE_NAMES[self.state(at)]
            raise CertificateNoLongerInForce(
                number=self.certificate.number, state_zh=zh, state_en=en
            )
