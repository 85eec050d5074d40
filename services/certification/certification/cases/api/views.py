"""What callers get back about applications and their steps."""

from datetime import datetime
from uuid import UUID

from certification.cases.domain.application import Case, CaseState
from certification.cases.domain.procedure import STEP_NAMES, Outcome, Step, StepRecord
from certification.certificates.domain.states import ReplacementReason
from certification.footprints.domain import certified
from certification.values.domain.forms import View
from chassis.forms import Words
from contracts.accounting import DeclaredUnit
from contracts.certification import Scheme
from contracts.event import ExactDecimal


class StepView(View):
    step: Step
    """Which step it is."""
    name: Words
    """The step in words."""
    outcome: Outcome
    person: str
    note_zh: str
    evidence: list[str]
    """SHA-256 of each file of evidence."""
    recomputed_seal: str | None
    """The seal that the body found; null for other steps."""
    at: datetime

    @classmethod
    def of(cls, record: StepRecord) -> "StepView":
        name = STEP_NAMES[record.step]
        return cls(
            step=record.step,
            name=Words(zh=name.zh, en=name.en),
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
    """The sealed calculation that is to be certified."""
    state: CaseState
    enterprise: str
    enterprise_name: Words
    body: str
    scheme: Scheme
    division: str
    """GB/T 2260 code of the county where the product is made."""
    product_id: UUID
    product_name: Words
    model: str
    gtin: str | None
    category: str
    """Code of the product category."""
    value: ExactDecimal
    """kg CO2e per declared unit."""
    declared_unit: DeclaredUnit
    boundary: str
    rule_code: str
    rule_version: str
    submitted_at: datetime
    """When it was submitted."""
    replaces_certificate_id: UUID | None
    """The certificate whose place the new one is to take; null when it is to take none's."""
    replacement: ReplacementReason | None
    """Why, by the national table; null likewise."""
    next_step: Step | None
    """The only step that may be recorded now; null when the procedure ended negatively."""
    certificate_id: UUID | None
    """The certificate that it led to; null before."""
    certificate_number: str | None
    """Number of that certificate; null before."""
    withdrawn_at: datetime | None
    """When the enterprise withdrew it; null otherwise."""
    steps: list[StepView]
    """The steps so far, in order."""

    @classmethod
    def of(cls, case: Case) -> "ApplicationView":
        application = case.application
        return cls(
            **certified(case.footprint),
            id=application.id,
            state=case.state,
            division=application.division,
            calculation_id=application.calculation_id,
            enterprise=application.enterprise,
            body=application.body,
            scheme=application.scheme,
            rule_code=application.rule_code,
            rule_version=application.rule_version,
            submitted_at=application.submitted_at,
            replaces_certificate_id=application.replaces,
            replacement=application.replacement,
            next_step=case.next_step,
            certificate_id=case.certificate_id,
            certificate_number=case.certificate_number,
            withdrawn_at=case.retreat.at if case.retreat else None,
            steps=[StepView.of(record) for record in case.procedure.records],
        )
