"""An enterprise's application to a certification body, and who may act on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from certification.cases.domain.procedure import Outcome, Procedure, Step, StepRecord
from certification.certificates.domain.states import CertificateState
from certification.values.domain.criteria import Criteria
from chassis.refusals import Conflict, Invalid
from contracts.accounting import FootprintSealed
from contracts.certification import Scheme


class ApplicationStillOpen(Conflict):
    """The same footprint is already before the same body, or holds its certificate."""

    zh = "核算 {calculation_id} 已有申请 {id} 正在 {body} 办理或持证有效;请继续办理该申请。"
    en = "Application {id} at {body} for calculation {calculation_id} is still open; continue it."


class SealDoesNotMatch(Conflict):
    """The seal that the reviewer recomputed differs from the sealed footprint's."""

    zh = "复算所得封存值 {stated} 与企业封存的 {sealed} 不一致,核查不予记录;请核对所取的核算版本。"
    en = (
        "The recomputed seal {stated} differs from the sealed {sealed}; nothing was recorded. "
        "Check which calculation was recomputed."
    )


class RecomputedSealMissing(Invalid):
    """A positive footprint verification does not state the seal that was recomputed."""

    zh = "产品碳足迹核查通过时必须填写 recomputed_seal,即核查人复算得到的封存值。"
    en = "A passed footprint verification must state `recomputed_seal`, the seal you recomputed."


@dataclass(frozen=True)
class Application:
    """What was asked, by whom, of whom. Facts about progress are in the procedure."""

    id: UUID
    calculation_id: UUID
    enterprise: str
    body: str
    division: str
    scheme: Scheme
    category: str
    rule_code: str
    rule_version: str
    submitted_at: datetime


class CaseState(StrEnum):
    """How far an application has come."""

    OPEN = "open"
    GRANTED = "granted"
    ENDED = "ended"
    """A step was negative."""


@dataclass(frozen=True)
class CaseSearch:
    """What to look for; an absent criterion does not narrow the list."""

    criteria: Criteria
    state: CaseState | None = None


@dataclass(frozen=True)
class Case:
    """An application, its procedure, and the state of its certificate where there is one."""

    application: Application
    procedure: Procedure
    footprint: FootprintSealed
    certificate_id: UUID | None = None
    certificate_number: str | None = None

    @property
    def next_step(self) -> Step | None:
        return self.procedure.next_step

    @property
    def state(self) -> CaseState:
        if self.procedure.end:
            return CaseState.ENDED
        return CaseState.GRANTED if self.procedure.is_granted else CaseState.OPEN

    def is_open(self, certificate: CertificateState | None) -> bool:
        """True while the body works on it, or while its certificate is in force."""
        if self.procedure.end:
            return False
        return certificate in (None, CertificateState.VALID, CertificateState.SUSPENDED)


def submitted(application: Application, client: str) -> StepRecord:
    """The first step of the procedure: the application itself (认证委托)."""
    return StepRecord(
        step=Step.APPLICATION,
        outcome=Outcome.PASSED,
        person=client,
        note_zh="",
        evidence=(),
        at=application.submitted_at,
    )


def check_recomputed(record: StepRecord, footprint: FootprintSealed) -> None:
    """A footprint verification passes only on the seal that the enterprise sealed."""
    stated = record.recomputed_seal
    if stated is None:
        if record.outcome is Outcome.PASSED:
            raise RecomputedSealMissing
        return
    if stated != footprint.seal:
        raise SealDoesNotMatch(stated=stated, sealed=footprint.seal)
