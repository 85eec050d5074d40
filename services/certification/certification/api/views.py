"""What callers get back."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from certification.domain.application import Case
from certification.domain.certificate import Act, CertificateFile, Reinstatement, Suspension
from certification.domain.procedure import STEP_NAMES, Outcome, Step, StepRecord
from certification.domain.reasons import STATE_NAMES, CertificateState
from certification.store.packs import PublishedRule
from contracts.certification import Scheme
from packs.models import Rule


class View(BaseModel):
    model_config = ConfigDict(frozen=True)


class StepView(View):
    step: Step
    name_zh: str
    name_en: str
    outcome: Outcome
    person: str
    note_zh: str
    evidence: list[str]
    recomputed_seal: str | None
    at: datetime

    @classmethod
    def of(cls, record: StepRecord) -> "StepView":
        name = STEP_NAMES[record.step]
        return cls(
            step=record.step,
            name_zh=name.zh,
            name_en=name.en,
            outcome=record.outcome,
            person=record.person,
            note_zh=record.note_zh,
            evidence=list(record.evidence),
            recomputed_seal=record.recomputed_seal,
            at=record.at,
        )


class ApplicationView(View):
    id: UUID
    calculation_id: UUID
    enterprise: str
    body: str
    scheme: Scheme
    category: str
    rule_code: str
    rule_version: str
    submitted_at: datetime
    next_step: Step | None
    """The only step that may be recorded now; null when the procedure ended negatively."""
    certificate_id: UUID | None
    certificate_number: str | None
    steps: list[StepView]

    @classmethod
    def of(cls, case: Case) -> "ApplicationView":
        application = case.application
        return cls(
            id=application.id,
            calculation_id=application.calculation_id,
            enterprise=application.enterprise,
            body=application.body,
            scheme=application.scheme,
            category=application.category,
            rule_code=application.rule_code,
            rule_version=application.rule_version,
            submitted_at=application.submitted_at,
            next_step=case.next_step,
            certificate_id=case.certificate_id,
            certificate_number=case.certificate_number,
            steps=[StepView.of(record) for record in case.procedure.records],
        )


class ActView(View):
    """What happened to a certificate. Names and notes stay in the body's own file."""

    kind: Literal["suspension", "reinstatement", "withdrawal"]
    reason_code: str | None
    until: datetime | None
    at: datetime

    @classmethod
    def of(cls, act: Act) -> "ActView":
        kind = type(act).__name__.lower()
        reason = None if isinstance(act, Reinstatement) else act.reason.value
        until = act.until if isinstance(act, Suspension) else None
        return cls.model_validate(
            {"kind": kind, "reason_code": reason, "until": until, "at": act.at}
        )


class CertificateView(View):
    id: UUID
    number: str
    state: CertificateState
    """Code of the national table: 01 valid, 02 suspended, 03 withdrawn, 05 expired."""
    state_zh: str
    state_en: str
    scheme: Scheme
    body: str
    enterprise: str
    application_id: UUID
    calculation_id: UUID
    rule_code: str
    rule_version: str
    payload_sha256: str
    status_index: int
    valid_from: datetime
    valid_until: datetime
    decided_at: datetime
    signed_at: datetime | None
    """Null in the moment between decision and signature."""
    credential: str | None
    """The certificate itself, as application/vc+jwt."""
    acts: list[ActView]

    @classmethod
    def of(cls, file: CertificateFile, now: datetime) -> "CertificateView":
        certificate, state = file.certificate, file.state(now)
        state_zh, state_en = STATE_NAMES[state]
        return cls(
            id=certificate.id,
            number=certificate.number,
            state=state,
            state_zh=state_zh,
            state_en=state_en,
            scheme=certificate.scheme,
            body=certificate.body,
            enterprise=certificate.enterprise,
            application_id=certificate.application_id,
            calculation_id=certificate.calculation_id,
            rule_code=certificate.rule_code,
            rule_version=certificate.rule_version,
            payload_sha256=certificate.payload_sha256,
            status_index=certificate.status_index,
            valid_from=certificate.valid_from,
            valid_until=certificate.valid_until,
            decided_at=certificate.decided_at,
            signed_at=file.signature.signed_at if file.signature else None,
            credential=file.signature.credential if file.signature else None,
            acts=[ActView.of(act) for act in file.acts],
        )


class RuleView(View):
    """A rule version; a category with a catalogue item is open to the national scheme."""

    category: str
    catalogue_item: int | None
    rule: Rule

    @classmethod
    def of(cls, published: PublishedRule) -> "RuleView":
        return cls(
            category=published.category,
            catalogue_item=published.catalogue_item,
            rule=published.rule,
        )
