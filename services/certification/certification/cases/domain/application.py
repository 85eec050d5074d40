"""An enterprise's application to a certification body, and who may act on it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from certification.cases.domain.procedure import Outcome, Procedure, Step, StepRecord
from certification.certificates.domain.states import CertificateState, ReplacementReason
from certification.values.domain.criteria import Criteria
from chassis.refusals import Conflict, Invalid
from contracts.accounting import FootprintSealed
from contracts.certification import Scheme


class ApplicationStillOpen(Conflict):
    """The same footprint is already before the same body, or holds its certificate."""

    zh = "核算 {calculation_id} 已有申请 {id} 正在 {body} 办理或持证有效;请继续办理该申请。"
    en = "Application {id} at {body} for calculation {calculation_id} is still open; continue it."


class FootprintUnderCertification(Conflict):
    """The footprint is under certification elsewhere; where, is not said."""

    zh = (
        "核算 {calculation_id} 的足迹已在其他认证中,一个足迹同时只能由一家机构认证;"
        "请先结束原有认证。"
    )
    en = (
        "The footprint of calculation {calculation_id} is under certification already, and only "
        "one body certifies a footprint at a time; end that certification first."
    )


class ApplicationNoLongerOpen(Conflict):
    """An application that was decided, or has ended, is withdrawn."""

    zh = "申请 {id} 已经办结,不能撤回。"
    en = "Application {id} is closed and cannot be withdrawn any more."


class ApplicationRetreated(Conflict):
    """A step is recorded for an application that its enterprise withdrew."""

    zh = "申请 {id} 已由企业撤回,不能继续办理。"
    en = "The enterprise withdrew application {id}; nothing more can be recorded."


class ActivityDataTooOld(Conflict):
    """The footprint's activity data are older than may be certified."""

    zh = (
        "该足迹的活动数据截至 {period_end},已超过允许的最长期限({oldest} 之前的数据不得用于认证);"
        "请以新的数据期重新核算并封存。"
    )
    en = (
        "The footprint's activity data end with {period_end}; data that end before {oldest} are "
        "too old to certify. Calculate and seal it again for a newer period."
    )


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
    replaces: UUID | None = None
    """The certificate whose place the new one is to take."""
    replacement: ReplacementReason | None = None


class CaseState(StrEnum):
    """How far an application has come."""

    OPEN = "open"
    GRANTED = "granted"
    ENDED = "ended"
    """A step was negative, or the enterprise withdrew it."""


@dataclass(frozen=True)
class Retreat:
    """The enterprise withdrew its application."""

    client: str
    note_zh: str
    at: datetime


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
    retreat: Retreat | None = None

    @property
    def next_step(self) -> Step | None:
        return None if self.retreat else self.procedure.next_step

    @property
    def state(self) -> CaseState:
        if self.procedure.end or self.retreat:
            return CaseState.ENDED
        return CaseState.GRANTED if self.procedure.is_granted else CaseState.OPEN

    def is_open(self, certificate: CertificateState | None) -> bool:
        """True while the body works on it, or while its certificate is in force."""
        if self.procedure.end or self.retreat:
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


def check_age(footprint: FootprintSealed, oldest: date) -> None:
    """The activity data must not be too old, when applied with and again when decided on."""
    if footprint.period_end < oldest:
        raise ActivityDataTooOld(
            period_end=footprint.period_end.isoformat(), oldest=oldest.isoformat()
        )
